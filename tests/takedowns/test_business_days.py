"""Business days of the United States, with federal holidays and the days on which they are observed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.takedowns import business_days

DAYS = st.dates(date(2021, 1, 1), date(2099, 12, 1))
MOMENTS = st.datetimes(datetime(2021, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    "closed",
    [
        "2026-01-01",  # New Year's Day
        "2026-01-19",  # Martin Luther King
        "2026-02-16",  # Washington
        "2026-05-25",  # Memorial Day
        "2026-06-19",  # Juneteenth
        "2026-07-03",  # Independence Day, a Saturday, observed on Friday
        "2026-09-07",  # Labor Day
        "2026-10-12",  # Columbus Day
        "2026-11-11",  # Veterans Day
        "2026-11-26",  # Thanksgiving
        "2026-12-25",  # Christmas
        "2021-12-31",  # New Year's Day of 2022, a Saturday, observed in the year before
        "2023-01-02",  # New Year's Day, a Sunday, observed on Monday
        "2022-12-26",  # Christmas, a Sunday, observed on Monday
        "2026-11-28",  # a Saturday
        "2026-11-29",  # a Sunday
    ],
)
def test_offices_are_closed(closed: str) -> None:
    assert not business_days.is_business_day(date.fromisoformat(closed))


@pytest.mark.parametrize("opened", ["2026-07-06", "2026-11-27", "2021-06-21", "2026-12-24", "2022-01-03"])
def test_offices_are_open(opened: str) -> None:
    assert business_days.is_business_day(date.fromisoformat(opened))


def test_juneteenth_counts_since_it_is_a_holiday() -> None:
    assert business_days.is_business_day(date(2020, 6, 19))
    assert not business_days.is_business_day(date(2021, 6, 18))


def test_ten_business_days_over_thanksgiving_are_fifteen_days() -> None:
    received = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
    assert business_days.add(received, 1) == datetime(2026, 11, 25, 15, 30, tzinfo=UTC)
    assert business_days.add(received, 10) == datetime(2026, 12, 9, 15, 30, tzinfo=UTC)
    assert business_days.add(received, 14) == datetime(2026, 12, 15, 15, 30, tzinfo=UTC)


@given(st.integers(2021, 2099))
def test_a_year_has_ten_to_twelve_holidays_all_on_weekdays(year: int) -> None:
    days = business_days.holidays(year)
    assert 10 <= len(days) <= 12  # New Year's Day may be observed in the year before, or twice in one
    assert all(day.weekday() < business_days.SATURDAY and day.year == year for day in days)


@given(MOMENTS, st.integers(1, 30))
def test_the_end_is_a_business_day_and_exactly_so_many_lie_before_it(moment: datetime, days: int) -> None:
    end = business_days.add(moment, days)
    between = [moment.date() + timedelta(days=n) for n in range(1, (end - moment).days + 1)]
    assert business_days.is_business_day(end.date())
    assert sum(map(business_days.is_business_day, between)) == days
    assert end.time() == moment.time()


@given(MOMENTS, st.integers(1, 15), st.integers(1, 15))
def test_days_add_up(moment: datetime, some: int, more: int) -> None:
    assert business_days.add(business_days.add(moment, some), more) == business_days.add(moment, some + more)


@given(DAYS)
def test_a_federal_holiday_never_closes_offices_for_more_than_four_days(day: date) -> None:
    assert any(business_days.is_business_day(day + timedelta(days=n)) for n in range(5))
