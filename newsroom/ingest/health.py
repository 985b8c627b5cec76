"""How a visit ended, written down twice: as a row of the feed's history, and as the feed's state with its next poll."""

import time
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.ingest import rhythm
from newsroom.ingest.drafts import fit
from newsroom.ingest.entry import ParsedFeed, Response
from newsroom.ingest.models import Feed, Fetch
from newsroom.ingest.tally import Tally

GONE = 410
ONE_DAY = timedelta(days=1)


def unchanged(feed: Feed, response: Response, started: float) -> Fetch:
    """Nothing has changed since the last visit."""
    return _write(
        feed,
        _good(feed),
        started,
        outcome=Fetch.Outcome.UNCHANGED,
        status=response.status,
        size=len(response.body),
        sentence=_("Nothing has changed."),
    )


def read(feed: Feed, response: Response, parsed: ParsedFeed, tally: Tally, body_hash: str, started: float) -> Fetch:
    """The feed was read. Only when nothing is left to be looked at again may the next visit answer "unchanged"."""
    values = _good(feed) | {"kind": parsed.kind, "title": feed.title or fit(parsed.title, 300)}
    if tally.complete:
        values |= {
            "etag": fit(response.etag, 300),
            "last_modified": fit(response.last_modified, 100),
            "body_hash": body_hash,
        }
    if tally.left:
        values["next_poll_at"] = timezone.now() + rhythm.LEAST
    return _write(
        feed,
        values,
        started,
        outcome=Fetch.Outcome.READ,
        status=response.status,
        size=len(response.body),
        entries=tally.entries,
        new=tally.new,
        changed=tally.changed,
        kept_out=tally.kept_out,
        sentence=tally.sentence(parsed.problem or ""),
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
        values["state"] = Feed.State.RETIRED
        sentence = _("%(sentence)s The feed is retired.") % {"sentence": sentence}
    else:
        wait = rhythm.after_failure(feed.interval, failures, f"{feed.pk}:{failures}:{now:%Y%m%d}", retry_after)
        values["next_poll_at"] = now + wait
        sentence = _("%(sentence)s Next try in %(wait)s.") % {"sentence": sentence, "wait": _words(wait)}
    return _write(feed, values, started, outcome=Fetch.Outcome.FAILED, status=status, size=size, sentence=sentence)


def rested(feed: Feed) -> Fetch:
    """The outlet asked not to be taken from: its feed is paused without a visit."""
    sentence = _("%(source)s asked not to be taken from; the feed is paused.") % {"source": feed.source.name}
    values = {"state": Feed.State.PAUSED, "problem": sentence[:500], "last_polled_at": timezone.now()}
    return _write(feed, values, time.monotonic(), outcome=Fetch.Outcome.FAILED, sentence=sentence)


def _good(feed: Feed) -> dict[str, Any]:
    now = timezone.now()
    wait = rhythm.after_success(feed.interval, f"{feed.pk}:{now:%Y%m%d%H%M}")
    return {
        "failures": 0,
        "problem": "",
        "last_polled_at": now,
        "last_good_at": now,
        "next_poll_at": now + wait,
    }


def _write(feed: Feed, values: dict[str, Any], started: float, *, sentence: str, **details: Any) -> Fetch:
    milliseconds = int((time.monotonic() - started) * 1000)
    with transaction.atomic():
        Feed.objects.filter(pk=feed.pk).update(**values)
        fetch = Fetch.objects.create(feed=feed, milliseconds=milliseconds, sentence=fit(sentence, 500), **details)
    for name, value in values.items():
        setattr(feed, name, value)
    return fetch


def _words(wait: timedelta) -> str:
    minutes = round(wait.total_seconds() / 60)
    if minutes < 120:
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    return ngettext("%d hour", "%d hours", round(minutes / 60)) % round(minutes / 60)
