"""What readers see changes in a new edition, whoever changes it in the admin; what must stay cannot be deleted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client

from articles import edition
from articles.models import AdSlot, Author, Country, Coverage, Page, Picture, Source, Tag
from newsroom.desk.admin.shown import ShownAdmin
from tests.world import make_article, make_author, make_country, make_source

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]

AUTHOR = {"name": "Mira Stone", "slug": "mira-stone", "active": "on"}
SOURCE = {
    "name": "Gulf Lantern",
    "slug": "gulf-lantern",
    "home_page": "https://gulf-lantern.example/",
    "language": "en",
}
NEW: list[tuple[str, dict[str, str]]] = [
    ("author", AUTHOR),
    ("source", SOURCE | {"rights": "excerpt"}),
    ("country", {"name": "Atlantis", "slug": "atlantis", "iso2": "ZZ", "approvals": "0", "is_active": "on"}),
    ("tag", {"name": "Fog", "slug": "fog"}),
    ("page", {"title": "About us", "slug": "who", "body": "<p>We.</p>", "order": "1", "published": "on"}),
    ("coverage", {"title": "The fog", "slug": "the-fog"}),
]


def number() -> int:
    return edition.current().number


@pytest.mark.parametrize("model", [AdSlot, Author, Source, Country, Tag, Page, Picture, Coverage])
def test_every_admin_of_what_readers_see_stands_on_the_one_base(model: Any) -> None:
    assert isinstance(admin.site._registry[model], ShownAdmin)


@pytest.mark.parametrize(("name", "values"), NEW)
def test_adding_changing_and_deleting_each_begin_an_edition(
    signed_in: SignIn, name: str, values: dict[str, str]
) -> None:
    client, base = signed_in("root"), f"/admin/articles/{name}/"
    before = number()
    added = client.post(f"{base}add/", values)
    assert added.status_code == 302, added.context["errors"]
    assert number() == before + 1
    model = next(model for model in admin.site._registry if model._meta.label_lower == f"articles.{name}")
    one = model._default_manager.latest("pk")
    assert client.post(f"{base}{one.pk}/change/", values).status_code == 302
    assert number() == before + 2
    assert client.post(f"{base}{one.pk}/delete/", {"post": "yes"}).status_code == 302
    assert number() == before + 3
    assert not model._default_manager.filter(pk=one.pk).exists()


def test_deleting_several_begins_one_edition(signed_in: SignIn) -> None:
    outlets = [make_source(name) for name in ("Fog Gazette", "Mist Courier")]
    before = number()
    sent = {"action": "delete_selected", "_selected_action": [outlet.pk for outlet in outlets], "post": "yes"}
    signed_in("root").post("/admin/articles/source/", sent)
    assert (Source.objects.count(), number()) == (0, before + 1)


@pytest.mark.parametrize("how", ["one", "several"])
def test_an_author_who_has_signed_is_kept_and_the_page_says_what_to_do(signed_in: SignIn, how: str) -> None:
    author = make_author()
    make_article(authors=[author])
    client = signed_in("ada")
    if how == "one":
        answer = client.post(f"/admin/articles/author/{author.pk}/delete/", {"post": "yes"})
    else:
        sent = {"action": "delete_selected", "_selected_action": [author.pk], "post": "yes"}
        answer = client.post("/admin/articles/author/", sent)
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Nothing was deleted." in said
    assert "has signed 1 story" in said
    assert "still with us" in said
    assert Author.objects.filter(pk=author.pk).exists()


def test_a_source_and_a_section_with_stories_are_kept_too(signed_in: SignIn) -> None:
    article = make_article()
    client = signed_in("ada")
    for thing, words in ((article.source, "opted out"), (article.country, "another section")):
        assert thing is not None
        answer = client.post(f"/admin/articles/{thing._meta.model_name}/{thing.pk}/delete/", {"post": "yes"})
        assert words in answer.content.decode()
    assert Source.objects.exists()


@pytest.mark.parametrize(
    "name", ["source", "author", "country", "tag", "page", "picture", "coverage", "bar", "change", "correction"]
)
def test_every_list_opens_for_those_who_may_look(signed_in: SignIn, name: str) -> None:
    make_article(source=make_source(), country=make_country(), authors=[make_author()])
    assert signed_in("root").get(f"/admin/articles/{name}/").status_code == 200


@pytest.mark.parametrize("name", ["bar", "change", "correction"])
def test_the_houses_own_records_are_read_only(signed_in: SignIn, name: str) -> None:
    client = signed_in("root")
    assert client.get(f"/admin/articles/{name}/add/").status_code == 403


def test_an_editor_may_not_change_what_chiefs_keep(signed_in: SignIn) -> None:
    author = make_author()
    assert signed_in("ben").post(f"/admin/articles/author/{author.pk}/change/", AUTHOR).status_code == 403
    assert signed_in("ben").post("/admin/articles/source/add/", SOURCE).status_code == 403
