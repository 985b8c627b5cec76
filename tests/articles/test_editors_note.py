"""The editor's note: a standing page that stands on the front page too, while it is published and says something."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Page
from tests.world import make_article

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
VALUES = {"title": "Why we were late", "slug": "editors-note", "order": "1", "published": "on"}


def write(client: Client, body: str, **values: str) -> None:
    """A chief writes the note in the admin."""
    held = Page.objects.filter(slug="editors-note").first()
    path = f"/admin/articles/page/{held.pk}/change/" if held else "/admin/articles/page/add/"
    sent = {name: value for name, value in (VALUES | {"body": body} | values).items() if value}
    answer = client.post(path, sent)
    assert answer.status_code == 302, answer.context["errors"]


@pytest.mark.parametrize("view", ["", "?view=text"])
@pytest.mark.parametrize("stories", [0, 1])
def test_a_note_written_in_the_admin_stands_on_the_front_page_at_once(
    client: Client, signed_in: SignIn, view: str, stories: int
) -> None:
    for _ in range(stories):
        make_article()
    assert "the press broke" not in client.get(f"/{view}").content.decode()
    write(signed_in("ada"), "<p>At four <em>the press broke</em>.</p><script>alert(1)</script>")
    html = client.get(f"/{view}").content.decode()
    assert re.search(r"<h\d>Why we were late</h\d>", html)
    assert "<p>At four <em>the press broke</em>.</p>" in html
    assert "alert(1)" not in html


@pytest.mark.parametrize("taken_back", [{"body": ""}, {"body": "<p>Sorry.</p>", "published": ""}])
def test_an_empty_note_and_one_that_is_not_published_show_nothing(
    client: Client, signed_in: SignIn, taken_back: dict[str, str]
) -> None:
    make_article()
    chief = signed_in("ada")
    write(chief, "<p>Sorry.</p>")
    assert 'id="note"' in client.get("/").content.decode()
    write(chief, **taken_back)
    assert 'id="note"' not in client.get("/").content.decode()


def test_without_a_note_there_is_no_heading_for_one(client: Client) -> None:
    make_article()
    assert 'class="note"' not in client.get("/").content.decode()


def test_a_note_has_its_own_page_with_its_earlier_versions(client: Client, signed_in: SignIn) -> None:
    make_article()
    chief = signed_in("ada")
    write(chief, "<p>The first.</p>")
    write(chief, "<p>The second.</p>")
    assert 'href="/editors-note/versions/"' in client.get("/").content.decode()
    assert "The second." in client.get("/editors-note/").content.decode()
    assert len(client.get("/editors-note/versions/").context["rows"]) == 2


def test_no_menu_lists_a_note_whose_title_is_another_each_time(client: Client, signed_in: SignIn) -> None:
    make_article()
    write(signed_in("ada"), "<p>Sorry.</p>")
    for path in ("/about/", "/site-map/"):
        assert "Why we were late" not in client.get(path).content.decode()
    assert client.get("/").content.decode().count("Why we were late") == 1


def test_a_note_in_another_script_says_which_way_it_runs(client: Client, signed_in: SignIn) -> None:
    make_article()
    write(signed_in("ada"), "<p>تأخرت الجريدة اليوم بسبب العاصفة في الميناء.</p>")
    assert '<div class="text" dir="rtl"><p>تأخرت' in client.get("/").content.decode()


def test_the_front_page_asks_as_often_with_a_note_as_without(client: Client, signed_in: SignIn) -> None:
    def asked() -> int:
        client.get("/site-map/")  # the menus of this edition
        with CaptureQueriesContext(connection) as found:
            client.get("/")
        return len(found)

    make_article()
    without = asked()
    write(signed_in("ada"), "<p>Sorry.</p>")
    assert without == asked()
