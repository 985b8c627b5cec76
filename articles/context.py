"""What every page knows of the site: its name, its address, today, its sections."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name, tagline, address, contact and today's date in its time zone."""
    return {
        "site_name": settings.SITE_NAME,
        "site_tagline": settings.SITE_TAGLINE,
        "site_url": settings.SITE_URL,
        "site_contact": settings.SITE_CONTACT,
        "today": timezone.localdate(),
    }
