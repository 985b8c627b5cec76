"""Stories for cards by their keys: the query that every list of the paper ends with."""

from collections.abc import Iterable

from articles.models import Article
from articles.prepared import Prepared

_of_keys = Prepared(lambda keys: Article.objects.published().for_cards().filter(pk__in=keys))


def by_key(keys: Iterable[int]) -> dict[int, Article]:
    """The public ones of some stories, with what their cards show. One query, none for no keys."""
    wanted = sorted(set(keys))
    return {story.pk: story for story in _of_keys(wanted)} if wanted else {}
