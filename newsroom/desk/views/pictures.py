"""Pictures for the text editor: those that readers may see, to choose from, and a new one with all that it needs."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import pictures
from articles.models import Picture

SHOWN = 24


class PictureForm(forms.Form):
    """A file, what it shows, who made it, and the word that we may show it."""

    upload = forms.FileField(label=gettext_lazy("File"))
    alt = forms.CharField(label=gettext_lazy("What the picture shows"), max_length=300)
    credit = forms.CharField(label=gettext_lazy("Who made the picture"), max_length=200)
    cleared = forms.BooleanField(label=gettext_lazy("We may show it"))


@never_cache
@require_http_methods(["GET", "POST"])
def body_pictures(request: HttpRequest) -> HttpResponse:
    """GET finds pictures by `q`, newest first; POST takes a new one in. Answers JSON; `sentence` says what is wrong."""
    user: Any = request.user
    if not (user.is_authenticated and user.is_staff):
        return _no(HTTPStatus.UNAUTHORIZED, _("You are signed out. Sign in again; your text is still in this window."))
    needed = "articles.view_picture" if request.method == "GET" else "articles.add_picture"
    if not user.has_perm(needed):
        return _no(HTTPStatus.FORBIDDEN, _("Your role does not let you do this with pictures. Ask a chief editor."))
    return found(request.GET.get("q", "")) if request.method == "GET" else taken(request)


def found(query: str) -> JsonResponse:
    """Pictures whose words contain the query; only those that readers may see."""
    shown = Picture.objects.filter(cleared=True, withheld=False).exclude(file="")
    for word in query[:200].split():
        shown = shown.filter(Q(alt__icontains=word) | Q(credit__icontains=word))
    return JsonResponse({"pictures": [_facts(picture) for picture in shown.order_by("-pk")[:SHOWN]]})


def taken(request: HttpRequest) -> JsonResponse:
    """A new picture, or why it cannot be taken in."""
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        errors = (f"{form.fields[name].label}: {' '.join(map(str, told))}" for name, told in form.errors.items())
        return _no(HTTPStatus.BAD_REQUEST, " ".join(errors))
    typed = form.cleaned_data
    try:
        data = typed["upload"].read(pictures.MAX_BYTES + 1)
        picture = pictures.take(data, alt=typed["alt"], credit=typed["credit"], cleared=True)
    except pictures.NotAPicture as refusal:
        return _no(HTTPStatus.BAD_REQUEST, str(refusal))
    if picture.withheld:
        return _no(HTTPStatus.BAD_REQUEST, _("This picture was withheld after a complaint; it cannot be shown."))
    return JsonResponse({"pictures": [_facts(picture)]})


def _facts(picture: Picture) -> dict[str, Any]:
    """What the editor needs of a picture; its address is absolute, as the sanitiser and feeds want it."""
    url = picture.file.url
    return {
        "src": url if "://" in url else f"{settings.SITE_URL}{url}",
        "thumb": url,
        "alt": picture.alt,
        "credit": picture.credit,
        "width": picture.width,
        "height": picture.height,
    }


def _no(status: HTTPStatus, sentence: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)
