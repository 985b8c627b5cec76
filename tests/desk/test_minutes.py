"""A minute is read exactly on a clock that jumps: what it leaves out is refused, what comes twice is asked for."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import Article
from articles.refusals import Unfit
from articles.status import Status
from newsroom.desk import decisions
from newsroom.desk.forms import minutes
from newsroom.desk.forms.review import ReviewForm
from tests.desk import screen
from tests.world import make_article, person

BERLIN = ZoneInfo("Europe/Berlin")
# By an hour, by half an hour, at midnight, by a whole day, never, and in years when offsets had seconds.
ZONES = [
    ZoneInfo(name)
    for name in ("Europe/Berlin", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Apia", "Asia/Kathmandu", "UTC")
]
JUMPS = [
    datetime(*day, tzinfo=UTC) for day in ((2026, 3, 29), (2026, 10, 25), (2011, 12, 30), (2026, 4, 24), (2026, 10, 4))
]
MOMENTS = st.builds(
    lambda day, minute: day + timedelta(minutes=minute), st.sampled_from(JUMPS), st.integers(-1440, 1440)
)


@settings(max_examples=60)
@given(MOMENTS, st.sampled_from(ZONES))
def test_every_minute_that_a_clock_shows_can_be_chosen(moment: datetime, zone: ZoneInfo) -> None:
    local = moment.replace(second=0, microsecond=0).astimezone(zone)
    shown = local.replace(tzinfo=None, fold=0)
    assert minutes.read(shown.isoformat(), zone, minutes.which(local) or 1) == local.astimezone(UTC)
    assert 1 <= len(minutes.candidates(shown, zone)) <= 2


@settings(max_examples=60)
@given(MOMENTS, st.sampled_from(ZONES))
def test_what_a_clock_leaves_out_lies_between_the_two_minutes_that_are_offered(wall: datetime, zone: ZoneInfo) -> None:
    typed = wall.replace(tzinfo=None)
    shown = minutes.candidates(typed, zone)
    if shown:
        assert [moment.replace(tzinfo=None, fold=0) for moment in shown] == [typed] * len(shown)
        return
    with pytest.raises(minutes.LeftOut) as refused:
        minutes.read(typed.isoformat(), zone)
    before, after = refused.value.choices
    assert before.replace(tzinfo=None) < typed < after.replace(tzinfo=None)
    assert after.timestamp() - before.timestamp() == 60


@pytest.mark.parametrize(
    ("typed", "zone", "sentence"),
    [
        ("2026-03-29T02:30", "Europe/Berlin", "02:30 does not exist on 29 March 2026 in Europe/Berlin"),
        ("2026-03-29T02:00", "Europe/Berlin", "Choose 01:59 or 03:00"),
        ("2026-10-25T02:30", "Europe/Berlin", r"choose the first \(UTC\+02:00\) or the second \(UTC\+01:00\)"),
        ("2011-12-30T12:00", "Pacific/Apia", "Choose 29 December 2011 23:59 or 31 December 2011 00:00"),
        ("2026-04-24T00:00", "Africa/Cairo", "Choose 23 April 2026 23:59 or 01:00"),
        ("2026-10-04T02:10", "Australia/Lord_Howe", "Choose 01:59 or 02:30"),
    ],
)
def test_it_says_in_words_what_there_is_instead(typed: str, zone: str, sentence: str) -> None:
    with pytest.raises(Unfit, match=sentence):
        minutes.read(typed, ZoneInfo(zone))


@pytest.mark.parametrize(
    "typed", ["", "soon", "2026-13-01T00:00", "0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30T10:00", "\x00" * 9]
)
def test_what_is_no_minute_is_refused(typed: str) -> None:
    with pytest.raises(Unfit):
        minutes.read(typed, BERLIN)


def test_an_offset_settles_it_and_a_day_ends_where_midnight_is_left_out() -> None:
    assert minutes.read("2026-10-25T02:30+01:00", BERLIN) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert minutes.end_of_day(date(2026, 4, 23), ZoneInfo("Africa/Cairo")) == datetime(2026, 4, 23, 22, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_the_second_of_two_minutes_is_kept_and_shown_again_as_the_second() -> None:
    second = datetime(2030, 10, 27, 1, 30, tzinfo=UTC)
    with timezone.override(BERLIN):
        article = make_article(status=Status.IN_REVIEW)
        sent = {"embargo_until": "2030-10-27T02:30", "initial-embargo_until": ""}
        form = ReviewForm(sent, instance=Article.objects.get(pk=article.pk))
        assert "comes twice" in str(form["embargo_until"].errors)
        assert "the second (UTC+01:00)" in str(form["embargo_until"])
        form = ReviewForm(sent | {"embargo_until-which": "2"}, instance=Article.objects.get(pk=article.pk))
        assert form.fields["embargo_until"].clean("2030-10-27T02:30|2") == second
        decisions.revise(article, by=person("ben"), changes={"embargo_until": second})
        shown = str(ReviewForm(instance=article)["embargo_until"])
        assert '<option value="2" selected>' in shown
        assert 'value="2030-10-27T02:30"' in shown


def test_the_bar_offers_both_as_buttons_and_a_press_schedules_for_the_one(
    signed_in: Callable[[str], Client], settings: object
) -> None:
    settings.TIME_ZONE = "Europe/Berlin"  # type: ignore[attr-defined]
    article, ben = make_article(status=Status.IN_REVIEW), signed_in("ben")
    page = screen.press(ben, article, "schedule", at="2030-10-27T02:30")
    button = "schedule:2030-10-27T02:30:00+01:00"
    assert "comes twice" in page
    assert f'value="{button}"' in page
    screen.press(ben, article, button)
    assert screen.now(article).publish_at == datetime(2030, 10, 27, 1, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_another_time_zone_of_the_site_leaves_what_is_stored() -> None:
    at = timezone.now() + timedelta(days=3)
    article = make_article(status=Status.IN_REVIEW)
    decisions.schedule(article, by=person("ben"), at=at)
    with timezone.override("America/Lima"):
        assert Article.objects.get(pk=article.pk).publish_at == at
