"""One page of a list of stories: twenty at a time, one clean address a page, nothing beyond the last."""

from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

PER_PAGE = 20


def listing(
    request: HttpRequest, template: str, rows: QuerySet[Any], context: dict[str, Any], *, count: int | None = None
) -> HttpResponse:
    """The page that `?page=` asks for, with `page`, `numbers` and `page_path` added to the context.

    Page 1 has its clean address alone (301); what is no page of this list is a 404. `count` saves the counting.
    """
    asked = request.GET.get("page")
    if asked == "1":
        return HttpResponsePermanentRedirect(_without_page(request))
    paginator = Paginator(rows, PER_PAGE)
    if count is not None:
        paginator.count = count
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
