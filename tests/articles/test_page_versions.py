"""What readers see of the past of a standing page."""

import re

import pytest
from django.test import Client

from articles import edition
from articles.models import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Page:
    """A page that was a draft, came out, was written anew, and was saved once more without a change."""
    made = Page.objects.create(title="Rules", slug="rules", published=False, body="<p>A secret draft.</p>")
    for body in ("<p>Readers may quote ten words.</p>", *["<p>Readers may quote fifty words.</p>"] * 2):
        made.published, made.body = True, body
        made.save()
    edition.bump()
    return made


def numbers(client: Client) -> list[str]:
    return re.findall(r'href="(/rules/versions/\d+/)"', client.get("/rules/versions/").content.decode())


def test_a_page_leads_to_its_earlier_versions_which_are_not_for_search_engines(client: Client, page: Page) -> None:
    assert 'href="/rules/versions/"' in client.get(page.get_absolute_url()).content.decode()
    assert len(numbers(client)) == 2
    for path in ("/rules/versions/", *numbers(client)):
        assert 'name="robots" content="noindex,follow"' in client.get(path).content.decode()


def test_a_version_shows_what_changed_word_by_word(client: Client, page: Page) -> None:
    newest, first = (client.get(path).content.decode() for path in numbers(client))
    assert "<del>ten</del> <ins>fifty</ins>" in newest
    assert "This is the first version." in first
    assert "ten words." in first


def test_a_draft_is_never_among_the_versions(client: Client, page: Page) -> None:
    draft = Page.history.filter(id=page.pk, published=False).get()
    assert client.get(f"/rules/versions/{draft.history_id}/").status_code == 404
    assert not any("secret" in client.get(path).content.decode() for path in ["/rules/versions/", *numbers(client)])


def test_a_page_that_is_no_longer_public_has_no_public_past(client: Client, page: Page) -> None:
    paths = ["/rules/versions/", *numbers(client)]
    page.published = False
    page.save()
    edition.bump()
    assert {client.get(path).status_code for path in paths} == {404}


def test_a_version_of_another_page_is_not_found(client: Client, page: Page) -> None:
    other = Page.history.filter(published=True).exclude(id=page.pk).first()
    assert client.get(f"/rules/versions/{other.history_id}/").status_code == 404
    assert client.get("/rules/versions/99999999999999999999999/").status_code == 404
