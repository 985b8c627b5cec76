"""Our feeds: valid, excerpts only for what belongs to others, and empty of what was withdrawn."""

import json
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.test import Client
from pytest_django import Settings

from articles import editing, edition, lifecycle
from articles.absolute import Illustration
from articles.accounts import system_account
from articles.feed_formats import atom, json_feed, legal, rss
from articles.models import Article, Coverage, Tag
from articles.status import Status
from articles.syndication import EXCERPT_WORDS, permanent_id
from tests.articles.channels import make_channel, make_entry
from tests.world import make_article, make_author, make_country, make_source

pytestmark = pytest.mark.django_db
LONG = "<p>" + " ".join(f"word{number}" for number in range(200)) + ".</p>"
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def items(client: Client, path: str = "/feed/") -> list[ET.Element]:
    response = client.get(path)
    assert response.status_code == 200
    return list(ET.fromstring(response.content).iter("item"))


def test_the_paper_has_rss_atom_and_json(client: Client) -> None:
    article = make_article("Boats & ports")
    types = {"/feed/": "application/rss+xml", "/feed/atom/": "application/atom+xml"}
    for path, media_type in types.items():
        response = client.get(path)
        parsed = feedparser.parse(response.content)
        assert response.headers["Content-Type"].startswith(media_type)
        assert not parsed.bozo
        assert parsed.entries[0].link == f"http://testserver{article.get_absolute_url()}"
        assert parsed.entries[0].id == permanent_id(article)
    response = client.get("/feed/json/")
    feed = json.loads(response.content)
    assert response.headers["Content-Type"] == "application/feed+json"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/feed/json/"
    assert feed["items"][0]["title"] == "Boats & ports"
    assert feed["items"][0]["id"] == permanent_id(article)


def test_what_belongs_to_others_goes_out_as_an_excerpt_with_its_outlet_and_link(client: Client) -> None:
    article = make_article(body=LONG, source_author="Rana Reporter")
    item = items(client)[0]
    source = item.find("source")
    assert source is not None
    assert (source.text, source.get("url")) == ("Harbour Gazette", "https://harbour-gazette.example/")
    via = item.find(f"{ATOM}link")
    assert via is not None
    assert (via.get("rel"), via.get("href")) == ("via", article.source_url)
    assert item.find(CONTENT) is None
    described = item.findtext("description") or ""
    assert described.endswith("…")
    assert len(described.split()) == EXCERPT_WORDS
    entry = json.loads(client.get("/feed/json/").content)["items"][0]
    assert entry["external_url"] == article.source_url
    assert entry["authors"] == [{"name": "Rana Reporter"}]
    assert "content_html" not in entry
    assert "word199" not in client.get("/feed/atom/").content.decode()


def test_without_a_byline_the_outlet_stands_as_author(client: Client) -> None:
    make_article()
    entry = json.loads(client.get("/feed/json/").content)["items"][0]
    assert entry["authors"] == [{"name": "Harbour Gazette", "url": "https://harbour-gazette.example/"}]
    assert feedparser.parse(client.get("/feed/atom/").content).entries[0].author == "Harbour Gazette"


def test_our_own_texts_go_out_whole_and_signed(client: Client) -> None:
    author = make_author("Cy Writer")
    make_article("Ours", kind="original", source=None, source_url="", body=LONG, authors=[author])
    Article.objects.update(source=None)
    item = items(client)[0]
    assert "word199" in (item.findtext(CONTENT) or "")
    entry = json.loads(client.get("/feed/json/").content)["items"][0]
    assert "word199" in entry["content_html"]
    assert entry["authors"] == [{"name": "Cy Writer", "url": "http://testserver/authors/cy-writer/"}]
    assert "external_url" not in entry


def lists(article: Article) -> list[str]:
    coverage = Coverage.objects.create(title="One event", slug="one-event")
    tag = Tag.objects.create(name="Ports", slug="ports")
    author = make_author()
    editing.revise(
        article, by=system_account(), changes={"coverage": coverage, "tags": [tag], "authors": [author]}, reason=""
    )
    return ["country/mongolia", "tag/ports", "authors/cy-writer", "sources/harbour-gazette", "coverage/one-event"]


@pytest.mark.parametrize("shape", ["", "atom/", "json/"])
def test_every_list_has_its_feeds_and_holds_its_own_stories_alone(shape: str, client: Client) -> None:
    inside = make_article("Inside")
    paths = lists(inside)
    make_article("Outside", country=make_country("NP"), source=make_source("Monsoon Post"))
    for path in paths:
        text = client.get(f"/{path}/feed/{shape}").content.decode()
        assert "Inside" in text, path
        assert "Outside" not in text, path


@pytest.mark.parametrize("of", ["country", "tag", "authors", "sources", "coverage"])
def test_the_feed_of_an_unknown_list_is_404(of: str, client: Client) -> None:
    assert client.get(f"/{of}/atlantis/feed/").status_code == 404


def test_slugs_of_every_script_work_and_are_written_encoded(client: Client) -> None:
    tag = Tag.objects.create(name="हिन्दी", slug="हिन्दी")
    make_article(tags=[tag])
    path = f"/tag/{quote('हिन्दी')}/feed/"
    response = client.get(path)
    assert response.status_code == 200
    assert f"http://testserver{path}" in response.content.decode()
    assert len(items(client, path)) == 1


@pytest.mark.parametrize("path", ["/feed/", "/feed/atom/", "/country/mongolia/feed/"])
def test_an_empty_feed_is_valid(path: str, client: Client) -> None:
    edition.bump()
    parsed = feedparser.parse(client.get(path).content)
    assert not parsed.bozo
    assert parsed.feed.title
    assert parsed.feed.updated
    assert parsed.entries == []


def test_a_withdrawn_story_is_out_of_every_feed_with_the_next_request(client: Client) -> None:
    article = make_article("Comet")
    paths = ["feed/", "feed/atom/", "feed/json/", *(f"{path}/feed/" for path in lists(article))]
    etags = {path: client.get(f"/{path}").headers["ETag"] for path in paths}
    lifecycle.move(article, Status.WITHDRAWN, by=system_account())
    for path in paths:
        response = client.get(f"/{path}", headers={"if-none-match": etags[path]})
        assert response.status_code == 200
        assert "Comet" not in response.content.decode()


def test_an_unchanged_feed_is_304_after_one_query(client: Client, django_assert_num_queries: Any) -> None:
    make_article()
    etag = client.get("/feed/").headers["ETag"]
    with django_assert_num_queries(1):
        assert client.get("/feed/", headers={"if-none-match": etag}).status_code == 304


def test_a_feed_takes_five_queries_however_many_stories(client: Client, django_assert_num_queries: Any) -> None:
    tag, author = Tag.objects.create(name="Ports", slug="ports"), make_author()
    for _ in range(4):
        make_article(tags=[tag], authors=[author])
    with django_assert_num_queries(5):
        client.get("/feed/")


def test_thirty_stories_newest_first_and_the_time_of_the_last_change(client: Client) -> None:
    for number in range(31):
        make_article(f"Story {number}")
    shown = items(client)
    assert len(shown) == 30
    assert shown[0].findtext("title") == "Story 30"
    article = Article.objects.get(headline="Story 10")
    editing.revise(article, by=system_account(), changes={"standfirst": "Now with more."}, reason="")
    article.refresh_from_db()
    channel = json.loads(client.get("/feed/json/").content)
    assert channel["items"][20]["date_modified"] == article.edited_at.isoformat()  # type: ignore[union-attr]
    built = ET.fromstring(client.get("/feed/atom/").content).findtext(f"{ATOM}updated")
    assert built is not None
    assert built[:19] == article.edited_at.isoformat()[:19]  # type: ignore[union-attr]


def test_a_hub_is_named_where_one_is_set(client: Client, settings: Settings) -> None:
    assert "hub" not in client.get("/feed/").content.decode()
    settings.WEBSUB_HUB = "https://hub.example/"
    response = client.get("/feed/?again")
    assert '<atom:link href="https://hub.example/" rel="hub"' in response.content.decode()
    assert response.headers["Link"] == '<https://hub.example/>; rel="hub", <http://testserver/feed/>; rel="self"'
    assert json.loads(client.get("/feed/json/").content)["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]


def test_characters_that_xml_forbids_are_left_out() -> None:
    entry = make_entry(title="a\x00b\x0bc\ufffe", summary="\x1bd]]>&", html="<p>\x02e]]></p>", labels=("f\x07",))
    for write in (rss, atom):
        text = write(make_channel(entry))
        ET.fromstring(text)
        assert "abc" in text
    assert legal("tab\tline\nemoji 😀") == "tab\tline\nemoji 😀"


def test_a_picture_goes_along_with_its_credit() -> None:
    picture = Illustration("https://paper.example/p.jpg", "image/jpeg", 1200, 675, "Cy Writer")
    text = rss(make_channel(make_entry(illustration=picture)))
    media = "{http://search.yahoo.com/mrss/}"
    content = next(ET.fromstring(text).iter(f"{media}content"))
    assert (content.get("medium"), content.get("width")) == ("image", "1200")
    assert content.findtext(f"{media}credit") == "Cy Writer"
    assert json.loads(json_feed(make_channel(make_entry(illustration=picture))))["items"][0]["image"] == picture.url


def test_an_atom_feed_without_stories_says_whose_it_is() -> None:
    assert ET.fromstring(atom(make_channel())).findtext(f"{ATOM}author/{ATOM}name") == "The Test Paper"
