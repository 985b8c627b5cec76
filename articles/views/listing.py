"""One page of a list of stories: twenty at a time, one clean address a page, nothing beyond the last."""

from typing import Any
from unicodedata import normalize

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles import cards

PER_PAGE = 20


class KeysFirst(Paginator[Any]):
    """Leafs through keys, which an index holds in the list's order, and reads the stories of the page alone.

    So a page far down costs what the first one does: what is skipped is never read.
    """

    def __init__(self, keys: QuerySet[Any], count: int) -> None:
        """The keys in the order of the list, and how many there are."""
        super().__init__(keys, PER_PAGE)
        self.keys, self.count = keys, count

    def page(self, number: int | str) -> Page[Any]:
        """The stories of one page, in the order of their keys."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = list(self.keys[start : start + self.per_page])
        found = cards.by_key(keys)
        return Page([found[key] for key in keys if key in found], number, self)


def listing(
    request: HttpRequest,
    template: str,
    rows: QuerySet[Any],
    context: dict[str, Any],
    *,
    count: int | None = None,
) -> HttpResponse:
    """The page that `?page=` asks for, with `page`, `numbers` and `page_path` added to the context.

    Page 1 has its clean address alone (301); what is no page of this list is a 404. With a `count`, `rows` are the
    stories' keys in the list's order: nothing is counted, and nothing read that is skipped.
    """
    asked = request.GET.get("page")
    if asked == "1":
        return HttpResponsePermanentRedirect(_without_page(request))
    paginator = Paginator(rows, PER_PAGE) if count is None else KeysFirst(rows, count)
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
