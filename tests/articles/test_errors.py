"""What an address answers when there is nothing to show, and what those pages must not say."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article
from articles.models.article import Removal
from articles.status import Status
from tests.world import make_article

pytestmark = pytest.mark.django_db

HEADLINE = "Zanzarim kept secret"


def withdraw(removal: Removal, sentence: str = "") -> Article:
    article = make_article(HEADLINE)
    lifecycle.move(article, Status.WITHDRAWN, by=system_account(), removal=removal, public_sentence=sentence)
    return article


def test_a_withdrawn_story_is_gone(client: Client) -> None:
    article = withdraw(Removal.GONE, "Removed at the request of its owner.")
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert "Removed at the request of its owner." in response.content.decode()
    assert "Zanzarim" not in response.content.decode()
    assert "ETag" not in response


def test_a_legal_demand_is_said_with_who_blocks(client: Client) -> None:
    article = withdraw(Removal.LEGAL, "Removed after a court order.")
    response = client.get(article.get_absolute_url())
    assert response.status_code == 451
    assert response["Link"] == '<http://testserver/transparency/>; rel="blocked-by"'
    assert "Removed after a court order." in response.content.decode()
    assert "Zanzarim" not in response.content.decode()


@pytest.mark.parametrize("removal", [Removal.GONE, Removal.LEGAL])
def test_the_sentence_runs_as_its_script_does(client: Client, removal: Removal) -> None:
    article = withdraw(removal, "أزيل بطلب من مالكه.")
    assert '<p dir="rtl">أزيل بطلب من مالكه.</p>' in client.get(article.get_absolute_url()).content.decode()


def test_a_removal_for_privacy_looks_like_an_address_that_never_was(client: Client) -> None:
    article = withdraw(Removal.PRIVACY, "A sentence that nobody sees.")
    response = client.get(article.get_absolute_url())
    never = client.get("/2026/06/05/never-was/")
    assert response.status_code == never.status_code == 404
    assert response.content == never.content


@pytest.mark.parametrize(
    "status",
    [Status.INCOMING, Status.IN_REVIEW, Status.SCHEDULED, Status.REJECTED, Status.UNPUBLISHED, Status.WITHHELD],
)
def test_what_is_not_public_is_not_found_and_not_named(client: Client, status: Status) -> None:
    article = make_article(HEADLINE, status=status)
    response = client.get(article.get_absolute_url())
    assert response.status_code == 404
    assert "Zanzarim" not in response.content.decode()


def test_what_was_withdrawn_before_it_was_ever_public_is_not_found(client: Client) -> None:
    article = make_article(HEADLINE, status=Status.IN_REVIEW)
    lifecycle.move(article, Status.WITHDRAWN, by=system_account())
    assert client.get(article.get_absolute_url()).status_code == 404


def test_a_withdrawn_story_never_redirects_not_even_from_a_wrong_day(client: Client) -> None:
    article = withdraw(Removal.GONE)
    assert client.get(f"/2001/01/01/{article.slug}/").status_code == 410


@pytest.mark.parametrize("removal", [Removal.GONE, Removal.LEGAL, Removal.PRIVACY])
def test_an_empty_address_is_neither_listed_nor_kept(client: Client, removal: Removal) -> None:
    response = client.get(withdraw(removal).get_absolute_url())
    never = client.get("/2026/06/05/never-was/")
    assert response["X-Robots-Tag"] == never["X-Robots-Tag"] == "noindex, noarchive"
    assert response["Cache-Control"] == never["Cache-Control"] == "no-store"


def test_a_removal_that_has_lasted_a_day_may_be_kept_for_minutes(client: Client) -> None:
    article = withdraw(Removal.GONE)
    article.changes.update(at=timezone.now() - timedelta(days=2))
    assert client.get(article.get_absolute_url())["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("removal", [Removal.GONE, Removal.LEGAL, Removal.PRIVACY])
def test_every_spelling_of_a_removed_address_is_gone_without_a_detour(client: Client, removal: Removal) -> None:
    path = withdraw(removal).get_absolute_url()
    expected = client.get(path).status_code
    for spelling in (path.rstrip("/"), path.upper(), path.upper().rstrip("/"), f"{path}?utm_source=mail"):
        assert client.get(spelling).status_code == client.head(spelling).status_code == expected, spelling


def test_a_public_story_is_found_without_its_slash_and_in_capitals(client: Client) -> None:
    path = make_article(HEADLINE).get_absolute_url()
    for spelling in (path.rstrip("/"), path.upper(), path.upper().rstrip("/")):
        response = client.get(f"{spelling}?page=2")
        assert (response.status_code, response["Location"]) == (301, f"{path}?page=2"), spelling


def test_a_reader_who_kept_the_page_learns_that_it_is_gone(client: Client) -> None:
    article = make_article(HEADLINE)
    etag = client.get(article.get_absolute_url())["ETag"]
    lifecycle.move(article, Status.WITHDRAWN, by=system_account())
    assert client.get(article.get_absolute_url(), headers={"if-none-match": etag}).status_code == 410


@pytest.mark.parametrize(
    "path", ["/2026/13/45/x/", "/0000/", "/9999/12/31/", "/no-such-page/", "/tag/none/", "/a/b/c/"]
)
def test_nonsense_is_not_found_in_words_with_the_latest_stories(client: Client, path: str) -> None:
    make_article("Read this instead")
    response = client.get(path)
    html = response.content.decode()
    assert response.status_code == 404
    assert "There is nothing at this address" in html
    assert "Read this instead" in html
    assert '<meta name="robots" content="noindex,follow">' in html


def test_the_page_of_a_fault_needs_no_database() -> None:
    html = render_to_string("500.html")
    assert "not your fault" in html
    assert "<script" not in html


def test_a_form_that_went_out_of_date_says_that_nothing_was_changed() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "ada", "password": "ada"})
    assert response.status_code == 403
    assert "This form is out of date" in response.content.decode()
    assert "Nothing was changed." in response.content.decode()
