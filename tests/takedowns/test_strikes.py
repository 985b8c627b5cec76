"""Strikes against a source: which count, when its feeds rest, who decides, when they are forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Source
from articles.refusals import Refused, Unfit
from newsroom.ingest.models import Feed
from newsroom.outbox.models import Letter
from newsroom.takedowns import handling, strikes, tasks, transparency
from newsroom.takedowns.claims import Claim, Role
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.sanctions import Suspension
from newsroom.takedowns.states import State
from tests.takedowns.room import confirmed, only_item
from tests.world import make_article, make_source, person, root

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def source() -> Source:
    return make_source("Fog Wire")


def feed(state: Feed.State = Feed.State.ACTIVE, number: int = 1) -> Feed:
    return Feed.objects.create(source=source(), url=f"https://fog-wire.example/feed/{number}", state=state)


def upheld(number: int, *, days_ago: int = 0, **values: Any) -> Item:
    """A story of the source that an owner had removed, so many days ago."""
    given = {"email": f"press@owner{number}.example"} | values
    item = only_item(confirmed(make_article(source=source()), **given))
    handling.remove(item, by=person("tao"))
    Item.objects.filter(pk=item.pk).update(decided_at=timezone.now() - days_ago * DAY)
    item.refresh_from_db()
    return item


def run() -> int:
    return strikes.run(timezone.now() + timedelta(seconds=1))


def test_three_owners_within_ninety_days_pause_the_feeds_until_an_editor_decides() -> None:
    person("ada")
    active, manual, retired = feed(), feed(Feed.State.MANUAL, 2), feed(Feed.State.RETIRED, 3)
    for number, days in ((1, 89), (2, 40), (3, 0)):
        upheld(number, days_ago=days)
    tasks.enqueue_due(timezone.now() + timedelta(seconds=1))
    assert run() == 0, "once"
    suspension = Suspension.objects.get()
    assert (suspension.source, suspension.strikes, suspension.feeds) == (source(), 3, [active.pk])
    states = [Feed.objects.get(pk=one.pk).state for one in (active, manual, retired)]
    assert states == ["paused", "manual", "retired"]
    [letter] = Letter.objects.filter(template="source_suspended")
    assert letter.to == "ada@paper.example"
    assert "Fog Wire" in letter.subject
    assert f"/admin/takedowns/suspension/{suspension.pk}/change/" in letter.body


@pytest.mark.parametrize("days", [[0, 10, 91], [0, 10]])
def test_fewer_or_older_ones_pause_nothing(days: list[int]) -> None:
    for number, ago in enumerate(days):
        upheld(number, days_ago=ago)
    assert run() == 0


def test_one_owner_who_asks_three_times_is_one_owner() -> None:
    for _number in range(3):
        upheld(1)
    assert run() == 0


def test_free_mail_addresses_are_as_many_owners_as_addresses_and_an_agent_speaks_for_the_one_it_names() -> None:
    for number in range(2):
        upheld(number, email=f"writer{number}@gmail.com")
    for _number in range(2):
        upheld(9, email="desk@agency.example", role=Role.AGENT, principal="Dee  Marsh")
    assert {strike.owner for strike in strikes.of(source(), timezone.now() + DAY)} == {
        "writer0@gmail.com",
        "writer1@gmail.com",
        "dee marsh",
    }
    assert run() == 1


def test_what_was_rejected_taken_back_or_restored_is_no_strike() -> None:
    upheld(1)
    upheld(2)
    rejected = only_item(confirmed(make_article(source=source()), email="press@owner3.example"))
    handling.reject(rejected, by=person("tao"), reason="Licensed.")
    taken_back = upheld(4)
    Case.objects.filter(pk=taken_back.case_id).update(state=State.WITHDRAWN)
    restored = upheld(5)
    restored.case.refresh_from_db()
    handling.restore(restored, by=person("tao"), reason="The counter-notice won.")
    assert run() == 0
    assert len(strikes.of(source(), timezone.now() + DAY)) == 2


def test_a_strike_stays_while_the_days_of_a_counter_notice_run() -> None:
    for number in range(3):
        item = upheld(number)
        Case.objects.filter(pk=item.case_id).update(state=State.COUNTERED)
    assert run() == 1


def test_what_a_person_or_a_court_had_removed_and_what_the_source_wished_away_is_no_strike() -> None:
    for number, claim in enumerate((Claim.PRIVACY, Claim.LEGAL, Claim.SAFETY, Claim.DEFAMATION)):
        upheld(number, claim=claim)
    for number in range(3):
        upheld(number, email=f"desk{number}@fog-wire.example")
    assert strikes.of(source(), timezone.now() + DAY) == []
    assert run() == 0


def test_strikes_are_forgotten_after_twelve_months() -> None:
    upheld(1, days_ago=364)
    upheld(2, days_ago=366)
    assert [strike.owner for strike in strikes.of(source(), timezone.now())] == ["owner1.example"]


def suspended() -> Suspension:
    feed()
    for number in range(3):
        upheld(number)
    run()
    return Suspension.objects.get()


def test_an_editor_lifts_it_with_a_reason_and_its_feeds_are_read_again() -> None:
    suspension = suspended()
    strikes.decide(suspension, by=person("ben"), lift=True, reason="They took the stories off their wire.")
    assert Feed.objects.get().state == "active"
    assert (suspension.decision, suspension.decided_by) == ("lifted", person("ben"))
    assert run() == 0, "the same strikes are not held against it again"


def test_an_editor_keeps_it_and_the_feeds_stay_paused() -> None:
    suspension = suspended()
    strikes.decide(suspension, by=person("ada"), lift=False, reason="They did not answer.")
    assert Feed.objects.get().state == "paused"
    with pytest.raises(Refused, match="decided already"):
        strikes.decide(suspension, by=person("ben"), lift=True, reason="Or do.")


def test_a_feed_that_somebody_resumed_or_retired_meanwhile_is_left_alone() -> None:
    suspension = suspended()
    Feed.objects.update(state=Feed.State.RETIRED)
    strikes.decide(suspension, by=person("ben"), lift=True, reason="Settled.")
    assert Feed.objects.get().state == "retired"


def test_three_new_owners_after_a_decision_suspend_it_again() -> None:
    strikes.decide(suspended(), by=person("ben"), lift=True, reason="Settled.")
    for number in range(3):
        upheld(10 + number, days_ago=-1)
    assert strikes.run(timezone.now() + 2 * DAY) == 1
    assert Suspension.objects.count() == 2


def test_nobody_decides_without_a_reason_or_the_right() -> None:
    suspension = suspended()
    with pytest.raises(Unfit):
        strikes.decide(suspension, by=person("ben"), lift=True, reason=" ")
    for name in ("cy", "zoe"):
        with pytest.raises(Refused, match="for editors"):
            strikes.decide(suspension, by=person(name), lift=True, reason="Why not.")
    assert Feed.objects.get().state == "paused"


def test_the_page_of_a_source_tells_its_strikes_and_leads_to_the_suspension() -> None:
    suspension = suspended()
    editor = Client()
    editor.force_login(root())
    shown = editor.get(f"/admin/articles/source/{source().pk}/change/").content.decode()
    assert "3 in 90 days, 3 in twelve months" in shown
    assert f"/admin/takedowns/suspension/{suspension.pk}/change/" in shown


def test_an_editor_decides_with_a_button_and_loses_nothing_typed_when_it_is_refused() -> None:
    suspension = suspended()
    editor = Client()
    editor.force_login(person("ben"))
    page, act = (f"/admin/takedowns/suspension/{suspension.pk}/{end}/" for end in ("change", "act"))
    assert "Read its feeds again" in editor.get(page).content.decode()
    assert editor.post(act, {"verb": "lift", "reason": ""}).status_code == 409
    assert editor.post(act, {"verb": "lift", "reason": "Settled by letter."}).status_code == 302
    assert "Settled by letter." in editor.get(page).content.decode()
    again = editor.post(act, {"verb": "keep", "reason": "On second thoughts."})
    assert (again.status_code, "On second thoughts." in again.content.decode()) == (409, False)


def test_the_figures_count_the_feeds_that_were_paused() -> None:
    suspended()
    assert sum(row["feeds_suspended"] for row in transparency.months(timezone.now())) == 1


@pytest.mark.parametrize("name", ["suspension", "slowsender", "dataclock"])
def test_an_empty_list_says_what_would_stand_in_it(name: str) -> None:
    officer = Client()
    officer.force_login(person("tao"))
    said = {"suspension": "No source is suspended", "slowsender": "Nobody was warned", "dataclock": "Nobody has asked"}
    assert said[name] in officer.get(f"/admin/takedowns/{name}/").content.decode()
