"""When a page was first published: told from its data, its tags, its headline's neighbourhood and its address."""

from datetime import UTC, date, datetime

import pytest

from newsroom.ingest import page_dates
from newsroom.ingest.dates import moment, stated
from newsroom.ingest.extract import extract
from newsroom.ingest.local_days import local_day
from newsroom.ingest.months import month, month_first
from newsroom.ingest.written_dates import days_in
from tests.ingest.saved_pages import TITLE, URL, data, day_of, meta, page

TIME = '<time datetime="2026-03-09T10:00:00+01:00">9 March 2026</time>'


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tuesday, March 9th, 2027", "en"),
        ("9 March 2027, 4:38 PM", "en"), ("Mar. 9, 2027", "en-US"),
        ("Veröffentlicht am 9. März 2027 um 8 Uhr", "de"),
        ("09.03.2027 - 07:18 Uhr", "de"), ("9. 3. 2027", "cs"),
        ("Publié le 9 mars 2027 à 21:00", "fr"),
        ("martes, 9 de marzo de 2027", "es"), ("9 Marzo, 2027", "es"),
        ("9 marzo 2027", "it"), ("9 de março de 2027", "pt"),
        ("9 maart 2027", "nl"), ("9 marca 2027", "pl"),
        ("9. března 2027", "cs"), ("9 Mart 2027 Salı", "tr"),
        ("9 марта 2027, 13:44", "ru"), ("9 березня 2027 року", "uk"),
        ("9 Maret 2027", "id"), ("9 Mac 2027", "ms"),
        ("9 مارس 2027", "ar"), ("٩ آذار ٢٠٢٧", "ar"), ("9 มี.ค. 2570", "th"),
        ("৯ মার্চ ২০২৭", "bn"), ("9 मार्च 2027", "hi"),
        ("2027年3月9日", "zh"), ("2027年03月09日 10時", "ja"), ("2027년 3월 9일", "ko"),
        ("2027. 3. 9.", "ko"), ("2027. március 9., kedd", "hu"),
        ("2027 m. kovo 9 d.", "lt"), ("2027. gada 9. marts", "lv"),
        ("9 tháng 3, 2027", "vi"), ("2027.03.09 13:44", "lt"),
        ("2027-03-09", ""), ("09/03/2027", "fr"), ("3/9/2027", "en-US"),
        ("09.03.27", "de"), ("9 mars 2027", "sq"),
        ("9 Μαρτίου 2027", "el"), ("9 maaliskuuta 2027", "fi"), ("9-Mar-2027", ""),
    ],
)  # fmt: skip
def test_a_day_is_read_as_the_worlds_newspapers_write_it(text: str, language: str) -> None:
    days = days_in(text, language, month_first=month_first(language, "paper.example"))
    assert [found.day for found in days] == [date(2027, 3, 9)]


@pytest.mark.parametrize(
    "text",
    ["9999-99-99", "31.02.2027", "32 May 2027", "10.12.20.33", "version 3.9.2027.1", "May 2027", "9 items 2027",
     "²² May ²⁰²⁷", ""],
)  # fmt: skip
def test_what_is_no_day_is_none(text: str) -> None:
    assert days_in(text, "en") == []


@pytest.mark.parametrize(
    ("language", "host", "first"),
    [("en-US", "paper.example", True), ("en", "paper.example", True), ("en-GB", "paper.example", False),
     ("de", "paper.us", False), ("en-US", "paper.co.uk", False),
     ("en", "paper.in", False), ("", "paper.example", False)],
)  # fmt: skip
def test_the_month_comes_first_only_where_americans_write(language: str, host: str, first: bool) -> None:
    assert month_first(language, host) is first


def test_a_months_name_means_what_it_means_in_its_own_language() -> None:
    assert (month("listopada", "pl"), month("listopada", "hr"), month("listopada", "")) == (11, 10, 0)


@pytest.mark.parametrize(
    "name",
    ["article:published_time", "datePublished", "parsely-pub-date", "sailthru.date", "cXenseParse:recs:publishtime",
     "DC.date.issued", "dcterms.issued", "published",
     "iso-8601-publish-date", "vr:published_time", "release_date", "bt:pubDate", "pubdate", "publish-date",
     "citation_publication_date", "date", "DC.Date"],
)  # fmt: skip
def test_a_meta_tag_states_the_date(name: str) -> None:
    assert day_of(page(head=meta(name, "2027-03-09T08:30:00+01:00"))) == "2027-03-09"


def test_data_states_the_date_wherever_it_hides() -> None:
    article = f'{{"@type": ["Thing", "Article"], "headline": "{TITLE}", "datePublished": "2027-03-09"}}'
    graph = f'{{"@graph": [{{"@type": "WebSite"}}, [{article}]]}}'
    assert day_of(page(head=f'<script type="application/ld+json">{graph}</script>')) == "2027-03-09"
    comment = f'<script type="application/ld+json">//<![CDATA[\n{graph[:-1]},}}\n//]]></script>'
    assert day_of(page(head=comment)) == "2027-03-09"
    broken = '{"@type": "NewsArticle", "headline": "He said "no"", "datePublished": "2027-03-09T10:00:00+01:00"}'
    assert day_of(page(head=f'<script type="application/ld+json">{broken}</script>')) == "2027-03-09"


def test_of_several_articles_in_data_the_pages_own_counts() -> None:
    others = data(headline="Ten lamps", datePublished="2025-01-01") + data(headline="A bus", datePublished="2025-01-02")
    assert day_of(page(head=others + data(datePublished="2027-03-09"))) == "2027-03-09"
    by_address = others + data(headline="Another name", url=f"{URL}/?from=home", datePublished="2027-03-09")
    assert day_of(page(head=by_address)) == "2027-03-09"


def test_seconds_since_1970_are_a_date() -> None:
    assert day_of(page(head=data(datePublished=1804579200))) == "2027-03-09"
    assert day_of(page(head=data(datePublished="1804579200000"))) == "2027-03-09"


@pytest.mark.parametrize(
    "below",
    [
        '<time datetime="2027-03-09T10:00:00+01:00">this morning</time>',
        '<p><span>Published: </span><span>9</span> <span>March</span> <span>2027</span></p>',
        '<div class="entry-meta"><a rel="bookmark"><time class="entry-date updated">9 March 2027</time></a></div>',
        '<meta itemprop="datePublished" content="2027-03-09">',
        '<abbr class="published" title="2027-03-09T10:00:00+01:00">Tuesday</abbr>',
        "<p>By Mira Vance | Harbour | 9 March 2027, 4.30pm</p>",
        f"<p>PORT ELM, March 9, 2027 – {'The ferry between the two islands will sail again from Monday. ' * 4}</p>",
    ],
)  # fmt: skip
def test_what_is_shown_at_the_headline_is_the_date(below: str) -> None:
    assert day_of(page(below=below)) == "2027-03-09"


@pytest.mark.parametrize(
    "path", ["2027/03/09/ferry", "2027/mar/9/ferry", "news/20270309/ferry", "ferry-2027-03-09", "09-03-2027-ferry"]
)
def test_an_address_tells_the_date(path: str) -> None:
    assert day_of(page(), f"https://paper.example/{path}") == "2027-03-09"


def test_a_number_that_begins_a_slug_is_no_day() -> None:
    assert day_of(page(), "https://paper.example/2027/03/5-ways-to-sail") == ""


@pytest.mark.parametrize("section", ["Actualités", "Actualidad", "Revista", "Aktuelles", "Aktualitäten", "Atualidades"])
def test_a_sections_name_is_no_update(section: str) -> None:
    shown = f"<p>{section} 7 March 2027</p><p>9 March 2027</p>"
    assert day_of(page(below=shown)) == "2027-03-07"


@pytest.mark.parametrize(
    "label",
    ["Updated", "Last modified:", "Aktualisiert am", "Mis à jour le", "Actualizado:", "Atualizado em", "Aggiornato il",
     "Bijgewerkt op", "Обновлено", "Aktualizováno", "更新", "Cập nhật", "Diperbarui", "Güncelleme:"],
)  # fmt: skip
def test_an_update_is_known_by_its_label(label: str) -> None:
    assert day_of(page(below=f"<p>{label} 7 March 2027</p><p>5 March 2027</p>")) == "2027-03-05"


def test_an_archived_page_has_the_date_of_its_own_address() -> None:
    assert day_of(page(), "https://archive.example/20300101120000/http://paper.example/2027/03/09/x") == "2027-03-09"


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"top": f'<div class="clock">{TIME}</div>' * 4},
        {"after": f'<aside><ul><li>A bus {TIME}</li></ul></aside>'},
        {"after": f'<div class="related-posts"><a href="/bus">A bus</a> {TIME}</div>'},
        {"after": f'<section id="comments"><div class="comment-meta">Reader {TIME}</div></section>'},
        {"after": f'<article class="card"><h2>A bus</h2>{TIME}</article>'},
        {"below": f"<figure><figcaption>The ferry on {TIME}</figcaption></figure>"},
        {"below": '<blockquote class="tweet">A sailor, March 9, 2026</blockquote>'},
        {"below": "<p>The festival is on 9 March 2026 – 11 March 2026.</p>"},
        {"after": "<p>Copyright 9 March 2026</p>"},
    ],
)  # fmt: skip
def test_dates_of_other_things_are_not_the_pages_own(elsewhere: dict[str, str]) -> None:
    below = '<p class="date">7 March 2027</p>' + elsewhere.pop("below", "")
    assert day_of(page(below=below, **elsewhere)) == "2027-03-07"


@pytest.mark.parametrize(
    "after",
    [f'<div class="related-posts">{TIME}</div>', f'<section class="comments">{TIME}</section>', "<p>© 2026</p>",
     "<h2>Events</h2>" + "".join(f"<p class='date'>{day} May 2031</p>" for day in range(1, 9))],
)  # fmt: skip
def test_a_page_without_a_date_of_its_own_has_none(after: str) -> None:
    assert day_of(page(after=after)) == ""


def test_published_is_not_updated() -> None:
    both = "<p>Published 7 March 2027, updated 9 March 2027</p>"
    assert day_of(page(below=both)) == "2027-03-07"
    assert (
        day_of(page(below="<p>Zuletzt aktualisiert: 09.03.2027</p><p>Erstellt: 07.03.2027</p>", lang="de"))
        == "2027-03-07"
    )
    assert day_of(page(head=meta("og:updated_time", "2027-03-09"), below="<p>7 March 2027</p>")) == "2027-03-07"
    marked = "<p><time>7 March 2027</time> <time class='updated'>9 March 2027</time></p>"
    assert day_of(page(below=marked)) == "2027-03-07"


def test_an_update_is_the_date_where_no_other_is_told() -> None:
    assert day_of(page(below="<p>Stand: 09.03.2027</p>", lang="de")) == "2027-03-09"


def test_the_first_date_counts_where_data_and_page_are_far_apart() -> None:
    imported = data(datePublished="2027-05-01T09:00:00+01:00")
    shown = "<p class='date'>Published: 9 March 2027</p>"
    assert day_of(page(head=imported, below=shown)) == "2027-03-09"


def test_day_and_month_are_told_apart_by_language() -> None:
    shown = "<p class='date'>03/09/2027</p>"
    assert day_of(page(below=shown, lang="en-US")) == "2027-03-09"
    assert day_of(page(below=shown, lang="fr")) == "2027-09-03"


def test_day_and_month_are_told_apart_by_what_else_the_page_says() -> None:
    shown, changed = "<p class='date'>03/09/2027</p>", data(datePublished="2027-03-09")
    assert day_of(page(below=shown, head=changed, lang="fr")) == "2027-03-09"


def test_the_day_is_that_of_the_place_and_the_moment_stays_exact() -> None:
    late = data(datePublished="2027-03-10T02:54:29Z")
    found = extract(page(head=late, below="<p>Tuesday, March 9, 2027</p>"), URL)
    assert found.date_raw == "2027-03-09"
    assert found.date == datetime(2027, 3, 10, 2, 54, 29, tzinfo=UTC)
    assert day_of(page(head=late), "https://paper.example/2027/03/09/x") == "2027-03-09"


def test_a_day_later_at_the_headline_is_an_update_unless_universal_time_explains_it() -> None:
    shown = "<p class='date'>10 March 2027</p>"
    assert day_of(page(head=data(datePublished="2027-03-09T15:00:00"), below=shown)) == "2027-03-09"
    assert day_of(page(head=data(datePublished="2027-03-09T15:00:00Z"), below=shown)) == "2027-03-10"
    assert day_of(page(head=data(datePublished="2027-03-11T02:00:00"), below=shown)) == "2027-03-10"


def test_a_library_that_trips_over_a_page_does_not_cost_us_its_date(monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(*_args: object, **_options: object) -> str:
        raise RuntimeError("tripped")

    monkeypatch.setattr(page_dates, "find_date", trip)
    assert day_of(page(below="<p>9 March 2027</p>")) == "2027-03-09"


def test_the_librarys_guess_alone_is_no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_dates, "find_date", lambda *_args, **_options: "2027-03-09")
    assert day_of(page()) == ""
    assert day_of(page(after="<p>Published on 9 March 2027</p>")) == "2027-03-09"


def test_where_only_universal_time_is_told_the_country_tells_the_day() -> None:
    late = datetime(2027, 3, 10, 2, 54, tzinfo=UTC)
    assert local_day(late, "paper.example", "en-US") == date(2027, 3, 9)
    assert local_day(late, "paper.co.uk", "en-US") == date(2027, 3, 10)
    assert local_day(late.replace(hour=22), "zeitung.de", "") == date(2027, 3, 10)
    assert local_day(late.replace(hour=23, minute=30), "zeitung.de", "") == date(2027, 3, 11)
    assert local_day(late, "paper.io", "en") == date(2027, 3, 10)
    assert local_day(late.replace(hour=22), "paper.example", "es-LA") == date(2027, 3, 10)
    assert local_day(late.replace(hour=1), "paper.example", "ar-AR") == date(2027, 3, 10)
    assert local_day(late.replace(hour=23, minute=30), "paper.example", "de-DE") == date(2027, 3, 11)
    assert day_of(page(head=data(datePublished="2027-03-10T02:54:29Z"), lang="en-US")) == "2027-03-09"
    assert day_of(page(head=data(datePublished="2027-03-10T00:00:00Z"), lang="en-US")) == "2027-03-10"


def test_the_date_that_a_page_hands_to_its_own_programs_counts_beside_another() -> None:
    state = '<script>window.state = {"publishedAt": "2027-03-09T10:00:00.000Z"}</script>'
    assert day_of(page(head=state, after="<p>Published 9 March 2027</p>")) == "2027-03-09"


def test_no_date_is_read_from_what_cannot_be_one() -> None:
    assert day_of(page(head=data(datePublished=["9999-99-99", {}]) + meta("date", "9999-99-99"))) == ""
    assert day_of(page(head=data(datePublished="0001-01-01T00:00:00Z"))) == ""


def test_a_stated_date_keeps_the_writers_day_and_clock() -> None:
    found = stated("2027-03-10T01:00:00+09:00")
    assert found is not None
    assert (found.day, found.at.day, found.clock) == (date(2027, 3, 10), 9, "own")
    others = [stated(raw) for raw in ("2027-03-10T01:00Z", "2027-03-10T01:00", "2027-03-10", "x")]
    assert [getattr(one, "clock", None) for one in others] == ["utc", "unsaid", "own", None]
    assert moment("2027-03-10T01:00") == datetime(2027, 3, 10, 1, tzinfo=UTC)
