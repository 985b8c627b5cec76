"""How many stories the tags and authors of a list have: counted for the rows of one page, from the ties' own indexes.

Counting them for all rows reads every tie there is, four million with a million stories; so that is done only where a
list is sorted by such a column.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest

from articles.models import Byline, Tagging


def sorts_by(request: HttpRequest, columns: Sequence[Any], counted: Iterable[str]) -> bool:
    """Whether the address sorts a list by one of the counted columns; columns are numbered from 1."""
    wanted = {part.lstrip("-") for part in request.GET.get("o", "").split(".")}
    return any(str(columns.index(name) + 1) in wanted for name in counted)


def with_counts(rows: QuerySet[Any], ties: str) -> QuerySet[Any]:
    """All rows with what their columns are sorted by: `used`, `shown`, `last`; `ties` leads to the stories."""
    shown = Q(**{f"{ties}__shown_at__isnull": False})
    found: QuerySet[Any] = rows.annotate(
        used=Count(ties), shown=Count(ties, filter=shown), last=Max(f"{ties}__shown_at")
    )
    return found


def count(rows: Sequence[Any], ties: type[Tagging | Byline], of: str) -> None:
    """Tell each row how many stories it has (`used`), how many public ones (`shown`), and when the `last` went out."""
    mine: QuerySet[Any] = ties._default_manager.filter(**{f"{of}__in": [row.pk for row in rows]}).order_by()  # noqa: SLF001
    used = dict(mine.values_list(of).annotate(Count("pk")))
    public = mine.filter(shown_at__isnull=False).values_list(of).annotate(Count("pk"), Max("shown_at"))
    told = {key: (n, last) for key, n, last in public}
    for row in rows:
        row.used, (row.shown, row.last) = used.get(row.pk, 0), told.get(row.pk, (0, None))
