"""What the desk shows of a removed story: that it is gone, since when, by which case; its text for a reason.

Lists, searches and logs of the desk leave removed stories out for everybody who may not open them.
"""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.models import Article
from articles.refusals import Refused
from articles.status import Status
from newsroom.takedowns import unsealing

TEMPLATE = "admin/articles/article/sealed.html"


def is_sealed(article: Article) -> bool:
    """Whether a story was removed, so that nobody simply reads it."""
    return article.status == Status.WITHDRAWN


def without_sealed(rows: QuerySet[Any], user: Any, path: str = "status") -> QuerySet[Any]:
    """Rows of a list without those of removed stories, unless the person may open these."""
    return rows if unsealing.may_open(user) else rows.exclude(**{path: Status.WITHDRAWN})


def sealed_view(admin: Any, request: HttpRequest, article: Article) -> HttpResponse:
    """GET says what is known and asks for a reason, POST shows the text once; the verb checks and leaves word."""
    if not request.user.has_perm("articles.view_article", article):
        raise PermissionDenied
    opened, status, typed = None, HTTPStatus.OK, request.POST.get("reason", "")
    if request.method == "POST":
        try:
            opened = unsealing.open_text(article, by=request.user, reason=typed)  # type: ignore[arg-type] # signed in
        except Refused as refusal:
            messages.error(request, str(refusal))
            status = HTTPStatus.CONFLICT
    item = unsealing.removal_of(article)
    context = admin.admin_site.each_context(request) | {
        "title": _("A removed story"),
        "opts": admin.opts,
        "article": article,
        "opened": opened,
        "item": item,
        "may_open": item is not None and unsealing.may_open(request.user),
        "may_see_case": request.user.has_perm("takedowns.view_case"),
        "typed": typed,
        "queue_url": admin.queue_url(request),
    }
    response = TemplateResponse(request, TEMPLATE, context, status=status)
    response.headers["Cache-Control"] = "no-store, private"
    return response
