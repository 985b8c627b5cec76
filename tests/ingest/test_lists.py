"""Lists of feeds: read as far as they go, placed by their folders, looked at before they are taken on."""

import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Country, Source
from newsroom.ingest import lists, opml, subscribe
from newsroom.ingest.models import Feed
from newsroom.ingest.opml import Outline
from tests.fakes import FakeWeb
from tests.ingest.press import Story, make_feed, rss
from tests.thorough import examples
from tests.world import make_country, make_source

SignIn = Callable[[str], Client]
LINE = '<outline text="{0}" type="rss" xmlUrl="https://{0}.example/rss" htmlUrl="https://{0}.example/"/>'
FELT, SNOW = LINE.format("felt"), LINE.format("snow")
PAGE = "/admin/ingest/feed/list/"


def file_of(*lines: str, before: str = "") -> bytes:
    return f"{before}<opml version='2.0'><head/><body>{''.join(lines)}</body></opml>".encode()


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=8,
)
named = st.lists(words, min_size=1, max_size=3).map(" ".join)
outlines = st.lists(
    st.builds(
        Outline,
        url=st.integers(0, 99).map("https://paper.example/feed?n={}&m=1".format),
        title=named,
        home_page=st.sampled_from(["", "https://paper.example/"]),
        folders=st.lists(named, max_size=3).map(tuple),
        rights=st.sampled_from(["", "excerpt", "licensed"]),
    ),
    max_size=8,
    unique_by=lambda one: one.url,
)


@given(outlines, named)
@examples(200)
def test_what_is_written_is_read_again(given_outlines: list[Outline], title: str) -> None:
    again = opml.read(opml.write(given_outlines, title))
    assert sorted(again, key=str) == sorted(given_outlines, key=str)
    assert opml.read(opml.write(again, title)) == again


@pytest.mark.parametrize(
    ("case", "data"),
    [
        ("a mark before it", b"\xef\xbb\xbf" + file_of(FELT)),
        ("words before it", b"Your subscriptions:\n\n" + file_of(FELT)),
        ("a wrong label", file_of(FELT, before='<?xml version="1.0" encoding="utf-16"?>')),
        ("in UTF-16", file_of(FELT).decode().encode("utf-16")),
        ("an unclosed folder", file_of('<outline text="Crafts">', FELT)),
        ("capitals", file_of(FELT).replace(b"xmlUrl", b"XMLURL").replace(b"opml", b"OPML")),
        ("words after it", file_of(FELT) + b"bye & thanks"),
        ("an address that begins with feed:", file_of(FELT).replace(b"https://felt.example/rss", b"feed://felt.example/rss")),
        ("a doctype with entities", b"<!DOCTYPE opml [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>" + file_of(FELT)),
        ("a namespace", file_of(FELT).replace(b"<opml ", b"<opml xmlns='http://opml.example/2' ")),
        ("the address under another name", file_of('<outline type="rss" text="felt" url="https://felt.example/rss"/>')),
    ],
)  # fmt: skip
def test_an_odd_list_is_read(case: str, data: bytes) -> None:
    assert [(one.url, one.title) for one in opml.read(data)] == [("https://felt.example/rss", "felt")], case


def test_ampersands_and_letters_by_name_are_read_as_they_were_meant() -> None:
    line = (
        '<outline text="Caf&eacute; & Bar &amp; Kiosk&nbsp;&#33;" xmlUrl="https://felt.example/?a=1&copy=2&amp;c=3"/>'
    )
    [one] = opml.read(file_of(line))
    assert (one.title, one.url) == ("Café & Bar & Kiosk !", "https://felt.example/?a=1&copy=2&c=3")


def test_a_flat_list_names_its_folders_as_categories() -> None:
    line = FELT.replace("type=", 'category="/Asia/Nepal,/Other" type=')
    assert opml.read(file_of(line))[0].folders == ("Asia", "Nepal")


@pytest.mark.parametrize(
    "data",
    [
        file_of("<outline text='a'>" * 100_000, FELT),
        b"<!DOCTYPE o [" + b"".join(b"<!ENTITY e%d '&e%d;'>" % (n + 1, n) for n in range(60)) + b"]>" + file_of("&e9;"),
        file_of("<outline " + " ".join(f"a{n}='1'" for n in range(50_000)) + "/>"),
        file_of("<outline text='&#0;&#xD800;&#x110000;' xmlUrl='javascript:alert(1)'/>"),
        b"<opml>" + bytes(range(256)) * 100,
        b"<!DOCTYPE[" * 400_000 + b"<opml/>",
    ],
)  # fmt: skip
def test_a_hostile_list_brings_nothing_and_ends(data: bytes) -> None:
    assert opml.read(data) == []


@given(st.binary(max_size=300))
@examples(100)
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for body in (data, b"<opml><body>" + data, b"<opml><body><outline text='" + data):
        try:
            opml.read(body)
        except opml.Unreadable as error:
            assert str(error).endswith((".", ")."))  # noqa: PT017 - a sentence is all that may come


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("folders", "section", "folder"),
    [
        ((), None, ""),
        (("Mongolia",), "MN", ""),
        (("mongolia", "Crafts"), "MN", "Crafts"),
        (("Asia", "Mongolia"), "MN", "Asia"),
        (("Mongolia", "Crafts", "Felt"), "MN", "Felt"),
        (("Nepal", "Mongolia"), "MN", ""),
        (("MN",), "MN", ""),
        (("mn",), None, "mn"),
        (("Burma",), "MM", ""),
        (("Korea, South",), "KR", ""),
        (("Türkiye",), "TR", ""),
        (("Mongolian",), None, "Mongolian"),
    ],
)
def test_a_folder_called_after_a_country_is_its_section(
    folders: tuple[str, ...], section: str | None, folder: str
) -> None:
    for code in ("MN", "NP", "MM", "KR", "TR"):
        make_country(code)
    Country.objects.filter(iso2="MN").update(native_name="Монгол")
    [one] = lists.plan([Outline("https://felt.example/rss", folders=folders)])
    assert (one.country.iso2 if one.country else None, one.folder) == (section, folder)


@pytest.mark.django_db
def test_the_same_feed_in_another_spelling_is_no_second_one(django_assert_num_queries: Any) -> None:
    make_feed(make_source("Felt"), "https://felt.example/rss")
    addresses = {
        "http://www.felt.example/rss/": "known",
        "https://felt.example/RSS": "new",
        "https://felt.example/rss?lang=mn": "new",
        "http://felt.example:80/rss?lang=mn": "again",
        "https://felt.example:8443/rss": "new",
        "": "site",
        "https://felt.example/" + "x" * 2000: "unfit",
        "http://[bad/": "unfit",
    }
    with django_assert_num_queries(2):
        listed = lists.plan(Outline(url, home_page="https://felt.example/") for url in addresses)
    assert [one.standing for one in listed] == list(addresses.values())


@pytest.mark.django_db
def test_feeds_of_one_hoster_belong_to_the_outlets_that_they_are_called_after() -> None:
    listed = lists.plan(Outline(f"https://feeds.feedburner.com/{name}", name) for name in ("Felt Weekly", "Snow Daily"))
    assert lists.take_on(listed) == 2
    assert sorted(Source.objects.values_list("name", flat=True)) == ["Felt Weekly", "Snow Daily"]


@pytest.mark.django_db
def test_rights_are_only_taken_from_a_list_that_we_trust() -> None:
    listed = lists.plan(
        [
            Outline("https://felt.example/rss", "Felt", rights="own"),
            Outline("https://snow.example/", "Snow", rights="all"),
        ]
    )
    lists.take_on(listed[:1])
    assert Source.objects.get().rights == "excerpt"
    Feed.objects.all().delete()
    Source.objects.all().delete()
    lists.take_on(listed, as_stated=True)
    assert sorted(Source.objects.values_list("name", "rights")) == [("Felt", "own"), ("Snow", "excerpt")]


@pytest.mark.django_db
def test_the_command_says_what_it_leaves_and_finds_the_feed_behind_a_site(web: FakeWeb, tmp_path: Any) -> None:
    file = tmp_path / "list.opml"
    site = '<outline text="Quay" htmlUrl="https://quay.example/"/>'
    file.write_bytes(
        file_of(FELT, FELT.replace("https:", "http:"), site, '<outline text="Dead" htmlUrl="https://dead.example/"/>')
    )
    web.serve("https://quay.example/", "<link rel=alternate type=application/rss+xml href=/feed.xml>")
    web.serve("https://quay.example/feed.xml", rss(Story()))
    tried = StringIO()
    call_command("import_opml", str(file), "--dry-run", stdout=tried)
    assert "1 would be new. Nothing was changed." in tried.getvalue()
    assert not Feed.objects.exists()
    out = StringIO()
    call_command("import_opml", str(file), "--discover", stdout=out)
    assert "http://felt.example/rss: the same feed stands in the list twice" in out.getvalue()
    assert "https://dead.example/: There is nothing at this address (404)." in out.getvalue()
    assert "2 feeds in the list, 2 new, 0 known already." in out.getvalue()
    assert sorted(Feed.objects.values_list("url", flat=True)) == [
        "https://felt.example/rss",
        "https://quay.example/feed.xml",
    ]


@pytest.mark.django_db
def test_a_site_without_any_feed_gives_the_sitemap_that_its_robots_txt_names(web: FakeWeb) -> None:
    web.serve("https://quay.example/", "<html><body>Welcome</body></html>")
    web.serve(
        "https://quay.example/robots.txt", "User-agent: *\nSitemap: /all.xml\nsitemap: https://quay.example/news.xml\n"
    )
    part = "<sitemapindex><sitemap><loc>https://quay.example/part.xml</loc></sitemap></sitemapindex>"
    web.serve("https://quay.example/news.xml", part)
    web.serve("https://quay.example/part.xml", "<urlset><url><loc>https://quay.example/1</loc></url></urlset>")
    found = subscribe.look("quay.example")
    assert (found.url, len(found.parsed.entries)) == ("https://quay.example/news.xml", 1)


@pytest.mark.django_db
def test_a_robots_txt_of_empty_lines_keeps_nobody_waiting(web: FakeWeb) -> None:
    web.serve("https://quay.example/", "<html><body>Welcome</body></html>")
    web.serve("https://quay.example/robots.txt", "\n" * 500_000 + "Sitemap: /all.xml")
    web.serve("https://quay.example/all.xml", "<urlset><url><loc>https://quay.example/1</loc></url></urlset>")
    assert subscribe.look("quay.example").url == "https://quay.example/all.xml"


def seen(client: Client, data: bytes, rights: str = "licensed") -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile("list.opml", data), "rights": rights})


@pytest.mark.django_db
def test_a_list_is_looked_at_and_then_taken_on_without_the_network(web: FakeWeb, signed_in: SignIn) -> None:
    make_country("MN")
    make_feed(make_source("Snow"), "https://snow.example/rss")
    client = signed_in("root")
    page = seen(client, file_of(f'<outline text="Mongolia">{FELT}</outline>', SNOW)).content.decode()
    assert not Feed.objects.filter(url__contains="felt").exists()
    for words_shown in ("1 feed is new", "we have it", "Take on 1 feed", "https://felt.example/rss", "Mongolia"):
        assert words_shown in page
    token = re.search(r'name="seen" value="([^"]+)"', page)
    assert token
    done = client.post(PAGE, {"seen": token.group(1)}, follow=True).content.decode()
    assert "1 feed was taken on" in done
    feed = Feed.objects.get(url="https://felt.example/rss")
    assert (feed.source.rights, feed.country) == ("licensed", make_country("MN"))
    assert web.requests == []


@pytest.mark.django_db
@pytest.mark.parametrize("data", [b"no xml", b"<rss/>", b"", file_of()])
def test_what_is_no_list_is_said_beside_the_file(signed_in: SignIn, data: bytes) -> None:
    answer = seen(signed_in("root"), data)
    assert answer.context["form"].errors["file"]


@pytest.mark.django_db
def test_a_very_long_list_is_for_the_command(signed_in: SignIn) -> None:
    lines = (LINE.format(f"n{number}") for number in range(2001))
    answer = seen(signed_in("root"), file_of(*lines))
    assert "import_opml" in answer.context["form"].errors["file"][0]


@pytest.mark.django_db
def test_nobody_slips_another_list_under_the_button(signed_in: SignIn) -> None:
    page = signed_in("root").post(PAGE, {"seen": "forged:list"}, follow=True).content.decode()
    assert "Choose the file again" in page
    assert not Feed.objects.exists()


@pytest.mark.django_db
def test_names_in_a_list_are_shown_as_text(signed_in: SignIn) -> None:
    line = FELT.replace('text="felt"', 'text="&lt;script&gt;alert(1)&lt;/script&gt;"')
    assert "<script>alert(1)" not in seen(signed_in("root"), file_of(line)).content.decode()


@pytest.mark.django_db
def test_our_feeds_can_be_saved_as_a_list(signed_in: SignIn) -> None:
    make_feed(make_source("Felt", country=make_country("MN")))
    Feed.objects.update(country=make_country("MN"), folder="Crafts")
    answer = signed_in("root").get("/admin/ingest/feed/list/feeds.opml")
    [one] = opml.read(answer.content)
    assert (one.title, one.folders, one.rights) == ("Felt", ("Mongolia", "Crafts"), "licensed")
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.django_db
def test_strangers_neither_take_on_nor_save(signed_in: SignIn) -> None:
    for path in (PAGE, "/admin/ingest/feed/list/feeds.opml"):
        assert signed_in("zoe").get(path).status_code == 302
        assert signed_in("cy").get(path).status_code == 403
