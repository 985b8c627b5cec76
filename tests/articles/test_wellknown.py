"""What machines ask for by name is there, true, and from the settings."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

FILES = ["/robots.txt", "/ads.txt", "/humans.txt", "/.well-known/security.txt"]


@pytest.mark.parametrize("path", FILES)
def test_each_is_plain_text_without_a_cookie(path: str, client: Client) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert not response.cookies
    assert client.post(path).status_code == 405


def test_robots_may_read_the_paper_but_not_the_desk_nor_searches(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /search/"} <= set(lines)
    assert "Disallow: /" not in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Sitemap: http://testserver/sitemap-news.xml" in lines


def test_robots_are_asked_to_leave_a_site_alone_that_is_no_paper_yet(client: Client, settings: Settings) -> None:
    settings.SITE_INDEXED = False
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_security_txt_names_a_contact_and_expires_within_a_year(client: Client) -> None:
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert fields["Contact"] == "mailto:desk@newsroom.example"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)


def test_global_privacy_control_is_honoured(client: Client) -> None:
    response = client.get("/.well-known/gpc.json")
    assert response.headers["Content-Type"] == "application/json"
    assert response.json() == {"gpc": True, "lastUpdate": "2026-01-01"}


def test_humans_txt_names_the_site(client: Client) -> None:
    assert "The Test Paper" in client.get("/humans.txt").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/about/", "/sources/", "/search/?q=boats", "/contact/", "/feed/", "/nothing/"])
def test_every_page_of_a_site_on_trial_tells_robots_not_to_list_it(
    path: str, client: Client, settings: Settings
) -> None:
    settings.SITE_INDEXED = False
    for _kept_or_not in range(2):
        assert client.get(path).headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/about/", "/sources/", "/feed/"])
def test_a_paper_that_is_out_says_nothing_of_the_kind(path: str, client: Client) -> None:
    assert "X-Robots-Tag" not in client.get(path).headers
