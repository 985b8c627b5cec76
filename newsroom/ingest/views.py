"""What the world may ask of ingest: one address for each subscription, at which its hub reaches us."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from newsroom.ingest import websub
from newsroom.ingest.models import Subscription

PIECE = 64 * 1024


class _TooLarge(Exception):
    """The push is longer than any feed that we read."""


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def callback(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a hub: whether we meant to subscribe (GET), and that its push has come (POST)."""
    subscription = websub.known(token)
    if subscription is None:
        return HttpResponse(status=404)
    return _pushed(request, subscription) if request.method == "POST" else _asked(request, subscription)


def _asked(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    answer = websub.confirm(subscription, request.GET.dict(), timezone.now())
    if answer is None:
        return HttpResponse(status=404)
    return HttpResponse(answer, content_type="text/plain")


def _pushed(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    """A push without our secret is answered like any other, so that nobody learns by trying (section 8)."""
    if subscription.state not in websub.LIVE:
        return HttpResponse(status=410)
    now = timezone.now()
    try:
        signed = websub.is_signed(subscription, request.headers.get("X-Hub-Signature", ""), _pieces(request))
    except _TooLarge:
        return HttpResponse(status=413)
    if not signed:
        websub.distrust(subscription, now)
    elif not websub.look_now(subscription, now):
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    return HttpResponse(status=202)


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """The body, piece by piece: it is compared, never kept. Raises _TooLarge."""
    length = request.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length[:12]) > websub.BODY_LIMIT:
        raise _TooLarge
    size = 0
    while piece := request.read(PIECE):
        size += len(piece)
        if size > websub.BODY_LIMIT:
            raise _TooLarge
        yield piece
