"""What people decide on grouping, written down so that the machine never undoes it. Takes no turn, waits for none."""

from collections.abc import Iterable

from articles.models import Article, Coverage
from newsroom.ingest.models import Gist


def belongs(articles: Iterable[Article], coverage: Coverage) -> None:
    """An editor put these stories into a coverage: there they stay."""
    _write([article.pk for article in articles], coverage, by_editor=True)


def taken_out(article: Article, left: Iterable[Article] = ()) -> None:
    """An editor took a story out: the machine groups it no more. What was left alone may meet others again."""
    _write([article.pk], None, by_editor=True)
    Gist.objects.filter(article__in=[other.pk for other in left], by_editor=False).update(coverage=None, turn=0)


def _write(keys: list[int], coverage: Coverage | None, *, by_editor: bool) -> None:
    told = {"coverage": coverage, "by_editor": by_editor, "turn": 0}
    Gist.objects.filter(article__in=keys).update(**told)
    known = set(Gist.objects.filter(article__in=keys).values_list("article_id", flat=True))
    rows = [Gist(article_id=key, **told) for key in keys if key not in known]
    Gist.objects.bulk_create(rows, ignore_conflicts=True)
