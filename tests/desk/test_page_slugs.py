"""The slug of a standing page: none that the site itself owns."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Page

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
ADD = "/admin/articles/page/add/"
REFUSED = "This address belongs to the site itself. Choose another one."


def a_page(slug: str) -> dict[str, str]:
    return {"title": "Words", "slug": slug, "order": "9", "body": "<p>Some words.</p>", "published": "on"}


@pytest.mark.parametrize(
    "slug",
    [
        *("search", "takedown", "feed", "contact", "admin", "archive", "latest", "authors", "sources", "corrections"),
        *("site-map", "transparency", "country", "tag", "coverage", "preview", "websub", "media", "static"),
        *("2024", "0000"),
    ],
)
def test_a_slug_of_the_site_itself_is_refused_in_words(signed_in: SignIn, slug: str) -> None:
    answer = signed_in("ada").post(ADD, a_page(slug))
    assert answer.context["errors"] == [[REFUSED]]
    assert not Page.objects.filter(slug=slug).exists()


@pytest.mark.parametrize("slug", ["jobs", "contact-us", "searching", "feeds", "editors-note", "20245", "24"])
def test_a_slug_that_nobody_owns_is_taken_and_its_address_shows_the_page(
    signed_in: SignIn, client: Client, slug: str
) -> None:
    assert signed_in("ada").post(ADD, a_page(slug)).status_code == 302
    assert "Some words." in client.get(f"/{slug}/").content.decode()
    assert client.get(f"/{slug}/versions/").status_code == 200


def test_a_page_is_not_renamed_to_what_the_site_owns(signed_in: SignIn) -> None:
    page = Page.objects.create(title="Words", slug="words")
    answer = signed_in("ada").post(f"/admin/articles/page/{page.pk}/change/", a_page("search"))
    assert REFUSED in answer.content.decode()
    page.refresh_from_db()
    assert page.slug == "words"


def test_every_page_that_a_new_site_begins_with_keeps_its_slug(signed_in: SignIn) -> None:
    chief = signed_in("ada")
    for page in Page.objects.all():
        answer = chief.post(f"/admin/articles/page/{page.pk}/change/", a_page(page.slug))
        assert answer.status_code == 302, page.slug
