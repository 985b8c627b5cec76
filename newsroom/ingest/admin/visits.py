"""One feed as its page shows it: how it is in words, its last days as bars, its last visits as lines."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from newsroom.ingest import vitals
from newsroom.ingest.admin import acts, sparkline, words
from newsroom.ingest.models import Feed, Fetch
from newsroom.ingest.vitals import DAYS, FeedVitals

LAST = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A visit, or several in a row that found nothing changed."""

    visit: Fetch
    mark: str
    size: str
    seconds: str


def shown(feed: Feed, now: datetime) -> dict[str, Any]:
    """What the page of a feed shows around its form."""
    one = vitals.of_feed(feed, now)
    usual = feed.habit or vitals.mean(one.intake.days)
    return {
        "vitals": one,
        "mark": words.mark(one.state),
        "facts": facts(one, now),
        "buttons": acts.offered(one.feed),
        "spark": sparkline.draw(one.intake.days, usual),
        "days": _days(one, now),
        "visits": [_line(visit) for visit in feed.fetches.order_by("-at", "-id")[:LAST]],
    }


def facts(one: FeedVitals, now: datetime) -> list[tuple[str, str]]:
    """The health of a feed as names and sentences; what there is nothing to say of is left out."""
    feed, intake = one.feed, one.intake
    came = _("%(n)d in 24 hours") % {"n": intake.last_day}
    usual = words.usually(feed.habit or vitals.mean(intake.days))
    share = words.percent(intake.full / intake.read) if intake.read else ""
    said = (
        (_("What is wrong"), words.ailment(one, now)),
        (_("Failures in a row"), str(feed.failures or "")),
        (_("Last good"), _moment(feed.last_good_at, now)),
        (_("Next try"), words.next_try(one, now)),
        (_("Why then"), words.why(one)),
        (_("Stories"), f"{came}, {usual}" if usual else came),
        (_("Read in full"), _("%(share)s of its texts in 14 days") % {"share": share} if share else ""),
        (_("Address"), words.moving(feed)),
        (_("Push"), words.push(one.subscription, now)),
        (_("Kind"), feed.kind),
    )
    return [(name, text) for name, text in said if text]


def _moment(when: datetime | None, now: datetime) -> str:
    return f"{words.ago(when, now)} ({words.full(when)})" if when else words.ago(when, now)


def _days(one: FeedVitals, now: datetime) -> list[tuple[date, int]]:
    first = vitals.first_day(now)
    return [(first + timedelta(days=n), one.intake.days[n]) for n in range(DAYS)]


def _line(visit: Fetch) -> Line:
    return Line(visit, words.outcome(visit), words.size(visit.size), words.seconds(visit.milliseconds))
