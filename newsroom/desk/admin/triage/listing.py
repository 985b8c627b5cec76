"""The list of triage: a queue under the filters of its address, folded into events, one page of it at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.views.main import ERROR_FLAG, PAGE_VAR, ChangeList
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Coverage
from newsroom.desk import filters, presence
from newsroom.desk.admin import beat, suggested
from newsroom.desk.claims import holder
from newsroom.desk.triage.folding import ROWS_A_PAGE, Row, fold, following, led, page_of, row_with

CAP = 2_000
"""More stories than these nobody works through in a day; whoever needs an older one narrows the list."""
FOLDED_SHOWN = 20
QUEUES = ("waiting", "mine")
STORY = "story"
OWN = (STORY, "next", "before")


@dataclass
class Shown:
    """One row as the template asks for it: the lead, the others under it, how many more there are, and the chips."""

    row: Row
    lead: Any
    others: list[Any]
    more: int
    outlets: int


class TriageList(ChangeList):
    """The rows of a queue. `rows` are all of them, `shown` those of the page with their articles."""

    rows: Sequence[Row]
    shown: Sequence[Shown]

    def get_filters_params(self, params: Any = None) -> Any:
        """Without what says which story is open."""
        found = super().get_filters_params(params)
        return {name: value for name, value in found.items() if name not in OWN}

    def get_results(self, request: HttpRequest) -> None:
        """Fold what the queue has, then fetch one page of it: a fixed number of queries."""
        found: Any = self.queryset
        queue = list(found.values_list("pk", "coverage_id")[: CAP + 1])
        self.is_cut = len(queue) > CAP
        self.stories = queue[:CAP]
        rows = fold(self.stories)
        on_page, self.page, self.pages = page_of(rows, self._place_asked(rows, request))
        leads = _leads(on_page)
        self.rows = led(rows, leads)
        self.shown = self._shown(page_of(self.rows, self.page)[0], request)
        self.result_count = self.full_result_count = len(self.stories)
        self.result_list, self.can_show_all, self.multi_page = [], False, self.pages > 1

    def _place_asked(self, rows: Sequence[Row], request: HttpRequest) -> int:
        """The page that the address names, or on which its story is."""
        if PAGE_VAR in request.GET or STORY not in request.GET:
            return self.page_num
        wanted = request.GET[STORY]
        row = row_with(rows, int(wanted)) if wanted.isascii() and wanted.isdigit() else None
        return rows.index(row) // ROWS_A_PAGE + 1 if row else 1

    def _shown(self, rows: Sequence[Row], request: HttpRequest) -> list[Shown]:
        wanted = [pk for row in rows for pk in row.stories[: FOLDED_SHOWN + 1]]
        articles = self.model_admin.get_queryset(request).in_bulk(wanted)
        may_see = request.user.has_perm(suggested.MAY_SEE)
        copies = suggested.possible_copies(articles.values()) if may_see else {}
        now, here = timezone.now(), presence.at_hand(articles, request.user)  # type: ignore[arg-type]
        for pk, article in articles.items():
            article.may_be_copy = pk in copies
            article.is_held = holder(article)
            article.open_to = here.get(pk, ())
            article.is_due = article.due_at is not None and article.due_at < now
            article.triage_url = self.address(story=pk)
        found = []
        for row in rows:
            stories = [articles[pk] for pk in row.stories[: FOLDED_SHOWN + 1] if pk in articles]
            if stories:
                lead, *others = stories
                outlets = len({story.source_id for story in stories})
                found.append(Shown(row, lead, others, len(row.stories) - len(stories), outlets))
        return found

    def address(self, **changed: Any) -> str:
        """This list's query string with something else in it; None takes it out."""
        kept = {name: value for name, value in self.params.items() if name not in OWN}
        kept |= {PAGE_VAR: self.page} if self.page > 1 else {}
        values = {name: value for name, value in (kept | changed).items() if value is not None}
        return f"?{urlencode(values)}"

    @cached_property
    def query_string(self) -> str:
        """The filters and the page, for what is fetched and pressed."""
        return self.address()

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is in force besides the queue itself."""
        narrowing = self.params.keys() - {"queue", "q", *OWN}
        return bool(narrowing - {beat.BeatFilter.parameter_name}) or self.params.get("beat") == beat.MINE

    @property
    def cleared(self) -> str:
        """The same queue without any filter."""
        kept = {"queue": self.params["queue"]} if "queue" in self.params else {}
        return f"?{urlencode(kept | {beat.BeatFilter.parameter_name: beat.ALL})}"

    @property
    def without_words(self) -> str:
        """The same filters without the search."""
        return self.address(q=None)

    @property
    def earlier(self) -> str:
        """The page before this one, "" on the first."""
        return self.address(p=self.page - 1) if self.page > 1 else ""

    @property
    def later(self) -> str:
        """The page after this one, "" on the last."""
        return self.address(p=self.page + 1) if self.page < self.pages else ""

    @property
    def result_count_sentence(self) -> str:
        """How much there is to do, in words."""
        if self.is_cut:
            return _("the first %(cap)s stories of more") % {"cap": f"{CAP:,}"}
        stories = ngettext("%(n)s story", "%(n)s stories", len(self.stories)) % {"n": f"{len(self.stories):,}"}
        if len(self.rows) == len(self.stories):
            return stories
        return _("%(stories)s in %(rows)s events") % {"stories": stories, "rows": f"{len(self.rows):,}"}

    def first(self) -> int | None:
        """The story that opens by itself."""
        return self.shown[0].lead.pk if self.shown else None

    def after(self, article: Article, wanted: Iterable[int]) -> int | None:
        """The story that opens once this one was dealt with."""
        return following(self.rows, story=article.pk, coverage=article.coverage_id, wanted=wanted)

    def neighbours(self, story: int) -> tuple[int | None, int | None]:
        """The leads of the rows before and after that of a story."""
        row = row_with(self.rows, story)
        if row is None:
            return None, None
        place = self.rows.index(row)
        before = self.rows[place - 1].lead if place else None
        return before, self.rows[place + 1].lead if place + 1 < len(self.rows) else None


def listed(admin: Any, request: HttpRequest) -> TriageList:
    """The list that an address asks for. Raises IncorrectLookupParameters for filters that nobody knows."""
    request.GET = asked(request)  # type: ignore[assignment] # a copy, which nothing changes any more
    return TriageList(
        request,
        Article,
        ["story"],
        (),
        admin.get_list_filter(request),
        None,
        admin.get_search_fields(request),
        admin.get_list_select_related(request),
        ROWS_A_PAGE,
        0,
        (),
        admin,
        (),
        admin.search_help_text,
    )


def asked(request: HttpRequest) -> QueryDict:
    """What the address says; where it says nothing of the beat, whoever has one starts with it."""
    query = request.GET.copy()
    query.pop(ERROR_FLAG, None)
    user: Any = request.user
    name = beat.BeatFilter.parameter_name
    if name not in query and beat.has_beat(user):
        query[name] = beat.MINE
    if query.get("queue", filters.FIRST) not in QUEUES:
        query.pop("queue", None)
    return query


def tabs(request: HttpRequest, shown: TriageList) -> list[dict[str, Any]]:
    """The queues that are worked through here, each with how many stories are in it."""
    now = filters.queue_named(request)
    found = []
    for name in QUEUES:
        label, mine = filters.QUEUES[name], name == now
        count = len(shown.stories) if mine else _count(name, request)
        more = "+" if (shown.is_cut if mine else count > CAP) else ""
        found.append({"name": name, "label": label, "current": mine, "count": f"{min(count, CAP):,}{more}"})
    return found


def _count(name: str, request: HttpRequest) -> int:
    articles = filters.of_queue(Article.objects.all(), name, request.user)  # type: ignore[arg-type]
    return articles.order_by()[: CAP + 1].count()


def _leads(rows: Iterable[Row]) -> dict[int, int | None]:
    """The leads of the coverages on a page of which more than one story waits."""
    wanted = [row.coverage for row in rows if row.others and row.coverage]
    return dict(Coverage.objects.filter(pk__in=wanted).values_list("pk", "lead_id")) if wanted else {}
