"""A form of the review screen that is pressed when it is too late for it: signed out meanwhile, or far too long.

Django would answer with its sign-in page and drop what was posted. Here the page that asks for the password carries
the typed text, signed, and it is kept as a working copy once somebody has signed in. That is done only for a form that
our own pages sent (its `Origin` says so), so that no other site can put words into an editor's mouth.
"""

import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core import signing
from django.core.exceptions import RequestDataTooBig
from django.forms import DateTimeField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from articles.models import Article
from articles.refusals import Refused, Unfit
from articles.sanitize import BODY_BYTES, clean
from newsroom.desk import copies, decisions, jottings, second_factor
from newsroom.desk.forms.review import LISTS, ReviewForm

SALT = "newsroom.desk.handed"
# What is carried through the sign-in page: more than any story has, less than what may be posted.
HANDED_BYTES = 3 * 1024 * 1024
HANDED_SECONDS = 24 * 3600
MINUTE = len("202612312359")
View = Callable[..., HttpResponse]


def carrying(view: View) -> View:
    """A view of the review screen that loses no typed text, whoever is signed in by now."""

    @csrf_exempt  # the admin's own view checks the token; here its refusal is answered with more care
    @wraps(view)
    def carried(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = str(kwargs.get("object_id", args[0] if args else ""))
        try:
            request.POST  # noqa: B018 - reading it measures it
        except RequestDataTooBig:
            return too_long(request)
        if not is_ours(request):
            return view(request, *args, **kwargs)
        if not admin.site.has_permission(request):
            return sign_in_page(request, key)
        answer = view(request, *args, **kwargs)
        return stale(request, key) if answer.status_code == HTTPStatus.FORBIDDEN else answer

    return carried


def too_long(request: HttpRequest) -> HttpResponse:
    """What to do with a form that is longer than may be posted. Nothing of it was read."""
    sizes = {
        "length": filesizeformat(int(request.META.get("CONTENT_LENGTH") or 0)),
        "most": filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
    }
    return render(request, "desk/too_long.html", sizes, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def sign_in_page(request: HttpRequest, key: str) -> HttpResponse:
    """The sign-in page, with the typed text in it."""
    handed = packed(request, key)
    if len(handed) > HANDED_BYTES:
        sentence = _("You are signed out, and this is too long to be carried along. Copy your text from here.")
        return _not_kept(request, sentence, all_typed_into(request))
    context = admin.site.each_context(request) | {
        "title": _("Sign in"),
        "form": (admin.site.login_form or AdminAuthenticationForm)(request),
        "app_path": reverse("sign_in_again"),
        "next": request.path,
        "handed": handed,
    }
    return TemplateResponse(request, "admin/login.html", context, status=HTTPStatus.FORBIDDEN)


@sensitive_post_parameters()
@never_cache
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Sign in, and keep what was typed before."""
    handed = request.POST.get("handed", "")
    answer = admin.site.login(request, {"handed": handed, "app_path": request.path})
    if not (request.method == "POST" and handed and isinstance(answer, HttpResponseRedirect)):
        return answer
    if not second_factor.stands_open(request.user):
        request.session["handed"] = handed  # kept for this person until they have verified
        return answer
    return unpack(request, handed, answer)


def packed(request: HttpRequest, key: str) -> str:
    """What was typed into a form, signed, to be carried along."""
    return signing.dumps({"article": key, "typed": all_typed_into(request)}, salt=SALT, compress=True)


def unpack(request: HttpRequest, handed: str, answer: HttpResponse) -> HttpResponse:
    """Keep what was carried along and show it; where it cannot be read, say so on the page that comes instead."""
    try:
        found = signing.loads(handed, salt=SALT, max_age=HANDED_SECONDS)
    except signing.BadSignature:
        messages.error(request, _("What was typed before you signed in could not be read; it may be too old."))
        return answer
    return _keep(request, found["article"], found["typed"])


def stale(request: HttpRequest, key: str) -> HttpResponse:
    """A form from before somebody signed in again: its text is kept and shown, and the verb must be pressed again."""
    return _keep(request, key, all_typed_into(request))


def _keep(request: HttpRequest, key: str, typed: dict[str, Any]) -> HttpResponse:
    """Keep the text as a working copy, or as a new story where it was to be one, and show it."""
    user: Any = request.user
    try:
        if not key:
            texts = {name: value for name, value in typed["data"].items() if name in {"headline", "standfirst", "body"}}
            article = decisions.begin(by=user, **texts)
            messages.success(request, _("You are signed in again, and your story is begun."))
            return redirect("admin:articles_article_change", article.pk)
        found = Article.objects.filter(pk=key).first() if key.isascii() and key.isdigit() else None
        if found is None:
            raise Unfit(_("There is no such article."))
        jottings.hold(request, found.pk, typed.get("beside", {}))
        touched = without_untouched(found, {"version": typed["version"], "data": typed["data"]})
        if touched["data"]:
            copies.save_working_copy(found, by=user, **touched)
    except Refused as refusal:
        return _not_kept(request, str(refusal), typed)
    messages.warning(request, _("You are signed in again. Nothing was decided yet; look at your text and press again."))
    restore = "?restore=1" if touched["data"] else ""
    return redirect(reverse("admin:articles_article_change", args=[found.pk]) + restore)


def without_untouched(article: Article, typed: dict[str, Any]) -> dict[str, Any]:
    """Without the text of the story where it is as it was shown; the form has no hidden first value of it."""
    past: Any = article.history
    seen = past.filter(version=typed["version"]).first()
    data = dict(typed["data"])
    if seen is not None and clean(data.get("body", ""), limit=BODY_BYTES) == seen.body.strip():
        data.pop("body", None)
    return typed | {"data": data}


def _not_kept(request: HttpRequest, sentence: str, typed: dict[str, Any]) -> HttpResponse:
    """The text, to be copied, where it can be kept nowhere."""
    beside = {name.removeprefix("reason-"): value for name, value in typed.get("beside", {}).items()}
    texts = [(name, value) for name, value in (typed["data"] | beside).items() if isinstance(value, str) and value]
    context = {"sentence": sentence, "texts": texts}
    return render(request, "desk/not_kept.html", context, status=HTTPStatus.FORBIDDEN)


def all_typed_into(request: HttpRequest) -> dict[str, Any]:
    """What was typed into the form and beside the story: a note, another headline, a minute, a reason."""
    return typed_into(request) | {"beside": jottings.typed(request.POST)}


def typed_into(request: HttpRequest) -> dict[str, Any]:
    """What was typed into the form: the fields that are not as they were shown, in the shape of a working copy."""
    data: dict[str, Any] = {}
    for name in copies.names() & request.POST.keys() | set(LISTS):
        value, was = request.POST.getlist(name), request.POST.getlist(f"initial-{name}")
        if value != was and not _same_moment(name, value, was):
            data[name] = value if name in LISTS else "".join(value).replace("\0", "")
    version = request.POST.get("version", "")
    fits = version.isascii() and version.isdigit() and 0 < len(version) < 10
    return {"version": int(version) if fits else 1, "data": data}


def _same_moment(name: str, one: list[str], other: list[str]) -> bool:
    """Whether two ways to write a day and a minute mean the same: pickers and hidden fields write them differently."""
    if not isinstance(ReviewForm.base_fields[name], DateTimeField):
        return False
    first, second = (re.sub(r"\D", "", "".join(each))[:MINUTE] for each in (one, other))
    return first == second


def is_ours(request: HttpRequest) -> bool:
    """Whether one of our own pages sent this; browsers say so, and no page can make them lie."""
    origin = request.headers.get("Origin", "")
    return origin == f"{request.scheme}://{request.get_host()}" or origin in settings.CSRF_TRUSTED_ORIGINS
