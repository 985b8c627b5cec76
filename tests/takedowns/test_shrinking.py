"""How long we keep who asked: three years after the end, thirty days where nobody confirmed; figures stay."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from newsroom.outbox.models import Letter
from newsroom.takedowns import attaching, claimants, evidence, handling, moves, shrinking, tasks, transparency
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.floods import CasePrint
from newsroom.takedowns.models import Case, Event, Item, Message
from newsroom.takedowns.proofs import DomainProof
from newsroom.takedowns.sanctions import DataClock
from newsroom.takedowns.snapshots import Snapshot
from newsroom.takedowns.states import State
from tests.takedowns.room import SITE, confirmed, notice, only_item
from tests.world import make_article, make_source, person, root

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
MARK = "Quillibet"
EVERYTHING: dict[str, Any] = {
    "name": f"Mira {MARK}",
    "organisation": f"{MARK} Press",
    "principal": f"{MARK} Holding",
    "email": f"mira.{MARK.lower()}@owner.example",
    "postal_address": f"1 {MARK} Road",
    "phone": f"{MARK} 555-0100",
    "explanation": f"I am {MARK} and this report of the harbour fire was written by my own hand in the spring.",
    "work": f"The report by {MARK} on the harbour fire.",
    "originals": f"https://owner.example/{MARK}",
    "part_words": f"the passage on {MARK}",
    "signature": f"Mira {MARK}",
    "country": "NO",
    "claim": Claim.COPYRIGHT,
}


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def closed(**values: Any) -> Case:
    """A case that was decided and filed away just now."""
    case = confirmed(**(EVERYTHING | values))
    handling.reject(only_item(case), by=person("tao"), reason="Licensed to us.")
    case.refresh_from_db()
    handling.close(case, by=person("tao"))
    return case


def after_years(years: int, more: timedelta = timedelta(0)) -> datetime:
    now = timezone.now()
    return shrinking.years_before(now, -years) + more


def cells() -> Iterator[tuple[str, str]]:
    for model in apps.get_models(include_auto_created=True):
        names = [field.attname for field in model._meta.concrete_fields if not isinstance(field, models.BinaryField)]
        for row in model._default_manager.values(*names):
            yield from ((f"{model._meta.label}.{name}", str(value)) for name, value in row.items())


def holds(word: str) -> set[str]:
    return {name for name, text in cells() if word.lower() in text.lower()}


def test_three_years_after_the_end_nothing_is_left_of_who_asked_and_the_figures_stay() -> None:
    case = closed()
    file = evidence.Evidence.objects.create(case=case, name=f"{MARK}.txt", kind="txt", size=4, digest="0" * 64)
    (Path(evidence.store().path("x")).parent).mkdir(parents=True, exist_ok=True)
    Path(evidence.store().path(file.place)).write_text(MARK)
    moves.note(case, "open file", by=person("tao"), text=f"{MARK}.txt: for the decision")
    Snapshot.objects.create(case=case, url=f"https://owner.example/{MARK}", at=timezone.now(), title=MARK, text=MARK)
    told = [{name: value for name, value in row.items() if name != "seal"} for row in transparency.items()]
    assert len(holds(MARK)) > 12
    assert shrinking.run(after_years(3, -DAY)) == 0
    assert shrinking.run(after_years(3, MINUTE)) == 1
    assert holds(MARK) == set()
    assert not evidence.store().exists(file.place)
    case.refresh_from_db()
    assert case.shrunk_at is not None
    assert (case.claim, case.country, case.mail_domain, case.state) == ("copyright", "NO", "owner.example", "closed")
    assert CasePrint.objects.count() == 0
    assert [{name: value for name, value in row.items() if name != "seal"} for row in transparency.items()] == told


def test_letters_keep_when_they_were_sent_and_lose_their_words() -> None:
    person("tao")
    case = closed()
    before = Letter.objects.count()
    shrinking.run(after_years(3, MINUTE))
    rows = list(Letter.objects.filter(key__contains=case.reference))
    assert len(rows) == before > 2
    assert {row.body for row in rows} == {""}
    assert {row.to for row in rows} == {"", "tao@paper.example"}


def test_a_case_is_shrunk_once_and_says_so_in_its_log() -> None:
    case = closed()
    then = after_years(3, MINUTE)
    tasks.enqueue_due(then)
    tasks.enqueue_due(then)
    assert list(case.events.filter(act="shrink").values_list("by__username", flat=True)) == ["newsroom"]


@pytest.mark.parametrize("state", [State.LITIGATION, State.REOPENED])
def test_a_case_before_a_court_or_taken_up_again_keeps_everything(state: State) -> None:
    case = closed()
    moves.move_case(case, state, by=root())
    assert shrinking.run(after_years(9)) == 0


def test_a_decided_case_that_nobody_filed_away_is_counted_from_its_decision() -> None:
    case = confirmed(**EVERYTHING)
    handling.reject(only_item(case), by=person("tao"), reason="Licensed to us.")
    assert shrinking.run(after_years(3, -DAY)) == 0
    assert shrinking.run(after_years(3, MINUTE)) == 1


def test_an_open_case_is_never_shrunk() -> None:
    confirmed(**EVERYTHING)
    assert shrinking.run(after_years(9)) == 0


def test_the_record_of_a_data_request_is_kept_as_long_as_its_law_says() -> None:
    case = closed(claim=Claim.DATA)
    until = after_years(4)
    DataClock.objects.filter(case=case).update(keep_until=until)
    assert shrinking.run(until - MINUTE) == 0
    assert shrinking.run(until + MINUTE) == 1


def test_abuse_26_requests_that_nobody_confirmed_shrink_to_counters_after_thirty_days() -> None:
    start = timezone.now()
    for number in range(3):
        facts = EVERYTHING | {"email": f"{number}.{MARK}@owner.example"}
        claimants.receive(notice(f"{SITE}/2026/01/02/the-{MARK}-affair/", **facts), at=start)
    tasks.lapse_unconfirmed(start + timedelta(days=8))
    counted = transparency.months(start + timedelta(days=50))[-1]["unconfirmed"]
    assert shrinking.run(start + timedelta(days=37)) == 0
    assert shrinking.run(start + timedelta(days=39)) == 3
    assert holds(MARK) == set()
    assert transparency.months(start + timedelta(days=50))[-1]["unconfirmed"] == counted == 3
    assert Item.objects.count() == 3
    assert len(set(Item.objects.values_list("path_key", flat=True))) == 1


def test_who_proved_a_domain_and_who_wrote_to_the_newsroom_are_forgotten_as_late() -> None:
    now = timezone.now()
    facts = {"name": MARK, "email": f"{MARK}@owner.example"}
    proof = DomainProof.objects.create(source=make_source(), host="owner.example", method="mail", ended_at=now, **facts)
    Letter.objects.create(
        key=f"domain:{proof.pk}:asked", to=f"{MARK}@owner.example", subject=MARK, body=MARK, template="x"
    )
    for answer in ("", f"Dear {MARK}"):
        answered = now if answer else None
        Message.objects.create(
            topic="other",
            state="answered" if answer else "new",
            text=MARK,
            about=MARK,
            key=uuid4(),
            answer=answer,
            answered_at=answered,
            **facts,
        )
    assert shrinking.run(after_years(3, -DAY)) == 0
    assert shrinking.run(after_years(3, MINUTE)) == 3
    assert holds(MARK) == set()
    assert (DomainProof.objects.count(), Message.objects.count()) == (1, 2)
    assert shrinking.run(after_years(3, MINUTE)) == 0


def test_two_shrunk_cases_of_one_sender_cannot_be_told_to_be_of_one_sender() -> None:
    article = make_article()
    first, second = closed(), confirmed(article, **EVERYTHING)
    digest = second.digest
    handling.reject(only_item(second), by=person("tao"), reason="Licensed to us.")
    shrinking.run(after_years(3, MINUTE))
    rows = Case.objects.order_by("pk").values_list("digest", flat=True)
    assert len({*rows, first.digest, digest}) == 4


def test_one_that_is_killed_after_the_files_went_is_finished_at_the_next_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    case = closed()
    file = evidence.Evidence.objects.create(case=case, name="deed.txt", kind="txt", size=4, digest="0" * 64)

    def die(*_args: Any, **_values: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(moves, "note", die)
        with pytest.raises(KeyboardInterrupt):
            shrinking.run(after_years(3, MINUTE))
    assert Case.objects.get().shrunk_at is None
    assert shrinking.run(after_years(3, MINUTE)) == 1
    file.refresh_from_db()
    assert (file.name, file.erased_at is not None) == ("", True)
    assert Event.objects.filter(act="shrink").count() == 1


def test_the_content_of_a_file_is_erased_once() -> None:
    case = confirmed()
    file = evidence.Evidence.objects.create(case=case, name="deed.txt", kind="txt", size=4, digest="0" * 64)
    place = Path(evidence.store().path(file.place))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("deed")
    assert attaching.erase_of(case) == 1
    assert not place.exists()
    assert attaching.erase_of(case) == 0


@pytest.mark.parametrize(("now", "before"), [((2028, 2, 29), (2025, 2, 28)), ((2029, 11, 27), (2026, 11, 27))])
def test_three_years_are_years_of_the_calendar(now: tuple[int, int, int], before: tuple[int, int, int]) -> None:
    assert shrinking.years_before(datetime(*now, tzinfo=UTC), 3) == datetime(*before, tzinfo=UTC)
