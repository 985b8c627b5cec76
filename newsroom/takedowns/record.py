"""The public record: one row for each address of each confirmed request. It names nobody and repeats no text."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.utils import timezone

from articles.models import Bar
from articles.models.article import OURS
from newsroom.takedowns.claims import Claim, Role
from newsroom.takedowns.clock import hours
from newsroom.takedowns.disputes import Appeal, CounterNotice
from newsroom.takedowns.models import Event, Item
from newsroom.takedowns.states import PROMISE, ItemState

COLUMNS = (
    "case_ref",
    "item_no",
    "received_date",
    "confirmed_date",
    "decided_date",
    "claim_type",
    "claimant_kind",
    "claimant_name",
    "country",
    "channel",
    "content_origin",
    "content_type",
    "outcome",
    "ground",
    "automated_hold",
    "hours_to_hidden",
    "hours_to_verified",
    "within_24h",
    "copies_blocked",
    "http_status",
    "counter_notice",
    "appeal",
    "appeal_outcome",
    "reversed",
    "lumen_id",
    "dsa_uuid",
)
ANSWERS = {"gone": 410, "legal": 451, "privacy": 404}
GROUNDS = {
    Claim.OWNER: "our promise to owners",
    Claim.COPYRIGHT: "copyright",
    Claim.PRIVACY: "privacy and data protection",
    Claim.LEGAL: "order of a court or authority",
    Claim.TRADEMARK: "trademark",
    Claim.DEFAMATION: "defamation",
    Claim.SAFETY: "safety of a person",
    Claim.DATA: "privacy and data protection",
}
ISO = re.compile(r"[A-Z]{2}")
# How the log marks a case that the newsroom filed to try itself: it is no request of anybody.
DRILL = "drill"
# What the log of a case says of a look.
CLEAN, LEAKING = "clean", "leaking"
APPEALS = {True: "upheld", False: "reversed", None: "open"}
YES_OR_NO = {True: "y", False: "n"}


def items() -> QuerySet[Item]:
    """What the record is about: the addresses of requests that somebody confirmed, oldest first."""
    confirmed = Item.objects.filter(case__confirmed_at__isnull=False).exclude(case__in=drills())
    return confirmed.select_related("case", "article__source").order_by("case__received_at", "case_id", "number")


def drills() -> QuerySet[Event, dict[str, Any]]:
    """The cases that the newsroom filed to try itself, as a subquery."""
    return Event.objects.filter(act=DRILL).values("case")  # type: ignore[return-value]


def rows(since: datetime | None = None, until: datetime | None = None) -> list[dict[str, Any]]:
    """The rows of the requests received from one moment until before another."""
    wanted = items()
    if since:
        wanted = wanted.filter(case__received_at__gte=since)
    if until:
        wanted = wanted.filter(case__received_at__lt=until)
    found = list(wanted)
    history = History(found)
    return [_row(item, history) for item in found]


class History:
    """What happened to some addresses, looked up in five queries, however many they are."""

    def __init__(self, found: list[Item]) -> None:
        """Ask for everything at once."""
        keys, cases = [item.pk for item in found], {item.case_id for item in found}
        self.of_item: dict[int, list[Event]] = defaultdict(list)
        self.of_case: dict[int, list[Event]] = defaultdict(list)
        for event in Event.objects.filter(case__in=cases).select_related("by").order_by("id"):
            self.of_case[event.case_id].append(event)
            if event.item_id:
                self.of_item[event.item_id].append(event)
        self.countered = set(CounterNotice.objects.filter(item__in=keys).values_list("item_id", flat=True))
        self.appeals: dict[int, list[Appeal]] = defaultdict(list)
        for appeal in Appeal.objects.filter(case__in=cases).order_by("received_at", "pk"):
            self.appeals[appeal.case_id].append(appeal)
        stories = {item.article_id for item in found if item.article_id}
        barred = Bar.objects.filter(article__in=stories, reason=Bar.Reason.WITHDRAWN).values("article")
        self.blocked = dict(barred.annotate(times=Sum("hits")).values_list("article", "times"))

    def first(self, item: Item, *acts: str) -> Event | None:
        """The first of some acts on an address."""
        return next((event for event in self.of_item[item.pk] if event.act in acts), None)

    def appeals_about(self, item: Item) -> list[Appeal]:
        """The appeals about an address, oldest first: a claimant's is about every address of the case."""
        return [appeal for appeal in self.appeals[item.case_id] if appeal.item_id in (None, item.pk)]

    def seen_clean(self, item: Item) -> Event | None:
        """The first look that found nothing left."""
        return next((event for event in self.of_item[item.pk] if event.act == "look" and event.new == CLEAN), None)

    def leaks(self, item: Item, now: datetime) -> Iterator[timedelta]:
        """How long each leak lasted, from the look that found it to the next clean one, or until now."""
        began: datetime | None = None
        for event in self.of_item[item.pk]:
            if event.act == "look" and event.new == LEAKING:
                began = began or event.at
            elif began and (event.new == CLEAN or event.act == "restore"):
                yield event.at - began
                began = None
        if began:
            yield now - began


def reason_for_delay(events: list[Event]) -> str:
    """What the officers said about a promise that was missed, "" while nobody has."""
    return next((event.text for event in reversed(events) if event.act == "late"), "")


def _row(item: Item, history: History) -> dict[str, Any]:
    case = item.case
    start = case.confirmed_at or case.received_at
    hidden, seen = history.first(item, "hold", "remove"), history.seen_clean(item)
    held, appeals = history.first(item, "hold"), history.appeals_about(item)
    decided = history.first(item, "remove", "reject", "amend")
    return {
        "case_ref": case.reference,
        "item_no": item.number,
        "received_date": _day(case.received_at),
        "confirmed_date": _day(case.confirmed_at),
        "decided_date": _day(decided.at if decided else None),
        "claim_type": case.claim,
        "claimant_kind": _kind(item),
        # Nobody has been asked yet whether the name may be printed, so none is.
        "claimant_name": "",
        "country": case.country if ISO.fullmatch(case.country) else "",
        "channel": channel(history.of_case[item.case_id]),
        "content_origin": _origin(item),
        "content_type": "picture" if item.remedy == "picture" else "story" if item.article_id else "unknown",
        "outcome": outcome(item),
        "ground": GROUNDS.get(Claim(case.claim), "other"),
        "automated_hold": YES_OR_NO[bool(held and held.by and held.by.username == settings.SYSTEM_ACCOUNT)],
        "hours_to_hidden": hours(hidden.at - start) if hidden else None,
        "hours_to_verified": hours(seen.at - start) if seen else None,
        "within_24h": YES_OR_NO[decided.at - start - case.paused_for <= PROMISE] if decided else "",
        "copies_blocked": history.blocked.get(item.article_id or 0, 0),
        "http_status": _answer(item),
        "counter_notice": YES_OR_NO[item.pk in history.countered],
        "appeal": YES_OR_NO[bool(appeals)],
        "appeal_outcome": APPEALS[appeals[-1].upheld] if appeals else "",
        "reversed": YES_OR_NO[item.state == ItemState.RESTORED or any(one.upheld is False for one in appeals)],
        # Given by those archives when an operator sends them our files; we send nothing by ourselves.
        "lumen_id": "",
        "dsa_uuid": "",
    }


def outcome(item: Item) -> str:
    """What became of an address: its remedy where it was changed, else its state."""
    return item.remedy if item.state in {ItemState.AMENDED, ItemState.REJECTED} and item.remedy else str(item.state)


def channel(events: list[Event]) -> str:
    """By which way a request came: the form, or the hands of staff."""
    first = next((event for event in events if event.act == "receive"), None)
    return "staff" if first and first.by else "form"


def _kind(item: Item) -> str:
    """In what capacity somebody asked."""
    if item.case.role != Role.OWNER:
        return str(item.case.role)
    source = item.article.source if item.article else None
    host = source.host.removeprefix("www.") if source else ""
    domain = item.case.email.rpartition("@")[2].lower() or item.case.mail_domain
    return "source owner" if host and (domain == host or domain.endswith(f".{host}")) else "other owner"


def _origin(item: Item) -> str:
    if item.article is None:
        return ""
    return "staff" if item.article.kind in OURS else "importer"


def _answer(item: Item) -> int | None:
    """What the address answers; nothing is said of an address at which we hold no story."""
    if item.article is None:
        return None
    if item.state == ItemState.HELD:
        return 404
    return ANSWERS.get(item.removal, 410) if item.state == ItemState.REMOVED else 200


def _day(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d}" if at else ""
