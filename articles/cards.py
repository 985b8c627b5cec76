"""Stories for cards by their keys: the query that every list of the paper ends with."""

from collections.abc import Iterable

from articles.models import Article
from articles.prepared import Prepared

_of_keys = Prepared(lambda keys: Article.objects.published().for_cards().filter(pk__in=keys))
_bare_of_keys = Prepared(lambda keys: Article.objects.published().for_cards(bare=True).filter(pk__in=keys))

# Their keys first: asked for in one go, SQLite looks through all that is published for a pin.
PINNED = Prepared(lambda since: Article.objects.filter(pinned_until__gt=since).values_list("pk", flat=True))


def by_key(keys: Iterable[int], *, bare: bool = False) -> dict[int, Article]:
    """The public ones of some stories, with what their cards show; `bare` ones without pictures.

    One query, none for no keys.
    """
    wanted = sorted(set(keys))
    read = _bare_of_keys if bare else _of_keys
    return {story.pk: story for story in read(wanted)} if wanted else {}
