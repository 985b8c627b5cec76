"""The list of a queue: counted no further than a person would page, with all that its rows show in a few queries."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Case, Count, QuerySet, When
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from articles.models import Article
from articles.search import HIT
from newsroom.desk.admin import suggested
from newsroom.desk.filters import of_queue, queue_named, queues_for

CAP = 1_000
COUNTED = ("waiting", "mine", "scheduled", "withheld")

if TYPE_CHECKING:
    BasePaginator = Paginator[Any]
else:
    BasePaginator = Paginator


class CappedPaginator(BasePaginator):
    """Pages through the first thousand; whoever needs an older one narrows the list."""

    @cached_property
    def found(self) -> int:
        """How many there are, counted to one more than the cap."""
        listed: Any = self.object_list
        return int(listed[: CAP + 1].count())

    @cached_property
    def count(self) -> int:
        """How many can be paged through."""
        return min(self.found, CAP)


class QueueList(ChangeList):
    """The rows of a queue, each knowing its address and the size of its coverage."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        """The articles of the list; a search is made once, though they are counted and read."""
        listed = super().get_queryset(request, exclude_parameters)
        if HIT not in listed.query.annotations:
            return listed
        found = dict(listed.values_list("pk", HIT)[: CAP + 1])
        hits = [key for key, hit in found.items() if hit]
        best = [Case(When(pk__in=hits, then=1), default=0).desc()] if hits else []
        rows = self.apply_select_related(self.root_queryset)
        return rows.filter(pk__in=list(found)).order_by(*best, *listed.query.order_by[1:])

    def get_results(self, request: HttpRequest) -> None:
        """One page of rows, completed."""
        super().get_results(request)
        reviewed = self.model_admin.review_url  # type: ignore[attr-defined]
        rows: Sequence[Any] = list(self.result_list)
        sizes = coverage_sizes(rows)
        copies = suggested.possible_copies(rows) if request.user.has_perm(suggested.MAY_SEE) else {}
        for row in rows:
            row.desk_url = reviewed(row, self.preserved_filters or _filters(request))
            row.coverage_size = sizes.get(row.coverage_id, 0)
            row.beside_url = copies.get(row.pk, "")
        self.result_list = rows

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is in force besides the queue itself."""
        idle = {"queue", "q", "o", "_changelist_filters"} | ({"beat"} if self.params.get("beat") == "all" else set())
        return bool(self.filter_params.keys() - idle)

    @property
    def result_count_sentence(self) -> str:
        """How many there are, in words."""
        found = self.paginator.found
        if found > CAP:
            return _("the first %(cap)s of more; narrow the list to see others") % {"cap": f"{CAP:,}"}
        return _("%(count)s articles") % {"count": found} if found != 1 else _("1 article")


def coverage_sizes(rows: Sequence[Article]) -> dict[int, int]:
    """How many articles each coverage on a page has."""
    wanted = {row.coverage_id for row in rows if row.coverage_id}
    if not wanted:
        return {}
    found = Article.objects.filter(coverage__in=wanted).values("coverage").annotate(size=Count("pk")).order_by()
    return {row["coverage"]: row["size"] for row in found}


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """The queues as tabs: name, label, whether it is shown now, and for those that call for work how many wait."""
    user, now = _user(request), queue_named(request)
    return [
        {"name": name, "label": label, "current": name == now, "count": _counted(name, user)}
        for name, label in queues_for(user).items()
    ]


def _counted(name: str, user: User) -> str:
    if name not in COUNTED:
        return ""
    articles: QuerySet[Article] = of_queue(Article.objects.all(), name, user)
    count = articles.order_by()[: CAP + 1].count()
    return f"{CAP:,}+" if count > CAP else f"{count:,}"


def _filters(request: HttpRequest) -> str:
    query = request.GET.urlencode()
    return urlencode({"_changelist_filters": query}) if query else ""


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
