"""The page of one event: who told it, when, in which language; the lead first, and only what is public."""

from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Coverage, OldCoverage
from articles.status import Status
from tests.world import make_article, make_country, make_source

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 24, 8, 5, tzinfo=UTC)


def told_by(coverage: Coverage, outlet: str, hours: int, **values: Any) -> Any:
    """A published story of an outlet, so many hours after the first."""
    at = MORNING + timedelta(hours=hours)
    return make_article(coverage=coverage, source=make_source(outlet), source_published_at=at, **values)


@pytest.fixture
def storm() -> Coverage:
    """Three outlets over two days, in two languages."""
    coverage = Coverage.objects.create(title="The storm", slug="the-storm")
    told_by(coverage, "Gulf Lantern", 20, headline="Roofs gone in the old town", country=make_country("NP"))
    told_by(coverage, "Harbour Gazette", 0, headline="Storm reaches the harbour")
    told_by(
        coverage, "Steppe Courier", 3, headline="Storm moves inland", source_headline="العاصفة", source_language="ar"
    )
    return coverage


def shown(client: Client, coverage: Coverage) -> str:
    return unescape(client.get(coverage.get_absolute_url()).content.decode())


def test_stories_stand_in_the_order_in_which_they_were_told_day_by_day(client: Client, storm: Coverage) -> None:
    html = shown(client, storm).partition('class="told"')[2]
    places = [html.index(headline) for headline in ("Storm reaches", "Storm moves", "Roofs gone")]
    assert places == sorted(places)
    assert html.count('class="told-day"') == 2


def test_who_was_first_is_said_once(client: Client, storm: Coverage) -> None:
    context = client.get(storm.get_absolute_url()).context
    assert context["first"].name == "Harbour Gazette"
    assert [one.first for day in context["days"] for one in day.stories] == [True, False, False]
    assert shown(client, storm).count('class="told-first"') == 1


def test_the_lead_stands_above_the_others(client: Client, storm: Coverage) -> None:
    storm.lead = storm.articles.get(headline="Storm moves inland")
    storm.save()
    assert "Storm moves inland" in shown(client, storm).partition('class="told"')[0].partition("<h2")[2]


def test_a_lead_that_is_not_public_gives_way(client: Client, storm: Coverage) -> None:
    storm.lead = make_article("Not yet", coverage=storm, status=Status.IN_REVIEW)
    storm.save()
    assert "Not yet" not in shown(client, storm)


def test_several_stories_of_one_outlet_are_one_outlet(client: Client, storm: Coverage) -> None:
    told_by(storm, "Harbour Gazette", 5)
    context = client.get(storm.get_absolute_url()).context
    assert (context["outlets"], len(context["stories"])) == (3, 4)
    source, number = context["sources"][0]
    assert (source.name, number) == ("Harbour Gazette", 2)


def test_words_in_other_scripts_bear_their_language_and_direction(client: Client, storm: Coverage) -> None:
    assert '<q lang="ar" dir="rtl">العاصفة</q>' in shown(client, storm)


def test_two_hundred_stories_cost_as_many_queries_as_three(client: Client, storm: Coverage) -> None:
    few = queries(client, storm)
    for number in range(12):
        told_by(storm, f"Outlet {number}", number)
    assert queries(client, storm) == few


def test_the_address_of_an_event_that_went_into_another_leads_on(client: Client, storm: Coverage) -> None:
    OldCoverage.objects.create(slug="the-gale", coverage=storm)
    for path, there in (("", ""), ("feed/", "feed/"), ("feed/atom/", "feed/atom/")):
        answer = client.get(f"/coverage/the-gale/{path}")
        assert (answer.status_code, answer["Location"]) == (301, f"/coverage/the-storm/{there}")


def test_an_event_that_never_was_is_not_found(client: Client) -> None:
    for path in ("/coverage/nothing/", "/coverage/nothing/feed/"):
        assert client.get(path).status_code == 404


def queries(client: Client, coverage: Coverage) -> int:
    """So many queries the page costs."""
    with CaptureQueriesContext(connection) as told:
        client.get(coverage.get_absolute_url())
    return len(told)


def test_what_we_compiled_is_no_report_of_the_outlet_that_it_names(client: Client, storm: Coverage) -> None:
    told_by(storm, "Gulf Lantern", 0, kind="compiled", headline="One storm, three papers", source_headline="Roofs gone")
    context = client.get(storm.get_absolute_url()).context
    assert {source.name: number for source, number in context["sources"]}["Gulf Lantern"] == 1
    ours = [one for day in context["days"] for one in day.stories if one.article.kind == "compiled"]
    assert [(one.outlet, one.first) for one in ours] == [(None, False)]
    assert "Roofs gone”" not in shown(client, storm)


def test_browsers_ask_again_for_an_address_that_leads_on_as_it_can_come_back(client: Client, storm: Coverage) -> None:
    OldCoverage.objects.create(slug="the-gale", coverage=storm)
    answer = client.get("/coverage/the-gale/")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (301, "public, max-age=0, must-revalidate")
