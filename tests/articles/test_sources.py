"""The list of outlets and the page of one: what readers are told of each, and how the list is narrowed."""

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Source
from articles.models.source import Medium, Paywall, Rights
from tests.world import make_article, make_country, make_source

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.fixture
def outlets() -> None:
    """Three outlets of two countries, each told of in another way."""
    make_source("Harbour Gazette", country=make_country(), language="en-GB", medium=Medium.NEWSPAPER)
    make_source("Gulf Lantern", country=make_country("JP"), language="ar", medium=Medium.AGENCY)
    make_source("Steppe Courier", country=make_country(), language="mn")


def listed(client: Client, query: str = "") -> list[str]:
    return [row["source"].name for row in client.get(f"/sources/{query}").context["rows"]]


@pytest.mark.usefixtures("outlets")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Gulf Lantern", "Harbour Gazette", "Steppe Courier"]),
        ("?country=mongolia", ["Harbour Gazette", "Steppe Courier"]),
        ("?language=en", ["Harbour Gazette"]),
        ("?kind=agency", ["Gulf Lantern"]),
        ("?country=mongolia&language=mn&kind=", ["Steppe Courier"]),
        ("?country=mongolia&kind=agency", []),
    ],
)
def test_the_list_is_narrowed_by_country_language_and_kind(client: Client, query: str, names: list[str]) -> None:
    assert listed(client, query) == names


@pytest.mark.usefixtures("outlets")
@pytest.mark.parametrize("query", ["?country=atlantis", "?kind='--&language=en", "?language=%00", "?kind=magazine"])
def test_what_no_outlet_has_is_said_beside_its_field_and_the_others_count(client: Client, query: str) -> None:
    response = client.get(f"/sources/{query}")
    assert response.status_code == 200
    assert "is not one of the available choices" in response.content.decode()
    assert listed(client, query) == (["Harbour Gazette"] if "language=en" in query else listed(client))


@pytest.mark.usefixtures("outlets")
def test_the_form_keeps_what_was_chosen_and_offers_what_some_outlet_has(client: Client) -> None:
    html = client.get("/sources/?language=ar").content.decode()
    assert '<option value="ar" selected>Arabic</option>' in html
    assert "news agency" in html
    assert 'value="magazine"' not in html
    assert 'value="nepal"' not in html


@pytest.mark.usefixtures("outlets")
def test_a_narrowed_list_is_the_same_page_to_search_engines(client: Client) -> None:
    whole, part = (client.get(f"/sources/{query}").content.decode() for query in ("", "?kind=agency"))
    assert '<meta name="robots" content="index,follow' in whole
    assert '<meta name="robots" content="noindex,follow">' in part
    assert '<link rel="canonical" href="http://testserver/sources/">' in part


@pytest.mark.usefixtures("outlets")
def test_a_list_that_became_empty_says_so_and_leads_back(client: Client) -> None:
    html = client.get("/sources/?country=mongolia&kind=agency").content.decode()
    assert "No outlet is like that." in html
    assert '<a href="/sources/">Show all</a>' in html
    assert "<table" not in html


@pytest.mark.parametrize("path", ["/sources/", "/sources/harbour-gazette/"])
def test_readers_are_told_who_owns_an_outlet_and_what_it_costs_and_allows(client: Client, path: str) -> None:
    source = make_source(
        "Harbour Gazette",
        Rights.LICENSED,
        medium=Medium.NEWSPAPER,
        owner="Owned by the <harbour> pilots.",
        paywall=Paywall.SOME,
        licence="Agreement of 2026",
        robots_opt_out=True,
        tdm_opt_out=True,
    )
    make_article(source=source)
    html = client.get(path).content.decode()
    told = ["Owned by the &lt;harbour&gt; pilots.", "newspaper", "some stories are paid", "licensed: full text"]
    told += ["Agreement of 2026", "Its robots.txt keeps machines out.", "Reserves text and data mining."]
    assert [words for words in told if words not in html] == []


def test_the_list_counts_the_public_stories_of_each_outlet(client: Client) -> None:
    for _ in range(2):
        make_article(source=make_source("Harbour Gazette"))
    make_source("Gulf Lantern", opted_out=True)
    rows = {row["source"].name: row["stories"] for row in client.get("/sources/").context["rows"]}
    assert rows == {"Harbour Gazette": 2, "Gulf Lantern": 0}


def test_the_list_asks_as_often_for_many_outlets_as_for_one(client: Client) -> None:
    def asked() -> int:
        client.get("/site-map/")  # the menus of this edition
        with CaptureQueriesContext(connection) as found:
            client.get("/sources/?kind=")
        return len(found)

    make_source("Outlet 0", country=make_country())
    one = asked()
    for number in range(1, 20):
        make_source(f"Outlet {number}", country=make_country())
    assert (one, asked()) == (4, 4)


def test_a_chief_says_in_the_admin_what_readers_are_told(signed_in: SignIn) -> None:
    source = make_source()
    values = {"name": source.name, "slug": source.slug, "home_page": source.home_page, "language": "en"}
    told = {"medium": "magazine", "owner": "A guild of pilots.", "paywall": "free"}
    answer = signed_in("ada").post(
        f"/admin/articles/source/{source.pk}/change/", values | told | {"rights": source.rights}
    )
    assert answer.status_code == 302
    assert Source.objects.filter(pk=source.pk, **told).exists()


def test_a_feed_reader_takes_in_the_feeds_of_all_outlets_at_once(client: Client) -> None:
    make_article(source=make_source("Harbour & Sons", language="en"))
    make_source("Gulf Lantern", opted_out=True)
    root = ET.fromstring(client.get("/sources.opml").content)
    found = [dict(one.attrib) for one in root.iter("outline") if "xmlUrl" in one.attrib]
    assert root.findtext("head/title") == "Sources – The Test Paper"
    assert [(one["text"], one["language"]) for one in found] == [("Harbour & Sons", "en")]
    assert client.get(found[0]["xmlUrl"]).status_code == 200
    assert client.get(found[0]["htmlUrl"]).status_code == 200


def test_the_file_costs_two_queries_and_is_linked_from_the_list(client: Client) -> None:
    make_source()
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/sources.opml").headers["ETag"]
    assert len(asked) == 2
    assert 'href="/sources.opml"' in client.get("/sources/").content.decode()
