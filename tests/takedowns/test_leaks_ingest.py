"""Leak checklist, stay-down: the same story by any way stays out, near copies wait for an officer, others pass."""

import re

import pytest
from django.test import Client

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article, Bar
from articles.status import Status
from newsroom.takedowns import handling
from tests.articles.test_looks import landscape, saved, withhold
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, Outlet, Story, bring, codes, make_outlet, poll
from tests.ingest.test_illustrate import told
from tests.takedowns.room import confirmed, only_item
from tests.world import person

pytestmark = pytest.mark.django_db
HOME = "https://harbour-gazette.example"


def removed(web: FakeWeb) -> tuple[Outlet, Article]:
    """An outlet whose only story was published and taken down."""
    outlet = bring(web, Story())
    article = Article.objects.get()
    lifecycle.move(article, Status.IN_REVIEW, by=system_account())
    lifecycle.move(article, Status.PUBLISHED, by=system_account(), overruled=True)
    handling.remove(only_item(confirmed(article)), by=person("tao"))
    return outlet, article


def comes_again(web: FakeWeb, *again: Story, name: str = "Harbour Gazette") -> list[Article]:
    """What comes in when an outlet tells these stories after the removal."""
    outlet, _article = removed(web)
    outlet = outlet if name == "Harbour Gazette" else make_outlet(web, name)
    outlet.tells(*again)
    poll(outlet)
    return list(Article.objects.exclude(status=Status.WITHDRAWN))


def test_leak_44_the_same_guid_again_is_kept_out(web: FakeWeb) -> None:
    assert comes_again(web, Story(title="A headline that was changed")) == []


def test_leak_45_the_same_address_from_another_feed_is_kept_out(web: FakeWeb) -> None:
    assert comes_again(web, Story(guid="other"), name="Monsoon Post") == []


SPELLINGS = ["https://HARBOUR-GAZETTE.example/pier", "http://www.harbour-gazette.example/pier/"]
SPELLINGS += [f"{HOME}/pier?utm_medium=x", f"{HOME}/amp/pier", "https://m.harbour-gazette.example/pier"]


@pytest.mark.parametrize("link", SPELLINGS)
def test_leak_46_no_spelling_of_the_address_comes_in(web: FakeWeb, link: str) -> None:
    assert comes_again(web, Story(link=link, guid="again")) == []


def test_leak_47_a_new_address_with_the_same_text_is_kept_out(web: FakeWeb) -> None:
    assert comes_again(web, Story(guid="new", link=f"{HOME}/another")) == []


def test_leak_47_a_text_that_is_nearly_the_same_waits_for_an_officer(web: FakeWeb) -> None:
    nearly = (*PARAGRAPHS[:-1], PARAGRAPHS[-1].replace("kites", "dragons"))
    [found] = comes_again(web, Story(guid="new", link=f"{HOME}/another", paragraphs=nearly))
    assert found.status == Status.INCOMING
    assert "near-match" in {finding["code"] for finding in found.required_findings}


def test_leak_48_another_outlets_copy_waits_and_another_story_of_the_event_passes(web: FakeWeb) -> None:
    copy = Story(guid="copy", link="https://monsoon-post.example/copy", title="A pier in Mongolia")
    words = tuple(f"Saltmarsh pier, seen from the sea {number}: the ferry crews cheered." for number in range(5))
    other = Story(slug="ferry", link="https://monsoon-post.example/ferry", title="Crews cheer at sea", paragraphs=words)
    found = comes_again(web, copy, other, name="Monsoon Post")
    passed = [one for one in found if one.headline == other.title]
    assert len(passed) == 1
    assert not {"barred", "near-match"} & codes(passed[0])
    others = [one for one in found if one not in passed]
    assert all(one.required_findings and not one.is_public for one in others)
    assert Bar.objects.filter(hits__gt=0).exists(), "the copy met a bar"


def test_leak_49_a_picture_that_looks_the_same_comes_in_out_of_sight(web: FakeWeb) -> None:
    withhold(saved(landscape(), quality=90))
    told(web, saved(landscape(), quality=30))
    article = Article.objects.get()
    assert article.picture
    assert not article.picture.is_public
    assert "picture-withheld" in codes(article)


def test_leak_51_the_bars_stand_in_the_transaction_of_the_removal(web: FakeWeb) -> None:
    _outlet, article = removed(web)
    kept = set(article.bars.values_list("kind", "key"))
    assert kept >= set(article.fingerprints.values_list("kind", "key"))


def test_leak_52_an_update_cannot_revive_it(web: FakeWeb, client: Client) -> None:
    outlet, article = removed(web)
    text = ("A wholly new text about the pier, with other words in it.", *PARAGRAPHS)
    outlet.tells(Story(paragraphs=text, date="Tue, 03 Jun 2025 08:00:00 GMT"))
    poll(outlet)
    poll(outlet)
    article.refresh_from_db()
    assert article.status == Status.WITHDRAWN
    assert client.get(article.get_absolute_url()).status_code in {404, 410}


def test_leak_53_a_bar_on_an_outlet_keeps_everything_of_it_out_and_one_of_a_source_only_there(web: FakeWeb) -> None:
    outlet = bring(web, Story())
    key = article_key(outlet)
    Bar.objects.create(kind="outlet", key=key, reason=Bar.Reason.MANUAL)
    outlet.tells(Story(slug="museum", title="A museum opens beside the market"))
    poll(outlet)
    assert Article.objects.count() == 1
    rival = make_outlet(web, "Monsoon Post")
    rival.tells(Story(slug="ferry", link="https://monsoon-post.example/ferry", title="The ferry crews are cheered"))
    poll(rival)
    assert Article.objects.count() == 2


def article_key(outlet: Outlet) -> str:
    """The key of an outlet's name."""
    from newsroom.ingest import fingerprint

    return fingerprint.text_key(outlet.feed.source.name)


def test_leak_54_bars_hold_hashes_and_no_text(web: FakeWeb) -> None:
    removed(web)
    rows = list(Bar.objects.values_list("key", "note"))
    assert rows
    assert all(re.fullmatch(r"[0-9a-f]+", key) and note == "" for key, note in rows)


def test_leak_55_each_attempt_that_was_kept_out_is_counted(web: FakeWeb) -> None:
    comes_again(web, Story(guid="new"))
    assert sum(Bar.objects.values_list("hits", flat=True)) >= 1
