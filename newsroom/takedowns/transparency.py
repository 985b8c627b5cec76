"""The public figures: what was asked of us and what became of it, by month of receipt. They name nobody."""

import csv
import io
import statistics
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from newsroom.takedowns.clock import hours
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.states import PROMISE, UNDECIDED, ItemState, State

COLUMNS = (
    "month",
    "notices",
    "unconfirmed",
    "withdrawn",
    "items",
    "removed",
    "rejected",
    "restored",
    "open",
    "median_hours",
    "share_within_24_hours",
    "missed_promises",
)


@dataclass(frozen=True)
class Month:
    """The figures of the requests received in one month; a month is a cohort: later decisions change its own row.

    `notices` counts confirmed requests, `items` the addresses in them. `median_hours` runs from confirmation to the
    decision of the last address; `share_within_24_hours` (0 to 1) is of the decided ones; both are None where nothing
    is decided yet. `missed_promises` counts the late ones and those that are open past their time.
    """

    month: date
    notices: int
    unconfirmed: int
    withdrawn: int
    items: int
    removed: int
    rejected: int
    restored: int
    open: int
    median_hours: float | None
    share_within_24_hours: float | None
    missed_promises: int

    @property
    def percent(self) -> int | None:
        """The share in time as whole per cent, rounded down: never better than it was."""
        return None if self.share_within_24_hours is None else int(self.share_within_24_hours * 100)

    def row(self) -> dict[str, Any]:
        """As it is published."""
        return asdict(self) | {"month": f"{self.month:%Y-%m}"}


def months(now: datetime | None = None) -> list[Month]:
    """The figures of every month in which a request came in, newest first. Two queries."""
    now = now or timezone.now()
    cases: dict[date, list[Any]] = defaultdict(list)
    for case in Case.objects.values("pk", "state", "received_at", "confirmed_at", "decided_at"):
        cases[timezone.localdate(case["received_at"]).replace(day=1)].append(case)
    states: dict[int, Counter[str]] = defaultdict(Counter)
    for case_id, state in Item.objects.values_list("case_id", "state"):
        states[case_id][state] += 1
    return [_month(month, cases[month], states, now) for month in sorted(cases, reverse=True)]


def as_csv(rows: list[Month]) -> str:
    """The figures as CSV (RFC 4180); they are numbers and months, so no cell can be a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(row.row() for row in rows)
    return out.getvalue()


def _month(month: date, cases: list[Any], states: dict[int, Counter[str]], now: datetime) -> Month:
    confirmed = [case for case in cases if case["confirmed_at"]]
    items: Counter[str] = Counter()
    for case in confirmed:
        items += states[case["pk"]]
    lengths = [case["decided_at"] - case["confirmed_at"] for case in confirmed if case["decided_at"]]
    in_time = [length for length in lengths if length <= PROMISE]
    return Month(
        month=month,
        notices=len(confirmed),
        unconfirmed=len(cases) - len(confirmed),
        withdrawn=sum(case["state"] == State.WITHDRAWN for case in confirmed),
        items=items.total(),
        removed=items[ItemState.REMOVED],
        rejected=items[ItemState.REJECTED],
        restored=items[ItemState.RESTORED],
        open=sum(states[case["pk"]][state] for case in confirmed if _is_open(case) for state in UNDECIDED),
        median_hours=hours(statistics.median(lengths)) if lengths else None,
        share_within_24_hours=round(len(in_time) / len(lengths), 3) if lengths else None,
        missed_promises=len(lengths) - len(in_time) + sum(_is_overdue(case, now) for case in confirmed),
    )


def _is_open(case: dict[str, Any]) -> bool:
    return bool(case["state"] != State.WITHDRAWN)


def _is_overdue(case: dict[str, Any], now: datetime) -> bool:
    return not case["decided_at"] and _is_open(case) and bool(now > case["confirmed_at"] + PROMISE)
