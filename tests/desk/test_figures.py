"""How the paper does: against its habit, from arrival to publication, and by source."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.status import Status
from newsroom.desk import dashboard, decisions, figures
from newsroom.desk.models import Beat
from newsroom.desk.templatetags.desk import minutes
from tests.world import make_article, make_country, make_source, person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 11, 4, tzinfo=UTC)  # a Wednesday, noon in Singapore


def published(at: datetime, *, took: int = 30, **values: Any) -> Article:
    """A story that went out at a moment, so many minutes after it came in."""
    story = make_article(published_at=at, **values)
    Article.objects.filter(pk=story.pk).update(arrived_at=at - timedelta(minutes=took))
    return story


def test_today_is_held_against_the_same_weekday_until_the_same_minute() -> None:
    for week in range(1, 9):
        published(NOON - timedelta(weeks=week, hours=1))
        published(NOON - timedelta(weeks=week) + timedelta(hours=1))  # later on those days
    for hours in (1, 2, 3):
        published(NOON - timedelta(hours=hours))
    found = figures.habit(Article.objects.all(), NOON)
    assert (found.today, found.usual, found.more) == (3, 1, 2)


def test_half_of_a_days_stories_and_nine_of_ten_took_so_long() -> None:
    for took in (10, 20, 30, 40, 50, 60, 70, 80, 90, 600):
        published(NOON - timedelta(days=1), took=took)
    days = figures.waits(Article.objects.all(), NOON)
    assert len(days) == 14
    assert (days[-2].stories, days[-2].half, days[-2].most) == (10, 55, 600)
    assert (days[-1].stories, days[-1].half) == (0, 0)
    assert all(0 <= point["y"] <= 64 for point in figures.points(days))


def test_sources_are_listed_by_what_was_taken_of_them_once_enough_was_decided() -> None:
    good, bad, new = make_source("Harbour Gazette"), make_source("Pier Mirror"), make_source("Fog Post")
    ben = person("ben")
    for _ in range(5):
        make_article(source=good)
        decisions.reject(make_article(source=bad, status=Status.INCOMING), by=ben, reason="no news")
    make_article(source=new)
    found = figures.accepted(Article.objects.all(), timezone.now())
    assert [(row.name, row.percent, row.decided) for row in found["best"]] == [
        ("Harbour Gazette", 100, 5),
        ("Pier Mirror", 0, 5),
    ]


def test_an_editor_sees_the_figures_of_the_beat_and_a_chief_those_of_the_paper() -> None:
    make_article(country=make_country("MN"))
    make_article(country=make_country("JP"))
    ben, ada = person("ben"), person("ada")
    for user in (ben, ada):
        Beat.objects.create(user=user).countries.set([make_country("JP")])
    assert dashboard.of(ben)["figures"]["habit"].today == 1
    assert dashboard.of(ada)["figures"]["habit"].today == 2


def test_figures_are_counted_once_in_five_minutes(django_assert_num_queries: object) -> None:
    figures.of(frozenset(), NOON)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert figures.of(frozenset(), NOON + timedelta(minutes=4))["at"] == NOON


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 min"), (59, "59 min"), (60, "1 h"), (200, "3 h 20 min"), (3_120, "2 d 4 h")]
)
def test_lengths_of_time_are_said_as_people_say_them(count: int, words: str) -> None:
    assert minutes(count) == words


def test_a_plot_with_nothing_in_it_is_a_sentence(signed_in: Callable[[str], Client]) -> None:
    drawn, nothing = "How long stories took on each", "Nothing that came in was published in the last 14 days."
    empty = signed_in("ben").get("/admin/").content.decode()
    assert nothing in empty
    assert drawn not in empty
    cache.clear()
    published(timezone.now() - timedelta(minutes=1))
    full = signed_in("ben").get("/admin/").content.decode()
    assert nothing not in full
    assert drawn in full


def test_a_slow_day_is_said_in_words(signed_in: Callable[[str], Client]) -> None:
    for week in range(1, 9):
        published(timezone.now() - timedelta(weeks=week, seconds=5))
        published(timezone.now() - timedelta(weeks=week, seconds=5))
    assert "fewer than usual by this time" in signed_in("ben").get("/admin/").content.decode()
