"""Selectors of a source: read line by line, applied to hostile pages, and told when a page has changed under them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from articles.models import Article
from newsroom.ingest import selectors, store
from newsroom.ingest.extract import extract
from newsroom.ingest.models import Capture, Recipe
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, Story, codes, make_outlet, poll
from tests.thorough import examples

URL = "https://harbour-gazette.example/pier"
LEDE, REST = PARAGRAPHS[0], "".join(f"<p>{text}</p>" for text in PARAGRAPHS[1:])
PAGE = f"""<!doctype html><html><head><title>A pier</title><style>.x {{}}</style></head><body>
<nav class=menu>Home Sport Stars</nav>
<div class=lede><p>{LEDE}</p></div>
<aside class="promo wide">Subscribe now and read all that the harbour tells.</aside>
<div id=story>{REST}<p class=promo>Sign up for our letter.</p></div>
<footer>Imprint</footer></body></html>"""


def tree(html: str = PAGE) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(html, ensure_head_body=True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("article p\n\ndiv[", "Line 3, “div[”: this is no CSS selector (expected"),
        ("//div[@id='story']", "Line 1, “//div[@id='story']”: this is an XPath; write a CSS selector"),
        ("p::first-line", "Line 1, “p::first-line”: a pseudo-element (::) stands for nothing"),
        ("p:sparkling", "Line 1, “p:sparkling”: this selector is not understood here"),
        ("p,", "Line 1, “p,”: this is no CSS selector"),
        ("p\n" * 21, "There are 21 selectors; use no more than 20."),
    ],
)
def test_what_is_wrong_with_a_selector_is_said_with_its_line(typed: str, said: str) -> None:
    assert any(said in problem for problem in selectors.problems(typed))


def test_sound_selectors_have_no_problem() -> None:
    assert selectors.problems("article > p\n.body h2, .body li:not(.ad)\n#story p:nth-of-type(2)") == []


def test_what_is_taken_comes_in_the_order_of_the_page_and_nothing_of_it_twice() -> None:
    found = selectors.apply(tree(), ["#story", "#story p", ".lede"], [])
    assert found.html.count(LEDE) == 1
    assert found.html.count(PARAGRAPHS[1]) == 1
    assert found.html.index(LEDE) < found.html.index(PARAGRAPHS[1])
    assert "Subscribe" not in found.html


def test_what_is_dropped_goes_first_and_is_told_and_its_neighbours_stay() -> None:
    found = selectors.apply(tree("<p>before <b class=x>gone</b> after</p>"), ["p"], [".x"])
    assert " ".join(lxml_html.fromstring(found.html).text_content().split()) == "before after"
    assert found.dropped == ("b.x: gone",)


def test_selectors_that_match_nothing_are_named() -> None:
    found = selectors.apply(tree(), [".body", "#story"], ["p.promo", ".gone"])
    assert found.silent == (".body", ".gone")


def test_a_selector_by_words_works_on_one_page_after_another() -> None:
    for number in range(60):
        page = tree(f"<html><body>{'<p>牛</p>' * number}<p>Pier</p><p>Lake</p></body></html>")
        assert selectors.apply(page, ["p:contains('Pier')"], []).html == "<p>Pier</p>"


def test_a_long_list_of_what_was_dropped_is_cut_with_its_number() -> None:
    found = selectors.apply(tree("".join(f"<i>{n}</i>" for n in range(30))), [], ["i"])
    assert found.dropped[-1] == "… and 18 more"


def test_dropping_everything_leaves_nothing_and_raises_nothing() -> None:
    found = selectors.apply(tree(), ["p"], ["*", "html"])
    assert found.html == ""


@examples(120)
@given(st.text(alphabet="ap.#[]=:()>~+* ,'\"\\n0|^-", max_size=40))
def test_no_line_makes_it_raise(line: str) -> None:
    selectors.problems(line)
    selectors.apply(tree(), [line], [line])


def test_the_body_is_what_the_selectors_take_and_the_readers_say_how_far_they_agree() -> None:
    read = extract(PAGE, URL, take=(".lede", "#story"), drop=(".promo",))
    assert (read.reader, read.remark, read.silent) == ("selectors", "", ())
    assert read.text == "\n".join(PARAGRAPHS)
    assert 0 < read.agreement <= 1
    assert any("Subscribe now" in dropped for dropped in read.dropped)


def test_the_headline_is_read_from_the_whole_page_whatever_is_dropped() -> None:
    page = PAGE.replace("<nav", "<h1 class=top>The new pier of Saltmarsh</h1><nav")
    assert extract(page, URL, take=("#story",), drop=(".top",)).title == extract(page, URL).title


def test_what_is_dropped_is_kept_from_the_readers_too() -> None:
    assert "Forty" not in extract(PAGE.replace("forty boats", "Forty boats"), URL, drop=(".lede",)).text


@pytest.mark.parametrize(
    ("take", "remark"),
    [
        (".body-text", "The selectors of this source found nothing on this page."),
        ("p.promo", "The selectors of this source found only 5 words on this page."),
        ("div[", "The selectors of this source found nothing on this page."),
    ],
)
def test_where_the_selectors_find_no_story_the_readers_have_it_and_an_editor_is_told(take: str, remark: str) -> None:
    read = extract(PAGE, URL, take=(take,))
    assert (read.reader in ("trafilatura", "readability"), read.remark) == (True, remark)
    assert PARAGRAPHS[1] in read.text


@pytest.mark.django_db
def test_a_source_with_selectors_is_read_by_them_and_a_redesign_shows(web: FakeWeb) -> None:
    outlet = make_outlet(web)
    recipe = Recipe.objects.create(source=outlet.feed.source, take="article p ~ p")
    outlet.tells(Story())
    poll(outlet)
    capture = Capture.objects.get()
    assert (capture.reader, capture.full_text) == ("selectors", "\n".join(PARAGRAPHS[1:]))
    assert capture.agreement is not None
    assert codes(Article.objects.get()) & {"selectors-empty", "low-agreement"} == set()
    Recipe.objects.filter(pk=recipe.pk).update(take=".story-body")
    outlet.feed.source.refresh_from_db()
    outlet.tells(Story(slug="ferry", title="A ferry for the outer islands"))
    poll(outlet)
    assert "selectors-empty" in codes(Article.objects.get(headline__contains="ferry"))


@pytest.mark.django_db
def test_switched_off_selectors_are_not_used(web: FakeWeb) -> None:
    source = make_outlet(web).feed.source
    Recipe.objects.create(source=source, take="article\n\n .lede ", drop="aside")
    assert store.outlet(source, None).take == ("article", ".lede")
    Recipe.objects.update(active=False)
    source.refresh_from_db()
    assert (store.outlet(source, None).take, store.outlet(source, None).drop) == ((), ())
