"""The public figures: what was asked of us and what became of it, by month of receipt. They name nobody."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from newsroom.takedowns import cells, record, seals
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.clock import hours
from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.record import History
from newsroom.takedowns.sanctions import DataClock, SlowSender, Suspension
from newsroom.takedowns.states import PROMISE, UNDECIDED, ItemState, State

COLUMNS = (
    "month",
    "notices",
    "items",
    "unconfirmed",
    "incomplete",
    "duplicate",
    "abusive",
    "rejected",
    "withdrawn",
    "open",
    "removed",
    "amended",
    "anonymised",
    "delisted",
    "restored",
    "counter_notices",
    "appeals",
    "reversals",
    "median_hours",
    "p90_hours",
    "share_within_24_hours",
    "missed_promises",
    "copies_blocked",
    "leaks",
    "leak_minutes",
    "staff_entered",
    "senders_suspended",
    "feeds_suspended",
    "privacy_received",
    "privacy_done",
    "privacy_refused",
    "privacy_median_days",
    "orders_by_country",
)
SLOW_FOR = timedelta(days=90)
ENDED = (State.WITHDRAWN, State.INCOMPLETE, State.ABUSIVE, State.DUPLICATE, State.DESTROYED)
Row = dict[str, Any]


def months(now: datetime | None = None) -> list[Row]:
    """The figures of every month from the first request to this one, newest first; a month without one is told too."""
    now = now or timezone.now()
    cohorts: dict[date, list[Case]] = defaultdict(list)
    for case in Case.objects.exclude(pk__in=record.drills()).order_by("received_at"):
        cohorts[_month_of(case.received_at)].append(case)
    items: dict[int, list[Item]] = defaultdict(list)
    found = list(record.items())
    for item in found:
        items[item.case_id].append(item)
    history, public = History(found), {(row["case_ref"], row["item_no"]): row for row in record.rows()}
    first = min(cohorts, default=_month_of(now))
    clocks = {clock.case_id: clock for clock in DataClock.objects.all()}
    rows = []
    for month in _calendar(first, _month_of(now)):
        cohort = _Cohort(cohorts[month], items, history, clocks, now)
        told = [public[item.case.reference, item.number] for item in cohort.items]
        rows.append(seals.sealed_row({"month": f"{month:%Y-%m}"} | _figures(cohort, told) | _sanctions(month)))
    return rows[::-1]


class _Cohort:
    """The requests of one month with all that hangs on them."""

    def __init__(
        self,
        cases: list[Case],
        items: dict[int, list[Item]],
        history: History,
        clocks: dict[int, DataClock],
        now: datetime,
    ) -> None:
        self.cases, self.history, self.now = cases, history, now
        self.confirmed = [case for case in cases if case.confirmed_at]
        self.items = [item for case in self.confirmed for item in items[case.pk]]
        self.clocks = [clocks[case.pk] for case in cases if case.pk in clocks]


def _figures(cohort: _Cohort, told: list[Row]) -> Row:
    states, ends = Counter(case.state for case in cohort.confirmed), Counter(row["outcome"] for row in told)
    promised = {item.case_id for item in cohort.items}
    lengths = [
        case.decided_at - case.confirmed_at - case.paused_for
        for case in cohort.confirmed
        if case.decided_at and case.confirmed_at and case.pk in promised
    ]
    in_time = sum(length <= PROMISE for length in lengths)
    hidden = [row["hours_to_hidden"] for row in told if row["hours_to_hidden"] is not None]
    leaks = [length for item in cohort.items for length in cohort.history.leaks(item, cohort.now)]
    still = {case.pk for case in cohort.confirmed if case.state not in ENDED}
    return {
        "notices": len(cohort.confirmed),
        "items": len(cohort.items),
        "unconfirmed": len(cohort.cases) - len(cohort.confirmed),
        "incomplete": states[State.INCOMPLETE],
        "duplicate": states[State.DUPLICATE],
        "abusive": states[State.ABUSIVE],
        "rejected": sum(item.state == ItemState.REJECTED for item in cohort.items),
        "withdrawn": states[State.WITHDRAWN],
        "open": sum(item.state in UNDECIDED and item.case_id in still for item in cohort.items),
        "removed": ends["removed"],
        "amended": sum(item.state == ItemState.AMENDED for item in cohort.items),
        "anonymised": ends["anonymise"],
        "delisted": ends["delist"],
        "restored": ends["restored"],
        "counter_notices": sum(row["counter_notice"] == "y" for row in told),
        "appeals": sum(len(cohort.history.appeals[case.pk]) for case in cohort.confirmed),
        "reversals": sum(row["reversed"] == "y" for row in told),
        "median_hours": round(statistics.median(hidden), 1) if hidden else None,
        "p90_hours": _ninetieth(hidden),
        "share_within_24_hours": round(in_time / len(lengths), 3) if lengths else None,
        "missed_promises": sum(is_missed(case, cohort.now) for case in cohort.confirmed),
        "copies_blocked": sum(row["copies_blocked"] for row in told),
        "leaks": len(leaks),
        "leak_minutes": int(sum(leaks, timedelta()).total_seconds() // 60),
        "staff_entered": sum(record.channel(cohort.history.of_case[case.pk]) == "staff" for case in cohort.confirmed),
    } | _privacy(cohort)


def _privacy(cohort: _Cohort) -> Row:
    """Requests about personal data, and orders of courts and authorities."""
    asked = {case.pk for case in cohort.confirmed if case.claim == Claim.PRIVACY}
    ids = asked | {clock.case_id for clock in cohort.clocks}
    ended = [case for case in cohort.confirmed if case.pk in ids and case.decided_at]
    days = [(case.decided_at - case.received_at) / timedelta(days=1) for case in ended if case.decided_at]
    countries = Counter(_country(case) for case in cohort.confirmed if case.claim == Claim.LEGAL)
    return {
        "privacy_received": len(ids),
        "privacy_done": sum(case.outcome != "rejected" for case in ended),
        "privacy_refused": sum(case.outcome == "rejected" for case in ended),
        "privacy_median_days": round(statistics.median(days), 1) if days else None,
        "orders_by_country": ", ".join(f"{country} {number}" for country, number in sorted(countries.items())),
    }


def _sanctions(month: date) -> Row:
    """What was suspended in a month."""
    slow = SlowSender.objects.filter(slow_until__isnull=False).values_list("slow_until", flat=True)
    since = [until - SLOW_FOR for until in slow if until]
    rests = Suspension.objects.all()
    return {
        "senders_suspended": sum(_month_of(at) == month for at in since),
        "feeds_suspended": sum(len(rest.feeds) for rest in rests if _month_of(rest.at) == month),
    }


def missed(now: datetime | None = None) -> list[Row]:
    """Every promise that was missed, newest first, by how much, with what the officers say about it."""
    now = now or timezone.now()
    late = [
        case
        for case in Case.objects.filter(confirmed_at__isnull=False).exclude(pk__in=record.drills())
        if is_missed(case, now)
    ]
    events: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(case__in=[case.pk for case in late], act="late").order_by("id"):
        events[event.case_id].append(event)
    late.sort(key=lambda case: case.received_at, reverse=True)
    return [seals.sealed_row(_missed_row(case, events[case.pk], now)) for case in late]


def items() -> list[Row]:
    """The public record, sealed row by row."""
    return [seals.sealed_row(row) for row in record.rows()]


def as_csv(rows: list[Row]) -> str:
    """The figures as CSV; the missed promises with their reasons are in the JSON and on the page."""
    return cells.as_csv((*COLUMNS, seals.SEAL), rows)


def items_as_csv(rows: list[Row]) -> str:
    """The record as CSV."""
    return cells.as_csv((*record.COLUMNS, seals.SEAL), rows)


def _missed_row(case: Case, events: list[Event], now: datetime) -> Row:
    end = (case.confirmed_at or case.received_at) + case.paused_for + PROMISE
    return {
        "case_ref": case.reference,
        "month": f"{_month_of(case.received_at):%Y-%m}",
        "hours_late": hours((case.decided_at or now) - end),
        "decided": "y" if case.decided_at else "n",
        "reason": record.reason_for_delay(events),
    }


def is_missed(case: Case, now: datetime) -> bool:
    """Decided late, or open past its time; a case that waits for the claimant, or that ended otherwise, is not."""
    if case.claim == Claim.DATA and not case.items.exists():
        return False  # the promise is about stories; a data request has its law's time
    if case.confirmed_at is None or (not case.decided_at and not case.is_working):
        return False
    due = case.due_at if not case.decided_at and case.due_at else case.confirmed_at + case.paused_for + PROMISE
    return (case.decided_at or now) > due


def _country(case: Case) -> str:
    return case.country if record.ISO.fullmatch(case.country) else "??"


def _ninetieth(values: list[float]) -> float | None:
    """The 90th percentile: the smallest value that nine in ten do not exceed."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * 9 // 10) - 1] if ordered else None


def _month_of(at: datetime) -> date:
    return timezone.localdate(at).replace(day=1)


def _calendar(first: date, last: date) -> Iterable[date]:
    """Every month from one to another."""
    month = first
    while month <= max(first, last):
        yield month
        month = (month + timedelta(days=32)).replace(day=1)
