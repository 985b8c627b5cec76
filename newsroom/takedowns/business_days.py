"""Business days of the United States: no Saturday, no Sunday, no federal holiday or the day it is observed. Pure.

The holidays are those of 5 U.S.C. 6103; one on a Saturday is observed the day before, one on a Sunday the day after.
"""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6
DAY = timedelta(days=1)
# The days are those of the offices and courts in the capital: a Friday evening there is a Saturday in Europe.
WASHINGTON = ZoneInfo("America/New_York")
JUNETEENTH_SINCE = 2021


def is_business_day(day: date) -> bool:
    """Whether offices of the federal government are open."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def add(moment: datetime, days: int) -> datetime:
    """The same time of day that many business days later; the day of the moment itself does not count."""
    while days > 0:
        moment += DAY
        days -= is_business_day(moment.date())
    return moment


@cache
def holidays(year: int) -> frozenset[date]:
    """The days of a year on which a federal holiday is observed; New Year's of the next may fall on its last day."""
    fixed = [date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25), date(year + 1, 1, 1)]
    if year >= JUNETEENTH_SINCE:
        fixed.append(date(year, 6, 19))
    observed = {_observed(day) for day in fixed}
    return frozenset({day for day in observed if day.year == year} | _moving(year))


def _moving(year: int) -> set[date]:
    return {
        _nth(year, 1, MONDAY, 3),  # Martin Luther King
        _nth(year, 2, MONDAY, 3),  # Washington
        _nth(year, 6, MONDAY, 1) - 7 * DAY,  # Memorial Day: the last Monday of May
        _nth(year, 9, MONDAY, 1),  # Labor Day
        _nth(year, 10, MONDAY, 2),  # Columbus
        _nth(year, 11, THURSDAY, 4),  # Thanksgiving
    }


def _nth(year: int, month: int, weekday: int, count: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def _observed(day: date) -> date:
    return day + {SATURDAY: -DAY, SUNDAY: DAY}.get(day.weekday(), timedelta(0))
