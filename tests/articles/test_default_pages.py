"""The standing pages that a new site begins with: complete, safe, and true to the software."""

import re

import pytest
from django.test import Client

from articles import stored
from articles.models import Page
from articles.sanitize import clean, plain_text

pytestmark = pytest.mark.django_db
SLUGS = ["about", "ccpa", "cookies", "corrections-policy", "dmca", "how-we-work", "privacy", "terms"]


def test_all_eight_are_there_and_the_legal_ones_are_marked() -> None:
    assert list(Page.objects.order_by("slug").values_list("slug", flat=True)) == SLUGS
    legal = Page.objects.filter(legal=True).order_by("slug").values_list("slug", flat=True)
    assert list(legal) == ["ccpa", "cookies", "dmca", "privacy", "terms"]


@pytest.mark.parametrize("slug", SLUGS)
def test_each_names_the_site_and_is_of_readable_length_and_already_clean(slug: str) -> None:
    page = Page.objects.get(slug=slug)
    words = plain_text(page.body)
    assert "The Test Paper" in words
    assert "{{" not in page.body
    assert 200 <= len(words.split()) <= 500
    assert clean(page.body) == page.body
    assert 50 <= len(page.summary) <= 160


@pytest.mark.parametrize("slug", SLUGS)
def test_each_answers_at_the_root_with_one_main_heading(slug: str, client: Client) -> None:
    response = client.get(f"/{slug}/")
    assert response.status_code == 200
    assert response.content.count(b"<h1") == 1
    assert not response.cookies


def test_the_cookie_page_has_the_one_table_that_the_software_writes_and_none_by_hand(client: Client) -> None:
    body = Page.objects.get(slug="cookies").body
    assert "<table" not in body
    html = client.get("/cookies/").content.decode()
    assert html.count("<table") == 1
    assert html.index("at the end of this page") < html.index("<table")
    assert re.findall(r"<code>([^<]+)</code>", html) == [thing.name for thing in stored.everything()]


def test_none_claims_that_the_software_makes_anyone_safe_from_the_law() -> None:
    for page in Page.objects.all():
        assert not re.search(r"(?i)safe harbou?r|compliant|complies with|fully legal|not liable", page.body), page.slug


def test_each_begins_with_a_version_in_its_history() -> None:
    assert all(page.history.count() == 1 for page in Page.objects.all())
