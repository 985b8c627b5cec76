"""Feeds as they really are: odd, broken, mislabelled. We never read fewer stories than feedparser alone does."""

import gzip
from collections.abc import Callable
from io import BytesIO

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest import feed_bytes, feed_xml
from newsroom.ingest.parse import ENTRIES, parse
from tests.thorough import examples

URL = "https://quay.example/feed"
ITEMS = "".join(
    f"<item><title>Boat {n} &amp; crew</title><link>https://quay.example/{n}</link><guid>b{n}</guid>"
    f"<description>&lt;p&gt;It sailed.&lt;/p&gt;</description></item>"
    for n in range(3)
)
RSS = f'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Quay</title>{ITEMS}</channel></rss>'.encode()
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    f'<channel rdf:about="x"><title>Quay</title></channel>{ITEMS}</rdf:RDF>'
).encode()
ENTRY = '<entry><id>e{n}</id><title>Boat {n}</title><link href="https://quay.example/{n}"/>{date}</entry>'
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title>'
    + "".join(ENTRY.format(n=n, date="<updated>2026-11-01T10:00:00Z</updated>") for n in range(3))
    + "</feed>"
).encode()
ATOM_03 = (
    '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Quay</title>'
    + "".join(ENTRY.format(n=n, date="<issued>2026-11-01T10:00:00Z</issued>") for n in range(3))
    + "</feed>"
).encode()
ENTITIES = b"<!DOCTYPE rss [" + b"".join(b'<!ENTITY e%d "&#%d;">' % (n, n + 161) for n in range(253)) + b"]>"

MANY = b" ".join(b"a%d='1'" % n for n in range(200))
BYLINE = b"<author>" + b"a" * 5000 + b"</author>"

ODD: dict[str, Callable[[bytes], bytes]] = {
    "as it should be": lambda body: body,
    "a blank line before it": lambda body: b"\n\n  " + body,
    "a warning of a program before it": lambda body: b"<br />\n<b>Warning</b>: no such file in <b>x.php</b>\n" + body,
    "a brace before it": lambda body: b"{" + body,
    "two byte-order marks": lambda body: b"\xef\xbb\xbf\xef\xbb\xbf" + body,
    "a doctype of a web page": lambda body: b"<!doctype html>\n" + body,
    "wrapped in a web page": lambda body: b"<html><head><title>x</title></head><body>" + body + b"</body></html>",
    "a script after its end": lambda body: body + b"<script>count()</script>",
    "a comment and words after its end": lambda body: body + b"<!-- 0.2 s --> bye & good luck",
    "bare ampersands": lambda body: body.replace(b"&amp;", b"&"),
    "HTML entities": lambda body: body.replace(b"crew", b"crew&nbsp;&eacute;&euro;"),
    "a list of entities": lambda body: ENTITIES + body.replace(b'<?xml version="1.0"?>\n', b""),
    "control characters": lambda body: body.replace(b"Boat", b"Bo\x0b\x00at"),
    "unclosed tags in its texts": lambda body: body.replace(b"Boat", b"<br>" * 300 + b"Boat"),
    "no closing tags of stories": lambda body: body.replace(b"</item>", b"").replace(b"</entry>", b""),
    "cut off": lambda body: body[: body.rindex(b"</title>") + 8],
    "capital letters": lambda body: body.replace(b"<item>", b"<ITEM>").replace(b"</item>", b"</ITEM>"),
    "two hundred attributes": lambda body: body.replace(b"<title>", b"<title %s>" % MANY),
    "nested CDATA": lambda body: body.replace(b"Boat", b"<![CDATA[<![CDATA[Boat]]>]]&gt;"),
    "unclosed CDATA in the last story": lambda body: body.replace(b"Boat 2", b"<![CDATA[Boat 2"),
    "a byline of 5,000 letters": lambda body: body.replace(b"<title>Boat 1", BYLINE + b"<title>Boat 1"),
    "in UTF-16 without a mark": lambda body: body.decode().encode("utf-16-le"),
    "in big-endian UTF-32 after a blank": lambda body: b"\0\0\0\n" + body.decode().encode("utf-32-be"),
    "packed": gzip.compress,
}  # fmt: skip
KINDS = {"rss": RSS, "rdf": RDF, "atom": ATOM, "atom 0.3": ATOM_03}


def plainly(body: bytes) -> int:
    """How many stories feedparser finds without us."""
    return len(feedparser.parse(BytesIO(body)).entries)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("kind", KINDS)
def test_an_odd_feed_loses_no_story(kind: str, odd: str) -> None:
    body = ODD[odd](KINDS[kind])
    feed = parse(body, {"content-type": "text/html"}, URL)
    expected = 3 if "unclosed CDATA" not in odd else plainly(body)
    assert len(feed.entries) == max(expected, plainly(body)), feed.problem
    assert feed.kind == kind.removesuffix(" 0.3")


@given(st.sampled_from(list(KINDS.values())), st.lists(st.sampled_from(list(ODD)[:-3]), max_size=4))
@examples(300)
def test_nor_does_one_that_is_odd_in_several_ways(body: bytes, oddities: list[str]) -> None:
    for name in oddities:
        body = ODD[name](body)
    assert len(parse(body, {}, URL).entries) >= plainly(body)


WORDS = {
    "windows-1251": "Новый причал открылся, порт принял первые корабли после долгой зимы",
    "koi8-r": "Новый причал открылся, порт принял первые корабли после долгой зимы, рыбаки вернулись к полудню",
    "windows-1252": "L’hôtel près du quai a été rouvert après l’hiver, les pêcheurs sont déjà là",
    "windows-1254": "Yeni iskele açıldı, uzun kışın ardından ilk gemiler limana ulaştı, balıkçılar döndü",
    "windows-1256": "افتتاح رصيف جديد وصلت أول السفن إلى الميناء بعد شتاء طويل",
    "shift_jis": "新しい埠頭が開港、長い冬の後、最初の船が港に着き、漁師たちは正午までに戻った",
    "euc-jp": "新しい埠頭が開港、長い冬の後、最初の船が港に着き、漁師たちは正午までに戻った",
    "gb18030": "新码头开放，漫长的冬天之后，第一批船只抵达港口，渔民在中午前返回",
    "big5": "新碼頭開放，漫長的冬天之後，第一批船隻抵達港口，漁民在中午前返回",
    "euc-kr": "새 부두 개장, 긴 겨울이 지나고 첫 배가 항구에 도착했다",
    "cp874": "ท่าเรือใหม่เปิด หลังฤดูหนาวอันยาวนาน เรือลำแรกมาถึงท่าเรือ",
    "utf-16-be": "Le café du port",
    "utf-8": "Grüße aus dem Hafen 港",
}
TITLED = '<rss version="2.0"><channel><item><title>{}</title></item></channel></rss>'


@pytest.mark.parametrize("encoding", WORDS)
def test_an_undeclared_encoding_is_recognised(encoding: str) -> None:
    body = TITLED.format(WORDS[encoding]).encode(encoding)
    assert parse(body, {}, URL).entries[0].title == WORDS[encoding]


@pytest.mark.parametrize(
    ("declared", "true"),
    [
        ("utf-8", "windows-1251"), ("utf-8", "windows-1252"), ("utf-8", "shift_jis"), ("iso-8859-1", "windows-1251"),
        ("windows-1252", "windows-1256"), ("iso-8859-1", "utf-8"), ("windows-1251", "utf-8"), ("us-ascii", "euc-kr"),
        ("no-such-thing", "gb18030"), ("utf-16", "utf-8"),
    ],
)  # fmt: skip
def test_a_wrong_label_is_not_believed(declared: str, true: str) -> None:
    body = f'<?xml version="1.0" encoding="{declared}"?>{TITLED.format(WORDS[true])}'.encode(true)
    assert parse(body, {}, URL).entries[0].title == WORDS[true]
    undeclared = TITLED.format(WORDS[true]).encode(true)
    assert parse(undeclared, {"content-type": f"text/xml; charset={declared}"}, URL).entries[0].title == WORDS[true]


def test_a_right_label_is_believed() -> None:
    body = '<?xml version="1.0" encoding="koi8-r"?>' + TITLED.format("Причал")
    assert parse(body.encode("koi8-r"), {}, URL).entries[0].title == "Причал"
    header = {"content-type": "text/xml; charset=windows-1251"}
    assert parse(TITLED.format("Причал").encode("windows-1251"), header, URL).entries[0].title == "Причал"


def test_a_few_stray_bytes_do_not_spoil_the_other_letters() -> None:
    good = "Grüße aus dem Hafen. " * 30
    body = TITLED.format(f"@{good}").encode().replace(b"@", b"\x93Ahoi\x94 ")
    assert parse(body, {}, URL).entries[0].title == f"“Ahoi” {good}".strip()


@pytest.mark.parametrize("dates", [True, False])
def test_of_an_endless_feed_the_newest_stories_are_read(dates: bool) -> None:
    date = "<pubDate>{:02}, {:02} Nov 2025 08:00:00 GMT</pubDate>"
    items = [
        f"<item><title>{n}</title>{date.format(n, n) if dates and n < 29 else ''}</item>" for n in range(1, ENTRIES + 9)
    ]
    titles = [
        entry.title for entry in parse(f"<rss><channel>{''.join(items)}</channel></rss>".encode(), {}, URL).entries
    ]
    assert len(titles) == ENTRIES
    assert {"1", "28"} < set(titles)
    assert titles == sorted(titles, key=int), "in the feed's own order"
    assert dates or str(ENTRIES + 8) in titles, "new ones may stand at either end"


def test_one_entry_that_cannot_be_read_costs_only_its_details(monkeypatch: pytest.MonkeyPatch) -> None:
    read = feed_xml._author

    def stumbling(holder: object) -> str:
        if "Boat 1" in str(holder):
            raise ValueError("odd")
        return read(holder)

    monkeypatch.setattr(feed_xml, "_author", stumbling)
    entries = parse(RSS, {}, URL).entries
    assert [entry.title[:6] for entry in entries] == ["Boat 0", "Boat 1", "Boat 2"]
    assert entries[1].url == "https://quay.example/1"


@pytest.mark.parametrize(
    ("unit", "sentence"),
    [
        (b"<item><title>x</title></item>", "too many tags"),
        (b"<a ", "too many tags"),
        (b"<a><b>", "nests"),
        (b"& ", "ampersands"),
        (b"<!ENTITY a 'x'>", "too many entities"),
    ],
)
def test_what_would_hold_the_parser_for_long_is_refused_in_a_sentence(unit: bytes, sentence: str) -> None:
    body = b"<rss><channel>" + unit * (feed_bytes.TAGS + 1)
    assert sentence in (parse(body, {}, URL).problem or "")


@pytest.mark.parametrize(
    "headers",
    [
        {"link": '<https://hub.example/>; rel="hub", <https://quay.example/feed.xml>; rel="self"'},
        {"link": "</hub>; title=x; rel=hub"},
        {"link": '<https://quay.example/feed.xml>; rel="alternate self", <https://hub.example/>; rel="hub other"'},
        {"link": "<javascript:1>; rel=hub, <<>>; rel=hub"},
        {},
    ],
)
def test_the_hub_and_the_topic_are_found_in_the_answers_headers_before_the_feed(headers: dict[str, str]) -> None:
    inside = b'<link rel="hub" href="https://other.example/"/><link rel="self" href="/me"/>'
    feed = parse(ATOM.replace(b"<entry>", inside + b"<entry>", 1), headers, URL)
    named = headers.get("link", "")
    hub = "https://hub.example/" if "hub.example" in named else "https://quay.example/hub"
    assert feed.hub == (hub if "hub" in named and "javascript" not in named else "https://other.example/")
    assert feed.topic == ("https://quay.example/feed.xml" if "self" in named else "https://quay.example/me")


def test_a_json_feed_names_its_topic_and_may_be_careless() -> None:
    body = b'\xef\xbb\xbf {"version": "https://jsonfeed.org/version/1", "feed_url": "https://quay.example/feed.json",'
    body += b'"hubs": [{"type": "WebSub", "url": "https://hub.example/"}], "items": [{"id": "1", "title": "a\tb"}]}'
    feed = parse(body, {}, URL)
    assert (feed.hub, feed.topic) == ("https://hub.example/", "https://quay.example/feed.json")
    assert feed.entries[0].title == "a b"


def test_pictures_of_a_media_group_come_with_their_credit() -> None:
    group = (
        b'<media:group xmlns:media="http://search.yahoo.com/mrss/"><media:content url="/a.jpg" medium="image"/>'
        b'<media:thumbnail url="/t.jpg"/><media:credit>Lio Tan</media:credit><media:description>Two boats.'
        b"</media:description></media:group>"
    )
    entry = parse(RSS.replace(b"<guid>b0", group + b"<guid>b0"), {}, URL).entries[0]
    assert (entry.image_url, entry.image_credit) == ("https://quay.example/a.jpg", "Lio Tan")
    assert entry.summary_html == "<p>It sailed.</p>"
