"""What the figures of a source or a feed mean, in the words of an editor. Looks nothing up."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.ingest.models import Feed, Fetch, Subscription
from newsroom.ingest.vitals import FeedVitals, State, seconds_a_page

NOTHING = "—"
MARKS = {
    State.GOOD: "finding-clear",
    State.SLOW: "finding-advice",
    State.QUIET: "finding-advice",
    State.NEVER: "finding-advice",
    State.MOVED: "finding-advice",
    State.FAILING: "finding-must",
    State.REFUSED: "finding-must",
}
OUTCOMES = {"read": "finding-clear", "failed": "finding-must"}


def mark(state: State) -> str:
    """The class of the chip that shows a state; the word is said beside it."""
    return f"finding {MARKS[state]}" if state in MARKS else "chip"


def ago(when: datetime | None, now: datetime) -> str:
    """How long ago, in one unit: 2 hours ago."""
    if when is None:
        return _("never")
    seconds = int((now - when).total_seconds())
    if seconds < 60:
        return _("just now")
    if seconds < 3600:
        return ngettext("%(n)d minute ago", "%(n)d minutes ago", seconds // 60) % {"n": seconds // 60}
    if seconds < 2 * 86_400:
        return ngettext("%(n)d hour ago", "%(n)d hours ago", seconds // 3600) % {"n": seconds // 3600}
    return ngettext("%(n)d day ago", "%(n)d days ago", seconds // 86_400) % {"n": seconds // 86_400}


def ahead(when: datetime, now: datetime) -> str:
    """How soon, in one unit: in 25 minutes."""
    minutes = round((when - now).total_seconds() / 60)
    if minutes < 1:
        return _("now")
    if minutes < 120:
        return ngettext("in %(n)d minute", "in %(n)d minutes", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    return ngettext("in %(n)d hour", "in %(n)d hours", hours) % {"n": hours}


def full(when: datetime | None) -> str:
    """A moment in full, in the site's time zone; "" for none."""
    if when is None:
        return ""
    return f"{date_format(timezone.localtime(when), 'j M Y H:i')} {timezone.get_current_timezone_name()}"


def usually(stories: float) -> str:
    """A habit in words, `stories` a day: usually 12 a day, usually 3 a week; "" where it is not known."""
    if stories <= 0:
        return ""
    if stories >= 0.95:
        return _("usually %(n)d a day") % {"n": round(stories)}
    if stories * 7 >= 0.95:
        return _("usually %(n)d a week") % {"n": round(stories * 7)}
    if stories * 30 >= 0.95:
        return _("usually %(n)d a month") % {"n": round(stories * 30)}
    return _("usually hardly any")


def percent(share: float | None) -> str:
    """A share of one in whole per cent."""
    return NOTHING if share is None else f"{round(share * 100)} %"


def next_try(vitals: FeedVitals, now: datetime) -> str:
    """When we look again, in words."""
    feed = vitals.feed
    if feed.state == Feed.State.ACTIVE:
        until = max(feed.next_poll_at, vitals.pause.until) if vitals.pause else feed.next_poll_at
        return ahead(until, now)
    return {
        Feed.State.MANUAL: _("when you press Look now"),
        Feed.State.PAUSED: _("not until it is resumed"),
        Feed.State.RETIRED: _("never again"),
    }[Feed.State(feed.state)]


def why(vitals: FeedVitals) -> str:
    """Why we look again then: what was written down when it was planned, else what the feed's state tells."""
    feed = vitals.feed
    if feed.state == Feed.State.ACTIVE and vitals.pause:
        return _("The site asked us to wait (%(status)d).") % {"status": vitals.pause.status}
    if feed.next_reason:
        return feed.next_reason
    if feed.state != Feed.State.ACTIVE:
        return str(feed.get_state_display()).capitalize() + "."
    if feed.failures:
        text = ngettext("It failed once, so we wait longer.", "It failed %(n)d times in a row.", feed.failures)
        return text % {"n": feed.failures}
    if feed.fixed_interval:
        return _("An editor fixed the interval.")
    return _("Its turn comes by its own rhythm.") if feed.last_good_at else _("It waits for its first visit.")


def ailment(vitals: FeedVitals, now: datetime) -> str:
    """What is wrong, in plain words; "" where nothing is."""
    feed = vitals.feed
    if feed.problem:
        return feed.problem
    if vitals.state == State.QUIET:
        return _("It answers, but its last new story came %(ago)s.") % {"ago": ago(feed.quiet_since, now)}
    if vitals.state == State.SLOW and vitals.visit:
        seconds = round(seconds_a_page(vitals.visit))
        return _("Its site takes %(n)d seconds for a page.") % {"n": seconds}
    return ""


def moving(feed: Feed) -> str:
    """What is known of another address that needs no click; "" for nothing."""
    if not feed.moved_to or feed.found_url:
        return ""
    said = {"url": feed.moved_to, "n": feed.moved_times}
    text = ngettext(
        "It says that it has moved to %(url)s. When it says so again and again, we follow.",
        "It has said %(n)d times that it has moved to %(url)s. When it goes on saying so, we follow.",
        feed.moved_times,
    )
    return text % said


def push(subscription: Subscription | None, now: datetime) -> str:
    """How the hub's push stands; "" where nobody was asked."""
    if subscription is None:
        return ""
    if subscription.state == Subscription.State.VERIFIED:
        if subscription.last_push_at is None:
            return _("Its hub will push news to us; none has come yet.")
        return _("Its hub pushes news to us, last %(ago)s.") % {"ago": ago(subscription.last_push_at, now)}
    if subscription.state == Subscription.State.ASKED:
        return _("We asked its hub to push news; it has not answered yet.")
    sentence = _("Its hub does not push to us, so we look ourselves.")
    return f"{sentence} {subscription.problem}".strip()


def outcome(visit: Fetch) -> str:
    """The class of the chip that shows how a visit ended; the word is said beside it."""
    known = OUTCOMES.get(visit.outcome)
    return f"finding {known}" if known else "chip"


def chip(mark: str, word: Any) -> SafeString:
    """A word with its mark."""
    return format_html('<span class="{}">{}</span>', mark, word)


def seconds(milliseconds: int) -> str:
    """A length of time in seconds, "" for none."""
    return _("%(n).1f s") % {"n": milliseconds / 1000} if milliseconds else ""


def size(count: int) -> str:
    """Bytes in the unit that reads best, "" for none."""
    if not count:
        return ""
    if count < 1000:
        return _("%(n)d B") % {"n": count}
    if count < 1_000_000:
        return _("%(n)d kB") % {"n": round(count / 1000)}
    return _("%(n).1f MB") % {"n": count / 1_000_000}
