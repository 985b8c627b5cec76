"""Advertisements: which one stands in which place today. Off unless the setting `ADS` is on; no query once known.

They are pictures on our own host with a link: nobody else is called, and nothing is stored with the reader.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles import kept
from articles.models import AdSlot

SIZES = {
    AdSlot.Place.HEADER.value: (728, 90),
    AdSlot.Place.HEADLINE.value: (468, 60),
    AdSlot.Place.AFTER.value: (336, 280),
    AdSlot.Place.SIDEBAR.value: (300, 250),
}
"""The room that pages keep free for each place, in pixels of CSS; site.css holds the same."""


@dataclass(frozen=True)
class Ad:
    """What the page shows in one place."""

    place: str
    picture: str
    alt: str
    link: str
    width: int
    height: int


def at(request: HttpRequest, place: str) -> Ad | None:
    """The advertisement of a place today, the newest of several; None where there is none or ads are off."""
    return _today(request).get(place) if settings.ADS else None


def _today(request: HttpRequest) -> dict[str, Ad]:
    return kept.of_edition(request, _choose, "ads")


def _choose() -> dict[str, Ad]:
    return {slot.place: _shown(slot) for slot in _running().order_by("id") if slot.picture.is_public}


def _running() -> QuerySet[AdSlot]:
    """What is active and has begun and has not ended; by days of the site, as pages are kept by the day."""
    day = timezone.localdate()
    begun = Q(first_day=None) | Q(first_day__lte=day)
    going = Q(last_day=None) | Q(last_day__gte=day)
    return AdSlot.objects.filter(begun, going, active=True).select_related("picture")


def _shown(slot: AdSlot) -> Ad:
    width, height = SIZES[slot.place]
    return Ad(slot.place, default_storage.url(slot.picture.file.name), slot.alt, slot.link, width, height)
