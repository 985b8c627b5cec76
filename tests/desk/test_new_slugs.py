"""Authors, outlets and standing pages that get a new slug at the desk: their old addresses lead to the new ones."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles import edition
from articles.models import Author, OldAuthor, OldPage, OldSource, Page, Source
from tests.world import make_article, make_author, make_source

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def save(client: Client, thing: Any, **new: str) -> None:
    """Save the thing's form as it stands, but for what is new."""
    path = f"/admin/articles/{thing._meta.model_name}/{thing.pk}/change/"
    form = client.get(path).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    sent = {name: "on" if value is True else value for name, value in values.items() if value not in (None, False, "")}
    answer = client.post(path, sent | new)
    assert answer.status_code == 302, answer.context["errors"]


def leads(client: Client, path: str) -> str:
    """Where an address leads for good."""
    answer = client.get(path)
    assert answer.status_code == 301, path
    return answer.headers["Location"]


@pytest.fixture
def author() -> Author:
    """Somebody who signed a story."""
    made = make_author("Dee")
    make_article(authors=[made])
    return made


@pytest.fixture
def gazette() -> Source:
    """An outlet with a story."""
    made = make_source("Harbour Gazette")
    make_article(source=made)
    return made


@pytest.fixture
def page() -> Page:
    """A standing page that readers see."""
    return Page.objects.create(title="Jobs", slug="jobs", body="<p>We look for a typesetter.</p>")


@pytest.mark.parametrize("below", ["", "feed/", "feed/atom/", "feed/json/"])
def test_the_old_address_of_an_author_and_each_feed_lead_on(
    client: Client, signed_in: SignIn, author: Author, below: str
) -> None:
    save(signed_in("ada"), author, slug="dee-dee")
    assert leads(client, f"/authors/dee/{below}") == f"/authors/dee-dee/{below}"
    assert client.get(f"/authors/dee-dee/{below}").status_code == 200


@pytest.mark.parametrize("below", ["", "feed/", "feed/atom/", "feed/json/"])
def test_the_old_address_of_an_outlet_and_each_feed_lead_on(
    client: Client, signed_in: SignIn, gazette: Source, below: str
) -> None:
    save(signed_in("ada"), gazette, slug="gazette")
    assert leads(client, f"/sources/harbour-gazette/{below}") == f"/sources/gazette/{below}"
    assert client.get(f"/sources/gazette/{below}").status_code == 200


def test_the_old_address_of_a_page_and_its_versions_lead_on(client: Client, signed_in: SignIn, page: Page) -> None:
    number = page.history.get().history_id
    save(signed_in("ada"), page, slug="work-here")
    for below in ("", "versions/", f"versions/{number}/"):
        assert leads(client, f"/jobs/{below}") == f"/work-here/{below}"
        assert client.get(f"/work-here/{below}").status_code == 200


def test_every_slug_that_they_ever_had_leads_to_the_last(client: Client, signed_in: SignIn, page: Page) -> None:
    for slug in ("work", "careers"):
        save(signed_in("ada"), page, slug=slug)
    assert [leads(client, path) for path in ("/jobs/", "/work/")] == ["/careers/"] * 2


def test_an_old_address_does_not_tell_of_a_page_that_is_not_published(
    client: Client, signed_in: SignIn, page: Page
) -> None:
    save(signed_in("ada"), page, slug="work-here")
    Page.objects.update(published=False)
    edition.bump()
    assert {client.get(f"/jobs/{below}").status_code for below in ("", "versions/", "versions/1/")} == {404}


def test_whoever_has_an_old_slug_now_is_shown_there(
    client: Client, signed_in: SignIn, author: Author, gazette: Source, page: Page
) -> None:
    chief = signed_in("ada")
    for thing in (author, gazette, page):
        save(chief, thing, slug="elsewhere")
    Page.objects.create(title="Jobs of today", slug="jobs", body="<p>None.</p>")
    make_author("Dee", bio="Another one.")
    make_source("Gazette of today", slug="harbour-gazette")
    edition.bump()
    assert "Jobs of today" in client.get("/jobs/").content.decode()
    assert "Another one." in client.get("/authors/dee/").content.decode()
    assert "Gazette of today" in client.get("/sources/harbour-gazette/").content.decode()


def test_a_slug_that_somebody_takes_at_the_desk_leads_to_nobody_else_any_more(
    signed_in: SignIn, author: Author, gazette: Source, page: Page
) -> None:
    chief = signed_in("ada")
    things: tuple[Any, ...] = (author, gazette, page)
    others = (make_author("Eve"), make_source("Fog Post"), Page.objects.create(title="Other", slug="other"))
    for thing, other in zip(things, others, strict=True):
        slug = thing.slug
        save(chief, thing, slug="elsewhere")
        save(chief, other, slug=slug)
    assert [*OldAuthor.objects.values_list("slug", "author__name")] == [("eve", "Eve")]
    assert [*OldSource.objects.values_list("slug", "source__name")] == [("fog-post", "Fog Post")]
    assert [*OldPage.objects.values_list("slug", "page__title")] == [("other", "Other")]


def test_a_page_that_takes_its_old_slug_back_is_shown_there(client: Client, signed_in: SignIn, page: Page) -> None:
    for slug in ("work-here", "jobs"):
        save(signed_in("ada"), page, slug=slug)
    assert client.get("/jobs/").status_code == 200
    assert leads(client, "/work-here/") == "/jobs/"


def test_what_is_saved_under_its_slug_leaves_no_old_one(
    signed_in: SignIn, author: Author, gazette: Source, page: Page
) -> None:
    for thing in (author, gazette, page):
        save(signed_in("ada"), thing)
    assert not any(old.objects.exists() for old in (OldAuthor, OldSource, OldPage))


@pytest.mark.parametrize("path", ["/authors/nobody/", "/sources/nobody/", "/sources/nobody/feed/", "/nothing-here/"])
def test_an_address_that_nobody_ever_had_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
