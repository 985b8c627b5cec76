"""One page of a list of stories: twenty at a time, one clean address a page, nothing beyond the last."""

from typing import Any
from unicodedata import normalize

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles import cards, kept

PER_PAGE = 20
# From which page on the way to a page is remembered, and for how many pages of one list.
FAR, REMEMBERED = 10, 500


class KeysFirst(Paginator[Any]):
    """Leafs through keys, which an index holds in the list's order, and reads the stories of the page alone.

    What is skipped is never read; and where a page far down begins is remembered for the edition, so that neither it
    nor the pages after it cost more than the first ones do.
    """

    def __init__(self, request: HttpRequest, rows: QuerySet[Any], count: int) -> None:
        """Rows of a time, an id and perhaps a story's key (else the id is it), newest first, and how many there are."""
        super().__init__(rows, PER_PAGE)
        self.request, self.rows, self.count = request, rows, count

    def page(self, number: int | str) -> Page[Any]:
        """The stories of one page, in the order of their keys."""
        number = self.validate_number(number)
        keys = [row[-1] for row in (self._far(number) if number > FAR else self._from(self.rows, number - 1))]
        found = cards.by_key(keys)
        return Page([found[key] for key in keys if key in found], number, self)

    def _from(self, rows: QuerySet[Any], pages: int) -> list[Any]:
        return list(rows[pages * self.per_page : (pages + 1) * self.per_page])

    def _far(self, number: int) -> list[Any]:
        """The rows of a page, read from the nearest page before it whose beginning is known."""
        facts = ("where pages begin", self.request.path)
        begins: dict[int, tuple[Any, int]] = kept.of_edition(self.request, dict, *facts)
        near = max((known for known in begins if known <= number), default=1)
        found = self._from(_at_or_after(self.rows, *begins[near]) if near in begins else self.rows, number - near)
        if found and near != number and len(begins) < REMEMBERED:
            kept.keep(self.request, begins | {number: found[0][:2]}, *facts)
        return found


def _at_or_after(rows: QuerySet[Any], when: Any, pk: int) -> QuerySet[Any]:
    """What stands in the list from a row on; an index reads no row before it."""
    field = str(rows.query.order_by[0]).removeprefix("-")
    return rows.filter(Q(**{f"{field}__lt": when}) | Q(pk__lte=pk), **{f"{field}__lte": when})


def listing(
    request: HttpRequest,
    template: str,
    rows: QuerySet[Any],
    context: dict[str, Any],
    *,
    count: int | None = None,
) -> HttpResponse:
    """The page that `?page=` asks for, with `page`, `numbers` and `page_path` added to the context.

    Page 1 has its clean address alone (301); what is no page of this list is a 404. With a `count`, `rows` are those
    of `KeysFirst`: nothing is counted, and nothing read that is skipped.
    """
    asked = request.GET.get("page")
    if asked == "1":
        return HttpResponsePermanentRedirect(_without_page(request))
    paginator = Paginator(rows, PER_PAGE) if count is None else KeysFirst(request, rows, count)
    page = _page(paginator, asked or "1")
    path = normalize("NFC", request.path)
    facts = {
        "page": page,
        "numbers": list(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "page_path": path if page.number == 1 else f"{path}?page={page.number}",
    }
    if count is not None and request.GET.get("view") == "text":  # only stories are counted before
        template = "articles/list_text.html"
    return render(request, template, facts | context)


def _page(paginator: Paginator[Any], asked: str) -> Page[Any]:
    if not asked.isascii() or not asked.isdigit() or asked.startswith("0"):
        raise Http404(_("There is no such page of this list."))
    try:
        return paginator.page(asked)
    except (EmptyPage, PageNotAnInteger):
        raise Http404(_("This list has no page %(number)s.") % {"number": asked}) from None


def _without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    del query["page"]
    return f"{request.path}?{query.urlencode()}" if query else request.path
