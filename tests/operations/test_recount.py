"""manage.py recount: numbers of stories put right after the site's time zone has changed."""

from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from articles import counts, edition
from articles.models import StoryCount
from tests.world import make_article, make_author

pytestmark = pytest.mark.django_db
LATE = datetime(2026, 6, 5, 15, 30, tzinfo=UTC)  # in Singapore still the same day, in Tokyo the next one


def recount(*options: str) -> str:
    """What the command says."""
    said = StringIO()
    call_command("recount", *options, stdout=said)
    return said.getvalue()


@pytest.fixture
def _moved_to_tokyo(settings: Any) -> None:
    """A paper with a story of a late evening, and then another time zone."""
    make_article(published_at=LATE, authors=[make_author()])
    settings.TIME_ZONE = "Asia/Tokyo"


@pytest.mark.usefixtures("_moved_to_tokyo")
def test_a_story_of_a_late_evening_goes_to_its_new_day_and_readers_see_it(client: Client) -> None:
    assert client.get("/2026/06/06/").status_code == 404
    before = edition.current().number
    said = recount()
    assert counts.by_day(date(2026, 6, 1), date(2026, 7, 1)) == {date(2026, 6, 6): 1}
    assert "1 days with stories; 2 had a wrong number" in said
    assert "Put right. Days are those of Asia/Tokyo." in said
    assert edition.current().number == before + 1
    assert client.get("/2026/06/06/").status_code == 200
    assert client.get("/2026/06/05/").status_code == 404


@pytest.mark.usefixtures("_moved_to_tokyo")
def test_a_mere_look_says_it_and_changes_nothing() -> None:
    before = list(StoryCount.objects.order_by("pk").values()), edition.current().number
    said = recount("--check")
    assert "2 had a wrong number" in said
    assert "Nothing was changed" in said
    assert (list(StoryCount.objects.order_by("pk").values()), edition.current().number) == before


def test_right_numbers_begin_no_edition() -> None:
    with time_machine.travel(LATE, tick=False):
        make_article(authors=[make_author()])
        before = edition.current().number
        said = recount()
    assert "Every number was right." in said
    assert said.count("0 had a wrong number") == 5
    assert edition.current().number == before
