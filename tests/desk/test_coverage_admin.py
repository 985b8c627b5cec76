"""The page of an event at the desk: who is in it and why, and the buttons that change it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Coverage
from newsroom.desk import grouping
from newsroom.ingest import coverage as events
from tests.ingest.typhoon import HARBOUR, came_in
from tests.world import make_article, make_source, person

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/coverage/"


@pytest.fixture
def chief(client: Client) -> Client:
    """Ada, signed in."""
    client.force_login(person("ada"))
    return client


def by_machine() -> Coverage:
    """Three stories that the machine grouped."""
    for number, told in enumerate(HARBOUR[:3]):
        events.group(came_in(number, told).pk, *told)
    return Coverage.objects.get()


def page(client: Client, coverage: Coverage) -> str:
    return client.get(f"{LIST}{coverage.pk}/change/").content.decode()


def test_the_list_says_how_large_and_by_whom(chief: Client) -> None:
    by_machine()
    grouping.merge([make_article(), make_article()], by=person("ben"), title="Fog")
    html = chief.get(LIST).content.decode()
    assert "the machine" in html
    assert "an editor" in html
    assert chief.get(LIST, {"by_editor__exact": "1"}).context["cl"].result_count == 1
    assert chief.get(LIST, {"size": "some"}).context["cl"].result_count == 2
    assert chief.get(LIST, {"q": "Calvane"}).context["cl"].result_count == 1


def test_an_empty_list_says_how_events_begin(chief: Client) -> None:
    assert "No events yet." in chief.get(LIST).content.decode()


def test_the_page_says_why_each_story_is_in_it_and_why_one_leads(chief: Client) -> None:
    html = page(chief, by_machine())
    assert "name Calvane" in html
    assert "chosen by the machine because" in html


def test_a_story_is_taken_out_by_its_button(chief: Client) -> None:
    coverage = by_machine()
    article = coverage.articles.exclude(leads=coverage).first()
    assert article is not None
    chief.post(f"{LIST}{coverage.pk}/change/", {"_take_out": article.pk})
    assert Article.objects.get(pk=article.pk).coverage is None
    assert article.gist.by_editor


def test_another_story_is_made_the_lead_by_its_button(chief: Client) -> None:
    coverage = by_machine()
    article = coverage.articles.exclude(leads=coverage).first()
    assert article is not None
    chief.post(f"{LIST}{coverage.pk}/change/", {"_lead": article.pk})
    coverage.refresh_from_db()
    assert (coverage.lead, coverage.lead_by_editor) == (article, True)
    assert "set by an editor" in page(chief, coverage)


def test_two_coverages_are_merged_on_the_page_of_one(chief: Client) -> None:
    coverage = by_machine()
    other = grouping.merge([make_article(source=make_source("Fen Post")), make_article()], by=person("ben"))
    typed = {"title": coverage.title, "slug": coverage.slug, "lead": coverage.lead_id, "other": other.pk}
    answer = chief.post(f"{LIST}{coverage.pk}/change/", typed)
    assert answer["Location"] == f"{LIST}{coverage.pk}/change/"
    assert Coverage.objects.get().articles.count() == 5


def test_a_typed_title_is_the_editors(chief: Client) -> None:
    coverage = by_machine()
    typed = {"title": "The Merisa", "slug": coverage.slug, "lead": coverage.lead_id}
    chief.post(f"{LIST}{coverage.pk}/change/", typed)
    coverage.refresh_from_db()
    assert (coverage.title, coverage.title_by_editor, coverage.lead_by_editor) == ("The Merisa", True, False)


def test_a_button_for_a_story_from_elsewhere_changes_nothing(chief: Client) -> None:
    coverage, other = by_machine(), make_article()
    for number in (other.pk, "x", 10**30):
        answer = chief.post(f"{LIST}{coverage.pk}/change/", {"_take_out": number}, follow=True)
        assert "not part of the coverage" in answer.content.decode()
    assert coverage.articles.count() == 3


def test_who_may_not_change_coverages_presses_in_vain(client: Client) -> None:
    coverage = by_machine()
    client.force_login(person("cy"))
    article = coverage.articles.first()
    assert article is not None
    assert client.post(f"{LIST}{coverage.pk}/change/", {"_take_out": article.pk}).status_code == 403
    assert coverage.articles.count() == 3


def test_many_stories_cost_no_more_queries(chief: Client) -> None:
    coverage = by_machine()
    few = queries(chief, coverage)
    grouping.merge([*coverage.articles.all(), *(make_article() for _number in range(9))], by=person("ben"))
    assert queries(chief, coverage) == few


def queries(client: Client, coverage: Coverage) -> int:
    with CaptureQueriesContext(connection) as told:
        page(client, coverage)
    return len(told)


def test_the_enter_key_in_a_field_saves_and_presses_no_story(chief: Client) -> None:
    form = page(chief, by_machine()).partition('id="coverage_form"')[2].partition("</form>")[0]
    buttons = re.findall(r"<(?:button|input)[^>]*type=\"submit\"[^>]*>", form)
    assert buttons
    assert all('form="coverage-acts"' in button or 'name="_save"' in button for button in buttons[:4])
