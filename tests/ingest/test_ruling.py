"""Rules at work: what they do to stories as they arrive, what is written down, and what is not asked for twice."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Tag
from newsroom.ingest import known, ruling
from newsroom.ingest.models import Capture, Condition, Feed, Rule
from tests.fakes import FakeWeb
from tests.ingest.press import Outlet, Story, make_feed, make_outlet, poll
from tests.world import make_country, person

pytestmark = pytest.mark.django_db
CountQueries = Callable[..., AbstractContextManager[Any]]
SignIn = Callable[[str], Client]
STARS = Story(slug="stars", title="Your horoscope for Tuesday")


def make_rule(feed: Feed, act: str, *conditions: tuple[str, str, str], name: str = "", **values: Any) -> Rule:
    """A rule at the end of its feed's."""
    rule = Rule.objects.create(feed=feed, act=act, name=name or act, place=ruling.last_place(feed), **values)
    Condition.objects.bulk_create(Condition(rule=rule, field=f, operator=o, value=v) for f, o, v in conditions)
    return rule


@pytest.fixture
def outlet(web: FakeWeb) -> Outlet:
    """An outlet that tells of a pier and of the stars."""
    made = make_outlet(web)
    made.tells(Story(), STARS)
    return made


def test_what_a_rule_drops_by_its_headline_is_kept_out_before_its_page_is_asked_for(
    outlet: Outlet, web: FakeWeb
) -> None:
    rule = make_rule(outlet.feed, "drop", ("title", "has", "horoscope"), name="No horoscopes")
    visit = poll(outlet)
    assert (visit.new, visit.kept_out) == (1, 1)
    assert STARS.url not in web.asked
    kept = Capture.objects.get(article=None)
    assert (kept.verdict, kept.reason) == ("refused", "The rule “No horoscopes” drops it.")
    assert kept.rules == [{"rule": rule.pk, "name": "No horoscopes", "did": "dropped it"}]
    rule.refresh_from_db()
    assert rule.hits == 1
    assert rule.last_hit_at is not None


def test_what_was_dropped_is_not_looked_at_again_until_it_changes(outlet: Outlet, web: FakeWeb) -> None:
    make_rule(outlet.feed, "drop", ("title", "has", "horoscope"))
    poll(outlet)
    outlet.tells(Story(), STARS, Story(slug="ferry", title="A ferry for the outer islands"))
    assert poll(outlet).kept_out == 0
    assert Capture.objects.filter(verdict="refused").count() == 1
    outlet.tells(Story(slug="stars", title="Your horoscope for Wednesday"))
    assert poll(outlet).kept_out == 1


def test_a_rule_that_needs_the_text_drops_once_the_page_was_read(outlet: Outlet, web: FakeWeb) -> None:
    make_rule(outlet.feed, "drop", ("text", "has", "library boat"), ("title", "has", "horoscope"))
    assert poll(outlet).kept_out == 1
    assert STARS.url in web.asked
    kept = Capture.objects.get(verdict="refused")
    assert (kept.full_text, kept.page_bytes) == ("", b"")
    assert poll(outlet).kept_out == 0
    assert Article.objects.count() == 1


def test_what_one_feed_drops_may_come_in_by_another_of_the_same_source(outlet: Outlet) -> None:
    make_rule(outlet.feed, "drop", ("title", "has", "horoscope"))
    poll(outlet)
    other = Outlet(outlet.web, make_feed(outlet.feed.source, "https://harbour-gazette.example/stars.xml"))
    other.tells(STARS)
    assert poll(other).new == 1


def test_a_story_that_we_hold_already_is_not_dropped_by_a_newer_rule(outlet: Outlet) -> None:
    poll(outlet)
    make_rule(outlet.feed, "drop", ("title", "has", "horoscope"))
    outlet.tells(Story(slug="stars", title="Your horoscope for Tuesday, corrected"))
    assert poll(outlet).changed == 1


def test_rules_set_country_tag_priority_and_person_and_each_is_named_on_the_capture(outlet: Outlet) -> None:
    nepal, rail, ben = make_country("NP"), Tag.objects.create(name="Ports", slug="ports"), person("ben")
    pier = ("title", "has", "pier")
    first = make_rule(outlet.feed, "country", pier, name="Piers are Nepal's", country=nepal)
    make_rule(outlet.feed, "tag", pier, tag=rail)
    make_rule(outlet.feed, "assign", ("country", "is", "NP"), assignee=ben)
    make_rule(outlet.feed, "priority", pier, priority=2)
    poll(outlet)
    article = Article.objects.get(headline__contains="pier")
    assert (article.country, article.priority, article.assigned_to) == (nepal, 2, ben)
    assert [tag.name for tag in article.tags.all()] == ["Ports"]
    assert [country.iso2 for country in article.also_about.all()] == ["MN"]
    rules = article.captures.get().rules
    assert rules[0] == {"rule": first.pk, "name": "Piers are Nepal's", "did": "set the country to Nepal"}
    assert [one["did"] for one in rules[1:]] == [
        "added the tag “Ports”",
        "assigned it to ben",
        "set the priority to urgent",
    ]
    untouched = Article.objects.get(headline__contains="horoscope")
    assert (untouched.priority, untouched.assigned_to, untouched.captures.get().rules) == (0, None, [])


def test_a_rule_whose_editor_has_left_or_that_is_switched_off_does_nothing(outlet: Outlet) -> None:
    ben = person("ben")
    make_rule(outlet.feed, "assign", assignee=ben)
    make_rule(outlet.feed, "drop", ("title", "has", "pier"), active=False)
    ben.is_active = False
    ben.save()
    assert poll(outlet).new == 2
    assert not Article.objects.exclude(assigned_to=None).exists()


def test_a_page_that_does_not_answer_proves_nothing_about_its_length(outlet: Outlet, web: FakeWeb) -> None:
    make_rule(outlet.feed, "drop", ("words", "less", "50"))
    web.serve(STARS.url, status=503)
    fresh = Story(slug="stars", title=STARS.title, date="")
    outlet.tells(fresh, pages=False)
    assert poll(outlet).new == 1


def test_the_rules_of_a_feed_cost_two_queries_a_visit_whatever_their_number(
    outlet: Outlet, django_assert_num_queries: CountQueries
) -> None:
    for number in range(5):
        make_rule(outlet.feed, "priority", ("title", "has", f"word {number}"), priority=1)
    with django_assert_num_queries(2):
        assert len(ruling.orders_of(outlet.feed)) == 5


def test_rules_are_moved_up_and_down_and_no_further() -> None:
    feed = make_feed(make_outlet(FakeWeb()).feed.source, "https://harbour-gazette.example/more.xml")
    first, second, third = (make_rule(feed, "drop", ("title", "has", word)) for word in ("a", "b", "c"))
    assert ruling.shift(third, -1)
    assert [rule.pk for rule in feed.rules.all()] == [first.pk, third.pk, second.pk]
    assert not ruling.shift(first, -1)
    assert not ruling.shift(second, 1)


def test_what_was_dropped_is_known_to_its_own_feed_alone(outlet: Outlet) -> None:
    make_rule(outlet.feed, "drop", ("title", "has", "horoscope"))
    poll(outlet)
    key = Capture.objects.get(verdict="refused").entry_hash
    source = outlet.feed.source_id
    assert known.handled(source, [key], outlet.feed.pk) == {key}
    assert known.handled(source, [key]) == set()
