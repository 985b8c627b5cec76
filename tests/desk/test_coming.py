"""What will happen: a month and a list, each date with its kind, filtered in the address, minutes changed in place."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.status import Status
from newsroom.desk import coming, decisions
from newsroom.desk.coming import Wanted, What
from tests.desk import screen
from tests.world import make_article, make_country, person

pytestmark = pytest.mark.django_db
PAGE = "/admin/articles/article/coming/"
HOUR = timedelta(hours=1)
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _midmonth() -> Any:
    """A Wednesday noon in Singapore, with days of the month before and after it."""
    with time_machine.travel(datetime(2031, 10, 15, 4, 0, tzinfo=UTC), tick=False) as travel:
        yield travel


def week() -> dict[What, Article]:
    """One story for each kind of date."""
    soon = timezone.now() + HOUR
    return {
        What.GOES_OUT: make_article("Goes out", status=Status.SCHEDULED),
        What.EMBARGO: make_article("Embargoed", status=Status.IN_REVIEW, embargo_until=soon),
        What.ENDS: make_article("Ends", expires_at=soon),
        What.PIN: make_article("Pinned", pinned_until=soon),
        What.DUE: make_article("Is due", status=Status.IN_REVIEW, due_at=soon),
    }


def events(name: str = "ben", **wanted: Any) -> dict[What, Any]:
    now = timezone.now()
    found = coming.between(now - 9 * HOUR, now + 99 * HOUR, person(name), Wanted(**wanted))
    return {event.what: event.article for event in found}


def test_each_date_is_listed_once_while_it_still_means_something() -> None:
    stories = week()
    assert events() == stories
    decisions.unpublish(stories[What.ENDS], by=person("ben"), reason="no more")
    decisions.publish(stories[What.DUE], by=person("ben"))
    assert {What.ENDS, What.DUE} & events().keys() == set()


def test_it_is_read_in_one_query_for_each_kind_of_date(django_assert_max_num_queries: Any) -> None:
    stories, ben = week(), person("ben")
    ben.has_perm("articles.view_article")
    now = timezone.now()
    with django_assert_max_num_queries(6):
        found = coming.between(now, now + 9 * HOUR, ben, Wanted())
        assert [str(event.article.country) for event in found if event.article] == ["Mongolia"] * len(stories)


def test_kind_section_and_person_are_in_the_address(signed_in: SignIn) -> None:
    week()
    make_article("In Japan", status=Status.SCHEDULED, country=make_country("JP"), assigned_to=person("ada"))
    ben = signed_in("ben")
    for asked in (f"section={make_country('JP').pk}", f"person={person('ada').pk}&what=goes_out"):
        [(_day, rows)] = ben.get(f"{PAGE}?{asked}").context["agenda"]
        assert [str(row.event.article) for row in rows] == ["In Japan"]
    assert "Nothing is planned" in ben.get(f"{PAGE}?what=due&person={person('ada').pk}").content.decode()


def test_a_month_is_a_table_with_headings_from_monday_and_today_marked(signed_in: SignIn) -> None:
    week()
    page = signed_in("ben").get(PAGE)
    content = page.content.decode()
    assert content.index('title="Monday"') < content.index('title="Sunday"')
    assert content.count('aria-current="date"') == 1
    assert [square.day.day for square in page.context["weeks"][0]] == [29, 30, 1, 2, 3, 4, 5]
    [today] = [square for row in page.context["weeks"] for square in row if square.today]
    assert (today.day.day, len(today.events), today.more) == (15, 5, 1)


@pytest.mark.parametrize("month", ["", "2031-13", "0001-01", "9999-12", "2031-1", "<script>", "2031-10-15", "%00"])
def test_a_month_that_makes_no_sense_is_the_present_one(signed_in: SignIn, month: str) -> None:
    page = signed_in("ben").get(PAGE, {"month": month, "section": "x", "person": "-1", "what": "<b>"})
    assert page.status_code == 200
    assert str(page.context["first"]) == "2031-10-01"


def test_other_months_show_what_is_theirs(signed_in: SignIn) -> None:
    article = make_article("In December", status=Status.IN_REVIEW)
    decisions.schedule(article, by=person("ben"), at=datetime(2031, 12, 31, 15, 30, tzinfo=UTC))
    ben = signed_in("ben")
    assert "In December" not in ben.get(PAGE).content.decode()
    days = ben.get(PAGE, {"month": "2031-12"}).context["agenda"]
    assert [day.isoformat() for day, _rows in days] == ["2031-12-31"]
    assert not ben.get(PAGE, {"month": "2032-02"}).context["agenda"]


def test_another_minute_is_chosen_in_the_list_and_an_earlier_one_refused(signed_in: SignIn) -> None:
    article, ben = make_article(status=Status.SCHEDULED), signed_in("ben")
    answer = ben.post(PAGE, {"article": article.pk, "_do": "schedule", "at": "2031-10-16T09:05"}, follow=True)
    assert "will be published on" in answer.content.decode()
    assert screen.now(article).publish_at == datetime(2031, 10, 16, 1, 5, tzinfo=UTC)
    answer = ben.post(PAGE, {"article": article.pk, "_do": "schedule", "at": "2031-10-01T09:05"}, follow=True)
    assert "Choose a minute in the future" in answer.content.decode()
    ben.post(PAGE, {"article": article.pk, "_do": "unschedule"})
    assert screen.now(article).status == Status.IN_REVIEW


@pytest.mark.parametrize("sent", [{}, {"article": "9" * 30}, {"article": "1 or 1"}, {"_do": "withdraw", "article": ""}])
def test_what_makes_no_sense_is_refused_in_words(signed_in: SignIn, sent: dict[str, str]) -> None:
    answer = signed_in("ben").post(PAGE, sent, follow=True)
    assert "Nothing was changed" in answer.content.decode()


def test_who_may_not_publish_sees_the_list_and_no_buttons(signed_in: SignIn) -> None:
    article = make_article("Goes out", status=Status.SCHEDULED)
    cy = signed_in("cy")
    page = cy.get(PAGE).content.decode()
    assert "Goes out" in page
    assert "New minute" not in page
    cy.post(PAGE, {"article": article.pk, "_do": "unschedule"})
    assert screen.now(article).status == Status.SCHEDULED
    assert signed_in("zoe").get(PAGE).status_code == 302


def test_what_is_overdue_stands_on_top(signed_in: SignIn) -> None:
    make_article("Forgotten", status=Status.IN_REVIEW, due_at=timezone.now() - timedelta(days=20))
    page = signed_in("ben").get(PAGE)
    assert [str(row.event.article) for row in page.context["late"]] == ["Forgotten"]
