"""One verdict, one transaction: races end with one article, and what is stored fits every database."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from articles import editing
from articles.accounts import system_account
from articles.models import Article, Bar, Fingerprint, Tag
from articles.models.source import Rights
from articles.readiness import Finding
from newsroom.ingest import drafts, known, store
from newsroom.ingest.entry import Entry, Extraction
from newsroom.ingest.fingerprint import text_key
from newsroom.ingest.models import Capture
from newsroom.ingest.prepare import prepare
from newsroom.ingest.reading import NO_PAGE, Reading
from newsroom.ingest.verdict import Arriving, Known, Verdict
from tests.ingest.press import PARAGRAPHS
from tests.world import make_article, make_country, make_source, person

pytestmark = pytest.mark.django_db
CountQueries = Callable[..., AbstractContextManager[Any]]
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
ENTRY = Entry(guid="1", url="https://harbour-gazette.example/pier", title="Mongolia opens a pier", content_html=TEXT)


def read(entry: Entry = ENTRY, source: Any = None, **vocabulary: str) -> Reading:
    outlet = store.outlet(source or make_source(country=make_country("MN")), None)
    return prepare(entry, NO_PAGE, Extraction(), outlet, vocabulary=vocabulary, now=timezone.now())


def test_whoever_comes_second_finds_the_story_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both workers look before either has written; the unique key lets one in, and the other looks again."""
    source, gather, blind = make_source(), known.gather, [True]

    def gather_too_early(arriving: Sequence[Arriving]) -> list[Known]:
        return [Known()] if blind.pop() else gather(arriving)

    first = store.settle(read(), source)
    blind = [False, True]
    monkeypatch.setattr(known, "gather", gather_too_early)
    monkeypatch.setattr(known, "kin", lambda *_: ())
    second = store.settle(read(), source)
    assert (first.kind, second.kind) == ("new", "seen")
    assert Article.objects.count() == 1
    assert second.article == first.article


def test_a_broken_rule_of_the_database_is_not_mistaken_for_a_race(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**values: Any) -> Article:
        raise IntegrityError("another rule")

    monkeypatch.setattr(editing, "create", broken)
    with pytest.raises(IntegrityError, match="another rule"):
        store.settle(read(), make_source())


def test_a_verdict_that_cannot_be_written_whole_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: Any) -> Capture:
        raise OSError("the disk is full")

    monkeypatch.setattr(drafts, "capture", full)
    with pytest.raises(OSError, match="disk"):
        store.settle(read(), make_source())
    assert not Article.objects.exists()
    assert not Fingerprint.objects.exists()


def test_all_keys_of_a_story_are_locked_before_anything_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    gather = known.gather

    def lock(keys: Iterable[tuple[str, str]]) -> None:
        order.append("lock " + ",".join(sorted({kind for kind, _key in keys})))

    def note(arriving: Sequence[Arriving]) -> list[Known]:
        order.append("look")
        return gather(arriving)

    monkeypatch.setattr("articles.bars.lock", lock)
    monkeypatch.setattr(known, "gather", note)
    store.settle(read(), make_source())
    assert order == ["lock address,band,guid,text", "look"]


def test_one_new_story_costs_a_known_number_of_queries(
    django_assert_num_queries: CountQueries,
) -> None:
    source, reading = make_source(), read()
    system_account()
    with django_assert_num_queries(26 if connection.vendor == "postgresql" else 25):  # PostgreSQL locks the keys
        # two savepoints; the system account; what is known (holders, bars, near ones, kin); country; slug, article,
        # revision, log, fingerprints, lists, the print of the source, kept and read, findings; the capture;
        # suggestions; its sketch and the bands of it
        store.settle(reading, source)


def test_a_story_carries_the_tags_of_the_vocabulary_and_makes_no_new_ones() -> None:
    harbours = Tag.objects.create(name="Harbours", slug="harbours", synonyms="pier\nquay")
    entry = replace(ENTRY, tags=("Harbours", "Unheard of"))
    store.settle(read(entry, pier="Harbours", harbours="Harbours"), make_source())
    assert list(Article.objects.get().tags.all()) == [harbours]
    assert Tag.objects.count() == 1


def test_a_story_of_two_countries_has_one_section_and_says_what_else_it_is_about() -> None:
    make_country("JP")
    entry = replace(ENTRY, title="Japan and Mongolia open a pier in Japan", content_html=TEXT + "<p>Tokyo paid.</p>")
    store.settle(read(entry), make_source())
    article = Article.objects.get()
    assert article.country is not None
    assert article.country.iso2 == "JP"
    assert [country.iso2 for country in article.also_about.all()] == ["MN"]


def test_what_no_column_takes_is_cut_or_left_out() -> None:
    entry = Entry(
        guid="g\x00" * 3000,
        url="https://harbour-gazette.example/" + "a" * 3000,
        title="Pier \ud800\x00" * 200,
        author="A" * 900,
        content_html=TEXT,
        published_raw="x" * 500,
    )
    store.settle(read(entry), make_source(rights=Rights.LICENSED))
    article, capture = Article.objects.get(), Capture.objects.get()
    for row in (article, capture):
        row.full_clean(exclude=["slug", "country", "page", "entry"])
    assert article.source_url == ""
    assert "no-source-link" in {finding["code"] for finding in article.findings}
    assert "\x00" not in capture.guid


def test_what_a_person_has_in_hand_is_not_rewritten_by_the_machine() -> None:
    source = make_source()
    store.settle(read(), source)
    article = Article.objects.get()
    editing.revise(article, by=person("ada"), changes={"headline": "Our own headline"}, reason="shorter")
    assert store.settle(read(replace(ENTRY, title="Mongolia opens a second pier")), source).kind == "changed"
    article.refresh_from_db()
    assert article.headline == "Our own headline"
    assert "upstream-changed" in {finding["code"] for finding in article.findings}


def test_a_manual_bar_on_an_author_keeps_the_author_out() -> None:
    Bar.objects.create(kind="author", key=text_key("Odval Bat"), reason="manual")
    entry = replace(ENTRY, author="odval  BAT")
    assert store.settle(read(entry), make_source()).kind == "barred"
    assert Bar.objects.get().hits == 1


def test_a_bar_for_one_source_does_not_touch_another() -> None:
    ours, other = make_source(), make_source("Monsoon Post")
    reading = read(source=ours)
    Bar.objects.create(kind="text", key=reading.prepared.fingerprints.text_key, reason="manual", scope=str(ours.pk))
    assert store.settle(reading, ours).kind == "barred"
    assert store.settle(read(replace(ENTRY, url="https://monsoon-post.example/1"), source=other), other).kind == "new"


def test_hits_are_counted_once_for_each_bar() -> None:
    bar = Bar.objects.create(kind="guid", key="k", reason="manual")
    store.count_hits([bar.pk, bar.pk])
    bar.refresh_from_db()
    assert bar.hits == 1


def test_a_remark_replaces_an_earlier_one_of_its_kind() -> None:
    article = make_article()
    for number in (2, 3):
        editing.remark(article, Finding("upstream-changed", "recommended", f"version {number}"))
    article.refresh_from_db()
    assert [remark["sentence"] for remark in article.remarks] == ["version 3"]
    assert Verdict("seen", "").comes_in is False
