"""The receipt of removal: one line of JSON for each address, signed with the site's key, and the check of such a line.

A receipt names no story. It bears the number of the address in its request and a fingerprint of the address, which only
this site can make: whoever knows an address can ask here whether a receipt is about it, and nobody can read it out.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models.article import Removal
from newsroom.takedowns import proof, surfaces
from newsroom.takedowns.addresses import fingerprint, path_of
from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.record import CLEAN
from newsroom.takedowns.states import ItemState

# There is no space in a line: what mail and paper make of spaces can then be left out again.
KIND = "newsroom-receipt-of-removal-1"
ANSWERS = {Removal.GONE: 410, Removal.LEGAL: 451, Removal.PRIVACY: 404}
LONGEST = 20_000
PLANNED = (_("at once"), _("after an hour"), _("after a day"), _("after a week"), _("after 30 days"))


class Place(NamedTuple):
    """One place where the story could be seen: how many addresses of it were asked, how many are clean, the answers."""

    label: str | Promise
    pages: int
    gone: int
    answers: list[int]

    @property
    def is_clean(self) -> bool:
        """Whether the story was found nowhere in it."""
        return self.pages == self.gone


class Round(NamedTuple):
    """One planned look: when it was due, when it was done, whether everything was clean; empty while it is to come."""

    label: str | Promise
    planned: datetime
    at: datetime | None
    is_clean: bool
    is_late: bool


class Receipt(NamedTuple):
    """What the page shows of one address."""

    item: Item
    fingerprint: str
    line: str
    places: list[Place]
    rounds: list[Round]

    @property
    def clean(self) -> int:
        """How many places are clean."""
        return sum(place.is_clean for place in self.places)


def of(item: Item, *, now: datetime | None = None) -> Receipt:
    """The receipt of one removed address, as things stand."""
    looks = _looks(item)
    counted = _counted(item)
    places = [Place(label_of(name), *counts.values()) for name, counts in counted.items()]
    rounds = _rounds(item, looks, now or timezone.now())
    return Receipt(item, fingerprint(item.path), sign(_facts(item, looks, counted)), places, rounds)


def panel(case: Case) -> dict[str, Any]:
    """What the case page shows of the receipts; nothing while nothing is removed."""
    removed = case.items.filter(state=ItemState.REMOVED).select_related("case").order_by("number")
    found = [of(item) for item in removed]
    return {"receipts": found} if found else {}


def is_about(facts: dict[str, Any], typed: str) -> bool:
    """Whether a receipt is about an address, however that is spelled."""
    path = path_of(typed)
    return bool(path) and constant_time_compare(str(facts.get("story")), fingerprint(path))


def sign(facts: dict[str, Any]) -> str:
    """Facts as one line of JSON with the signature over all of them."""
    return _written(facts | {"signature": _signature(_written(facts), settings.SECRET_KEY)})


def read(text: str) -> dict[str, Any] | None:
    """The facts of a line that we signed and nobody changed; None for every other.

    Line breaks and spaces, as mail and paper put them in, do not matter; every letter does.
    """
    try:
        facts: dict[str, Any] = json.loads("".join(text.split()), object_pairs_hook=_each_once)
        signature = facts.pop("signature")
        written = _written(facts)
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        ours = any(constant_time_compare(signature, _signature(written, key)) for key in keys)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return facts if ours and facts.get("receipt") == KIND else None


def label_of(name: str) -> str | Promise:
    """The words for a place that a line names."""
    return surfaces.label_of(name.replace("-", " "))


def still_stands(facts: dict[str, Any]) -> bool:
    """Whether the removal that a receipt tells of has not been undone since."""
    stated = Item.objects.filter(case__reference=facts["case"], number=facts["address"], state=ItemState.REMOVED)
    return stated.exists()


def _facts(item: Item, looks: list[Event], counted: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "receipt": KIND,
        "site": settings.SITE_URL,
        "case": item.case.reference,
        "address": item.number,
        "story": fingerprint(item.path),
        "answers": ANSWERS.get(Removal(item.removal or Removal.GONE), 410),
        "removed": _moment(item.decided_at),
        "looked": [{"at": _moment(look.at), "clean": look.new == CLEAN} for look in looks],
        "places": counted,
    }


def _looks(item: Item) -> list[Event]:
    """The looks since the removal that stands, oldest first."""
    return list(item.events.filter(act="look", at__gte=item.decided_at or item.case.received_at).order_by("at", "pk"))


def _counted(item: Item) -> dict[str, dict[str, Any]]:
    """The last look, by place."""
    found: dict[str, dict[str, Any]] = {}
    for look in item.checks:
        place = found.setdefault(str(look["surface"]).replace(" ", "-"), {"pages": 0, "gone": 0, "answers": []})
        place["pages"] += 1
        place["gone"] += bool(look["gone"])
        if look["status"] and look["status"] not in place["answers"]:
            place["answers"].append(look["status"])
    return found


def _rounds(item: Item, looks: list[Event], now: datetime) -> list[Round]:
    """The planned looks, each with the last look of its time: one that found a leak is followed by others."""
    began = item.decided_at or now
    starts = [began + pause for pause in (timedelta(0), *proof.AGAIN)]
    ends = [*starts[1:], datetime.max.replace(tzinfo=UTC)]
    found = []
    for label, start, end in zip(PLANNED, starts, ends, strict=True):
        last = next((look for look in reversed(looks) if start <= look.at < end), None)
        is_late = last is None and now - start > proof.LEASE
        found.append(Round(label, start, last.at if last else None, bool(last and last.new == CLEAN), is_late))
    return found


def _written(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _signature(text: str, key: str | bytes) -> str:
    return salted_hmac("newsroom.takedowns.receipt", text, secret=key, algorithm="sha256").hexdigest()


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object as it is written; a name that stands in it twice could show readers something else than us."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(pairs)
    return found


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else ""
