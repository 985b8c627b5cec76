"""Feeds of every kind become entries; what is no feed becomes a sentence; nothing raises and nothing holds us up."""

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.links import discover, with_absolute_links
from newsroom.ingest.parse import parse
from tests.thorough import examples

URL = "https://paper.example/news/feed.xml"
RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Harbour Post</title><link>https://paper.example/</link><language>en-gb</language>
<atom:link rel="hub" href="https://hub.example/"/>
<item><guid isPermaLink="false">hp-1</guid><link>/2026/ships</link>
<title>Ships &amp;amp; &lt;b&gt;docks&lt;/b&gt;</title>
<dc:creator>Mira Vance</dc:creator><pubDate>Mon, 02 Nov 2026 08:30:00 +0800</pubDate><category>Trade</category>
<category>Trade</category>
<description>&lt;p&gt;Short. &lt;a href="more"&gt;More&lt;/a&gt;&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Long <img src="/a.jpg"> text.</p>]]></content:encoded>
<media:content url="https://paper.example/small.jpg" medium="image" width="100"/>
<media:content url="https://paper.example/big.jpg" type="image/jpeg" width="900"><media:credit>Lio Tan</media:credit>
</media:content>
<source url="https://wire.example/rss">The Wire</source></item>
<item><title>No address</title><author>desk@paper.example (Otto Lind)</author></item>
</channel></rss>"""

DECLARING = b"<!doctype html><link rel='alternate' type='application/rss+xml' href='/f'>"


def test_an_rss_entry_is_read_whole() -> None:
    feed = parse(RSS, {"content-type": "application/rss+xml"}, URL)
    entry = feed.entries[0]
    assert (feed.kind, feed.title, feed.home_page, feed.language) == (
        "rss",
        "Harbour Post",
        "https://paper.example/",
        "en-gb",
    )
    assert feed.hub == "https://hub.example/"
    assert feed.problem is None
    assert (entry.guid, entry.url, entry.title) == ("hp-1", "https://paper.example/2026/ships", "Ships & docks")
    assert (entry.author, entry.tags) == ("Mira Vance", ("Trade",))
    assert entry.published == datetime(2026, 11, 2, 0, 30, tzinfo=UTC)
    assert entry.published_raw == "Mon, 02 Nov 2026 08:30:00 +0800"
    assert (entry.image_url, entry.image_credit) == ("https://paper.example/big.jpg", "Lio Tan")
    assert (entry.source_name, entry.source_url) == ("The Wire", "https://wire.example/rss")


def test_addresses_in_a_body_become_absolute() -> None:
    entry = parse(RSS, {}, URL).entries[0]
    assert 'src="https://paper.example/a.jpg"' in entry.content_html
    assert 'href="https://paper.example/news/more"' in entry.summary_html
    assert entry.body_html == entry.content_html


def test_an_author_is_a_name_without_a_mail_address() -> None:
    assert parse(RSS, {}, URL).entries[1].author == "Otto Lind"


def test_an_atom_entry_is_read_with_its_own_base_and_language() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ms" xml:base="https://lain.example/dir/">
<title>Lain</title>
    <entry xml:lang="ar"><id>urn:1</id><title type="html">A &amp;lt; B</title><link href="satu"/>
<updated>2026-11-01T10:00:00Z</updated>
    <author><name>Aya</name></author><author><name>Ben</name></author>
<content type="html">&lt;a href="dua"&gt;x&lt;/a&gt;</content></entry></feed>"""
    entry = parse(atom.encode(), {}, URL).entries[0]
    assert (entry.url, entry.author, entry.language) == ("https://lain.example/dir/satu", "Aya, Ben", "ar")
    assert entry.published == datetime(2026, 11, 1, 10, tzinfo=UTC)
    assert 'href="https://lain.example/dir/dua"' in entry.content_html
    assert entry.title == "A < B"


def test_a_json_feed_is_read() -> None:
    body = b"""{"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"https://j.example/",
"language":"id",
    "hubs":[{"type":"WebSub","url":"https://hub.example/"}],"next_url":"https://j.example/2",
"authors":[{"name":"Desk"}],
    "items":[{"id":7,"url":"/a","title":"One <i>two</i>","content_text":"A & b\\n\\nc",
    "date_published":"2026-11-01T10:00:00+07:00",
    "tags":["x",3,"x"],"image":"/p.png","attachments":[{"url":"/s.mp3","mime_type":"audio/mpeg",
"size_in_bytes":12},5]}, "odd", {}]}"""
    feed = parse(body, {}, "https://j.example/feed.json")
    entry = feed.entries[0]
    assert (feed.kind, feed.hub, feed.next_url, len(feed.entries)) == (
        "json",
        "https://hub.example/",
        "https://j.example/2",
        2,
    )
    assert (entry.guid, entry.url, entry.title, entry.author) == ("7", "https://j.example/a", "One two", "Desk")
    assert entry.content_html == "<p>A &amp; b</p><p>c</p>"
    assert entry.published == datetime(2026, 11, 1, 3, tzinfo=UTC)
    assert entry.tags == ("x",)
    assert entry.enclosures[0].length == 12


def test_a_news_sitemap_gives_titles_newest_first() -> None:
    body = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
    <url><loc>https://p.example/old</loc><n:news><n:publication><n:name>P</n:name><n:language>en</n:language>
</n:publication>
    <n:publication_date>2026-11-01</n:publication_date><n:title>Old</n:title></n:news></url>
    <url><loc>https://p.example/new</loc><n:news><n:publication_date>2026-11-02T09:00:00+09:00</n:publication_date>
<n:title>New</n:title>
    <n:keywords>a, b</n:keywords></n:news></url><url></url></urlset>"""
    feed = parse(gzip.compress(body), {}, "https://p.example/sitemap.xml.gz")
    assert feed.kind == "news-sitemap"
    assert [entry.title for entry in feed.entries] == ["New", "Old"]
    assert feed.entries[0].tags == ("a", "b")


def test_a_sitemap_index_says_where_to_look() -> None:
    body = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>
<loc>https://p.example/all.xml</loc></sitemap>
    <sitemap><loc>https://p.example/news.xml</loc></sitemap></sitemapindex>"""
    assert parse(body, {}, URL).next_url == "https://p.example/news.xml"


@pytest.mark.parametrize(
    ("page", "sentence", "following"),
    [
        (DECLARING, "names https://paper.example/f", "https://paper.example/f"),
        (b"<html><title>Just a moment...</title>", "check for robots", ""),
        (b"<html><form><input type='password'></form>", "login form", ""),
        (b"<html><p>Hello</p>", "names none", ""),
        (b"", "answered with nothing", ""),
        (b"  \n ", "answered with nothing", ""),
        (b'{"hello": 1}', "not a JSON Feed", ""),
        (b'{"items": [', "broken", ""),
        (b"[" * 100_000, "broken", ""),
        (b"just words", "neither a feed", ""),
        (bytes(range(256)) * 20, "neither a feed", ""),
        (b"\x1f\x8bnot gzip", "neither a feed", ""),
        (b"<rss>" + b"<a>" * 100_000, "nests", ""),
        (b"<rss " + b"a " * 100_000 + b">", "longer than 64 KiB", ""),
        (b"<rss><item " + b" ".join(b"a%d='1'" % n for n in range(2000)) + b"/></rss>", "attributes", ""),
        (b"<!DOCTYPE r [" + b"<!ENTITY a 'x'>" * 3001 + b"]><rss/>", "too many entities", ""),
        (b"x" * (10 * 1024 * 1024 + 1), "larger than", ""),
    ],
)  # fmt: skip
def test_what_is_no_feed_becomes_a_sentence(page: bytes, sentence: str, following: str) -> None:
    feed = parse(page, {}, URL)
    assert sentence in (feed.problem or "")
    assert feed.next_url == following
    assert feed.entries == ()


def test_a_broken_feed_gives_what_can_be_read() -> None:
    cut = RSS[: RSS.index(b"<item><title>No address")]
    assert [entry.guid for entry in parse(cut, {}, URL).entries] == ["hp-1"]
    assert [entry.guid for entry in parse(RSS.replace(b"Short.", b"Sh\x0b\x00ort."), {}, URL).entries][:1] == ["hp-1"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "iso-8859-1"])
def test_every_encoding_is_read(encoding: str) -> None:
    prolog = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    text = f"{prolog}<rss><channel><item><title>Grüße</title></item></channel></rss>"
    assert parse(text.encode(encoding), {}, URL).entries[0].title == "Grüße"


def test_files_of_the_machine_and_entities_stay_outside() -> None:
    bomb = b"""<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
    <rss><channel><item><title>&x;|&b;</title></item></channel></rss>"""
    feed = parse(bomb, {}, URL)
    assert "root:" not in repr(feed)
    assert "aaaaaaaaaa" not in repr(feed)


def test_an_endless_byline_is_emptied_and_its_story_still_read() -> None:
    body = b"<rss><channel><item><title>x</title><author>" + b"a" * 50_000 + b"</author></item></channel></rss>"
    assert [(entry.title, entry.author) for entry in parse(body, {}, URL).entries] == [("x", "")]


def test_a_pictures_caption_does_not_take_the_place_of_the_text() -> None:
    item = b"""<item><description>The story.</description><media:content url="https://paper.example/a.jpg">
    <media:description>Two boats.</media:description></media:content></item>"""
    body = RSS.replace(b"<item><title>No address", item + b"<item><title>No address")
    assert parse(body, {}, URL).entries[1].summary_html == "The story."


def test_impossible_characters_do_not_stop_a_json_feed() -> None:
    body = rb'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "a\u0000b\ud800c"}]}'
    assert parse(body, {}, URL).entries[0].title == "abc"


@pytest.mark.parametrize("raw", ["0001-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "9999-99-99"])
def test_a_date_that_cannot_be_is_no_date(raw: str) -> None:
    body = f"<rss><channel><item><title>x</title><pubDate>{raw}</pubDate></item></channel></rss>"
    entry = parse(body.encode(), {}, URL).entries[0]
    assert entry.published is None
    assert entry.published_raw == raw


@given(st.binary(max_size=400))
@examples(100)
def test_no_bytes_raise(body: bytes) -> None:
    parse(body, {"content-type": "text/xml; charset=nonsense"}, URL)
    parse(b"<rss><channel><item>" + body, {}, URL)


def test_feeds_are_discovered_declared_ones_first() -> None:
    page = """<base href="https://paper.example/sub/"><a href="rss.xml">x</a><a href="/about">y</a>
    <link rel="ALTERNATE" type="application/atom+xml" href="atom"><link rel="stylesheet" href="/feed">"""
    assert discover(page, URL) == ("https://paper.example/sub/atom", "https://paper.example/sub/rss.xml")


def test_only_relative_addresses_are_touched() -> None:
    html = '<a href="#x">1</a> <a href="mailto:a@b.example">2</a> <img src="https://c.example/?a=1&amp;b=2"> 5 < 6'
    assert with_absolute_links(html, URL) == html
    assert (
        with_absolute_links("<a href='../x?a=1&amp;b=2'>1</a>", URL)
        == '<a href="https://paper.example/x?a=1&amp;b=2">1</a>'
    )


@pytest.mark.parametrize(
    "oddity",
    [
        b"<gml:pos xmlns:gml='http://www.opengis.net/gml'>1 2</gml:pos>",
        b"</height>",
        b"<height/></item></height><item>",
    ],
)
def test_a_place_or_a_size_that_nobody_understands_costs_no_story(oddity: bytes) -> None:
    feed = parse(
        b"<rss version='2.0'><channel><item><title>Boats</title>" + oddity + b"</item></channel></rss>", {}, URL
    )
    assert (feed.problem, feed.entries[0].title) == (None, "Boats")
