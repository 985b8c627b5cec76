"""Addresses of tags that are no more: pages, feeds and searches lead on to what took their place."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from articles.models import OldTag, Tag
from tests.world import make_article, make_country, make_source

pytestmark = pytest.mark.django_db


def test_an_old_slug_leads_on_for_good(client: Client) -> None:
    fog = Tag.objects.create(name="Fog")
    OldTag.objects.create(slug="mist", tag=fog)
    response = client.get("/tag/mist/?page=2")
    assert (response.status_code, response.headers["Location"]) == (301, "/tag/fog/")


@pytest.mark.parametrize("shape", ["", "atom/", "json/"])
def test_the_feeds_of_an_old_slug_lead_on_in_their_shape(client: Client, shape: str) -> None:
    OldTag.objects.create(slug="mist", tag=Tag.objects.create(name="Fog"))
    response = client.get(f"/tag/mist/feed/{shape}")
    assert (response.status_code, response.headers["Location"]) == (301, f"/tag/fog/feed/{shape}")


def test_a_retired_country_or_outlet_leads_to_its_own_list(client: Client) -> None:
    japan, gazette = make_country("JP"), make_source()
    OldTag.objects.create(slug="nippon", country=japan)
    OldTag.objects.create(slug="gazette", source=gazette)
    assert client.get("/tag/nippon/").headers["Location"] == "/country/japan/"
    assert client.get("/tag/nippon/feed/").headers["Location"] == "/country/japan/feed/"
    assert client.get("/tag/gazette/feed/atom/").headers["Location"] == "/sources/harbour-gazette/feed/atom/"


def test_slugs_of_every_script_lead_on_however_they_are_composed(client: Client) -> None:
    OldTag.objects.create(slug="मछली", tag=Tag.objects.create(name="Fish"))
    OldTag.objects.create(slug="caf\u00e9", tag=Tag.objects.create(name="Coffee"))
    assert client.get("/tag/मछली/").headers["Location"] == "/tag/fish/"
    assert client.get("/tag/cafe\u0301/").headers["Location"] == "/tag/coffee/"


def test_what_leads_nowhere_is_not_found(client: Client) -> None:
    assert client.get("/tag/mist/").status_code == 404
    assert client.get("/tag/mist/feed/").status_code == 404
    assert client.get("/country/mist/feed/").status_code == 404


def test_a_tag_that_took_the_slug_is_shown(client: Client) -> None:
    OldTag.objects.create(slug="mist", tag=Tag.objects.create(name="Fog"))
    Tag.objects.create(name="Mist")
    assert client.get("/tag/mist/").status_code == 200


def test_an_old_slug_leads_to_one_place() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OldTag.objects.create(slug="mist")
    with pytest.raises(IntegrityError), transaction.atomic():
        OldTag.objects.create(slug="mist", tag=Tag.objects.create(name="Fog"), country=make_country())


def test_a_search_that_was_saved_still_finds_its_stories(client: Client) -> None:
    fog, japan, mongolia = Tag.objects.create(name="Fog"), make_country("JP"), make_country("MN")
    make_article("Boats in fog", tags=[fog], country=mongolia)
    make_article("Fair in Kyoto", country=japan)
    OldTag.objects.create(slug="mist", tag=fog)
    OldTag.objects.create(slug="nippon", country=japan)
    tagged = client.get("/search/?tag=Mist").content.decode()
    assert "Boats in fog" in tagged
    assert "Fair in Kyoto" not in tagged
    section = client.get("/search/?tag=nippon").content.decode()
    assert "Fair in Kyoto" in section
    assert "Boats in fog" not in section
