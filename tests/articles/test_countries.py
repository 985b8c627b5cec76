"""The page of a section: what many outlets cover there, and the addresses that it had before."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Country, Coverage, OldCountry
from articles.models.article import Kind
from articles.status import Status
from tests.world import make_article, make_country, make_source

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def events(client: Client, path: str = "/country/mongolia/") -> list[tuple[str, int, int]]:
    """What the page says many outlets cover: title, outlets, stories."""
    html = client.get(path).content.decode()
    told = r'href="/coverage/[^"]+">([^<]+)</a>\s*<span class="small">(\d+) outlets · (\d+) stor'
    return [(title, int(outlets), int(stories)) for title, outlets, stories in re.findall(told, html)]


def make_event(title: str, *outlets: str, country: str = "MN") -> Coverage:
    event = Coverage.objects.create(title=title, slug=title.lower().replace(" ", "-"))
    for name in outlets:
        make_article(coverage=event, source=make_source(name), country=make_country(country))
    return event


def rename(client: Client, country: Country, slug: str) -> None:
    """A chief gives a section another slug in the admin."""
    values = {"name": country.name, "slug": slug, "iso2": country.iso2, "approvals": "0", "is_active": "on"}
    assert client.post(f"/admin/articles/country/{country.pk}/change/", values).status_code == 302


def test_the_events_that_most_outlets_cover_in_a_section_come_first(client: Client) -> None:
    make_event("Fog on the quay", "Harbour Gazette", "Gulf Lantern")
    make_event("The storm", "Harbour Gazette", "Gulf Lantern", "Steppe Courier", "Steppe Courier")
    make_event("Told once", "Harbour Gazette")
    make_event("Elsewhere", "Harbour Gazette", "Gulf Lantern", country="JP")
    assert events(client) == [("The storm", 3, 4), ("Fog on the quay", 2, 2)]
    html = client.get("/country/mongolia/").content.decode()
    assert '<a href="/coverage/the-storm/">The storm</a>' in html
    assert "3 outlets" in html


def test_what_is_not_public_and_what_we_wrote_ourselves_is_no_outlets_coverage(client: Client) -> None:
    event = make_event("The storm", "Harbour Gazette")
    make_article(coverage=event, source=make_source("Gulf Lantern"), status=Status.UNPUBLISHED)
    make_article(coverage=event, source=make_source("Steppe Courier"), kind=Kind.COMPILED)
    assert events(client) == []
    assert "Covered by many" not in client.get("/country/mongolia/").content.decode()


def test_events_stand_on_the_first_page_alone(client: Client) -> None:
    make_event("The storm", "Harbour Gazette", "Gulf Lantern")
    for _ in range(20):
        make_article()
    assert events(client)
    assert events(client, "/country/mongolia/?page=2") == []


def test_a_sections_page_asks_as_often_with_events_as_without(client: Client) -> None:
    def asked() -> tuple[int, int]:
        client.get("/site-map/")  # the menus of this edition
        with CaptureQueriesContext(connection) as found:
            shown = events(client)
        return len(found), len(shown)

    make_article()
    without = asked()
    for number in range(7):
        make_event(f"Event {number}", "Harbour Gazette", "Gulf Lantern", "Steppe Courier")
    assert (without, asked()) == ((8, 0), (8, 5))


def test_the_old_address_of_a_renamed_section_leads_to_the_new_one(client: Client, signed_in: SignIn) -> None:
    country = make_country()
    make_article(country=country)
    rename(signed_in("ada"), country, "mongol-uls")
    answer = client.get("/country/mongolia/?page=2")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/country/mongol-uls/")
    feed = client.get("/country/mongolia/feed/atom/")
    assert (feed.status_code, feed.headers["Location"]) == (301, "/country/mongol-uls/feed/atom/")
    assert client.get("/country/mongol-uls/").status_code == 200


def test_every_address_that_a_section_ever_had_leads_to_the_last(client: Client, signed_in: SignIn) -> None:
    country = make_country()
    chief = signed_in("ada")
    for slug in ("mongol-uls", "монгол-улс"):
        rename(chief, Country.objects.get(pk=country.pk), slug)
    now = Country.objects.get(pk=country.pk).get_absolute_url()
    assert {client.get(f"/country/{slug}/").headers["Location"] for slug in ("mongolia", "mongol-uls")} == {now}


def test_a_section_that_takes_its_old_slug_back_is_shown_there(client: Client, signed_in: SignIn) -> None:
    country = make_country()
    chief = signed_in("ada")
    rename(chief, country, "mongol-uls")
    rename(chief, country, "mongolia")
    assert client.get("/country/mongolia/").status_code == 200
    assert client.get("/country/mongol-uls/").headers["Location"] == "/country/mongolia/"
    assert list(OldCountry.objects.values_list("slug", flat=True)) == ["mongol-uls"]


def test_a_section_saved_under_its_slug_leaves_no_old_one(signed_in: SignIn) -> None:
    rename(signed_in("ada"), make_country(), "mongolia")
    assert not OldCountry.objects.exists()


def test_an_address_that_no_section_ever_had_is_not_found(client: Client) -> None:
    assert client.get("/country/atlantis/").status_code == 404
    assert client.get("/country/atlantis/feed/").status_code == 404
