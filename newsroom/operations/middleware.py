"""Public pages set no cookie and call nobody; the admin gets its own content security policy and its second door."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.defaults import page_not_found

Handler = Callable[[HttpRequest], HttpResponse]
GONE = frozenset({404, 410, 451})
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class PublicPages:
    """Gives the admin its policy, every page its Permissions-Policy; says what nobody may keep or list."""

    def __init__(self, get_response: Handler) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers set."""
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            response._csp_replace = settings.ADMIN_CSP  # type: ignore[attr-defined]  # noqa: SLF001 - django-csp reads it there
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if response.status_code in GONE:
            # All alike, so that what was removed for somebody's privacy cannot be told from what never was.
            response.headers["X-Robots-Tag"] = "noindex, noarchive"
            response.headers.setdefault("Cache-Control", "no-store")
        if not settings.SITE_INDEXED:
            # Beside robots.txt, which keeps robots from reading a page, but not from listing an address they heard of.
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


class DemoPages:
    """Shows the demo's visitors the paper's own page for what is not there, where Django would show its settings."""

    def __init__(self, get_response: Handler) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the demo runs with DEBUG on, for which a 404 is a page for developers."""
        response = self.get_response(request)
        if settings.DEMO and settings.DEBUG and response.status_code == 404:
            return page_not_found(request, Http404())
        return response


class SecondFactor:
    """Keeps the admin closed to whoever needs a second factor and has not verified in this session."""

    def __init__(self, get_response: Handler) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what is closed is said before a view begins."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """The way to the second factor in the place of a page that is closed.

        The views are imported when a page of the admin is asked for: middleware is loaded before there are models.
        """
        if not request.path.startswith("/admin/"):
            return None
        from newsroom.desk.second_factor import stands_open
        from newsroom.desk.views.second_factor import OPEN, closed

        match = request.resolver_match
        is_open = (match is not None and match.view_name in OPEN) or stands_open(request.user)
        return None if is_open else closed(request)
