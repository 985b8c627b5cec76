"""A prepared query finds what the ordinary one finds, whatever the values."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from articles.prepared import Prepared, Unprepared
from articles.status import Status
from tests.world import make_article, make_country

pytestmark = pytest.mark.django_db


def of_keys(keys: Any) -> Any:
    return Article.objects.published().for_cards().filter(pk__in=keys).newest()


def since(at: Any, slug: Any, country: Any) -> Any:
    return Article.objects.published().filter(published_at__gte=at, country=country).exclude(slug=slug)


def test_keys_in_any_number_find_their_stories_with_all_that_was_asked_for(django_assert_num_queries: Any) -> None:
    prepared, keys = Prepared(of_keys), [make_article().pk for _number in range(10)]
    for some in (keys[:1], keys[:8], keys, [*keys, 10**12], keys[:2]):
        with django_assert_num_queries(1):
            found = [(story.pk, str(story.country), str(story.source), story.opening) for story in prepared(some)]
        with django_assert_num_queries(1):
            assert found == [
                (story.pk, str(story.country), str(story.source), story.opening) for story in of_keys(some)
            ]


def test_texts_and_times_take_the_place_of_their_stand_ins() -> None:
    prepared, now = Prepared(since), timezone.now()
    stories = [make_article(published_at=now - timedelta(days=day)) for day in range(4)]
    place = stories[0].country_id or 0
    for day, left_out, country in (
        (2, stories[0], place),
        (3, stories[1], place),
        (9, stories[2], make_country("JP").pk),
    ):
        values = now - timedelta(days=day, hours=1), left_out.slug, country
        assert set(prepared(*values)) == set(since(*values))
    assert set(prepared(now - timedelta(days=9), "'; DROP TABLE x --", place)) == set(stories)


def test_each_call_asks_the_database_and_sees_what_has_changed() -> None:
    prepared, story = Prepared(of_keys), make_article()
    assert list(prepared([story.pk])) == [story]
    Article.objects.filter(pk=story.pk).update(status=Status.UNPUBLISHED)
    assert list(prepared([story.pk])) == []


def test_two_calls_at_once_do_not_take_each_others_values() -> None:
    prepared, one, other = Prepared(of_keys), make_article(), make_article()
    first, second = prepared([one.pk]), prepared([other.pk])
    assert (list(second), list(first)) == ([other], [one])


def test_the_sql_is_the_one_that_django_writes() -> None:
    keys = [make_article().pk for _number in range(8)]
    prepared = Prepared(of_keys)
    with CaptureQueriesContext(connection) as asked:
        list(prepared(keys)), list(of_keys(keys)), list(prepared(keys))
    # PostgreSQL is sent the values apart, and shows their places as $1, $2…
    shown = [
        re.sub(r"\$(\d+)", lambda place: str(keys[int(place[1]) - 1]), one["sql"]) for one in asked.captured_queries
    ]
    assert shown[0] == shown[1] == shown[2]


def test_a_value_that_is_lost_on_the_way_is_not_prepared() -> None:
    prepared = Prepared(lambda number: Article.objects.filter(pk__gt=0)[: abs(number)])
    with pytest.raises(Unprepared):
        prepared(5)
