"""How a visit ended, written down twice: as a row of the feed's history, and as the feed's state with its next poll.

Both are one transaction, and the lease is let go in it: a visit that found nothing changed costs two small updates.
"""

import time
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.ingest import moves, reasons, rhythm
from newsroom.ingest.drafts import address, fit
from newsroom.ingest.entry import ParsedFeed, Response
from newsroom.ingest.links import registrable
from newsroom.ingest.models import Feed, Fetch, Subscription
from newsroom.ingest.tally import Tally

GONE = 410
LONGEST_TTL = 10**6
ONE_DAY = timedelta(days=1)
SPOKEN_DAYS, OF_DAYS = 8, 14
"""A feed spoke daily when it brought something new on so many days of the last fourteen: a weekday paper does."""


def unchanged(feed: Feed, response: Response, started: float) -> Fetch:
    """Nothing has changed since the last visit."""
    now = timezone.now()
    move = moves.noted(feed, response, now)
    values = _good(feed, rhythm.wish(response.headers, feed.ttl, now), now) | _silence(feed, now) | move.values
    if not move.sentence and (run := _run(feed, now)) is not None:
        return _folded(feed, values, run)
    return _write(
        feed,
        values,
        started,
        outcome=Fetch.Outcome.UNCHANGED,
        status=response.status,
        size=len(response.body),
        sentence=f"{_('Nothing has changed.')} {move.sentence}".strip(),
    )


def read(feed: Feed, response: Response, parsed: ParsedFeed, tally: Tally, body_hash: str, started: float) -> Fetch:
    """The feed was read. Only when nothing is left to be looked at again may the next visit answer "unchanged"."""
    now = timezone.now()
    move = moves.noted(feed, response, now)
    values = _good(feed, rhythm.wish(response.headers, parsed.ttl, now), now, parsed, tally)
    values |= {"kind": parsed.kind, "title": feed.title or fit(parsed.title, 300), "ttl": min(parsed.ttl, LONGEST_TTL)}
    values |= {"hub": address(parsed.hub), "topic": address(parsed.topic or feed.url) if parsed.hub else ""}
    values |= {"last_new_at": now, "quiet_since": None} if tally.new else _silence(feed, now)
    if tally.complete:
        values |= {
            "etag": fit(response.etag, 300),
            "last_modified": fit(response.last_modified, 100),
            "body_hash": body_hash,
        }
    return _write(
        feed,
        values | move.values,
        started,
        outcome=Fetch.Outcome.READ,
        status=response.status,
        size=len(response.body),
        entries=tally.entries,
        new=tally.new,
        changed=tally.changed,
        kept_out=tally.kept_out,
        sentence=f"{tally.sentence(parsed.problem or '')} {move.sentence}".strip(),
    )


def failed(
    feed: Feed,
    sentence: str,
    started: float,
    *,
    status: int | None = None,
    size: int = 0,
    retry_after: int | None = None,
) -> Fetch:
    """The visit brought nothing: the feed says why and waits longer, and it is never dropped in silence."""
    now, failures = timezone.now(), feed.failures + 1
    values: dict[str, Any] = {"failures": failures, "problem": fit(sentence, 500), "last_polled_at": now}
    if status == GONE:
        values |= {"state": Feed.State.RETIRED, "next_reason": _("The site says that it is gone for good.")}
        sentence = _("%(sentence)s The feed is retired.") % {"sentence": sentence}
    else:
        usual = feed.fixed_interval or feed.interval
        wait = rhythm.after_failure(usual, failures, f"{feed.pk}:{failures}:{now:%Y%m%d}", retry_after)
        asked = now + wait if retry_after and wait == timedelta(seconds=retry_after) else None
        values |= {"next_poll_at": now + wait, "next_reason": reasons.after_failure(failures, asked_until=asked)}
        sentence = _("%(sentence)s Next try in %(wait)s.") % {"sentence": sentence, "wait": reasons.length(wait)}
    return _write(feed, values, started, outcome=Fetch.Outcome.FAILED, status=status, size=size, sentence=sentence)


def postponed(feed: Feed, sentence: str, retry_after: int | None = None, *, asked: bool = False) -> Fetch:
    """It was not the feed's turn: its host is visited by somebody else, or `asked` to be left alone until later.

    No failure of the feed, and no visit: the answer is not kept in its history.
    """
    wait = timedelta(seconds=max(retry_after or 0, 1))
    until = timezone.now() + wait
    _note(feed, {"next_poll_at": until, "next_reason": reasons.waiting(until) if asked else reasons.turn(until)})
    return Fetch(feed=feed, outcome=Fetch.Outcome.FAILED, sentence=fit(sentence, 500))


def rested(feed: Feed) -> Fetch:
    """The outlet asked not to be taken from: its feed is paused without a visit."""
    sentence = _("%(source)s asked not to be taken from; the feed is paused.") % {"source": feed.source.name}
    values = {"state": Feed.State.PAUSED, "problem": sentence[:500], "last_polled_at": timezone.now()}
    values["next_reason"] = sentence[:300]
    return _write(feed, values, time.monotonic(), outcome=Fetch.Outcome.FAILED, sentence=sentence)


def _good(
    feed: Feed, wish: timedelta, now: datetime, parsed: ParsedFeed | None = None, tally: Tally | None = None
) -> dict[str, Any]:
    """The state of a feed that answered, with its habit and its interval as this visit taught them."""
    habit = _habit(feed, now, parsed, tally)
    outlook = rhythm.Outlook(
        habit=habit,
        interval=feed.interval,
        gap=now - feed.last_good_at if feed.last_good_at else None,
        crowded=tally is not None and tally.new * 2 > tally.entries,
        left=bool(tally and tally.left),
        wish=wish,
        fixed=feed.fixed_interval,
        pushed=_leaves_it_to_the_hub(feed, now, tally),
    )
    plan = rhythm.plan(outlook, f"{feed.pk}:{now:%Y%m%d%H%M}")
    return {
        "failures": 0,
        "problem": "",
        "last_polled_at": now,
        "last_good_at": now,
        "next_poll_at": now + plan.wait,
        "next_reason": reasons.after_success(plan, habit)[:300],
        "habit": habit,
        "interval": plan.interval,
        "found_url": "",
        "searched_at": None,
    }


def _habit(feed: Feed, now: datetime, parsed: ParsedFeed | None, tally: Tally | None) -> float:
    """From the dates in the feed while we catch up with what it holds, then from what each visit brings."""
    if parsed is not None and not feed.body_hash:
        told = rhythm.pace((entry.published for entry in parsed.entries), now)
        if told is not None:
            return told
    if feed.last_good_at is None:
        return 0.0
    new = tally.new if tally else 0
    habit = rhythm.habit(feed.habit, new, now - feed.last_good_at)
    # Where all is new, more may have come and gone: the habit is at least what it was.
    return max(habit, feed.habit) if tally and 0 < tally.entries <= new else habit


def _silence(feed: Feed, now: datetime) -> dict[str, Any]:
    """The alarm, where a feed that spoke daily brings nothing for far longer than it used to.

    The habit alone would be fooled by a feed that brings its ten stories once a week, so its days are counted.
    """
    last = feed.last_new_at
    if feed.quiet_since or last is None or feed.last_good_at is None:
        return {}
    if not rhythm.has_gone_quiet(rhythm.habit(feed.habit, 0, now - feed.last_good_at), last, now):
        return {}
    spoken = feed.fetches.filter(new__gt=0, at__gt=last - OF_DAYS * ONE_DAY).datetimes("at", "day")
    return {"quiet_since": last} if len(spoken) >= SPOKEN_DAYS else {}


def _leaves_it_to_the_hub(feed: Feed, now: datetime, tally: Tally | None) -> bool:
    """Whether a hub's promise stands; not where our own look has just found what the hub should have pushed."""
    if not feed.hub:
        return False
    stands = Q(expires_at=None) | Q(expires_at__gt=now)
    if tally is not None and tally.new and feed.last_polled_at is not None and feed.last_good_at is not None:
        stands &= Q(last_push_at__gte=feed.last_polled_at)
    return Subscription.objects.filter(stands, feed=feed, state=Subscription.State.VERIFIED).exists()


def _run(feed: Feed, now: datetime) -> Fetch | None:
    """The newest line of the history, where it says that nothing had changed, within the last day."""
    newest = feed.fetches.order_by("-at").first()
    if newest is None or newest.outcome != Fetch.Outcome.UNCHANGED or now - newest.at > ONE_DAY:
        return None
    return newest


def _folded(feed: Feed, values: dict[str, Any], run: Fetch) -> Fetch:
    """One more visit of a run in which nothing had changed: its line is counted on, no new one written."""
    run.times += 1
    said = {"n": run.times, "moment": reasons.moment(run.at)}
    run.sentence = _("Nothing has changed (%(n)d visits since %(moment)s).") % said
    with transaction.atomic():
        _note(feed, values)
        Fetch.objects.filter(pk=run.pk).update(times=F("times") + 1, sentence=run.sentence)
    return run


def _write(feed: Feed, values: dict[str, Any], started: float, *, sentence: str, **details: Any) -> Fetch:
    milliseconds = int((time.monotonic() - started) * 1000)
    with transaction.atomic():
        _note(feed, values)
        return Fetch.objects.create(feed=feed, milliseconds=milliseconds, sentence=fit(sentence, 500), **details)


def _note(feed: Feed, values: dict[str, Any]) -> None:
    """Write the feed's state, and let its lease go: the visit came to its end."""
    if feed.lease_until is not None:
        values = values | {"lease_until": None, "attempts": 0}
    if feed.host != (host := registrable(feed.url)):
        values = {"host": host} | values
    if not Feed.objects.filter(pk=feed.pk, url=feed.url).update(**values):
        # Its address was changed meanwhile: what was learnt at the old one says nothing about the new.
        values = {"lease_until": None, "attempts": 0}
        Feed.objects.filter(pk=feed.pk).update(**values)
    for name, value in values.items():
        setattr(feed, name, value)
