"""Remarks that a person found fine: by one click, until the text changes, and never what must be mended."""

from typing import Any

import pytest

from articles import copying, editing, gate, lifecycle, prints
from articles.accounts import system_account
from articles.models import Article, Coverage, SourcePrint
from articles.models.article import Kind
from articles.models.source import Rights
from articles.refusals import GateClosed, NotPermitted, Unfit
from articles.status import Status
from newsroom.desk import claims, decisions, dismissals
from newsroom.desk.claims import HeldBySomeone
from newsroom.ingest import captures
from tests.desk.screen import SignIn, address, press
from tests.world import make_article, make_source, person

pytestmark = pytest.mark.django_db
ASIDE = "<p>The ferry was late (well, when is it not?). It left at noon with forty people.</p>"
SOURCE = (
    "The ferry between the two islands will sail every hour from next week, the harbour office said on Monday. "
    "It has bought a second boat for the purpose, and hired eleven people who live on the smaller island. "
) * 2


def waiting(**values: Any) -> Article:
    return make_article(status=Status.IN_REVIEW, body=ASIDE, **values)


def key_of(article: Article, code: str) -> str:
    return str(next(finding["key"] for finding in article.findings if finding["code"] == code))


def codes(article: Article) -> set[str]:
    return {finding["code"] for finding in Article.objects.get(pk=article.pk).findings}


def test_what_an_editor_finds_fine_is_not_said_again_and_the_history_names_them() -> None:
    article = waiting()
    before = article.version
    change = dismissals.accept(article, key_of(article, "aside"), by=person("ben"))
    assert "aside" not in codes(article)
    assert (change.act, change.by, change.details["code"]) == ("dismiss", person("ben"), "aside")
    editing.revise(article, by=person("ben"), changes={"headline": "Another headline"})
    assert "aside" not in codes(article), "the text at that place is the same"
    assert article.version == before + 1, "the remark itself made no version"


def test_it_is_said_again_when_the_text_at_that_place_changes() -> None:
    article = waiting()
    dismissals.accept(article, key_of(article, "aside"), by=person("ben"))
    editing.revise(article, by=person("ben"), changes={"body": ASIDE.replace("noon", "one")})
    assert "aside" in codes(article)


def test_what_must_be_mended_is_not_waved_through() -> None:
    article = make_article(status=Status.IN_REVIEW, body="<p>The main obstacles are these:</p>")
    with pytest.raises(Unfit, match="overrule"):
        dismissals.accept(article, key_of(article, "cut-off"), by=person("ada"))
    assert "cut-off" in codes(article)


def test_a_key_of_nothing_a_stranger_and_a_story_held_by_another_are_refused() -> None:
    article = waiting()
    key = key_of(article, "aside")
    with pytest.raises(Unfit):
        dismissals.accept(article, "", by=person("ben"))
    with pytest.raises(NotPermitted):
        dismissals.accept(article, key, by=person("zoe"))
    decisions.claim(article, by=person("ada"))
    with pytest.raises(HeldBySomeone):
        dismissals.accept(article, key, by=person("ben"))
    assert claims.holder(Article.objects.get(pk=article.pk))
    assert "aside" in codes(article)


def test_the_button_on_the_screen_does_it_and_keeps_what_was_typed(signed_in: SignIn) -> None:
    article = waiting()
    client = signed_in("ben")
    page = client.get(address(article)).content.decode()
    key = key_of(article, "aside")
    assert f'value="fine:{key}"' in page
    said = press(client, article, f"fine:{key}", headline="Ferries and their hours")
    assert "not made again" in said
    assert f'value="fine:{key}"' not in said
    assert Article.objects.get(pk=article.pk).headline == "Ferries and their hours"


def test_the_screen_shows_what_is_copied_and_marks_it_escaped(signed_in: SignIn) -> None:
    source = make_source("Islands Observer", rights=Rights.EXCERPT)
    taken = "The ferry between the two islands will sail every hour from next week, the harbour office said on Monday."
    article = make_article(
        status=Status.IN_REVIEW,
        kind=Kind.SUMMARY,
        source=source,
        source_words=copying.count(SOURCE),
        body=f"<p>Good news for &lt;b&gt;islanders. {taken}</p>",
    )
    prints.keep(article, SOURCE)
    editing.look_again(article)
    assert "copied" in codes(article)
    page = signed_in("ben").get(address(article)).content.decode()
    assert f"<mark>{taken.rstrip('.')}</mark>" in page
    assert "&lt;b&gt;islanders" in page
    assert "19 words just as in Islands Observer" in page


def test_an_editor_who_pastes_the_source_is_told_at_once() -> None:
    source = make_source("Islands Observer", rights=Rights.EXCERPT)
    article = make_article(
        status=Status.IN_REVIEW, kind=Kind.SUMMARY, source=source, source_words=copying.count(SOURCE)
    )
    editing.revise(article, by=system_account(), changes={"source_text": SOURCE})
    assert "copied" not in codes(article)
    editing.revise(article, by=person("ben"), changes={"body": f"<p>{SOURCE}</p>"})
    finding = next(one for one in Article.objects.get(pk=article.pk).findings if one["code"] == "copied")
    assert finding["level"] == "required"
    assert "Islands Observer" in finding["sentence"]


def test_a_look_of_the_gate_costs_one_query_for_the_print_and_nothing_for_our_own_work(
    django_assert_num_queries: Any,
) -> None:
    known = Article.objects.select_related("source", "country", "picture")
    taken = known.get(pk=make_article(kind=Kind.SUMMARY).pk)
    linked = known.get(pk=make_article(kind=Kind.LINK, body="").pk)
    with django_assert_num_queries(1):
        gate.look(taken)
    with django_assert_num_queries(0):
        gate.look(linked)


def test_what_is_erased_leaves_no_print() -> None:
    article = make_article(kind=Kind.SUMMARY)
    prints.keep(article, SOURCE)
    captures.erase(article, person("tao"))
    assert not SourcePrint.objects.filter(article=article).exists()


def test_a_new_version_of_the_source_is_known_beside_the_old_one() -> None:
    article = make_article(kind=Kind.SUMMARY)
    prints.keep(article, SOURCE)
    prints.keep(article, "An altogether different text about kites over the lake, which nobody had expected to see.")
    (original,) = prints.originals(article)
    assert copying.copied(SOURCE, original.hashes).words == copying.count(SOURCE)


def test_a_compilation_is_measured_against_every_source_of_its_coverage() -> None:
    coverage = Coverage.objects.create(title="Ferries", slug="ferries")
    outlet = make_source("Islands Observer", rights=Rights.EXCERPT)
    theirs = make_article(coverage=coverage, source=outlet, source_words=200, kind=Kind.SUMMARY)
    ours = make_article(status=Status.IN_REVIEW, kind=Kind.COMPILED, coverage=coverage, body=f"<p>{SOURCE}</p>")
    prints.keep(theirs, SOURCE)
    editing.look_again(ours)
    finding = next(one for one in ours.findings if one["code"] == "copied")
    assert "Islands Observer" in finding["sentence"]


def test_whoever_publishes_a_machines_text_answers_for_it_and_the_machine_cannot() -> None:
    article = make_article(status=Status.IN_REVIEW, kind=Kind.SUMMARY, made_by="machine")
    with pytest.raises(GateClosed, match="nobody has reviewed it"):
        lifecycle.move(article, Status.PUBLISHED, by=system_account())
    lifecycle.move(article, Status.PUBLISHED, by=person("ben"))
    assert article.reviewed_by == person("ben")
