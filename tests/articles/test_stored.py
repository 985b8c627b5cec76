"""The table of the cookie page says what is true of the software."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from articles import stored
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def listed(client: Client) -> set[str]:
    html = client.get("/cookies/").content.decode()
    return {unescape(name) for name in re.findall(r'<th scope="row"><code>([^<]+)</code></th>', html)}


def test_readers_get_no_cookie_at_all(client: Client) -> None:
    story = make_article().get_absolute_url()
    for path in ("/", story, "/search/?q=boats", "/latest/", "/archive/", "/cookies/", "/country/mongolia/", "/feed/"):
        client.get(path)
    assert not client.cookies


def test_every_cookie_that_forms_and_the_desk_set_is_in_the_table(client: Client) -> None:
    names = listed(client)
    person("ben")
    for path in ("/contact/", "/takedown/", "/admin/login/"):
        client.get(path)
    client.post("/admin/login/", {"username": "ben", "password": "ben"})
    client.get("/admin/")
    assert set(client.cookies) == {settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME}
    assert set(client.cookies) <= names


def test_everything_that_our_scripts_keep_is_in_the_table(client: Client) -> None:
    kept: set[str] = set()
    for script in ("site.js", "drafts.js", "desk.js"):
        text = (settings.BASE_DIR / "static" / script).read_text("utf-8")
        kept |= set(re.findall(r'(?:local|session)Storage\.setItem\("([^"]+)"', text))
    assert kept >= {"theme", "pressed"}
    assert kept <= listed(client)


def test_how_long_cookies_stay_comes_from_the_settings(settings: object) -> None:
    settings.SESSION_COOKIE_AGE = 3 * 24 * 3600  # type: ignore[attr-defined]
    assert {thing.name: thing.stays for thing in stored.everything()}["sessionid"] == "3 days"


def test_the_signal_against_selling_is_said_to_be_honoured_and_other_pages_have_no_table(client: Client) -> None:
    assert "We honour Global Privacy Control" in client.get("/cookies/").content.decode()
    assert 'id="stored"' not in client.get("/about/").content.decode()
