"""How pages that belong to one person alone are answered."""

from django.http import HttpResponse


def private(response: HttpResponse, *, index: bool = False) -> HttpResponse:
    """Not to be kept by anybody; the address, which is a key, is not told to other sites."""
    response.headers["Cache-Control"] = "no-store, private"
    # Not "no-referrer": browsers would then send their forms without an origin, which the CSRF check must refuse.
    response.headers["Referrer-Policy"] = "same-origin"
    if not index:
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
