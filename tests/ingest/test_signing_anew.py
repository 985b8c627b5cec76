"""Moving up to this release: texts that were known by older signatures are known by the new ones, and stay down."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article, Bar, Fingerprint, SourcePrint
from articles.status import Status
from newsroom.ingest import captures
from newsroom.ingest.models import Capture, Sketch, Suggestion
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, Story, bring, make_outlet, poll

pytestmark = pytest.mark.django_db
step = import_module("newsroom.ingest.migrations.0008_sketches")
CUT = (*PARAGRAPHS[:4], "More of this on Thursday, when the board of the harbour meets in the hall by the fish market.")


def as_before() -> None:
    """The rows as the release before left them: 64 numbers a text, bands as keys, no sketches, no prints."""
    for model in (Fingerprint, Bar):
        model.objects.filter(kind="band").delete()
        model.objects.filter(kind="text").update(signature=b"\x07" * 256)
    for article in Article.objects.all():
        Fingerprint.objects.create(kind="band", key=f"{article.pk:064x}", article=article)
    Sketch.objects.all().delete()
    SourcePrint.objects.all().delete()


def moved_up() -> None:
    step.sign_again(apps, connection.schema_editor())
    step.know_again(apps, connection.schema_editor())


def came(web: FakeWeb) -> Article:
    """The only story, just taken in."""
    bring(web, Story())
    return Article.objects.get()


def brought_again(web: FakeWeb, paragraphs: tuple[str, ...]) -> str:
    """The verdict on the same story as another outlet tells it; "" where it left no capture."""
    outlet = make_outlet(web, "Monsoon Post")
    outlet.tells(Story(guid="m1", link="https://monsoon-post.example/pier", paragraphs=paragraphs))
    poll(outlet)
    return Capture.objects.filter(source=outlet.feed.source).values_list("verdict", flat=True).last() or ""


def test_a_near_copy_of_what_was_withdrawn_before_is_still_kept_for_an_officer(web: FakeWeb) -> None:
    lifecycle.move(came(web), Status.WITHDRAWN, by=system_account())
    as_before()
    moved_up()
    assert brought_again(web, CUT) == "quarantined"
    assert not Fingerprint.objects.filter(kind="band").exists()


def test_what_was_withdrawn_and_erased_before_stays_down_by_its_keys(web: FakeWeb) -> None:
    article = came(web)
    lifecycle.move(article, Status.WITHDRAWN, by=system_account())
    captures.erase(article, system_account())
    as_before()
    moved_up()
    brought_again(web, PARAGRAPHS)
    assert list(Article.objects.all()) == [article]


def test_a_story_that_came_in_before_is_found_by_its_near_copies_and_measured(web: FakeWeb) -> None:
    article = came(web)
    hashes = bytes(article.source_print.hashes)
    as_before()
    moved_up()
    assert bytes(SourcePrint.objects.get(article=article).hashes) == hashes
    assert Sketch.objects.get().at == article.arrived_at
    brought_again(web, CUT)
    assert Suggestion.objects.get(kind="duplicate").value == str(article.pk)


def test_a_bar_whose_article_is_gone_bars_no_other_story(web: FakeWeb) -> None:
    article = came(web)
    Capture.objects.update(article=None)
    bar = Bar.objects.create(kind="text", key="0" * 64, signature=b"\x07" * 256, reason="withdrawn")
    as_before()
    moved_up()
    bar.refresh_from_db()
    assert bytes(bar.signature) == b""
    assert not Bar.objects.filter(kind="band").exists()
    assert not SourcePrint.objects.filter(article=article).exists()
