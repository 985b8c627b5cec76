"""What is answered when a request is bad or something of ours fails: pages that ask no database."""

import sys
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from articles import languages

RETRY_SECONDS = 60


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; what was asked for is not repeated, as for a host that is not ours."""
    return _page(400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 with the time to come back where the database cannot be reached or is taken.

    Django calls this while it handles the exception.
    """
    if not isinstance(sys.exception(), OperationalError | InterfaceError):
        return _page(500)
    response = _page(503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _page(status: int) -> HttpResponse:
    """The page of a status; nobody keeps it."""
    facts: dict[str, Any] = {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_language": languages.site_language(),
        "site_direction": languages.site_direction(),
    }
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(render_to_string(f"{status}.html", facts), status=status, headers=headers)
