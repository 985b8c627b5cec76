"""The one file with all feeds of the paper."""

from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Country

pytestmark = pytest.mark.django_db


def outlines(client: Client) -> list[dict[str, str]]:
    """The feeds that the file names, in its order."""
    root = ET.fromstring(client.get("/feeds.opml").content)
    assert (root.tag, root.attrib["version"]) == ("opml", "2.0")
    return [dict(found.attrib) for found in root.iter("outline") if "xmlUrl" in found.attrib]


def test_a_feed_reader_takes_in_the_paper_and_all_its_sections_at_once(client: Client) -> None:
    found = outlines(client)
    assert found[0]["xmlUrl"] == "http://testserver/feed/"
    assert len(found) == 1 + Country.objects.filter(is_active=True).count() == 50
    assert {one["type"] for one in found} == {"rss"}
    assert "http://testserver/country/mongolia/feed/" in {one["xmlUrl"] for one in found}


def test_every_feed_in_the_file_is_there(client: Client) -> None:
    for one in outlines(client)[::12]:
        assert client.get(one["xmlUrl"]).status_code == 200
        assert client.get(one["htmlUrl"]).status_code == 200


def test_a_section_with_signs_in_its_name_leaves_the_file_sound_and_one_out_of_the_menu_is_left_out(
    client: Client,
) -> None:
    Country.objects.filter(iso2="MN").update(name='<North> & "South"')
    Country.objects.filter(iso2="JP").update(is_active=False)
    names = {one["text"] for one in outlines(client)}
    assert '<North> & "South"' in names
    assert "Japan" not in names


def test_the_file_costs_two_queries_and_is_linked_from_the_site_map(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/feeds.opml").headers["ETag"]
    assert len(asked) == 2, [query["sql"] for query in asked]
    assert 'href="/feeds.opml"' in client.get("/site-map/").content.decode()
