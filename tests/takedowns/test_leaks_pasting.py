"""Leak checklist: an editor who pastes what was taken down is warned, and goes on only with a reason."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article, Fingerprint
from newsroom.desk import pasted
from newsroom.ingest import alike, fingerprint
from newsroom.takedowns import handling
from tests.desk.screen import typed
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
URL = "https://harbour-gazette.example/stories/lantern-boats"
LINE = "Boat number {} carried {} lanterns past the old pier before the tide turned."
WORDS = " ".join(LINE.format(number, number + 3) for number in range(12))
SignIn = Callable[[str], Client]


@pytest.fixture
def gone(db: None) -> Article:
    """A story with a text that was taken down."""
    signature = alike.pack(alike.sketch("Lantern boats", WORDS))
    keys = [
        Fingerprint(kind="address", key=fingerprint.address_key(URL)),
        Fingerprint(kind="text", key=fingerprint.text_key(WORDS), signature=signature),
    ]
    story = make_article("Lantern boats", body=f"<p>{WORDS}</p>", fingerprints=keys)
    handling.remove(only_item(confirmed(story)), by=person("tao"))
    return story


PASTED = {
    "text": {"body": f"<p>{WORDS}</p>"},
    "nearly the text": {"body": f"<p>{WORDS.replace('old pier', 'new pier', 1)}</p>"},
    "address": {"source_url": f"{URL}?utm_source=mail"},
}


@pytest.mark.parametrize("what", PASTED)
def test_leak_50_whoever_pastes_it_is_warned_and_nothing_is_saved(gone: Article, signed_in: SignIn, what: str) -> None:
    client = signed_in("ben")
    answer = client.post(ADD, typed(client, None, headline="Boats at night", _do="save", **PASTED[what]))
    said = answer.content.decode()
    assert "was taken down or is barred" in said
    assert 'name="reason-barred"' in said
    assert "Boats at night" in said, "what was typed is still there"
    assert gone.headline not in said
    assert list(Article.objects.all()) == [gone]


def test_leak_50_with_a_reason_it_is_kept_and_the_reason_is_in_the_history(gone: Article, signed_in: SignIn) -> None:
    client, why = signed_in("ben"), {"reason-barred": "The owner let us quote it."}
    client.post(ADD, typed(client, None, headline="Boats at night", _do="save", **PASTED["text"], **why))
    story = Article.objects.exclude(pk=gone.pk).get()
    change = story.changes.get(act=pasted.ACT)
    assert (change.reason, change.by) == ("The owner let us quote it.", person("ben"))
    assert change.details["bars"]
    again = typed(client, story, _do="save", body=f"<p>{WORDS}</p><p>And one more.</p>")
    client.post(f"/admin/articles/article/{story.pk}/change/", again)
    story.refresh_from_db()
    assert "one more" in story.body_text, "what was allowed once is not asked again"


def test_leak_50_a_story_that_is_changed_into_it_is_asked_too(gone: Article, signed_in: SignIn) -> None:
    story, client = make_article("Boats at night"), signed_in("ben")
    page = f"/admin/articles/article/{story.pk}/change/"
    said = client.post(page, typed(client, story, _do="save", **PASTED["text"])).content.decode()
    assert 'name="reason-barred"' in said
    story.refresh_from_db()
    assert "carried" not in story.body_text


def test_leak_50_other_words_and_what_was_merely_rejected_ask_nothing(gone: Article, signed_in: SignIn) -> None:
    gone.bars.update(reason="rejected")
    client = signed_in("ben")
    client.post(ADD, typed(client, None, headline="Boats at night", _do="save", **PASTED["text"]))
    assert Article.objects.exclude(pk=gone.pk).get().changes.filter(act=pasted.ACT).count() == 0
