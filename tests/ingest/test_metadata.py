"""Headline and byline of a page: only what it states, and never the site's own name. And no page makes us raise."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.bylines import people
from newsroom.ingest.entry import Extraction
from newsroom.ingest.extract import extract
from tests.ingest.saved_pages import TITLE, URL, data, meta, page
from tests.thorough import examples

SITES = ["Harbour Post", "harbourpost"]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Mira Vance", ["Mira Vance"]),
        ("Von Mira Vance und Lio Tan", ["Mira Vance", "Lio Tan"]),
        ("Por Mira Vance y Lio Tan, Ana de la Roca", ["Mira Vance", "Lio Tan", "Ana de la Roca"]),
        ("Par Odile d’Arcy, correspondante", ["Odile d’Arcy"]),
        ("Autorin: Mira von Vance, Redakteurin", ["Mira von Vance"]),
        ("By MIRA VANCE | Harbour Post", ["MIRA VANCE"]),
        ("Mira Vance on Thu, Nov 9, 2027 at 4:00 am", ["Mira Vance"]),
        ("Mira Vance mvance@paper.example", ["Mira Vance"]),
        ("By Mira Vance, Harbour Post", ["Mira Vance"]),
        ("Mira Vance C.", ["Mira Vance C."]),
        ("Von Mira Vance, dpa", ["Mira Vance"]),
        ("Мира Ванс", ["Мира Ванс"]),
        ("文 / 林小明", ["林小明"]),
        ("Text und Fotos: Mira Vance", ["Mira Vance"]),
        ("Text: Mira Vance, Foto: Lio Tan", ["Mira Vance"]),
        ("Gastbeitrag von Mira Vance", ["Mira Vance"]),
        ("Interview: Mira Vance", ["Mira Vance"]),
        ("Posted on 8 April 2027 by Mira Vance", ["Mira Vance"]),
    ],
)
def test_names_are_told_from_what_stands_beside_them(byline: str, names: list[str]) -> None:
    assert people(byline, SITES)[-len(names) :] == names


@pytest.mark.parametrize(
    "byline",
    ["admin", "Harbour Post", "By Harbour Post Staff", "Redaktion", "Newsdesk Team", "9 March 2027", "https://paper.example/mira",
     "AFP", "dpa", "The Morning Ferry", "by the harbour", "Harbour Lines GmbH", "Guest Author", "Posted by", "x" * 300,
     "Stadt Elmstadt", "Deutscher Fährverband", "Werbeagentur Blau", "Politik", "Alle Beiträge", "Agencia Puerto",
     "Elm City Council", "Universidad de Elm",
     "3 comments", ""],
)  # fmt: skip
def test_what_is_no_person_is_no_author(byline: str) -> None:
    assert people(byline, SITES) == []


@pytest.mark.parametrize(
    "parts",
    [
        {"head": data(author={"@type": "Person", "name": "Mira Vance"})},
        {"head": data(author=["Mira Vance"])},
        {"head": data(author={"@id": "#mira"}) + data(**{"@type": "Person", "@id": "#mira", "name": "Mira Vance"})},
        {"head": meta("author", "Mira Vance")},
        {"head": meta("DC.creator", "Mira Vance")},
        {"head": meta("cXenseParse:author", "Mira Vance") + meta("author", "Harbour Post")},
        {"head": meta("author", "admin"), "below": '<p>by <a rel="author" href="/mira">Mira Vance</a> in Islands</p>'},
        {"below": '<p class="post-byline"><span>By</span> <a href="/mira">Mira Vance</a></p>'},
        {"below": '<p>7 March 2027 by <span class="author vcard">Mira Vance</span> / Filed under: Islands</p>'},
        {"below": '<div itemprop="author" itemscope><span itemprop="name">Mira Vance</span></div>'},
        {"below": "<p>By Mira Vance</p>"},
        {"below": "<p>Von Mira Vance, dpa</p>"},
        {"below": "<p>By Mira Vance, Senior Harbour Correspondent</p>"},
        {"below": "<p>By Mira Vance for the Harbour Post</p>"},
        {"below": "<p>Posted on 8 April 2027 by Mira Vance</p>"},
        {"below": "<p>Posted by Mira Vance in Islands on 8 April 2027</p>"},
        {"below": "<p>Ein Kommentar von Mira Vance</p>"},
        {"below": "<p>Auteur : Mira Vance</p>"},
        {"head": data(author={"@type": "Person", "name": "mvance"}), "below": '<p class="author">Mira Vance</p>'},
        {"head": data(author={"@type": "Person", "name": "Harbour Post"}), "below": '<p class="author">Mira Vance</p>'},
    ],
)  # fmt: skip
def test_the_author_is_found_where_pages_state_it(parts: dict[str, str]) -> None:
    assert extract(page(**parts), URL).author == "Mira Vance"


def test_a_single_name_counts_once_where_an_element_within_another_marks_it_up() -> None:
    shown = '<p>7 March 2027 by <span class="author vcard"><a class="url fn n" rel="author">Mira</a></span></p>'
    assert extract(page(below=shown), URL).author == "Mira"


def test_all_authors_are_named_once_and_in_order() -> None:
    several = [{"@type": "Person", "name": "Mira Vance"}, {"@type": "Person", "name": "Lio Tan"}]
    shown = '<p class="byline"><a rel="author">Mira Vance</a> and <a rel="author">Lio Tan</a></p>'
    assert extract(page(head=data(author=several)), URL).author == "Mira Vance, Lio Tan"
    assert extract(page(head=data(author=several[:1]), below=shown), URL).author == "Mira Vance, Lio Tan"


@pytest.mark.parametrize(
    "parts",
    [
        {"head": data(author={"@type": "Organization", "name": "Coast Wire"})},
        {"head": meta("author", "Harbour Post") + meta("twitter:creator", "@mira")},
        {"head": meta("article:author", "https://social.example/mira")},
        {"after": '<aside><p class="author">Mira Vance</p></aside>'},
        {"after": '<div class="comment-author">Mira Vance</div>'},
        {"after": '<div class="related"><a rel="author">Mira Vance</a></div>'},
        {"after": "".join(f'<div class="opinion"><b class="author">Mira Vance{one}</b></div>' for one in "abcd")},
        {"below": "<p>By Someone Famous, and then the whole crew, the ferry was repaired in nine weeks.</p>"},
        {"below": '<p class="author-bio">Mira Vance</p>'},
        {"below": "<p>Von Elmstadt nach Port Elm</p>"},
        {"below": "<p>By Mira Vance the ferry was never called a boat</p>"},
    ],
)  # fmt: skip
def test_no_author_is_taken_from_what_states_none(parts: dict[str, str]) -> None:
    assert extract(page(**parts), URL).author == ""


@pytest.mark.parametrize(
    ("declared", "heading", "title"),
    [
        (f"{TITLE} | Harbour Post", TITLE, TITLE),
        (f"Islands | {TITLE}", TITLE, TITLE),
        (TITLE, f"<small>Islands</small> {TITLE}", TITLE),
        (TITLE, f"09.03.2027 {TITLE}", TITLE),
        (f"09.03.2027 - {TITLE}", f"09.03.2027 - {TITLE}", TITLE),
        (f"{TITLE} - Harbour Post", "", TITLE),
        (f"Harbour Post: {TITLE}", "Harbour Post", f"Harbour Post: {TITLE}"),
        ("Nine weeks later, the ferry sails", "The ferry sails after nine weeks", "The ferry sails after nine weeks"),
    ],
)  # fmt: skip
def test_the_headline_is_what_data_and_heading_agree_on(declared: str, heading: str, title: str) -> None:
    html = page(title="§").replace("<h1>§</h1>", f"<h1>{heading}</h1>" if heading else "").replace("§", declared)
    assert extract(html, URL).title == title


def test_a_heading_that_leads_home_is_no_headline() -> None:
    html = page(title="Ferry sails").replace(
        "<h1>Ferry sails</h1>", "<h1><a href='/'>News from all the islands</a></h1>"
    )
    assert extract(html, URL).title == "Ferry sails"


def test_a_headline_that_a_quotation_mark_cut_short_is_made_whole() -> None:
    html = page().replace(f"<h1>{TITLE}</h1>", "").replace(f'content="{TITLE}"', 'content="Ferry is called "')
    html = html.replace(f"<title>{TITLE} | Harbour Post", '<title>Ferry is called "unsinkable"')
    assert extract(html, URL).title == 'Ferry is called "unsinkable"'


def test_a_heading_of_another_story_is_no_headline() -> None:
    html = page().replace(f"<h1>{TITLE}</h1>", f"<h2><a href='/x'>{TITLE}</a></h2>")
    html = html.replace("</main>", "</main><h1>A bus that nobody has ever seen</h1>")
    assert extract(html, URL).title == TITLE


def test_a_short_heading_before_the_name_of_an_unknown_site_is_the_headline() -> None:
    html = "<title>About bugs – Elm Cannon Works</title><body><h1>About bugs</h1><p>Text.</p></body>"
    assert extract(html, "https://paper.example/bugs").title == "About bugs"


def test_a_site_whose_name_begins_a_word_does_not_swallow_it() -> None:
    html = page(title="Portugal – sun and sea for all").replace("Harbour Post", "Port").replace("<h1>", "<h3>")
    assert extract(html, "https://port.example/x").title == "Portugal – sun and sea for all"


KEYS = [
    "@type",
    "@graph",
    "@id",
    "author",
    "name",
    "datePublished",
    "headline",
    "mainEntityOfPage",
    "url",
    "publisher",
    "image",
]
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
    | st.sampled_from(["NewsArticle", "Person", "9999-99-99", "9999-12-31T23:59:59-14:00", "1" * 13, "²²²²"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=30,
)  # fmt: skip
TAGS = [
    "div",
    "p",
    "h1",
    "time",
    "span",
    "a",
    "article",
    "aside",
    "header",
    "abbr",
    "script",
    "table",
    "br",
    "meta",
    "!--",
    "?x",
]
NAMES = [
    "author",
    "date published",
    "updated",
    "9999-99-99",
    "datePublished",
    "comment",
    "12/13/2027",
    "article:published_time",
    "²",
]
TEXTS = ["By Ann Lee", "31.02.2027", "²² May ²⁰²⁷", "2027年99月99日", "May " * 30, "1/2/27 3/4/27", "&#0;", "<![CDATA["]
ELEMENT = st.builds(
    "<{} {}='{}'>{}".format, st.sampled_from(TAGS),
    st.sampled_from(["class", "datetime", "itemprop", "rel", "content", "name"]),
    st.sampled_from(NAMES), st.sampled_from(TEXTS),
)  # fmt: skip


@given(ODD, st.lists(ELEMENT, max_size=12), st.sampled_from(["en", "th", "../x", "xx-YY-z", "e" * 90]))
@examples(200)
def test_no_odd_page_and_no_odd_data_raise(odd: Any, elements: list[str], lang: str) -> None:
    head = f'<script type="application/ld+json">{json.dumps(odd)}</script>'
    html = page(head=head, below="".join(elements), lang=lang)
    assert isinstance(extract(html, "https://paper.example/2027/99/99/%ff"), Extraction)


def test_data_without_end_and_without_bottom_is_left_alone() -> None:
    deep = f'<script type="application/ld+json">{"[" * 5000}{"]" * 5000}</script>'
    broad = f'<script type="application/ld+json">[{",".join(["{}"] * 50_000)}]</script>'
    late = data(author="Mira Vance", datePublished="2027-03-09")
    assert extract(page(head=deep + late), URL).author == "Mira Vance"
    assert extract(page(head=broad + late), URL).problem is None
