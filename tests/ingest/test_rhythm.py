"""The rhythm of a feed: learnt from its dates and its visits, bounded, smooth, and said in words."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest import reasons, rhythm
from newsroom.ingest.parse import parse
from newsroom.ingest.rhythm import DAY, LEAST, MOST, Outlook, Plan, by_habit, habit, learnt, pace, plan, wish
from tests.thorough import examples

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)

rates = st.floats(0, 10_000)
waits = st.timedeltas(timedelta(0), timedelta(days=40))
outlooks = st.builds(
    Outlook,
    habit=rates,
    interval=waits,
    gap=st.none() | waits,
    crowded=st.booleans(),
    left=st.booleans(),
    wish=waits,
    fixed=st.none() | st.timedeltas(LEAST, MOST),
    pushed=st.booleans(),
)


@examples(400)
@given(outlooks, st.text())
def test_the_wait_is_within_bounds_and_the_same_for_the_same_feed(outlook: Outlook, seed: str) -> None:
    found = plan(outlook, seed)
    assert LEAST <= found.interval <= MOST
    assert LEAST * 0.9 <= found.wait <= MOST * 1.1
    assert found == plan(outlook, seed)


@examples(400)
@given(outlooks, rates)
def test_a_busier_feed_is_never_looked_at_more_seldom(outlook: Outlook, more: float) -> None:
    busier = Outlook(outlook.habit + more, outlook.interval, outlook.gap, outlook.crowded)
    same = Outlook(outlook.habit, outlook.interval, outlook.gap, outlook.crowded)
    if outlook.gap is not None or outlook.habit > 0:  # of a feed never read and undated nothing is known
        assert learnt(busier) <= learnt(same)


@examples(400)
@given(rates, st.integers(0, 500), waits)
def test_the_habit_is_never_negative_and_never_more_than_what_was_seen(before: float, new: int, gap: timedelta) -> None:
    found = habit(before, new, gap)
    seen = new / (max(gap, timedelta(seconds=1)) / DAY)
    assert min(before, seen) * 0.999 <= found <= max(before, seen) * 1.001 + 1e-9


@examples(200)
@given(st.lists(st.none() | st.datetimes(timezones=st.just(UTC)), max_size=60))
def test_no_dates_are_too_odd_to_be_counted(dates: list[datetime | None]) -> None:
    found = pace(dates, NOW)
    assert found is None or 0 < found <= 100


@pytest.mark.parametrize(
    ("stories", "interval"),
    [
        (0.0, DAY),
        (1 / 365, DAY),
        (1 / 7, timedelta(hours=7)),
        (1.0, timedelta(hours=2, minutes=40)),
        (12.0, timedelta(minutes=46)),
        (100.0, timedelta(minutes=16)),
        (1000.0, LEAST),
    ],
)
def test_how_often_a_feed_of_so_many_stories_a_day_is_looked_at(stories: float, interval: timedelta) -> None:
    assert abs(by_habit(stories) - interval) <= interval * 0.05


def test_dates_teach_the_rhythm_at_first_sight() -> None:
    hourly = [NOW - HOUR * n for n in range(1, 25)]
    assert pace(hourly, NOW) == pytest.approx(24, rel=0.05)
    weekly = [NOW - timedelta(days=7 * n + 3) for n in range(10)]
    assert pace(weekly, NOW) == pytest.approx(1 / 7, rel=0.1)


def test_dates_that_are_equal_in_the_future_or_of_another_age_teach_nothing() -> None:
    assert pace([NOW - HOUR] * 20, NOW) is None
    assert pace([NOW + HOUR * n for n in range(1, 20)], NOW) is None
    assert pace([NOW - timedelta(days=4000 + n) for n in range(20)], NOW) is None
    assert pace([None, NOW, NOW - HOUR], NOW) is None


def test_a_burst_is_not_taken_for_the_pace_of_the_day() -> None:
    burst = [NOW - MINUTE * n for n in range(1, 21)]
    assert pace(burst, NOW) == 40


def test_a_long_archive_does_not_slow_down_a_feed_that_is_busy_now() -> None:
    archive = [NOW - timedelta(days=200 + n) for n in range(200)]
    busy = [NOW - HOUR * n for n in range(1, 51)]
    assert pace([*archive, *busy], NOW) == pytest.approx(24, rel=0.05)


def a_week_of(stories: dict[int, int], *, weeks: int = 6) -> list[float]:
    """The habit after each hour of some weeks, by the number of stories at each hour of the week."""
    found = [0.0]
    for hour in range(weeks * 7 * 24):
        found.append(habit(found[-1], stories.get(hour % 168, 0), HOUR))
    return found


def test_a_weekend_and_a_night_are_not_forgotten_in() -> None:
    office = {day * 24 + hour: 2 for day in range(5) for hour in range(8, 18)}  # 20 stories a day, Monday to Friday
    rate = a_week_of(office)[-168:]
    assert min(rate) > 0.6 * max(rate)
    assert by_habit(min(rate)) < by_habit(max(rate)) * 1.3


def test_a_new_habit_is_learnt_within_about_a_week() -> None:
    assert a_week_of(dict.fromkeys(range(168), 1), weeks=1)[-1] > 15
    silent = habit(24.0, 0, timedelta(days=14))
    assert silent < 4


def test_the_interval_grows_step_by_step_and_shrinks_at_once() -> None:
    assert learnt(Outlook(habit=0.0, interval=HOUR, gap=HOUR)) == HOUR * 1.25
    assert learnt(Outlook(habit=100.0, interval=DAY, gap=DAY)) < timedelta(minutes=20)


def test_where_most_stories_were_new_we_look_in_half_the_time_whatever_the_site_wishes() -> None:
    found = plan(Outlook(habit=0.5, interval=DAY, gap=HOUR * 2, crowded=True, wish=DAY), "seed")
    assert (found.interval, found.why) == (HOUR, "crowded")
    assert found.wait < HOUR * 1.1


def test_a_feed_that_turns_over_fast_is_caught_up_with() -> None:
    """A feed holds 20 stories and gets 10 an hour: from a daily look on, none is lost for long."""
    interval, rate, lost = MOST, 0.1, []
    for _visit in range(40):
        arrived = round(interval / HOUR * 10)
        new = min(arrived, 20)
        lost.append(arrived - new)
        rate = max(habit(rate, new, interval), rate if new == 20 else 0)
        interval = learnt(Outlook(rate, interval, interval, crowded=new > 10))
    assert lost[0] > 0
    assert not any(lost[5:])


@pytest.mark.parametrize(
    ("outlook", "why"),
    [
        (Outlook(), "unknown"),
        (Outlook(habit=3), "habit"),
        (Outlook(habit=3, wish=HOUR * 5), "site"),
        (Outlook(habit=3, wish=MINUTE), "habit"),
        (Outlook(habit=3, pushed=True), "hub"),
        (Outlook(habit=3, pushed=True, wish=DAY), "site"),
        (Outlook(habit=3, fixed=HOUR, wish=DAY, pushed=True, crowded=True, gap=HOUR), "fixed"),
        (Outlook(habit=3, left=True, fixed=HOUR), "rest"),
        (Outlook(habit=3, crowded=True), "habit"),
    ],
)
def test_what_decides(outlook: Outlook, why: str) -> None:
    assert plan(outlook, "seed").why == why


def test_a_pushed_feed_is_looked_at_four_times_more_seldom_and_at_least_daily() -> None:
    for stories in (0.01, 12.0):
        alone, pushed = (plan(Outlook(habit=stories, pushed=hub), "seed").wait for hub in (False, True))
        assert pushed / min(alone * 4, plan(Outlook(fixed=DAY), "seed").wait) == pytest.approx(1)


def test_a_site_that_asks_for_rest_is_never_visited_sooner() -> None:
    waits = [plan(Outlook(habit=100, wish=HOUR * 6), str(seed)).wait for seed in range(50)]
    assert min(waits) >= HOUR * 6
    assert len(set(waits)) > 10


@pytest.mark.parametrize(
    ("headers", "ttl", "asked"),
    [
        ({}, 0, 0),
        ({"cache-control": "public, max-age=3600"}, 0, 60),
        ({"cache-control": 'max-age="1800"', "age": "600"}, 0, 20),
        ({"cache-control": "s-maxage=3600"}, 0, 0),
        ({"cache-control": "max-age=0, must-revalidate", "expires": "Thu, 26 Nov 2026 12:00:00 GMT"}, 0, 0),
        ({"cache-control": "no-cache, max-age=3600"}, 0, 0),
        ({"cache-control": "no-store"}, 0, 0),
        ({"cache-control": "max-age=99999999"}, 0, 1440),
        ({"cache-control": "max-age=" + "9" * 5000}, 0, 1440),
        ({"cache-control": "max-age=-5"}, 0, 0),
        ({"expires": "Wed, 25 Nov 2026 14:00:00 GMT"}, 0, 120),
        ({"expires": "Wed, 25 Nov 2026 14:00:00 GMT", "date": "Wed, 25 Nov 2026 13:00:00 GMT"}, 0, 60),
        ({"expires": "Mon, 01 Jan 1990 00:00:00 GMT"}, 0, 0),
        ({"expires": "0"}, 0, 0),
        ({"expires": "soon"}, 0, 0),
        ({"cache-control": "max-age=600"}, 45, 45),
        ({"cache-control": "no-cache"}, 45, 45),
        ({}, 10**11, 1440),
        ({}, -3, 0),
    ],
)
def test_what_the_site_wishes(headers: dict[str, str], ttl: int, asked: int) -> None:
    assert wish(headers, ttl, NOW) == MINUTE * asked


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("<ttl>60</ttl>", 60),
        ("<ttl> 15 </ttl>", 15),
        ("<ttl>often</ttl>", 0),
        ("<ttl>-5</ttl>", 0),
        ("<ttl>1e9</ttl>", 0),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 30),
        ("<sy:updatePeriod> daily </sy:updatePeriod>", 1440),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 60),
        ("<sy:updateFrequency>2</sy:updateFrequency>", 0),
        ("", 0),
    ],
)
def test_what_the_feed_itself_wishes(said: str, minutes: int) -> None:
    body = (
        "<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel><title>Paper</title>"
        f"{said}<item><title>Boats</title></item></channel></rss>"
    )
    assert parse(body.encode(), {}, "https://paper.example/feed").ttl == minutes


@pytest.mark.parametrize(
    ("spoke", "silent", "quiet"),
    [
        (20.0, timedelta(days=2.6), False),  # from Friday evening to Monday morning
        (20.0, timedelta(days=3.1), True),
        (1.0, timedelta(days=4.5), False),
        (1.0, timedelta(days=5.5), True),
        (0.5, timedelta(days=30), False),  # it never spoke daily
        (20.0, timedelta(days=3000), True),
    ],
)
def test_silence_is_measured_by_the_habit(spoke: float, silent: timedelta, quiet: bool) -> None:
    faded = habit(spoke, 0, silent)
    assert rhythm.has_gone_quiet(faded, NOW - silent, NOW) is quiet


@pytest.mark.parametrize(
    ("found", "stories", "sentence"),
    [
        (
            Plan(HOUR, MINUTE * 46, "habit", HOUR),
            12.2,
            "It brings about 12 stories a day, so we look every 45 minutes.",
        ),
        (Plan(HOUR, HOUR * 3, "habit", HOUR), 0.43, "It brings about 3 stories a week, so we look every 3 hours."),
        (Plan(HOUR, HOUR, "habit", HOUR), 1.0, "It brings about 1 story a day, so we look every hour."),
        (Plan(HOUR, DAY, "habit", HOUR), 0.07, "It brings about 2 stories a month, so we look once a day."),
        (Plan(HOUR, DAY, "habit", HOUR), 0.001, "It brings less than a story a month, so we look once a day."),
        (Plan(HOUR, LEAST, "habit", HOUR), 1234.0, "It brings about 1234 stories a day, so we look every 5 minutes."),
        (
            Plan(HOUR, MINUTE * 31, "unknown", HOUR),
            0.0,
            "Its rhythm is not known yet; for now we look every 30 minutes.",
        ),
        (Plan(HOUR, HOUR * 1.05, "site", HOUR), 9.0, "The site asks us not to come more often: we look every hour."),
        (Plan(HOUR, HOUR * 2, "fixed", HOUR), 9.0, "An editor fixed the interval: we look every 2 hours."),
        (Plan(HOUR, DAY, "hub", HOUR), 9.0, "The hub pushes news; this is only a safety look, once a day."),
        (
            Plan(HOUR, HOUR, "crowded", HOUR),
            9.0,
            "Most of its stories were new, so we look sooner, lest some be missed",
        ),
        (Plan(HOUR, LEAST, "rest", HOUR), 9.0, "the rest follows soon."),
    ],
)
def test_the_reason_is_said_in_plain_words(found: Plan, stories: float, sentence: str) -> None:
    assert sentence in reasons.after_success(found, stories)


@pytest.mark.parametrize(
    ("failures", "sentence"), [(1, "It failed once; the wait doubles"), (3, "It failed 3 times in a row; the wait")]
)
def test_the_reason_after_failures(failures: int, sentence: str) -> None:
    assert sentence in reasons.after_failure(failures)


@given(st.timedeltas(timedelta(0), timedelta(days=30)), st.integers(0, 99), st.integers(0, 90000), st.text())
def test_the_next_look_is_neither_rude_nor_never(
    interval: timedelta, failures: int, retry_after: int, seed: str
) -> None:
    good = rhythm.after_success(interval, seed)
    bad = rhythm.after_failure(interval, failures, seed, retry_after)
    assert timedelta(minutes=4.5) <= good <= timedelta(days=1.1)
    assert timedelta(seconds=retry_after) <= bad <= timedelta(days=1.1)
    assert good == rhythm.after_success(interval, seed)
