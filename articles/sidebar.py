"""What stands beside every article: the lead of the paper, the latest, the month, the topics.

Composed once an edition and a day, and kept as finished HTML; an article then takes what it does not show itself.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from articles import calendar, cards, kept, topics
from articles.models import Article

LATEST = 9
POOL = 30
LEADS = 10


@dataclass(frozen=True)
class Sidebar:
    """Finished HTML; a part is empty where there is nothing to show: its heading then goes too."""

    lead: SafeString
    latest: SafeString
    archive: SafeString
    topics: SafeString


@dataclass(frozen=True)
class Kept:
    """What one edition holds ready: stories by their numbers, newest first, as leads and as lines."""

    leads: dict[int, SafeString]
    lines: dict[int, SafeString]
    archive: SafeString
    topics: SafeString


def beside(request: HttpRequest, shown: Collection[int]) -> Sidebar:
    """The sidebar of a page that shows these stories already; no story stands in it twice. No query once composed."""
    ready = kept.of_edition(request, _compose, "sidebar")
    lead = next((pk for pk in ready.leads if pk not in shown), None)
    lines = [line for pk, line in ready.lines.items() if pk not in shown and pk != lead]
    return Sidebar(
        ready.leads[lead] if lead else SafeString(), SafeString("".join(lines[:LATEST])), ready.archive, ready.topics
    )


def _compose() -> Kept:
    shown = Article.objects.published().for_cards().prefetch_related("bylines__author")
    pool = list(shown.newest()[:POOL])
    pins = list(cards.PINNED(timezone.now()))
    pinned = list(shown.filter(pk__in=pins).newest()[:LEADS]) if pins else []
    leads = list(dict.fromkeys([*pinned, *pool]))[:LEADS]
    return Kept(
        leads={story.pk: _rendered("sidebar_lead", article=story) for story in leads},
        lines={story.pk: _rendered("sidebar_line", article=story) for story in pool},
        archive=_month_of(pool),
        topics=_cloud(),
    )


def _month_of(pool: list[Article]) -> SafeString:
    """The calendar of the month of the newest story: there is always something to read in it."""
    if not pool or not pool[0].published_at:
        return SafeString()
    newest = timezone.localdate(pool[0].published_at)
    return _rendered("sidebar_archive", month=calendar.month(newest.year, newest.month))


def _cloud() -> SafeString:
    """The topics; empty where no public story has one, so that no heading stands over nothing."""
    busiest = topics.cloud()
    return _rendered("topics", topics=busiest) if busiest else SafeString()


def _rendered(part: str, **shown: object) -> SafeString:
    return render_to_string(f"articles/parts/{part}.html", {"site_name": settings.SITE_NAME, **shown})
