"""What people do for a feed that ails, and how the machine looks for a lost one; every act is in the feed's history.

Nothing found is adopted by itself: a person says so, for the address behind a name may belong to anybody by now.
"""

import time
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.ingest import subscribe
from newsroom.ingest.drafts import fit
from newsroom.ingest.links import registrable
from newsroom.ingest.models import Feed, Fetch

State = Feed.State
LOST = (200, 404)
"""How the visits to a lost feed end: with a web page in its place, or with nothing."""
ONCE = timedelta(days=1)
SECONDS = 120
SECONDS_FOR_A_READER = 20
"""So long a search goes on to a further place, at night and while somebody waits for the answer."""
NO_LONGER_HELD = {"lease_until": None, "attempts": 0}


class NotPossible(Exception):
    """What was asked cannot be done; `str()` is the sentence that says why."""


def pause(feed: Feed, by: User, reason: str = "") -> bool:
    """Look no more until resumed, neither by the clock nor when told nor when a hub pushes. False: it was so before."""
    return _rest(feed, State.PAUSED, by, _("Paused by %(name)s."), reason)


def retire(feed: Feed, by: User, reason: str = "") -> bool:
    """Never look again; the feed is kept for its history alone. False: it was so before."""
    return _rest(feed, State.RETIRED, by, _("Retired by %(name)s."), reason)


def resume(feed: Feed, by: User) -> bool:
    """Let the clock look again, from now on, with the old failures forgotten. False: it was active and well."""
    values = afresh() | {"state": State.ACTIVE, "next_reason": _("Resumed by %(name)s.") % {"name": by}}
    ails = ~Q(state=State.ACTIVE) | Q(failures__gt=0) | ~Q(problem="")
    return _done(feed, ails, values, by, _("Resumed."))


def adopt(feed: Feed, by: User) -> None:
    """Read the feed from the address that a search found. Raises NotPossible."""
    old, found = feed.url, feed.found_url
    if not found:
        raise NotPossible(_("No search has found another address for this feed."))
    if other := Feed.objects.filter(url=found).exclude(pk=feed.pk).first():
        said = {"url": found, "name": other}
        raise NotPossible(_("%(url)s is our feed “%(name)s” already; retire this one instead.") % said)
    state = State.MANUAL if feed.state == State.MANUAL else State.ACTIVE
    values = afresh() | {"url": found, "host": registrable(found), "found_url": "", "searched_at": None}
    values |= {"state": state, "next_reason": _("%(name)s gave it a new address.") % {"name": by}}
    said = {"old": old, "url": found}
    try:
        with transaction.atomic():
            done = _done(feed, Q(found_url=found), values, by, _("Moved from %(old)s to %(url)s.") % said)
    except IntegrityError as error:
        raise NotPossible(_("We have this feed already: %(url)s") % {"url": found}) from error
    if not done:
        raise NotPossible(_("Somebody else has changed this feed meanwhile; look at it again."))


def search_again(feed: Feed, by: User) -> str:
    """Search for the feed now, whenever the last search was; the address found, "" for none."""
    found = search(feed, seconds=SECONDS_FOR_A_READER)
    text = _("Searched again; found %(url)s.") % {"url": found} if found else _("Searched again; found nothing.")
    _log(feed, by, text)
    return found


def search_if_lost(feed: Feed, fetch: Fetch, answered: str = "") -> None:
    """After a visit that found nothing, or a web page at `answered`: the second time in a row, search, once a day."""
    now = timezone.now()
    if feed.state == State.RETIRED or not _is_due(feed, now) or not _is_second(feed, fetch):
        return
    if found := search(feed, answered):
        said = {"sentence": fetch.sentence, "url": found}
        fetch.sentence = fit(_("%(sentence)s A search found a feed at %(url)s.") % said, 500)
        Fetch.objects.filter(pk=fetch.pk).update(sentence=fetch.sentence)


def search(feed: Feed, answered: str = "", *, seconds: float = SECONDS) -> str:
    """Look where a reader would: at the outlet's home page, at the root of the feed's host, at the page that answered.

    The first feed found that is none of ours is kept as `found_url`, for an editor to say yes or no to.
    """
    until = time.monotonic() + seconds
    found = ""
    for place in _places(feed, answered):
        left = until - time.monotonic()
        if found or left <= 0:
            break
        found = _feed_behind(place, feed, left)
    feed.found_url, feed.searched_at = found, timezone.now()
    Feed.objects.filter(pk=feed.pk).update(found_url=found, searched_at=feed.searched_at)
    return found


def _places(feed: Feed, answered: str) -> list[str]:
    given = (feed.source.home_page, urljoin(feed.url, "/"), answered)
    places = {place.rstrip("/"): place for place in given if place and place != feed.url}
    return [place for place in places.values() if urlsplit(place).scheme in ("http", "https")]


def _feed_behind(place: str, feed: Feed, seconds: float) -> str:
    try:
        url = subscribe.look(place, seconds=seconds).url
    except subscribe.NoFeed:
        return ""
    if url == feed.url or len(url) > 2000 or Feed.objects.filter(url=url).exists():
        return ""
    return url


def _is_due(feed: Feed, now: datetime) -> bool:
    return not feed.found_url and (feed.searched_at is None or now - feed.searched_at >= ONCE)


def _is_second(feed: Feed, fetch: Fetch) -> bool:
    """Whether the visit before this one ended the same way: once may be a slip of the site."""
    if fetch.status not in LOST or feed.failures < 2:
        return False
    before = feed.fetches.exclude(pk=fetch.pk).order_by("-at").first()
    return before is not None and before.outcome == Fetch.Outcome.FAILED and before.status == fetch.status


def _rest(feed: Feed, state: Feed.State, by: User, sentence: str, reason: str) -> bool:
    text = f"{sentence % {'name': by}} {reason}".strip()
    return _done(feed, ~Q(state=state), NO_LONGER_HELD | {"state": state, "next_reason": fit(text, 300)}, by, text)


def afresh() -> dict[str, object]:
    """The state of a feed whose past is forgotten: due now, with no failure, read from its beginning."""
    return NO_LONGER_HELD | {
        "next_poll_at": timezone.now(),
        "failures": 0,
        "problem": "",
        "quiet_since": None,
        "moved_to": "",
        "moved_times": 0,
        "moved_since": None,
        "etag": "",
        "last_modified": "",
        "body_hash": "",
    }


def _done(feed: Feed, still: Q, values: dict[str, object], by: User, text: str) -> bool:
    """Write `values` where the feed is `still` so, and sign it; False when somebody was first."""
    with transaction.atomic():
        if not Feed.objects.filter(still, pk=feed.pk).update(**values):
            return False
        _log(feed, by, text)
    for name, value in values.items():
        setattr(feed, name, value)
    return True


def _log(feed: Feed, by: User, text: str) -> None:
    LogEntry.objects.log_actions(by.pk, [feed], CHANGE, change_message=text, single_object=True)
