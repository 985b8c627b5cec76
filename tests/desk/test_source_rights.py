"""Narrower rights are saved once a person has seen how many published stories show more than they allow."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Source
from articles.models.article import Kind
from articles.models.source import Rights
from articles.status import Status
from tests.world import make_article, make_source

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def sent(source: Source, rights: str, **more: Any) -> dict[str, Any]:
    values = {"name": source.name, "slug": source.slug, "home_page": source.home_page, "language": "en"}
    return values | {"rights": rights} | more


def test_full_texts_that_are_published_are_counted_and_linked_before_anything_is_saved(signed_in: SignIn) -> None:
    source, client = make_source(), signed_in("ada")
    make_article(), make_article(), make_article(status=Status.IN_REVIEW)
    address = f"/admin/articles/source/{source.pk}/change/"
    shown = client.post(address, sent(source, "excerpt"))
    page = shown.content.decode()
    assert "2 stories with the full text" in page
    assert f"queue=published&amp;source={source.pk}&amp;kind__exact=licensed" in page
    assert 'name="rights_seen"' in page
    source.refresh_from_db()
    assert source.rights == Rights.LICENSED
    client.post(address, sent(source, "excerpt", rights_seen="on"))
    source.refresh_from_db()
    assert source.rights == Rights.EXCERPT
    listed = client.get(f"/admin/articles/article/?queue=published&source={source.pk}&kind__exact=licensed")
    assert "2 articles" in listed.content.decode()


@pytest.mark.parametrize("rights", ["own", "licensed"])
def test_wider_rights_and_other_changes_ask_nothing(signed_in: SignIn, rights: str) -> None:
    source = make_source()
    make_article()
    address = f"/admin/articles/source/{source.pk}/change/"
    assert "rights_seen" not in signed_in("ada").get(address).content.decode()
    assert signed_in("ada").post(address, sent(source, rights, about="New")).status_code == 302


def test_a_link_only_source_also_counts_its_excerpts_and_an_unused_one_asks_nothing(signed_in: SignIn) -> None:
    source, unused = make_source(rights=Rights.EXCERPT), make_source("Other Paper")
    make_article(source=source, kind=Kind.EXCERPT, body="<p>Ten boats.</p>", source_words=400)
    shown = signed_in("ada").post(f"/admin/articles/source/{source.pk}/change/", sent(source, "link_only"))
    assert "1 story with an excerpt" in shown.content.decode()
    address = f"/admin/articles/source/{unused.pk}/change/"
    assert signed_in("ada").post(address, sent(unused, "link_only")).status_code == 302
