"""Triage: its verbs over their one address, who may, two windows, and what makes no sense."""

import pytest

from articles.models import Article, Country
from articles.status import Status
from newsroom.desk import decisions
from newsroom.ingest import suggestions
from newsroom.ingest.entry import Suggested
from newsroom.ingest.models import Suggestion
from tests.desk.pressing import BY_SCRIPT, PRESS, SCREEN, SignIn, copy_of, event, incoming, press, shown
from tests.world import make_country, person

pytestmark = pytest.mark.django_db


def test_where_the_gate_is_closed_nothing_of_the_event_happens(signed_in: SignIn) -> None:
    lead, *rest = event(3)
    decisions.revise(lead, by=person("ada"), changes={"country": None})
    told = press(signed_in("ben"), lead, "lead", 409)
    assert "cannot be published yet" in told["sentence"]
    assert set(Article.objects.values_list("status", flat=True)) == {Status.INCOMING}
    assert rest


def test_a_newcomer_to_the_event_is_not_rejected_unseen(signed_in: SignIn) -> None:
    lead, *rest = event(3)
    told = press(signed_in("ben"), lead, "lead", 409, seen=str(rest[0].pk))
    assert "has joined this coverage" in told["sentence"]
    assert lead.status == Status.INCOMING


def test_a_copy_is_rejected_as_one_with_one_key(signed_in: SignIn) -> None:
    original = incoming("Told first")
    copy, client = copy_of(original), signed_in("ben")
    assert "possible copy" in shown(client)
    press(client, copy, "copy")
    assert copy.status == Status.REJECTED
    assert "Told first" in copy.changes.last().reason  # type: ignore[union-attr]
    assert Suggestion.objects.get().answer == "accepted"
    press(client, copy, "undo")
    assert copy.status == Status.INCOMING
    assert Suggestion.objects.get().answer == "open"
    assert "Nothing says" in press(client, original, "copy", 409)["sentence"]


def test_suggestions_are_answered_in_place(signed_in: SignIn) -> None:
    story, japan, client = incoming(), make_country("JP"), signed_in("ben")
    suggestions.offer(story, [Suggested("country", "JP", "in the headline", 0.9, False)])
    told = press(client, story, f"take:{Suggestion.objects.get().pk}")
    assert told["sentence"] == "Taken: Japan."
    assert told["story"] == story.pk
    assert story.country == japan


def test_of_two_windows_the_slower_one_is_told(signed_in: SignIn) -> None:
    story, ben, ada = incoming(), signed_in("ben"), signed_in("ada")
    seen = story.version
    press(ben, story, "reject:1")
    told = press(ada, story, "publish", 409, version=seen)
    assert f"Somebody was faster: “{story}” is now rejected." in told["sentence"]
    # The same press once more, such as after a lost answer: kindly, and no second row.
    rows = story.changes.count()
    assert "rejected already" in press(ben, story, "reject:1", version=seen)["sentence"]
    assert story.changes.count() == rows


def test_of_two_windows_the_slower_one_is_told_that_only_the_text_changed(signed_in: SignIn) -> None:
    story, ben, ada = incoming(), signed_in("ben"), signed_in("ada")
    seen = story.version
    press(ben, story, "revise", standfirst="At dawn.")
    assert "is now changed." in press(ada, story, "publish", 409, version=seen)["sentence"]


def test_a_claim_keeps_others_off_until_it_is_taken_over(signed_in: SignIn) -> None:
    story, ada, ben = incoming(), signed_in("ada"), signed_in("ben")
    press(ada, story, "claim")
    assert "ada is on" in press(ben, story, "publish", 409)["sentence"]
    page = str(ben.get(f"{SCREEN}{story.pk}/").content.decode())
    assert "<strong>ada</strong> is on this story" in page
    assert 'value="publish"' not in page
    press(ben, story, "take_over")
    press(ben, story, "publish")
    assert story.is_public


@pytest.mark.parametrize(
    "typed",
    [
        {"verb": "explode"},
        {"verb": "reject:99"},
        {"verb": "schedule", "at": "tomorrow"},
        {"verb": "schedule", "at": "2001-01-01T00:00"},
        {"verb": "publish", "story": "no. 1"},
        {"verb": "publish", "story": "9" * 18},
        {"verb": "merge:999999"},
        {"verb": "take:1"},
        {},
    ],
)
def test_broken_presses_change_nothing_and_say_so(signed_in: SignIn, typed: dict[str, str]) -> None:
    story = incoming()
    rows = story.changes.count()
    answer = signed_in("ben").post(PRESS, {"story": str(story.pk)} | typed, headers=BY_SCRIPT)
    assert answer.status_code == 409
    assert answer.json()["sentence"]
    story.refresh_from_db()
    assert (story.status, story.changes.count()) == (Status.INCOMING, rows)


def test_an_approval_is_given_where_the_section_asks_for_it(signed_in: SignIn) -> None:
    story, ada, ben = incoming(), signed_in("ada"), signed_in("ben")
    assert 'value="approve"' not in shown(ada)
    Country.objects.update(approvals=1)
    assert 'value="approve"' in shown(ada)
    press(ben, story, "publish", 409)
    assert "You approved" in press(ada, story, "approve")["sentence"]
    press(ben, story, "publish")
    assert story.is_public
