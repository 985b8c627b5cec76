"""Broken HTML becomes sound, every mend is written down, and not a word is added."""

import re
from collections import Counter
from html import escape, unescape
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sanitize import clean, plain_text
from newsroom.ingest.repair import repair, repair_headline, repair_plain
from tests.thorough import examples

PIECES = st.sampled_from(
     ["<p>", "</p>", "<h2>", "</h2>", "<h4>Ships</h4>", "<ul><li>", "</li></ul>", "<table><tr><td>",
     "</td></tr></table>", "<a href='https://own.example/x'>",
     "</a>", "<b>", "</b>", "<pre>", "</pre>", "<br>", "< strong >", "< / li >", "<< h 2 />>", "&lt;p&gt;",
     "&lt;/p&gt;", "< img src=x alt=\"\" y\" >", "||||",
     "- one", "• two", " ,", ".Then", "word", "Ships", "Introduction:", "Advertisement", "“”", "> <", " ", "\n",
     "&amp;", "(x )y", "e.g.", "3.14", "中文。", "<!-- c -->"]
)  # fmt: skip
MARKUP = st.lists(PIECES, max_size=30).map("".join)


def letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]+", text))


def rules(html: str, **options: object) -> list[str]:
    return [mend.rule for mend in repair(html, **options)[1]]  # type: ignore[arg-type]


FAULTS: list[tuple[str, str, str]] = [
    ("<p>&lt; strong &gt;Roads: new ones&lt; / li &gt;</p>", "<p>Roads: new ones</p>", "tag-debris"),
    ("<p>One&lt;&lt; / ul &gt;</p><p>&lt;&lt; &gt;</p>", "<p>One</p>", "only-marks"),
    ("&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;&lt;/p&gt;", "<p>One <b>two</b></p>", "escaped-markup"),
    ("<p>One , two .</p>", "<p>One, two.</p>", "space-before"),
    (
        "<p>One <a href='https://a.example/'>two</a> .</p>",
        '<p>One <a href="https://a.example/">two</a>.</p>',
        "space-before",
    ),
    ("<h2>Ships</h2><p>Ships</p><p>One.</p>", "<h2>Ships</h2><p>One.</p>", "doubled-heading"),
    ("<h2>The Head</h2><p>One.</p>", "<p>One.</p>", "repeated-headline"),
    ("<p>Introduction:</p><p>One.</p>", "<p>One.</p>", "introduction-label"),
    ("<p>Introduction: One.</p>", "<p>One.</p>", "introduction-label"),
    ("<p>One.</p><p>ADVERTISEMENT</p><p>Two.</p>", "<p>One.</p><p>Two.</p>", "furniture"),
    ("<p>One.</p><p>Share on FacebookShare on Twitter</p>", "<p>One.</p>", "furniture"),
    ("<h4>A</h4><p>One.</p><h5>B</h5>", "<h2>A</h2><p>One.</p><h3>B</h3>", "heading-level"),
    ("<h1>A</h1><p>One.</p>", "<h2>A</h2><p>One.</p>", "heading-level"),
    ("<p>- one</p><p>- two</p>", "<ul><li>one</li><li>two</li></ul>", "bullets"),
    ("<p>One ||||| </p>", "<p>One </p>", "empty-cells"),
    ("<p>One.</p><p> </p><ul></ul>", "<p>One.</p>", "empty-blocks"),
    ("<p>See <a href='https://www.own.example/a'>here</a>.</p>", "<p>See here.</p>", "own-address"),
    ("<p>See https://own.example/a/b.jpg now.</p>", "<p>See now.</p>", "own-address"),
    ("<p>He paid 5 euros ,she none.</p>", "<p>He paid 5 euros, she none.</p>", "space-on-wrong-side"),
    (
        "<p>The ferry sailed.Nobody came; all slept,none woke.</p>",
        "<p>The ferry sailed. Nobody came; all slept, none woke.</p>",
        "space-after",
    ),
    ("<p>The board ( KHB ) met.</p>", "<p>The board (KHB) met.</p>", "space-in-brackets"),
    ("<p>One.</p><p>KALANGA &gt;</p>", "<p>One.</p>", "orphan-scrap"),
    ("<p>One &amp;lt;b&amp;gt;two&amp;lt;/b&amp;gt;.</p>", "<p>One two.</p>", "escaped-markup"),
    ("<p>One.</p><figure><img src=''><figcaption>Dock</figcaption></figure>", "<p>One.</p>", "broken-picture"),
    ("<p>One.</p><img src='https://a.example/x.jpg67d8.jpg'>", "<p>One.</p>", "broken-picture"),
    ("<p>## Docks</p><p>One.</p>", "<h2>Docks</h2><p>One.</p>", "markdown"),
    ("<p>One **two three** four.</p>", "<p>One <strong>two three</strong> four.</p>", "markdown"),
    (
        "<p>| A | B |<br>|---|---|<br>| 1 | 2 |</p>",
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        "markdown",
    ),
    (
        "<table><tr><td>A</td></tr></table><table><tr><td>A</td></tr></table>",
        "<table><tr><td>A</td></tr></table>",
        "repeated-table",
    ),
    ("<p>date 2026-05-19 One said so.</p>", "<p>One said so.</p>", "glued-date"),
    (
        "<p>The port of 花蓮 is open to all ships.</p>",
        '<p>The port of <span lang="zh">花蓮</span> is open to all ships.</p>',
        "language-unmarked",
    ),
    (
        "<p>The song さくら and 東京 are known to many readers.</p>",
        '<p>The song <span lang="ja">さくら</span> and <span lang="ja">東京</span> are known to many readers.</p>',
        "language-unmarked",
    ),
    ("<h2>A</h2><h5>B</h5><h3>C</h3><p>One.</p>", "<h2>A</h2><h3>B</h3><h3>C</h3><p>One.</p>", "heading-level"),
]
BROKEN = [broken for broken, _sound, _rule in FAULTS]


@pytest.mark.parametrize(("broken", "sound", "rule"), FAULTS)
def test_a_fault_is_mended_and_named(broken: str, sound: str, rule: str) -> None:
    html, mends = repair(broken, own_hosts=("own.example",), headline="The head")
    assert html == sound
    assert rule in [mend.rule for mend in mends]
    assert all(mend.before != mend.after for mend in mends)


def test_repeated_rows_are_dropped_once_said() -> None:
    row, head = "<tr><td>Coal</td><td>9</td></tr>", "<tr><th>What</th><th>How much</th></tr>"
    html, mends = repair(f"<table>{head}{row}{head}{row}</table>")
    assert html.count("<tr>") == 2
    assert [mend.rule for mend in mends] == ["repeated-row", "repeated-row"]


def test_equal_numbers_in_a_table_are_no_repetition() -> None:
    table = "<table><tr><td>North</td><td>9</td></tr><tr><td>South</td><td>9</td></tr></table>"
    assert rules(table) == []


@pytest.mark.parametrize(
    "sound",
    [
        "<p>It cost 3.14 at paper.example.com, e.g. in the U.S. by J.R. Reed (see a.txt).</p>",
        "<p>Read https://own.example.org/a.Html or mail desk@paper.example.Com now.</p>",
        "<p>At 10:30 the score was 2:1; he said: “Go!” … and went.</p>",
        "<p>5 &lt; 6 and 7 &gt; 2, so a &lt; b.</p>",
        "<p>Use <code>&lt;p&gt;One ,two.Three&lt;/p&gt;</code> there.</p>",
        "<pre>one ,two.Three</pre>",
        '<figure><img src="https://a.example/b.png" alt="x"><figcaption>Docks</figcaption></figure>',
        "<p>东京 。你好</p>",
        "<p>He wrote “x” :) and left ...</p>",
        "<ul><li>9</li><li>10</li></ul>",
        "<p>Node.js and ASP.NET run on .NET</p>",
        "<p>He waited . . . and waited ...</p>",
        "<p>They won 2 : 1 at 10 : 30, TL;DR: it was close.</p>",
        "<p>St.Petersburg, Yahoo!Mail, java.lang.String and Nier:Automata</p>",
        "<p>An (in)complete and (re)built list; he/she</p>",
        "<p>If a &lt; b &gt; c then stop.</p>",
        "<p>Use the &lt;strong&gt; tag for names.</p>",
        "<p>1 ,5 million</p>",
        "<ul><li>Facebook</li><li>Twitter</li></ul>",
        "<p>---</p>",
        "<p>(2026)</p>",
        "<p>장소 : 서울</p>",
        "<p>كلمة ، كلمة</p>",
        "<p>Το λιμάνι άνοιξε.</p>",
        "<p>&gt;50% of all ships</p>",
        "<h2>One</h2><ul><li>Two</li></ul><h2>Two</h2><p>Three.</p>",
        '<p>The port of <span lang="zh">花蓮</span> is open to all.</p>',
    ],
)
def test_sound_text_is_left_alone(sound: str) -> None:
    assert repair(sound) == (sound, ())


@pytest.mark.parametrize("language", ["fr", "fr-CA", ""])
def test_french_keeps_its_spaces(language: str) -> None:
    text = "<p>Il a dit : « Oui ! » ; puis il est parti dans l'eau.</p>"
    assert repair(text, language=language) == (text, ())
    assert repair_headline("Migrants : l'urgence est là !", language=language)[1] == ()


WORDS = st.sampled_from(
    ["ferry", "Kalanga", "U.S.", "e.g.", "3.14", "10:30", "a.txt", "https://a.example/b.Html", "J.R.", "naïve", "порт",
     "Улаанбаатар", "港口", "ميناء", "बंदरगाह", "ท่าเรือ", "λιμάνι", "(2026)", "“quoted”", "it’s", "and/or", "C++", "A.D.",
     "10%", "$4.5m", "mid-2026", "No.", "Dr.", "...", "—", "–", "5 < 6", "R&D", "@home", "#pier"]
)  # fmt: skip
SENTENCES = st.lists(WORDS, min_size=2, max_size=9).map(lambda found: " ".join(found) + ".")
SOUND = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5)


@given(SOUND)
@examples(300)
def test_sound_text_of_any_script_keeps_every_word_and_sign(paragraphs: list[str]) -> None:
    html = "".join(f"<p>{escape(line, quote=False)}</p>" for line in paragraphs)
    mended, mends = repair(html)
    assert plain_text(mended) == plain_text(html)
    assert {mend.rule for mend in mends} <= {"language-unmarked"}
    assert repair(mended) == (mended, ())


@given(SOUND, st.lists(PIECES, max_size=12), st.randoms())
@examples(200)
def test_of_damaged_text_no_word_is_added(paragraphs: list[str], pieces: list[str], chance: Random) -> None:
    mixed = [f"<p>{escape(line, quote=False)}</p>" for line in paragraphs] + pieces
    chance.shuffle(mixed)
    broken = " ".join(mixed)
    mended, _mends = repair(broken)
    assert letters(plain_text(clean(mended))) <= letters(unescape(unescape(unescape(broken))))


@given(MARKUP)
@examples(400)
def test_mending_twice_changes_nothing_more(broken: str) -> None:
    once, _mends = repair(broken, own_hosts=("own.example",), headline="Ships")
    assert repair(once, own_hosts=("own.example",), headline="Ships") == (once, ())


@given(st.lists(PIECES, max_size=30).map(" ".join))
@examples(300)
def test_no_word_is_added(broken: str) -> None:
    mended, _mends = repair(broken, headline="Ships")
    assert letters(plain_text(clean(mended))) <= letters(unescape(unescape(broken)))


@pytest.mark.parametrize(
    "apart", ["one</p>word", "one<p></p>word", "<div>one</div>word", "<p>one</p><ul></ul>word", "one</td></tr>word"]
)
def test_words_of_two_blocks_never_run_together(apart: str) -> None:
    assert plain_text(clean(repair(apart)[0])).split() == ["one", "word"]


@given(st.text(max_size=200))
@examples(200)
def test_no_text_raises(text: str) -> None:
    repair(text)
    repair_headline(text)


@pytest.mark.parametrize(
    "long",
    ["a" * 50_000, "a." * 25_000, "aa,bb" * 10_000, "/" * 50_000, "(" * 50_000, "“" * 50_000, "< " * 25_000,
     "a-" * 25_000,
     "share " * 60 + "x", "a ," * 20_000, "a .B" * 12_000, "(a b) " * 10_000, "**a b" * 20_000, "| a |\n" * 10_000,
     "花a" * 20_000, "Yes .\n" * 8_000, ">" * 50_000 + "A", "< img " * 10_000, "a|||" + " " * 50_000 + "b",
     "\n" * 50_000 + "x", "aaa bbb\n" * 6_000],
)  # fmt: skip
def test_no_input_holds_the_mender_up(long: str) -> None:
    for html in (repair(long)[0], repair_plain(long)[0]):
        assert letters(plain_text(clean(html))) <= letters(long)
    repair_headline(long)


@pytest.mark.slow
@pytest.mark.parametrize("letter", ["a", " ", ".", ",", "<", ">", "(", "*", "|", "花", "\u0627", "&lt;", "-", "’"])
def test_a_megabyte_of_one_letter_is_read_through(letter: str) -> None:
    long = letter * (1_000_000 // len(letter))
    for html in (repair(long)[0], repair(f"<p>{long}</p>")[0], repair_plain(long)[0], repair_headline(long)[0]):
        assert letters(plain_text(html)) <= letters(long)


@pytest.mark.parametrize(
    "rude", ["\ud800", "a\ud800 ,b", "<p>\udfff .</p>", "\x00 .", "<p>\ue000\ue001\ue002 &lt; li &gt;</p>"]
)
def test_lone_surrogates_and_private_signs_do_no_harm(rude: str) -> None:
    repair(rude)
    repair_plain(rude)
    repair_headline(rude)


def test_hostile_markup_comes_back_untouched_for_the_sanitiser() -> None:
    hostile = "<div>" * 20_000
    assert repair(hostile) == (hostile, ())
    overloaded = "<p " + "a " * 500 + ">One</p>"
    assert repair(overloaded) == (overloaded, ())


@pytest.mark.parametrize(
    ("headline", "outlet", "sound"),
    [
        ("Ferry sails again between the isles – Harbour Post", "Harbour Post", "Ferry sails again between the isles"),
        (
            "Ferry sails again between the isles - The Harbour Post",
            "Harbour Post",
            "Ferry sails again between the isles",
        ),
        ("Ferry sails again between the isles | Island Times", "", "Ferry sails again between the isles"),
        ("Ferry sails again between the isles: Island News & World Report", "", "Ferry sails again between the isles"),
        ("Ferry sails again : what we know", "", "Ferry sails again: what we know"),
        ("Ferry sails – and sinks", "", "Ferry sails – and sinks"),
        ("After the storm: Rebuilding Kalanga", "", "After the storm: Rebuilding Kalanga"),
        ("  Two\n lines &amp; more ", "", "Two lines & more"),
        ("< strong >Ferry sails< / strong >", "", "Ferry sails"),
        ("", "", ""),
    ],
)
def test_a_headline_loses_what_is_not_its_own(headline: str, outlet: str, sound: str) -> None:
    assert repair_headline(headline, outlet)[0] == sound


@pytest.mark.parametrize("broken", BROKEN)
def test_what_was_left_as_it_came_is_not_mended_by_another_rule(broken: str) -> None:
    keys = [mend.key for mend in repair(broken, own_hosts=("own.example",), headline="The head")[1]]
    left, mends = repair(broken, own_hosts=("own.example",), headline="The head", without=keys)
    assert [mend.key for mend in mends if mend.undone] == keys[: len(mends)]
    assert all(mend.undone for mend in mends)
    assert letters(plain_text(left)) == letters(plain_text(broken))
