"""Nothing typed, nothing written: the review screen as it is shown is sent back as a browser would send it."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from articles import editing
from articles.models import Article, Change, Tag
from articles.status import Status
from newsroom.desk import copies, decisions
from newsroom.desk.models import HeadlineOption, Note, WorkingCopy
from tests.desk.browser import controls, opened, pressed
from tests.desk.screen import SignIn, now
from tests.world import make_article, make_author, person

pytestmark = pytest.mark.django_db


def full_story(**values: Any) -> Article:
    """A story with something in every kind of field."""
    facts: dict[str, Any] = {
        "status": Status.IN_REVIEW,
        "authors": [make_author("Cy Writer"), make_author("Ann Other")],
        "tags": [Tag.objects.create(name="Fog"), Tag.objects.create(name="Sea")],
        "standfirst": "Two lines,\nwhich a browser ends in its own way.",
        "priority": 1,
        "assigned_to": person("cy"),
        "due_at": timezone.now() + timedelta(days=2, seconds=7),
        "expires_at": timezone.now() + timedelta(days=9, seconds=7),
    }
    return make_article(**(facts | values))


def written(article: Article) -> tuple[Any, ...]:
    """What an edit would leave behind."""
    past: Any = article.history
    revisions = Change.objects.filter(article=article, act="revise").count()
    return now(article).version, past.count(), revisions, WorkingCopy.objects.count()


@pytest.mark.parametrize("make", [full_story, lambda: make_article(status=Status.IN_REVIEW)], ids=["full", "bare"])
def test_an_untouched_page_that_is_saved_writes_nothing(signed_in: SignIn, make: Any) -> None:
    article, client = make(), signed_in("ben")
    before, changes = written(article), Change.objects.count()
    answer = pressed(client, article, controls(opened(client, article)))
    assert "Nothing was changed." in answer.content.decode()
    assert written(article) == before
    assert Change.objects.count() == changes


def test_every_field_of_the_page_comes_with_its_first_value(signed_in: SignIn) -> None:
    article, client = full_story(), signed_in("ada")
    sent = controls(opened(client, article))
    for name in ("priority", "assigned_to", "due_at", "headline", "tags"):
        assert sent[name] == sent[f"initial-{name}"] or name == "due_at"
    assert "initial-due_at" in sent


def test_a_priority_that_is_really_changed_is_saved_and_nothing_else(signed_in: SignIn) -> None:
    article, client = full_story(), signed_in("ben")
    sent = controls(opened(client, article))
    other = next(str(key) for key, _label in Article._meta.get_field("priority").flatchoices if str(key) != "1")
    pressed(client, article, sent, priority=other)
    assert str(now(article).priority) == other
    assert Change.objects.filter(article=article).latest("id").details["fields"] == ["priority"]


def test_a_note_alone_is_no_edit(signed_in: SignIn) -> None:
    article, client = full_story(), signed_in("ben")
    before = written(article)
    pressed(client, article, controls(opened(client, article)), "note", **{"reason-note": "Call the harbour."})
    assert Note.objects.get().text == "Call the harbour."
    assert written(article) == before


def test_a_note_from_a_page_that_a_colleague_outran_is_kept(signed_in: SignIn) -> None:
    article, client = full_story(), signed_in("ben")
    sent = controls(opened(client, article))
    editing.revise(article, by=person("ada"), changes={"headline": "By Ada", "priority": 2})
    before = written(article)
    answer = pressed(client, article, sent, "note", **{"reason-note": "Call the harbour."})
    assert "Your note was kept." in answer.content.decode()
    assert Note.objects.get().text == "Call the harbour."
    assert written(article) == before
    assert (now(article).headline, now(article).priority) == ("By Ada", 2)


def test_another_headline_is_no_edit(signed_in: SignIn) -> None:
    article, client = full_story(), signed_in("ben")
    before = written(article)
    typed = {"reason-headline_add": "Boats and fog"}
    pressed(client, article, controls(opened(client, article)), "headline_add", **typed)
    assert HeadlineOption.objects.get().text == "Boats and fog"
    assert written(article) == before


def test_publishing_an_untouched_page_publishes_and_edits_nothing(signed_in: SignIn) -> None:
    article, client = full_story(), signed_in("ada")
    sent, before = controls(opened(client, article)), written(article)
    pressed(client, article, sent, "publish")
    assert now(article).status == Status.PUBLISHED
    assert written(article)[2:] == before[2:]
    acts = list(Change.objects.filter(article=article).order_by("id").values_list("act", flat=True))
    assert acts.count("publish") == 1
    assert "revise" not in acts


def test_scheduling_an_untouched_page_edits_nothing(signed_in: SignIn) -> None:
    article, client = full_story(expires_at=None), signed_in("ada")
    sent, before = controls(opened(client, article)), written(article)
    at = timezone.localtime() + timedelta(hours=5)
    pressed(client, article, sent, "schedule", at=f"{at:%Y-%m-%dT%H:%M}")
    assert now(article).status == Status.SCHEDULED
    assert written(article)[2:] == before[2:]


def test_taking_over_with_nothing_typed_stores_no_working_copy(signed_in: SignIn) -> None:
    article, client = full_story(), signed_in("ben")
    decisions.claim(article, by=person("ada"))
    before = written(article)
    answer = pressed(client, article, controls(opened(client, article)), "take_over")
    assert "What you typed is in the form again" not in answer.content.decode()
    assert written(article) == before
    assert copies.of(article, person("ben")) is None


def test_a_due_minute_that_comes_twice_stays_the_one_that_it_is(signed_in: SignIn, settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    second = datetime(2030, 10, 27, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin"))
    article, client = full_story(due_at=second), signed_in("ben")
    sent, before = controls(opened(client, article)), written(article)
    assert sent["due_at-which"] == ["2"]
    pressed(client, article, sent)
    assert written(article) == before


def test_an_untouched_empty_page_begins_no_story(signed_in: SignIn) -> None:
    client = signed_in("ben")
    sent = controls(opened(client, None)) | {"_do": ["save"]}
    assert "There is nothing to keep yet" in client.post("/admin/articles/article/add/", sent).content.decode()
    assert not Article.objects.exists()
