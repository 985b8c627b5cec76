"""Web pages become articles: body, headline, byline, date; what is no article is named for what it is."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.entry import Extraction
from newsroom.ingest.extract import Reading, choose, extract
from newsroom.ingest.shingles import likeness
from tests.thorough import examples

URL = "https://paper.example/2026/11/ferry"
SENTENCES = [
    "The ferry between the two islands will sail again from Monday, the harbour master said.",
    "Repairs took nine weeks because a gearbox had to be cast anew in a foundry abroad.",
    "Fishermen had carried schoolchildren across the strait in the meantime, free of charge.",
    "The council will decide in December whether a second vessel can be paid for.",
    "Tickets bought before the accident stay valid until the end of next year.",
]
BODY = "".join(f"<p>{sentence} {SENTENCES[(n + 2) % 5]}</p>" for n, sentence in enumerate(SENTENCES * 2))
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Ferry sails again | Harbour Post</title>
<meta property="og:title" content="Ferry sails again"><meta property="og:site_name" content="Harbour Post">
<meta property="og:image" content="/ferry.jpg"><link rel="canonical" href="/2026/11/ferry">
<script type="application/ld+json">{{"@graph":[{{"@type":"NewsArticle","headline":"Ferry sails again",
"datePublished":"2026-11-02T08:00:00+08:00",
"author":[{{"@type":"Person","name":"Mira Vance"}},{{"@type":"Person","name":"Lio Tan"}}]}}]}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Ferry sails again</h1>{BODY}<h2>What comes next</h2><ul>
<li>A second vessel, perhaps, if the council agrees to it.</li></ul>
<p>More in our <a href="/archive">archive</a> of stories about the islands and their ships.</p></article>
<aside><a href="/other">Ten reasons to buy a lamp</a></aside><footer>All rights reserved</footer></body></html>"""


def test_the_body_comes_without_what_stands_around_it() -> None:
    found = extract(PAGE, URL)
    assert all(sentence in found.text for sentence in SENTENCES)
    assert "lamp" not in found.text
    assert "Sport" not in found.text
    assert found.label == "article"
    assert found.problem is None
    assert found.agreement > 0.9


def test_the_page_tells_who_wrote_it_and_when() -> None:
    found = extract(PAGE.encode(), URL, "utf-8")
    assert (found.title, found.author, found.language) == ("Ferry sails again", "Mira Vance, Lio Tan", "en-GB")
    assert (found.site_name, found.canonical_url) == ("Harbour Post", URL)
    assert found.date == datetime(2026, 11, 2, tzinfo=UTC)
    assert found.date_raw == "2026-11-02T08:00:00+08:00"
    assert found.image_url == "https://paper.example/ferry.jpg"


def test_structure_and_links_are_kept() -> None:
    html = extract(PAGE, URL).html
    assert "<h2>What comes next</h2>" in html
    assert "<li>A second vessel" in html
    assert 'href="https://paper.example/archive"' in html


def test_no_author_is_made_up() -> None:
    page = PAGE.replace('"author"', '"nobody"').replace("<p>The ferry", "<p>By Someone Famous. The ferry")
    assert extract(page, URL).author == ""


@pytest.mark.parametrize("name", ["admin", "https://paper.example/a", "Harbour Post", "desk@paper.example", "x" * 200])
def test_what_is_no_name_is_no_author(name: str) -> None:
    page = PAGE.replace('[{"@type":"Person","name":"Mira Vance"},{"@type":"Person","name":"Lio Tan"}]', f'"{name}"')
    assert extract(page, URL).author == ""


@pytest.mark.parametrize(
    ("body", "label"),
    [
        ("<title>Just a moment...</title><p>Checking your browser before you reach the site.</p>", "challenge"),
        ("<p>To continue reading this story, subscribe now. Already a subscriber? Log in to continue.</p>", "paywall"),
        (
            "<p>We use cookies. Accept all cookies to go on to the site, or manage your consent choices here.</p>",
            "cookie-wall",
        ),
        (
            "<p>Please enable JavaScript to read this page, your browser does not support it at the moment.</p>",
            "script",
        ),
        ("<div id='root'></div>" + "<script src='a.js'></script>" * 4 + " " * 2000, "script"),
        ("<p></p>", "empty"),
    ],
)
def test_a_page_without_an_article_is_named(body: str, label: str) -> None:
    assert extract(f"<html><body>{body}</body></html>", URL).label == label


def test_a_page_that_says_it_is_not_free_and_is_short_is_a_paywall() -> None:
    flag = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
    page = f"{flag}<article><p>{SENTENCES[0]}</p></article>"
    assert extract(page, URL).label == "paywall"


@pytest.mark.parametrize(
    ("hostile", "sentence"),
    [
        ("<div>" * 100_000, "nests"),
        ("<p " + "a " * 200 + ">One", "attributes"),
        ("<p>" + "x" * (2 * 1024 * 1024), "larger than 2048 KiB"),
        ("", "empty"),
        (b"", "empty"),
    ],
)
def test_a_hostile_page_is_a_problem_not_a_hang(hostile: str | bytes, sentence: str) -> None:
    found = extract(hostile, URL)
    assert sentence in (found.problem or "")
    assert found.text == ""


@given(st.text(max_size=300))
@examples(60)
def test_no_page_raises(page: str) -> None:
    assert isinstance(extract(page, URL), Extraction)
    assert isinstance(extract(f"<html><body><article><p>{page}</p></article>", URL), Extraction)


def test_the_second_reader_is_taken_when_the_first_found_less_than_half() -> None:
    long, short = Reading("readability", "<p>x</p>", "x" * 100), Reading("trafilatura", "<p>y</p>", "y" * 49)
    assert choose(short, long).reader == "readability"
    assert choose(short._replace(text="y" * 50), long).reader == "trafilatura"


def test_likeness_counts_runs_of_four_words() -> None:
    assert likeness("one two three four five", "One two, three four five!") == 1.0
    assert likeness("one two three four five", "one two three four six") == 0.5
    assert likeness("", "") == 0.0
    assert likeness("one", "two") == 0.0
