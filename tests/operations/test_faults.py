"""What readers get when a request is bad, when we fail and when the database is away."""

from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.utils import translation

from articles import edition
from articles.views import front

PAGES = ("/", "/country/mongolia/", "/authors/", "/about/", "/search/?q=boat", "/feed/", "/no-such-page/")


@pytest.fixture
def reader() -> Client:
    """A reader who sees the page of a fault and not the exception."""
    for cache in caches.all():
        cache.clear()
    return Client(raise_request_exception=False)


@pytest.fixture
def database_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("could not connect")

    monkeypatch.setattr(connection, "cursor", refuse)
    monkeypatch.setattr(connection, "chunked_cursor", refuse)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.usefixtures("database_away")
def test_without_a_database_readers_are_asked_to_come_back_in_a_minute(reader: Client, path: str) -> None:
    answer = reader.get(path)
    html = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "60", "no-store")
    assert "We shall be back in a moment" in html
    assert "could not connect" not in html
    assert "<script" not in html
    assert "style=" not in html


@pytest.mark.django_db
def test_a_closed_connection_is_said_in_the_same_words(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed() -> None:
        raise InterfaceError("connection already closed")

    monkeypatch.setattr(edition, "current", closed)
    assert reader.get("/").status_code == 503


@pytest.mark.django_db
def test_a_fault_of_ours_is_a_500_and_says_nothing_of_itself(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr(front, "render", broken)
    answer = reader.get("/")
    assert (answer.status_code, answer["Cache-Control"]) == (500, "no-store")
    assert "Retry-After" not in answer
    assert "It is not your fault" in answer.content.decode()
    assert "secret" not in answer.content.decode()


@pytest.mark.django_db
def test_a_host_that_is_not_ours_gets_a_page_of_the_paper(reader: Client) -> None:
    answer = reader.get("/", headers={"host": "evil.example"})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "This request could not be understood" in html
    assert f'<a href="{settings.SITE_URL}/">' in html
    assert "evil.example" not in html
    assert "Set-Cookie" not in answer


@pytest.mark.django_db
def test_the_page_of_a_fault_runs_as_the_language_of_the_site(reader: Client) -> None:
    with translation.override("ar"):
        html = reader.get("/", headers={"host": "evil.example"}).content.decode()
    assert '<html lang="ar" dir="rtl">' in html


@pytest.mark.django_db
def test_where_the_files_were_never_collected_readers_still_get_words(reader: Client, settings: Any) -> None:
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": manifest}}
    answer = reader.get("/")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert "stylesheet" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/tag/nothing/", "/no/such/place"], ids=["list", "place"])
def test_the_demo_shows_its_own_page_for_what_is_not_there(client: Client, settings: Any, path: str) -> None:
    settings.DEBUG = settings.DEMO = True
    response = client.get(path)
    assert response.status_code == 404
    assert "<title>Not found" in response.content.decode()
    settings.DEMO = False
    assert "DEBUG = True" in client.get(path).content.decode()
