"""Dates on pages of many makes: blogs, press rooms, forums, old tables, and the calendars of other countries."""

from datetime import UTC, date, datetime

import pytest

from newsroom.ingest import page_dates
from newsroom.ingest.address_days import day_in_address
from newsroom.ingest.extract import extract
from newsroom.ingest.persian_days import common_day, persian_month
from newsroom.ingest.written_dates import days_in
from tests.ingest.saved_pages import STORY, TITLE, URL, data, day_of, meta, page

DAY = "2027-03-09"


def bare(body: str, *, lang: str = "en", head: str = "", title: str = TITLE) -> str:
    """A page with nothing around its body."""
    return f'<html lang="{lang}"><head><title>{title}</title>{head}</head><body>{body}</body></html>'


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("de", (f'<div class="item-page"><h2><a href="/x">{TITLE}</a></h2><dl><dd class="create">Erstellt: 09. '
               f'März 2027</dd><dd class="modified">Zuletzt aktualisiert: 10. März 2027</dd></dl>{STORY}</div>')),
        ("de", f'<div class="news-single"><h3>{TITLE}</h3><span class="news-list-date">09.03.27</span>{STORY}</div>'),
        ("en", (f'<div><h2 class="date-header">Tuesday, March 9, 2027</h2><div class="post"><h3>{TITLE}</h3>{STORY}'
               '<div class="comments"><h4>1 comment:</h4>Bo 10 March 2027</div></div></div>')),
        ("de", (f'<div class="post"><h2>{TITLE}</h2>{STORY}<p class="postmetadata">Dieser Beitrag wurde am 9. '
               'März 2027 veröffentlicht und unter Allgemein abgelegt.</p></div>')),
        ("en", (f'<div class="post"><div class="leaf"><div>Mar</div><div>09</div><div>2027</div></div><h2>{TITLE}</h2>'
               f"{STORY}</div>")),
        ("en", (f"<h1>{TITLE}</h1><div class='post'><p>by <b>mira</b> » Tue Mar 09, 2027 10:12 am</p>{STORY}</div>"
               "<div class='post'><p>by <b>bo</b> » Wed Mar 10, 2027 1:12 am</p>ok</div>")),
        ("de", f"<table><tr><td><b>{TITLE}</b><br>09.03.2027<br>{STORY}</td></tr></table>"),
        ("en", f"<h1>{TITLE}</h1><p>PORT ELM (AP), March 9, 2027 -- {'The ferry will sail. ' * 9}</p>{STORY}"),
        ("en", f"<h1>{TITLE}</h1><p>Tue, 9 Mar 27</p>{STORY}"),
        ("en", (f"<h1>{TITLE}</h1><p>The festival opens on 1 May 2027.</p><p>Mira Vance, 9 March 2027</p>"
               f"{STORY}")),
        ("en", f"<h1>{TITLE}</h1><div>Picture of 1 March 2019</div><p>9 March 2027</p>{STORY}"),
        ("en", f"<h1>Ferry day on 1 May 2027 is off</h1><p>9 March 2027</p>{STORY}"),
        ("en", f'<div class="today-date">1 May 2031</div><div><h1>{TITLE}</h1><p>9 March 2027</p>{STORY}</div>'),
        ("de", f"<h1>{TITLE}</h1><span>09.03.2027</span>{STORY}<ul>"
               + "".join(f"<li><b class='date'>0{day}.02.2027</b> Ein Bus</li>" for day in range(1, 9)) + "</ul>"),
    ],
)  # fmt: skip
def test_every_make_of_page_shows_its_date_in_its_own_place(lang: str, body: str) -> None:
    assert day_of(bare(body, lang=lang)) == DAY


@pytest.mark.parametrize(
    "stamped",
    ["<time datetime='Tue Mar 09 2027 10:12:00 GMT+0000'>3h</time>", "<time datetime='March 9, 2027 10:12'>3h</time>",
     "<span class='date' title='2027-03-09T10:12:00-04:00'>3 hours ago</span>",
     "<span class='timestamp' data-timestamp='1804579200'>3 hours ago</span>",
     "<relative-time datetime='2027-03-09T10:12:00Z'>3 hours ago</relative-time>"],
)  # fmt: skip
def test_a_time_for_machines_is_read_however_it_is_marked_up(stamped: str) -> None:
    assert day_of(page(below=stamped)) == DAY


def test_a_title_that_is_no_time_hides_none() -> None:
    shown = "<p class='date'><b title='permanent link' class='date'>#</b> <time datetime='2027-03-09'>now</time></p>"
    assert day_of(page(below=shown)) == DAY


def test_a_day_in_the_headline_is_that_of_what_the_story_is_about() -> None:
    assert day_of(page(title="Ferry day on 1 May 2027 is off")) == ""
    assert day_of(page(title="Letter from the islands, 9 March 2027")) == DAY


@pytest.mark.parametrize(
    ("path", "day", "weight"),
    [("/2027/03/09/ferry", DAY, 4), ("/n/AEN20270309001200320", DAY, 3), ("/n?day=2027-03-09&p=2", DAY, 2),
     ("/2027/03/9-ways-to-sail", DAY, 2)],
)  # fmt: skip
def test_how_much_a_day_in_an_address_counts(path: str, day: str, weight: int) -> None:
    found = day_in_address(f"https://paper.example{path}")
    assert found is not None
    assert (found.day.isoformat(), found.weight) == (day, weight)


@pytest.mark.parametrize("address", ["https://paper.example/20271309001", "https://[::1/2027/03/09", "/n/999999999999"])
def test_figures_that_are_no_day_tell_nothing(address: str) -> None:
    assert day_in_address(address) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [("۱۸ اسفند ۱۴۰۵ - ۱۰:۱۲", "fa"), ("۱۴۰۵/۱۲/۱۸", "fa"), ("۱۸ حوت ۱۴۰۵", "ps"), ("令和9年3月9日", "ja"),
     ("民國116年3月9日", "zh"), ("9 มี.ค. 70 10:12 น.", "th"), ("9 Mar 27", "en"), ("9-Mar-27", ""),
     ("Mar-09-2027", ""), ("March, 9 2027", "en"),
     ("9 آذار / مارس 2027", "ar"), ("09 مارچ ، 2027", "ur"), ("2027 оны 3 сарын 9", "mn")],
)  # fmt: skip
def test_other_calendars_and_short_years_are_read(text: str, language: str) -> None:
    assert [found.day for found in days_in(text, language)] == [date(2027, 3, 9)]


@pytest.mark.parametrize("text", ["9 Mar 10:12", "9 May 30 people", "13 شعبان 1441", "۳۰ اسفند ۱۴۰۵", "1399/13/01"])
def test_an_hour_a_number_and_a_wrong_day_are_no_day(text: str) -> None:
    assert days_in(text, "fa") == []


def test_the_persian_year_begins_in_march_and_leaps_by_its_own_rule() -> None:
    new_years = [common_day(year, 1, 1) for year in (1375, 1396, 1399, 1400, 1404)]
    assert new_years == [date(1996, 3, 20), date(2017, 3, 21), date(2020, 3, 20), date(2021, 3, 21), date(2025, 3, 21)]
    assert (common_day(1403, 12, 30), common_day(1404, 12, 30)) == (date(2025, 3, 20), None)
    assert (common_day(1368, 1, 1), common_day(1473, 1, 1), common_day(1400, 7, 31)) == (None, None, None)
    assert persian_month("دي") == persian_month("دی") == 10


def test_who_halves_the_day_writes_the_month_first() -> None:
    shown = "<p class='date'>3/9/2027 10:12:00 AM</p>"
    assert day_of(page(below=shown, lang=""), "https://paper.fr/x") == "2027-09-03"
    assert day_of(page(below=shown, lang="")) == DAY
    assert day_of(page(below="<p>Fecha: 09/03/2027</p>", lang="en-US")) == DAY


def test_the_weekday_and_the_clock_tell_the_month_from_the_day() -> None:
    drupal = "<p class='submitted'>Submitted by mira on Tue, 03/09/2027 - 10:12</p>"
    assert day_of(page(below=drupal)) == day_of(page(below=drupal, lang="fr")) == DAY
    assert day_of(page(below="<p>Issued on: 09/03/2027 - 10:12</p>")) == DAY
    assert day_of(page(below="<p>Issued on: 3/9/2027 - 10:12 AM</p>")) == DAY
    assert day_of(page(below="<p>Issued on: 03/09/2027 - 10:12</p>", lang="en-US")) == DAY


@pytest.mark.parametrize(
    "lead",
    ["(09.03.2027) The ferry", "Elmstadt, 09.03.2027. The ferry", "(Elm City – March 9, 2027) The ferry"],
)  # fmt: skip
def test_a_story_may_begin_with_a_place_and_a_day(lead: str) -> None:
    assert day_of(page(below=f"<p>{lead} {'will sail again from Monday, and all are glad. ' * 5}</p>")) == DAY


def test_a_day_that_is_said_to_be_the_publications_comes_before_one_that_is_only_marked() -> None:
    assert day_of(page(below="<p class='date'>12 May 2027</p><p>Published 9 March 2027</p>")) == DAY
    assert day_of(page(below="<p class='date'>When: 12 May 2027</p><p>9 March 2027</p>")) == DAY


def test_a_day_above_the_headline_in_another_box_counts_less_than_one_below() -> None:
    today = '<div class="top"><span class="date">1 May 2031</span></div>'
    assert (
        day_of(bare(f"<div>{today}<div><div><h1>{TITLE}</h1><small>9 March 2027</small>{STORY}</div></div></div>"))
        == DAY
    )


def test_data_about_another_story_is_not_about_the_page() -> None:
    other = data(headline="A bus for Elmstadt", url="https://paper.example/bus", datePublished="2025-01-01")
    assert day_of(page(head=other, below="<p class='date'>9 March 2027</p>")) == DAY
    assert day_of(page(head=data(headline="Another name", datePublished=DAY))) == DAY


def test_data_may_be_escaped_and_a_date_may_stand_in_a_list() -> None:
    escaped = (
        data(datePublished=DAY)
        .replace('"', "&quot;")
        .replace("type=&quot;application/ld+json&quot;", "type='application/ld+json'")
    )
    assert day_of(page(head=escaped)) == DAY
    assert day_of(page(head=data(datePublished=[DAY, "2027-03-10"]))) == DAY


@pytest.mark.parametrize(
    "heading", ["2 Comments", "Related stories", "Mehr zum Thema", "Lesen Sie auch", "Más noticias"]
)
def test_what_follows_the_heading_of_other_things_is_not_the_storys(heading: str) -> None:
    assert day_of(page(after=f"<h3>{heading}</h3><div>Bo, 10 March 2027</div>")) == ""
    assert (
        day_of(page(after=f"<p>Published 9 March 2027</p><h3>{heading}</h3><div>Published 10 March 2027</div>")) == DAY
    )


def test_a_posting_has_the_day_on_which_it_was_posted() -> None:
    assert day_of(page(head=data(**{"@type": "JobPosting", "datePosted": DAY}))) == DAY


def test_the_last_publication_of_several_is_a_change() -> None:
    assert day_of(page(head=meta("last-publish-date", "2031-05-01"), below="<p>9 March 2027</p>")) == DAY


def test_between_equals_the_day_that_is_shown_wins() -> None:
    assert day_of(page(head=data(uploadDate="2026-03-01"), below="<p>9 March 2027</p>")) == DAY


def test_the_icon_of_a_clock_beside_a_date_hides_it_not() -> None:
    assert day_of(page(below="<p class='meta'><i class='fa fa-clock-o'></i> 9 March 2027</p>")) == DAY


def test_data_about_a_list_of_stories_is_not_about_the_page() -> None:
    other = '<div><meta itemprop="datePublished" content="2025-01-01"></div>'
    own = f'<meta itemprop="datePublished" content="{DAY}">'
    assert day_of(page(top=other, below=own)) == DAY


def test_a_day_marked_beside_the_headline_counts_in_whatever_box_it_stands() -> None:
    beside = '<aside class="facts"><span class="date">9 March 2027</span></aside>'
    assert day_of(page(below=beside)) == DAY
    assert day_of(page(below=beside, top="<nav><b class='date'>1 May 2031</b></nav>")) == DAY
    assert day_of(page(below=beside + beside.replace("9 March", "8 March"))) == ""
    assert day_of(page(below=beside.replace("facts", "related"))) == ""


def test_a_guess_that_repeats_a_tag_is_no_second_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_dates, "find_date", lambda *_args, **_options: "2031-05-01")
    rebuilt = page(head=meta("date", "2031-05-01"), below="<p class='date'>9 March 2027</p>")
    assert day_of(rebuilt) == DAY
    assert day_of(page(head=meta("date", "2031-05-01"))) == "2031-05-01"


def test_a_day_that_is_written_stays_as_it_is_written() -> None:
    stamp = "<time datetime='2027-03-09T04:30:00Z'>9 March 2027</time>"
    assert day_of(page(below=stamp, lang="en-CA")) == DAY
    changed = "<p class='modified-date'><time class='updated' datetime='2027-03-09T04:30:00Z'>March 9, 2027</time></p>"
    assert day_of(page(below=changed, lang="en-CA")) == DAY


def test_the_moment_of_a_guess_is_not_that_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_dates, "find_date", lambda *_args, **_options: DAY)
    found = extract(page(head=data(dateModified="2027-03-09T08:04:00Z"), lang="en-US"), URL)
    assert (found.date_raw, found.date) == (DAY, datetime(2027, 3, 9, tzinfo=UTC))
