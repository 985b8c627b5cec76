"""The removal ledger: one signed line of JSON for each removal and restoration, in a file outside the database.

An old copy of the database can be restored; the ledger still knows what was removed since. Each line is signed over
itself and the signature of the line before, so that a line changed, dropped or added by hand is found. Holds
references, grounds, dates and hashed keys only: no headline, no text, no address, no claimant.
"""

import base64
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO, Any, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from articles import bars
from articles.models import Article, Bar
from newsroom.takedowns.models import Event

ACTS = ("remove", "restore")
CAUGHT_UP_WITHIN = timedelta(days=2)


class Verdict(NamedTuple):
    """What a check of the ledger found: the number of good lines, and a sentence when one is bad."""

    lines: int
    problem: str = ""


def catch_up() -> int:
    """Write down every removal and restoration of the last two days that the ledger does not know. How many those were.

    Called after each removal and by the clock: a crash between the database and the file is made good at the next tick.
    """
    recent = Event.objects.filter(act__in=ACTS, at__gte=timezone.now() - CAUGHT_UP_WITHIN).order_by("pk")
    events = list(recent.select_related("case", "item__article"))
    if not events:
        return 0
    with _opened() as file:
        text = file.read()
        lines = _parsed(text)
        known, last = {line["key"] for line in lines}, lines[-1]["signature"] if lines else ""
        new = [event for event in events if _key(event) not in known]
        if new and text and not text.endswith("\n"):
            file.write("\n")  # a line broken off by a crash stays as it is, for `verify` to find
        for event in new:
            line = _line(event)
            line["signature"] = last = _sign(line, last)
            file.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
    return len(new)


def read() -> list[dict[str, Any]]:
    """All lines that can be read, oldest first."""
    path = _path()
    return _parsed(path.read_text(encoding="utf-8")) if path.exists() else []


def verify() -> Verdict:
    """Check every signature, each over its line and the signature before."""
    path, last, number = _path(), "", 0
    if not path.exists():
        return Verdict(0)
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            line = json.loads(text)
            signature = line.pop("signature")
        except (ValueError, KeyError, AttributeError):
            return Verdict(number - 1, _("Line %(number)d of the ledger cannot be read.") % {"number": number})
        if not constant_time_compare(signature, _sign(line, last)):
            problem = _(
                "Line %(number)d of the ledger was not written by this newsroom, or a line before it is missing."
            )
            return Verdict(number - 1, problem % {"number": number})
        last = signature
    return Verdict(number)


def standing() -> list[dict[str, Any]]:
    """The removals that stand by the ledger: each story's last line where that is a removal.

    After a restore a number may be given a second time: a line of another story does not end the first one's.
    """
    last: dict[tuple[int, str], dict[str, Any]] = {}
    for line in read():
        if line["article"] is not None:
            last[line["article"], _story(line)] = line
    return [line for line in last.values() if line["act"] == "remove"]


def _story(line: dict[str, Any]) -> str:
    """What tells one story's lines from another's of the same number: its address."""
    return str(line.get("path", ""))


def entry(event: Event) -> dict[str, Any] | None:
    """The line of one event."""
    key = _key(event)
    return next((line for line in read() if line["key"] == key), None)


def _parsed(text: str) -> list[dict[str, Any]]:
    lines = []
    for line in text.splitlines():
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict) and {"key", "act", "article", "signature"} <= found.keys():
            lines.append(found)
    return lines


def _key(event: Event) -> str:
    """What makes a line unique, also across a restored database that gives its row numbers again."""
    number = event.item.number if event.item else 0
    return f"{event.case.reference}/{number}/{event.act}/{event.at.isoformat()}"


def _line(event: Event) -> dict[str, Any]:
    article = event.item.article if event.item else None
    return {
        "key": _key(event),
        "act": event.act,
        "at": event.at.isoformat(),
        "case": event.case.reference,
        "claim": event.case.claim,
        "received": event.case.received_at.isoformat(),
        "confirmed": (event.case.confirmed_at or event.case.received_at).isoformat(),
        "item": event.item.number if event.item else 0,
        "drill": event.case.events.filter(act="drill").exists(),
        "removal": event.item.removal if event.item else "",
        "article": article.pk if article else None,
        "path": event.item.path_key if event.item else "",
        "keys": [list(key) for key in bars.keys_of(article)] if article else [],
        "bars": _bars(article) if article else [],
    }


def _bars(article: Article) -> list[list[str]]:
    """What keeps it out: kind, key and, of a text, its sketch, by which near copies are known again."""
    rows = Bar.objects.filter(article=article).order_by("pk").values_list("kind", "key", "signature")
    return [[kind, key, base64.b64encode(bytes(sketch)).decode()] for kind, key, sketch in rows]


def _sign(line: dict[str, Any], before: str) -> str:
    text = before + json.dumps(line, ensure_ascii=False, sort_keys=True)
    return salted_hmac("newsroom.takedowns.ledger", text, algorithm="sha256").hexdigest()


def _path() -> Path:
    return Path(settings.LEDGER_FILE)


@contextmanager
def _opened() -> Iterator[IO[str]]:
    """The file, locked against other writers, read from its beginning and written at its end."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        yield file
        file.flush()
        os.fsync(file.fileno())
