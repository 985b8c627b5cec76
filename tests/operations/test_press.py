"""The demo's fictional press: its stories are whole, its feeds and pages can be read, and it stays in `*.example`."""

import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from io import BytesIO
from typing import Any

import feedparser
import httpx2
import pytest
import trafilatura
from PIL import Image
from protego import Protego

from articles import copying
from newsroom.operations.demo import own, press
from newsroom.operations.demo.press import markup, pictures
from newsroom.operations.demo.press.content import PressError, age

NOW = datetime(2030, 5, 17, 9, 30, tzinfo=UTC)
STORIES = {story.key: story for story in press.stories()}
WORD = re.compile(r"\w+")


def with_trait(trait: str) -> list[press.Story]:
    return [story for story in press.stories() if trait in story.traits]


def page(url: str, **headers: str) -> press.Served:
    return press.serve(url, NOW, {name.replace("_", "-"): value for name, value in headers.items()})


def feed_entries(outlet: press.Outlet) -> list[tuple[str, str, str]]:
    """Address, headline and picture of every entry, read with the tools of the trade."""
    body = page(outlet.feed_url).body
    if outlet.feed_kind == "json":
        return [(item["url"], item["title"], item["image"]) for item in json.loads(body)["items"]]
    parsed: Any = feedparser.parse(body)
    assert not parsed.bozo
    return [(entry.link, entry.title, entry.media_content[0]["url"]) for entry in parsed.entries]


def test_six_outlets_in_six_countries_have_their_own_hosts_and_different_rights() -> None:
    outlets = press.outlets()
    assert len({outlet.country for outlet in outlets}) == len({outlet.host for outlet in outlets}) == 6
    assert sorted(outlet.rights for outlet in outlets) == ["excerpt"] * 3 + ["licensed"] * 2 + ["link_only"]
    assert sorted(outlet.feed_kind for outlet in outlets) == ["atom"] * 2 + ["json"] * 2 + ["rss"] * 2
    assert all(outlet.host.endswith(".example") and outlet.contact.endswith(outlet.host) for outlet in outlets)


def test_about_sixty_stories_touch_many_countries_and_fill_the_archive() -> None:
    assert 58 <= len(STORIES) <= 64
    assert len({country for story in STORIES.values() for country in story.countries}) >= 25
    fresh = [story for story in STORIES.values() if story.age < timedelta(days=2)]
    assert 20 <= len(fresh) <= 30
    assert max(story.age for story in STORIES.values()) > timedelta(days=100)


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_every_story_is_whole_and_none_lies_in_the_future(story: press.Story) -> None:
    assert story.title
    assert story.body
    assert story.summary
    assert story.caption
    assert story.countries
    assert story.scene in pictures.SCENES
    assert story.published(NOW) < NOW
    assert story.published(NOW).utcoffset() == timedelta(minutes=story.outlet.utc_offset)


def test_only_the_very_short_story_is_short() -> None:
    short = [story.key for story in STORIES.values() if len(story.body) < 250]
    assert short == ["harbour-gazette/jetty-lamp-lit-again"]


def test_the_outlets_label_their_stories_with_words_of_the_vocabulary() -> None:
    words = {word for tag in press.tags() for word in (tag.name, *tag.synonyms)}
    assert {tag for story in STORIES.values() for tag in story.tags} <= words
    assert len(press.tags()) >= 35


def test_one_event_each_is_covered_by_four_three_and_two_outlets() -> None:
    coverage: dict[str, set[str]] = {}
    for story in STORIES.values():
        if story.coverage:
            coverage.setdefault(story.coverage, set()).add(story.outlet.slug)
    assert {name: len(outlets) for name, outlets in coverage.items()} == {
        "chess-cup": 4,
        "night-train": 3,
        "pepper-wreck": 2,
    }


def test_the_reprint_is_word_for_word_at_another_address_with_the_same_picture() -> None:
    (reprint,) = with_trait("reprint")
    original = STORIES[reprint.reprint_of]
    assert (reprint.title, reprint.body) == (original.title, original.body)
    assert reprint.outlet is not original.outlet
    assert reprint.age < original.age
    assert page(reprint.picture_url).body == page(original.picture_url).body


@pytest.mark.parametrize(
    ("trait", "script"), [("arabic", "[\u0621-\u064a]"), ("hindi", "[\u0904-\u0939]"), ("chinese", "[\u4e00-\u9fff]")]
)
def test_other_scripts_are_there_in_feed_and_page(trait: str, script: str) -> None:
    (story,) = with_trait(trait)
    assert len(re.findall(script, story.body)) > 400
    html = page(story.url).body.decode()
    assert f'<html lang="{story.language}"{" dir=" if trait == "arabic" else ">"}' in html
    assert story.title in html
    assert any(title == story.title for _, title, _ in feed_entries(story.outlet))


def test_broken_text_keeps_its_faults_on_the_page() -> None:
    broken = with_trait("aggregator-faults")
    assert len(broken) == 2
    for story in broken:
        html = page(story.url).body.decode()
        for fault in ("&lt; strong &gt;", "&lt;&lt; / ul &gt;", "&lt; img", "<p>Introduction:</p>", ".jpg"):
            assert fault in html
        heading = re.search(r"<p>([^<]+)</p>\n<p>\1&lt; br / &gt;</p>", html)
        assert heading, "a heading is doubled"


def test_one_story_was_taken_over_with_small_changes_and_one_shouts() -> None:
    (rewritten,) = with_trait("rewritten")
    original = STORIES["monsoon-post/kochi-solar-ferries"]
    assert rewritten.outlet is not original.outlet
    assert 0.9 < SequenceMatcher(None, original.body.split(), rewritten.body.split()).ratio() < 1
    (hype,) = with_trait("hype")
    assert hype.title.endswith("!!!")


def test_the_vocabulary_holds_something_to_tidy() -> None:
    names = {tag.name for tag in press.tags()}
    assert {"Ferries", "Ferry", "Japan", "Harbour Gazette"} <= names


def test_the_other_oddities_are_there() -> None:
    (cut_off,) = with_trait("cut-off")
    assert cut_off.body.endswith(":")
    (table,) = with_trait("markdown-table")
    assert "|---|---|" in page(table.url).body.decode()
    (explainer,) = with_trait("explainer")
    html = page(explainer.url).body.decode()
    assert len(re.findall("^## ", explainer.body, re.MULTILINE)) == 5
    assert html.count("<tr>") == 6


@pytest.mark.parametrize("outlet", press.outlets(), ids=lambda outlet: outlet.slug)
def test_every_feed_parses_and_lists_every_story_newest_first(outlet: press.Outlet) -> None:
    mine = [story for story in press.stories() if story.outlet is outlet]
    assert feed_entries(outlet) == [(story.feed_link, story.title, story.picture_url) for story in mine]
    assert [story.age for story in mine] == sorted(story.age for story in mine)


def test_the_picture_credit_travels_in_every_kind_of_feed() -> None:
    for outlet in press.outlets():
        assert f"Photo: {outlet.name}" in page(outlet.feed_url).body.decode()


@pytest.mark.parametrize("outlet", press.outlets(), ids=lambda outlet: outlet.slug)
def test_home_page_names_the_feed_and_robots_let_the_stories_be_read(outlet: press.Outlet) -> None:
    assert f'href="{outlet.feed_url}"' in page(outlet.home_page).body.decode()
    robots = Protego.parse(page(f"{outlet.home_page}robots.txt").body.decode())
    assert robots.can_fetch(feed_entries(outlet)[0][0], "Newsroom")
    assert not robots.can_fetch(f"{outlet.home_page}search/", "Newsroom")


@pytest.mark.parametrize("story", [s for s in STORIES.values() if s.language == "en"], ids=lambda story: story.key)
def test_an_extractor_finds_the_article_among_the_furniture(story: press.Story) -> None:
    found = trafilatura.extract(page(story.url).body.decode(), include_comments=False, favor_precision=True) or ""
    wanted, have = (Counter(WORD.findall(text)) for text in (markup.plain(story), found))
    assert (wanted & have).total() >= 0.9 * wanted.total()
    assert "cookies" not in found


def test_pictures_are_large_jpegs_and_differ_from_story_to_story() -> None:
    drawn = [page(story.picture_url) for story in press.stories()[:8]]
    assert {served.headers["content-type"] for served in drawn} == {"image/jpeg"}
    assert {Image.open(BytesIO(served.body)).size for served in drawn} == {(1200, 675)}
    assert len({served.body for served in drawn}) == 8


@pytest.mark.parametrize("scene", pictures.SCENES)
def test_every_scene_can_be_drawn_and_is_the_same_each_time(scene: str) -> None:
    first = pictures.picture("a-name", scene)
    pictures.picture.cache_clear()
    assert pictures.picture("a-name", scene) == first


def test_the_same_moment_gives_the_same_bytes() -> None:
    for outlet in press.outlets():
        assert page(outlet.feed_url) == page(outlet.feed_url)


def test_a_client_that_has_it_already_gets_304_and_no_body() -> None:
    url = press.outlets()[0].feed_url
    first = page(url)
    by_tag = page(url, If_None_Match=first.headers["etag"])
    by_date = page(url, If_Modified_Since=first.headers["last-modified"])
    assert (by_tag.status, by_tag.body) == (by_date.status, by_date.body) == (304, b"")
    assert by_tag.headers["etag"] == first.headers["etag"]
    assert page(url, If_None_Match='"other"', If_Modified_Since=first.headers["last-modified"]).status == 200
    assert page(url, If_Modified_Since="yesterday or so").status == 200


@pytest.mark.parametrize("url", ["https://nowhere.example/", "https://harbour-gazette.example/news/none/", "nonsense"])
def test_the_rest_is_404(url: str) -> None:
    assert page(url).status == 404


def test_the_transport_serves_the_press_and_refuses_every_other_host() -> None:
    story = press.stories()[0]
    with httpx2.Client(transport=press.transport(NOW)) as client:
        answer = client.get(story.feed_link)
        assert answer.status_code == 200
        assert story.title in answer.text
        assert client.head(story.feed_link).content == b""
        assert client.post(story.url).status_code == 405
        for url in ("https://example.com/", "https://harbour-gazette.example.org/", "http://127.0.0.1/"):
            with pytest.raises(httpx2.ConnectError, match=r"serves only \*\.example"):
                client.get(url)


def test_the_press_can_be_dated_for_all_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_PRESS_DATE", NOW.isoformat())
    assert press.transport().now == NOW
    monkeypatch.setenv("DEMO_PRESS_DATE", "2030-05-17")
    with pytest.raises(PressError, match="DEMO_PRESS_DATE"):
        press.transport()
    monkeypatch.delenv("DEMO_PRESS_DATE")
    assert press.transport().now <= datetime.now(UTC)


def test_five_authors_one_of_them_an_automated_desk_cover_all_sections() -> None:
    authors = press.authors()
    assert len(authors) == 5
    assert [author.slug for author in authors if author.automated] == ["tide-desk"]
    assert len({country for author in authors for country in author.countries}) == 49
    assert all(2 <= author.bio.count(". ") + 1 <= 3 for author in authors)


@pytest.mark.parametrize("text", ["", "soon", "3 d", "4x"])
def test_an_age_that_is_none_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(PressError, match="write it like"):
        age(text)


def test_the_summary_that_a_feed_reader_shows_is_the_storys_and_not_the_pictures() -> None:
    for outlet in press.outlets():
        if outlet.feed_kind != "json":
            first = next(story for story in press.stories() if story.outlet is outlet)
            parsed: Any = feedparser.parse(page(outlet.feed_url).body)
            assert parsed.entries[0].summary == first.summary


@pytest.mark.parametrize("text", [own.ORIGINAL, own.COMPILED], ids=["original", "compiled"])
def test_what_the_desk_wrote_itself_takes_no_words_from_the_press(text: str) -> None:
    ours = re.sub(r"<[^>]+>", " ", text)
    taken = {
        story.key: copying.copied(ours, copying.unpack(copying.source_print(story.body))) for story in STORIES.values()
    }
    assert {key: copy.words for key, copy in taken.items() if copy.words} == {}
