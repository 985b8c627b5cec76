"""A worker reads the claimed original: its text, its dates, how much our story shares. Never the web process.

What cannot be read is a sentence in the case, no error: an original that is gone tells something too.
"""

from django.utils import timezone

from newsroom.ingest import fetch, secluded
from newsroom.ingest.failures import FetchError
from newsroom.ingest.fingerprint import shingles, words
from newsroom.outbox.guard import Timeouts
from newsroom.takedowns import moves, scoring
from newsroom.takedowns.models import Case
from newsroom.takedowns.snapshots import Snapshot

LIMIT = 1024 * 1024
SHORT = Timeouts(connect=5.0, idle=5.0, total=15.0)
MOST = 5
"""Originals looked at in one case."""
KEPT = 20_000
"""Letters kept of the text."""


def addresses_of(case: Case) -> list[str]:
    """The web addresses among what the claimant named as originals, each once."""
    named = [word.strip("<>,;\"'") for word in case.originals.split()]
    return list(dict.fromkeys(word[:2000] for word in named if word.startswith(("http://", "https://"))))[:MOST]


def look(case: Case) -> list[Snapshot]:
    """Read every claimed original and write down what was found; a second look replaces the first."""
    ours = set().union(*(shingles(text) for text in _our_texts(case)))
    found = []
    for url in addresses_of(case):
        values = _read(url, ours)
        snapshot, _made = Snapshot.objects.update_or_create(
            case=case, url=url, defaults={"at": timezone.now()} | values
        )
        found.append(snapshot)
    if found:
        read = sum(not one.problem for one in found)
        moves.note(case, "look at original", by=None, text=f"{read}/{len(found)}")
    scoring.keep(case)
    return found


def due() -> list[int]:
    """The working cases whose originals nobody has looked at yet."""
    waiting = Case.objects.working().filter(snapshots=None, originals__contains="http").order_by("due_at")[:20]
    return [case.pk for case in waiting if addresses_of(case)]


def _our_texts(case: Case) -> list[str]:
    """The texts complained of."""
    return [text for text in case.items.values_list("article__body_text", flat=True) if text]


def _read(url: str, ours: set[str]) -> dict[str, object]:
    empty: dict[str, object] = {"problem": "", "title": "", "text": "", "words": 0, "dated": None, "overlap": None}
    empty["last_modified"] = ""
    try:
        page = fetch.get(url, limit_bytes=LIMIT, timeouts=SHORT, whole=False)
    except FetchError as error:
        return empty | {"problem": str(error)[:500]}
    read = secluded.extract(page.body, page.url)
    if read.problem:
        return empty | {"problem": read.problem[:500]}
    return {
        "problem": "",
        "title": read.title[:300],
        "text": read.text[:KEPT],
        "words": len(words(read.text)),
        "dated": read.date if read.date and read.date.tzinfo else None,
        "last_modified": page.headers.get("last-modified", "")[:100],
        "overlap": share(ours, read.text),
    }


def share(ours: set[str], theirs: str) -> int:
    """How much of our text stands in the original too, in whole per cent."""
    return round(100 * len(ours & shingles(theirs)) / len(ours)) if ours else 0
