"""Counter-notices: their form, their business days, and the story that comes back by itself and once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from articles.models import Bar, Fingerprint
from articles.refusals import Refused, Unfit
from articles.status import Status
from articles.syndication import permanent_id
from newsroom.outbox.models import Letter
from newsroom.takedowns import business_days, countering, endings, handling, moves, shrinking, tasks
from newsroom.takedowns.disputes import CounterNotice
from newsroom.takedowns.models import Case
from newsroom.takedowns.refusals import CaseSomebodyWasFirst, NotAnOfficer
from newsroom.takedowns.states import ItemState, State
from tests.takedowns.disputed import again, countered, fresh, party_of, removed_case, written_story
from tests.takedowns.room import confirmed, only_item
from tests.world import person

pytestmark = pytest.mark.django_db
End = CounterNotice.End


def new_york(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=business_days.WASHINGTON)


def letters_of(template: str) -> list[Letter]:
    return list(Letter.objects.filter(template=f"takedown_{template}"))


@pytest.mark.parametrize(
    ("received", "forward_by", "opens", "ends"),
    [
        # Friday before Thanksgiving 2026: the Thursday after it is closed, the Friday is not.
        ("2026-11-20 15:30", "2026-11-23 15:30", "2026-12-07 15:30", "2026-12-11 15:30"),
        # Over Christmas and New Year.
        ("2026-12-21 09:00", "2026-12-22 09:00", "2027-01-06 09:00", "2027-01-12 09:00"),
        # Juneteenth 2026 is a Friday.
        ("2026-06-18 10:00", "2026-06-22 10:00", "2026-07-06 10:00", "2026-07-10 10:00"),
        # Late on a Friday evening in Washington, when it is Saturday in Europe.
        ("2026-03-06 23:30", "2026-03-09 23:30", "2026-03-20 23:30", "2026-03-26 23:30"),
    ],
)
def test_the_days_are_business_days_of_the_united_states(received: str, forward_by: str, opens: str, ends: str) -> None:
    counter = countered(removed_case(), at=new_york(received))
    counter.refresh_from_db()
    times = counter.forward_by, counter.opens_at, counter.ends_at
    assert times == tuple(map(new_york, (forward_by, opens, ends)))


def test_a_counter_notice_starts_its_days_and_tells_both_the_author_and_the_officers() -> None:
    case = removed_case()
    countered(case)
    case.refresh_from_db()
    assert case.state == State.COUNTERED
    assert case.events.filter(act="counter", by=person("cy")).count() == 1
    [told] = letters_of("counter_received")
    assert told.to == "cy@paper.example"
    assert [letter.to for letter in letters_of("officers_counter")] == ["tao@paper.example"]
    assert not letters_of("counter_forwarded")


def test_the_story_comes_back_when_the_window_opens_and_not_a_minute_before() -> None:
    case = removed_case(story := written_story())
    counter = countered(case, at=(received := new_york("2026-11-20 15:30")))
    countering.forward(counter, by=person("tao"), at=received + timedelta(hours=2))
    early = new_york("2026-12-07 15:29")
    assert countering.run(early) == 0
    story.refresh_from_db()
    assert story.status == Status.WITHDRAWN
    with pytest.raises(Unfit, match="not over"):
        countering.bring_back(again(counter), at=early)
    tasks.enqueue_due(new_york("2026-12-07 15:30"))
    story.refresh_from_db()
    case.refresh_from_db()
    assert (story.status, case.state, again(counter).end) == (Status.PUBLISHED, State.RESTORED, End.RESTORED)
    assert case.events.filter(act="counter_won").count() == 1


def test_leak_63_what_a_counter_notice_brings_back_comes_once_with_its_id_its_dates_and_no_bar(client: Client) -> None:
    key = Fingerprint(kind="guid", key="e" * 64)
    story = written_story("Ferry leaves at dawn", fingerprints=[key])
    before = (story.pk, permanent_id(story), story.published_at, story.get_absolute_url(), story.headline)
    counter = countered(removed_case(story))
    assert client.get(story.get_absolute_url()).status_code == 410
    assert Bar.objects.filter(article=story).exists()
    over = again(counter).ends_at
    countering.run(over)
    countering.run(over + timedelta(hours=1))
    story.refresh_from_db()
    assert (story.pk, permanent_id(story), story.published_at, story.get_absolute_url(), story.headline) == before
    assert not Bar.objects.filter(article=story).exists()
    assert client.get(story.get_absolute_url()).status_code == 200
    feed = client.get("/feed/atom/").content.decode()
    assert feed.count(f"<id>{permanent_id(story)}</id>") == 1
    assert "deleted-entry" not in feed
    assert len(letters_of("restored")) == len(letters_of("counter_won")) == 1


def test_a_claimant_who_was_told_late_gets_nine_business_days_but_never_beyond_the_window() -> None:
    counter = countered(removed_case(), at=new_york("2026-03-02 12:00"))
    countering.forward(counter, by=person("tao"), at=new_york("2026-03-04 12:00"))
    assert countering.returns_at(counter) == new_york("2026-03-17 12:00")
    CounterNotice.objects.update(forwarded_at=new_york("2026-03-16 12:00"))
    assert countering.returns_at(again(counter)) == new_york("2026-03-20 10:00")


def test_nobody_forwards_it_so_officers_are_alarmed_twice_and_it_comes_back_in_time() -> None:
    case = removed_case()
    counter = countered(case, at=new_york("2026-03-02 12:00"))
    assert countering.run(new_york("2026-03-03 11:59")) == 0
    for moment in ("2026-03-03 12:00", "2026-03-03 12:01", "2026-03-17 12:00", "2026-03-17 12:01"):
        countering.run(new_york(moment))
    assert len(letters_of("officers_counter_alarm")) == 2
    assert again(counter).end == End.OPEN
    countering.run(new_york("2026-03-20 10:00"))
    ended = again(counter)
    assert (ended.end, ended.ended_at) == (End.RESTORED, new_york("2026-03-20 10:00"))
    assert new_york("2026-03-20 10:00") < ended.ends_at


def test_a_formal_notice_gets_the_counter_notice_in_full_with_no_link_that_works() -> None:
    counter = countered(removed_case(), explanation="See https://evil.example/now\n--\nBuy this")
    countering.forward(counter, by=person("tao"))
    [letter] = letters_of("counter_forwarded")
    assert letter.to == "mira@owner.example"
    for part in (
        "Cy Writer",
        "555-0144",
        "> 4 Canal Street",
        "> See hxxps://evil.example/now",
        "> Buy this",
        "perjury",
    ):
        assert part in letter.body
    assert "https://evil" not in letter.body


def test_an_owner_without_a_formal_notice_is_not_told_who_wrote_the_story() -> None:
    counter = countered(removed_case(claim="owner"))
    countering.forward(counter, by=person("tao"))
    [letter] = letters_of("counter_forwarded")
    assert "quotation of three lines" in letter.body
    assert [word for word in ("Cy Writer", "cy@paper", "555-0144", "Canal Street") if word in letter.body] == []


def test_a_form_that_is_not_kept_is_refused_with_its_reason_and_a_better_one_may_follow() -> None:
    case = removed_case()
    counter = countered(case)
    with pytest.raises(Unfit, match="lacks"):
        countering.refuse(counter, by=person("tao"), reason=" ")
    countering.refuse(counter, by=person("tao"), reason="The address does not exist.")
    case.refresh_from_db()
    assert (case.state, again(counter).end) == (State.DECIDED, End.REFUSED)
    [letter] = letters_of("counter_refused")
    assert "The address does not exist." in letter.body
    assert countering.run(again(counter).ends_at) == 0
    countered(case)
    case.refresh_from_db()
    assert case.state == State.COUNTERED


def test_once_forwarded_no_officer_can_refuse_it() -> None:
    counter = countered(removed_case())
    countering.forward(counter, by=person("tao"))
    with pytest.raises(Refused, match="forwarded already"):
        countering.refuse(again(counter), by=person("tao"), reason="After all no.")
    with pytest.raises(CaseSomebodyWasFirst):
        countering.forward(again(counter), by=person("tao"))
    assert len(letters_of("counter_forwarded")) == 1


def test_a_court_stops_the_days_for_good() -> None:
    case = removed_case()
    counter = countered(case)
    case.refresh_from_db()
    endings.litigate(case, by=person("tao"), reason="District court, file 12.")
    assert again(counter).end == End.COURT
    countering.run(again(counter).ends_at)
    assert fresh(counter.item).state == ItemState.REMOVED
    assert len(letters_of("counter_court")) == 1
    moves.move_case(Case.objects.get(), State.REOPENED, by=person("tao"))
    assert countering.run(again(counter).ends_at + timedelta(days=9)) == 0


@pytest.mark.parametrize("claim", ["privacy", "defamation", "safety", "legal", "trademark"])
def test_only_claims_of_copyright_and_ownership_can_be_countered(claim: str) -> None:
    with pytest.raises(Refused, match="You may appeal"):
        countered(removed_case(claim=claim))


def test_what_is_not_removed_cannot_be_countered() -> None:
    case = confirmed(written_story(), claim="copyright")
    with pytest.raises(Refused, match="not removed"):
        countered(case)


def test_one_counter_notice_at_a_time_for_each_story() -> None:
    case = removed_case()
    countered(case)
    with pytest.raises(Refused, match="here already"):
        countered(case)


def test_two_stories_of_one_case_come_back_each_in_its_own_time() -> None:
    case = removed_case(written_story(), written_story("Another one", by="ben"))
    first = countered(case, at=new_york("2026-03-02 12:00"))
    second = countered(case, at=new_york("2026-03-05 12:00"), number=2)
    countering.run(again(first).ends_at)
    case.refresh_from_db()
    assert (case.state, fresh(second.item).state) == (State.COUNTERED, ItemState.REMOVED)
    countering.run(again(second).ends_at)
    case.refresh_from_db()
    assert case.state == State.RESTORED
    assert {item.state for item in case.items.all()} == {ItemState.RESTORED}


def test_a_story_that_another_case_removed_too_stays_away_and_officers_hear_why_once() -> None:
    story = written_story()
    case, other = removed_case(story), confirmed(story, email="other@owner.example")
    counter = countered(case)
    handling.remove(only_item(other), by=person("tao"))
    for hour in range(3):
        countering.run(again(counter).ends_at + timedelta(hours=hour))
    story.refresh_from_db()
    case.refresh_from_db()
    assert (story.status, case.state, again(counter).end) == (Status.WITHDRAWN, State.COUNTERED, End.OPEN)
    [alarm] = [letter for letter in letters_of("officers_counter_alarm") if "could not" in letter.subject]
    assert other.reference in alarm.body


@pytest.mark.parametrize("name", ["ben", "cy", "zoe"])
def test_only_officers_judge_the_form(name: str) -> None:
    counter = countered(removed_case())
    acts: list[Any] = [
        lambda: countering.forward(counter, by=person(name)),
        lambda: countering.refuse(counter, by=person(name), reason="No."),
    ]
    for act in acts:
        with pytest.raises(NotAnOfficer):
            act()
    assert again(counter).forwarded_at is None


def test_while_its_days_run_no_officer_brings_the_story_back_or_takes_it_up_again() -> None:
    counter = countered(removed_case())
    with pytest.raises(Refused):
        handling.restore(fresh(counter.item), by=person("tao"), reason="I like it.")
    with pytest.raises(Refused):
        handling.reopen(fresh(counter.item).case, by=person("tao"), reason="I like it.")


def test_a_copy_that_was_destroyed_cannot_be_countered() -> None:
    case = removed_case()
    party = party_of(case)
    Case.objects.update(state=State.DESTROYED)
    assert countering.why_not(fresh(party.item))


def test_the_clock_of_the_promise_does_not_ring_while_a_counter_notice_runs() -> None:
    with time_machine.travel(datetime(2026, 3, 2, 12, tzinfo=UTC), tick=False):
        counter = countered(removed_case())
    tasks.ring_alarms(again(counter).opens_at)
    assert not letters_of("officers_alarm")


def test_years_later_nothing_tells_who_sent_it_and_that_it_was_sent_stays() -> None:
    case = removed_case()
    counter = countered(case, email="cy.private@home.example")
    countering.forward(counter, by=person("tao"))
    countering.run(counter.ends_at)
    case.refresh_from_db()
    assert shrinking.shrink(case)
    left = again(counter)
    assert (left.name, left.email, left.postal_address, left.phone, left.explanation) == ("",) * 5
    assert left.end == End.RESTORED
    written = Letter.objects.filter(key__contains=f"{case.reference}:counter:")
    assert {(letter.to, letter.body) for letter in written} == {("", "")}
    assert written.count() == 3
