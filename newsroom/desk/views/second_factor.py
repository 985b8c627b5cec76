"""The pages of the second factor: setting it up, entering a code, and what one has. HTTP only."""

from base64 import b32encode
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import django_otp
import qrcode  # type: ignore[import-untyped]
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.refusals import Refused
from newsroom.desk import second_factor as factor
from newsroom.desk.views import handover

# What is open to whoever has signed in but not verified yet.
OPEN = frozenset(
    {"second_factor", "second_factor_set_up"}
    | {f"admin:{name}" for name in ("login", "logout", "password_change", "password_change_done", "jsi18n")}
)
CARRIED = {"articles_article_add", "articles_article_change"}
TEMPLATES = "admin/desk/second_factor"


class CodeForm(forms.Form):
    """One code, with or without spaces."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=24,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


@sensitive_post_parameters("code")
def show(request: HttpRequest) -> HttpResponse:
    """The place to enter a code; for whoever is in, what they have and what they can do with it."""
    user: Any = request.user
    if factor.stands_open(user):
        return _what_one_has(request)
    if not factor.has_one(user):
        return redirect(_with_next(reverse("second_factor_set_up"), request))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            device = factor.enter(user, form.cleaned_data["code"])
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            _let_in(request, device)
            return _go_on(request)
    return _page(request, "enter", _("Enter your code"), form=form)


@sensitive_post_parameters("code")
def set_up(request: HttpRequest) -> HttpResponse:
    """A secret to scan, then the first code, then ten backup codes, which are shown this once."""
    user: Any = request.user
    if factor.has_one(user):
        return redirect(_with_next(reverse("second_factor"), request))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            device, codes = factor.confirm(user, form.cleaned_data["code"])
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            _let_in(request, device)
            return _page(request, "codes", _("Keep these backup codes"), codes=codes, begun=True)
    device = factor.begin(user)
    demanded = factor.is_demanded_of(user)
    return _page(request, "set_up", _("Set up your second factor"), form=form, demanded=demanded, **_secret_of(device))


@sensitive_post_parameters("code")
def act(request: HttpRequest) -> HttpResponse:
    """Make new backup codes or remove the second factor; both ask for a code."""
    user, form = request.user, CodeForm(request.POST or None)
    if request.method != "POST":
        return redirect("second_factor")
    try:
        code = form.cleaned_data["code"] if form.is_valid() else ""
        if "remove" not in request.POST:
            codes = factor.renew_codes(user, code)
            return _page(request, "codes", _("Keep these backup codes"), codes=codes)
        factor.remove(user, code)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You sign in with your password alone from now on."))
    return redirect("second_factor")


def closed(request: HttpRequest) -> HttpResponse:
    """What whoever has not verified yet gets in the place of a page: the way to it, or a sentence for a script."""
    if request.method not in {"GET", "HEAD", "POST"} or "json" in request.headers.get("Accept", ""):
        sentence = _("Enter the code of your second factor first: open the desk in another window.")
        return JsonResponse({"sentence": sentence}, status=HTTPStatus.UNAUTHORIZED)
    match = request.resolver_match
    if request.method == "POST" and match and match.url_name in CARRIED and handover.is_ours(request):
        request.session["handed"] = handover.packed(request, str(match.kwargs.get("object_id", "")))
    back = request.get_full_path() if request.method != "POST" else _page_before(request)
    return redirect(f"{reverse('second_factor')}?{urlencode({'next': back})}")


def _what_one_has(request: HttpRequest) -> HttpResponse:
    user = request.user
    facts = {
        "phone": factor.phone_of(user),
        "left": factor.codes_left(user),
        "demanded": factor.is_demanded_of(user),
        "form": CodeForm(),
    }
    return _page(request, "shown", _("Your second factor"), **facts)


def _let_in(request: HttpRequest, device: Any) -> None:
    """Keep in the session that this person has verified; under a new key, as after signing in."""
    request.session.cycle_key()
    django_otp.login(request, device)


def _go_on(request: HttpRequest) -> HttpResponse:
    """To where the person was going; what they typed before is kept first."""
    onward = HttpResponseRedirect(_next(request))
    handed = request.session.pop("handed", "")
    return handover.unpack(request, handed, onward) if handed else onward


def _secret_of(device: TOTPDevice) -> dict[str, Any]:
    """What the telephone needs to know, as a picture and to be typed."""
    secret = b32encode(device.bin_key).decode().rstrip("=")
    issuer = settings.SITE_NAME.replace(":", " ")
    facts = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    address = f"otpauth://totp/{quote(f'{issuer}:{device.user.get_username()}')}?{facts}"
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return {"secret": spaced, "address": address, **_drawn(address)}


def _drawn(text: str) -> dict[str, Any]:
    """The squares of a QR code as one path, and the length of its side with the quiet border of four."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"squares": path, "side": len(rows)}


def _page(request: HttpRequest, name: str, title: str, **facts: Any) -> HttpResponse:
    """One of the pages, in the frame of the desk; the frame shows no stories before a person has verified."""
    context = admin.site.each_context(request) | {"title": title, "next": _next(request), **facts}
    if not factor.stands_open(request.user):
        context |= {"desk_menu": [], "late_stories": [], "closed": True}
    return TemplateResponse(request, f"{TEMPLATES}/{name}.html", context)


def _next(request: HttpRequest) -> str:
    """Where the person was going, if that is a page of ours; else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("admin:index")


def _with_next(url: str, request: HttpRequest) -> str:
    return f"{url}?{urlencode({'next': _next(request)})}"


def _page_before(request: HttpRequest) -> str:
    """The page that a form was on."""
    before = urlsplit(request.headers.get("Referer", ""))
    same = before.netloc == request.get_host()
    return f"{before.path}?{before.query}" if same and before.query else before.path if same else ""
