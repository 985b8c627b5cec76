"""The commands of ingest: each says what it did, and every error is one sentence."""

import gzip
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Source
from newsroom.ingest import opml
from newsroom.ingest.models import Capture, Feed
from tests.fakes import FakeWeb
from tests.ingest.press import FEED, PARAGRAPHS, Story, make_feed, make_outlet, rss
from tests.world import make_country, make_source

pytestmark = pytest.mark.django_db
RSS = {"content-type": "application/rss+xml"}
SITE = "https://harbour-gazette.example/"


def run(*arguments: object) -> str:
    """What a command prints."""
    out = StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_source_is_found_behind_its_site_and_read_at_once(web: FakeWeb) -> None:
    web.serve(
        SITE,
        f"<html><link rel=alternate type=application/rss+xml href={FEED}><p>Welcome</p>",
        {"content-type": "text/html"},
    )
    web.serve(FEED, rss(Story()), RSS)
    web.serve(Story().url, Story().page, {"content-type": "text/html"})
    said = run("add_source", "harbour-gazette.example", "--rights", "licensed", "--country", "mongolia")
    assert f"Found {FEED} (rss, “Harbour Gazette”, 1 stories)." in said
    assert "1 new" in said
    source, feed = Source.objects.get(), Feed.objects.get()
    assert (source.name, source.rights, source.host) == ("Harbour Gazette", "licensed", "harbour-gazette.example")
    assert feed.country == source.country == make_country("MN")
    assert "kites" in Article.objects.get().body_text


def test_a_site_without_a_named_feed_is_tried_at_the_usual_paths(web: FakeWeb) -> None:
    web.serve(SITE, "<html><body>Welcome</body></html>", {"content-type": "text/html"})
    web.serve(f"{SITE}rss.xml", rss(Story()), RSS)
    run("add_source", SITE, "--no-poll")
    assert Feed.objects.get().url == f"{SITE}rss.xml"


def test_a_source_that_we_have_is_not_added_twice(web: FakeWeb) -> None:
    web.serve(FEED, rss(Story()), RSS)
    run("add_source", FEED, "--no-poll")
    assert "nothing was added" in run("add_source", FEED)
    assert Feed.objects.count() == 1


def test_a_second_feed_of_an_outlet_joins_its_source(web: FakeWeb) -> None:
    web.serve(FEED, rss(Story()), RSS)
    web.serve(f"{SITE}islands.xml", rss(Story(), title="Islands"), RSS)
    run("add_source", FEED, "--no-poll")
    run("add_source", f"{SITE}islands.xml", "--no-poll")
    assert Source.objects.get().feeds.count() == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["add_source", "https://absent.example/"], r"nothing at this address \(404\)\. Nothing was added\."),
        (["add_source", "http://10.0.0.1/"], "We do not visit this address"),
        (["add_source", FEED, "--country", "Atlantis"], "No section is called 'Atlantis'"),
        (["poll", "--feed", "7"], "There is no feed 7"),
        (["import_opml", "/absent.opml"], "cannot be read"),
        (["ingest_file", "/absent.xml"], "cannot be read"),
    ],
)
def test_an_error_is_one_sentence(web: FakeWeb, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(*arguments)
    assert not Feed.objects.exists()


def test_poll_visits_what_is_due_or_all_or_one(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    outlet.tells(Story())
    Feed.objects.update(state="manual")
    assert "0 feeds visited" in run("poll")
    assert "1 feeds visited, 1 new stories." in run("poll", "--all")
    assert "Nothing has changed." in run("poll", "--feed", outlet.feed.pk)
    assert "Nothing has changed (2 visits since " in run("poll", "--feed", outlet.feed.url)
    assert Feed.objects.get().lease_until is None


LIST = f"""<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Mongolia"><outline text="Harbour Gazette" xmlUrl="{FEED}" htmlUrl="{SITE}"/>
<outline text="Crafts"><outline text="Felt Weekly" xmlUrl="https://felt.example/rss"/></outline></outline>
<outline text="Loose" xmlUrl="https://loose.example/atom"/><outline text="No feed"/>
<outline text="Bad" xmlUrl="javascript:alert(1)"/></body></opml>"""


def test_a_list_of_feeds_is_taken_on_with_its_folders_as_sections(web: FakeWeb, tmp_path: Path) -> None:
    make_country("MN")
    file = tmp_path / "list.opml"
    file.write_text(LIST)
    assert "3 feeds in the list, 3 new, 0 known already." in run("import_opml", file)
    assert "3 feeds in the list, 0 new, 3 known already." in run("import_opml", file)
    felt = Feed.objects.get(url="https://felt.example/rss")
    assert (felt.folder, felt.country, felt.source.name) == ("Crafts", make_country("MN"), "Felt Weekly")
    assert web.requests == [], "the clock visits them, not the import"


def test_a_list_that_is_written_can_be_read_again(tmp_path: Path) -> None:
    make_feed(make_source("Felt & Wool", country=make_country("MN")))
    Feed.objects.update(folder="Crafts <all>")
    make_feed(make_source("Retired Post"))
    Feed.objects.filter(source__name="Retired Post").update(state="retired")
    file = tmp_path / "out.opml"
    assert "1 feeds written" in run("export_opml", file)
    (outline,) = opml.read(file.read_bytes())
    assert (outline.title, outline.folder) == ("Felt & Wool", "Crafts <all>")
    assert "xmlUrl" in run("export_opml")


@pytest.mark.parametrize(
    "data",
    [b"", b"no xml", b"<rss/>", b"\xff\xfe\x00", b"<!DOCTYPE o [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"],
)
def test_what_is_no_list_is_refused_in_one_sentence(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "bad.opml"
    file.write_bytes(data)
    with pytest.raises(CommandError, match="cannot be used"):
        run("import_opml", file)


def test_a_feed_file_brings_its_stories_without_the_network(web: FakeWeb, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(rss(Story(), Story(slug="museum", title="A museum opens in Mongolia")))
    said = run("ingest_file", file)
    assert "2 stories in 1 files." in said
    assert Source.objects.get().name == "Harbour Gazette"
    assert Article.objects.count() == 2
    assert web.requests == []


def test_a_packed_page_goes_through_the_same_steps(web: FakeWeb, tmp_path: Path) -> None:
    file = tmp_path / "page.html.gz"
    file.write_bytes(gzip.compress(Story().page.encode()))
    said = run("ingest_file", file, "--source", "Harbour Gazette", "--url", Story().url, "--rights", "licensed")
    article, capture = Article.objects.get(), Capture.objects.get()
    assert (article.headline, article.source_url) == (Story().title, Story().url)
    assert "kites" in article.body_text
    assert capture.page_bytes == Story().page.encode()
    assert "page. 1 story, 1 new." in said


PAGE_TEXT = """No Result
View All Result
Friday, June 6, 2025

A pier for Mongolia's lake harbour

by Odval Bat
June 2, 2025
in Mongolia
New pier opens on the lake – Harbour Gazette
Share on Facebook

{body}

< strong >Boats and kites< / strong >

The harbour board said : the boats are back .

Tags: harbours, Mongolia
Denial of responsibility! This is an aggregator.
"""


def test_the_text_of_a_page_is_told_apart_mended_and_reported(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(PAGE_TEXT.format(body="\n\n".join(PARAGRAPHS)))
    said = run(
        "ingest_file", file, "--source", "Asia News", "--url", "https://asia-news.example/1", "--rights", "licensed"
    )
    article = Article.objects.get()
    assert (article.headline, article.source_author) == ("A pier for Mongolia's lake harbour", "Odval Bat")
    assert article.country == make_country("MN")
    assert "Two ferries a day" in article.body_text
    for debris in ("No Result", "Share on", "strong", "Denial of", " ,"):
        assert debris not in article.body_text
    assert "tag-debris" in said
    assert "credits Harbour Gazette" in said


def test_a_page_without_its_source_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(Story().page)
    with pytest.raises(CommandError, match="say whose it is with --source"):
        run("ingest_file", file)


def test_a_dry_run_tells_everything_and_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(rss(Story()))
    said = run("ingest_file", file, "--dry-run")
    assert Story().title in said
    assert "Nothing was changed" in said
    assert not Article.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"\x1f\x8bnot gzip",
        b"<rss><channel><item>",
        b"<html></html>",
        b"{}",
        b"\xff\xfe<\x00",
        "日本".encode("utf-16"),
        b"<!DOCTYPE x [" + b"".join(b"<!ENTITY e%d 'x'>" % n for n in range(60)) + b"]><rss/>",
    ],
)
def test_no_file_breaks_the_command(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "strange"
    file.write_bytes(data)
    assert " stories in 1 files." in run("ingest_file", file, "--source", "Somebody")


@pytest.mark.parametrize("command", ["add_source", "import_opml", "export_opml", "poll", "ingest_file"])
def test_the_help_teaches_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command(command, "--help")
    assert f"manage.py {command} " in capsys.readouterr().out
