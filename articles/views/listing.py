"""One page of a list of stories: twenty at a time, one clean address a page, nothing beyond the last."""

from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

PER_PAGE = 20


class KeysFirst(Paginator[Any]):
    """Leafs through keys, which an index holds in the list's order, and reads whole rows for the page alone.

    So a page far down costs what the first one does: what is skipped is never read.
    """

    def __init__(self, rows: QuerySet[Any], keys: QuerySet[Any], count: int) -> None:
        """The rows in any order, their keys in that of the list, and how many there are."""
        super().__init__(keys, PER_PAGE)
        self.rows, self.keys, self.count = rows, keys, count

    def page(self, number: int | str) -> Page[Any]:
        """The rows of one page, in the order of their keys."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = list(self.keys[start : start + self.per_page])
        found = self.rows.order_by().in_bulk(keys)
        return Page([found[key] for key in keys if key in found], number, self)


def listing(
    request: HttpRequest,
    template: str,
    rows: QuerySet[Any],
    context: dict[str, Any],
    *,
    count: int | None = None,
    keys: QuerySet[Any] | None = None,
) -> HttpResponse:
    """The page that `?page=` asks for, with `page`, `numbers` and `page_path` added to the context.

    Page 1 has its clean address alone (301); what is no page of this list is a 404. `count` saves the counting, `keys`
    (the primary keys in the list's order) the reading of what is skipped.
    """
    asked = request.GET.get("page")
    if asked == "1":
        return HttpResponsePermanentRedirect(_without_page(request))
    if count is None:
        paginator = Paginator(rows, PER_PAGE)
    else:
        paginator = KeysFirst(rows, rows.values_list("pk", flat=True) if keys is None else keys, count)
    page = _page(paginator, asked or "1")
    facts = {
        "page": page,
        "numbers": list(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "ellipsis": Paginator.ELLIPSIS,
        "page_path": request.path if page.number == 1 else f"{request.path}?page={page.number}",
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
