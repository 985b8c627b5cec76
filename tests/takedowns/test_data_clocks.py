"""Requests under data laws: their times by the calendar and by business days, their answers, the alarms before."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from articles.refusals import Refused, Unfit
from newsroom.outbox.models import Letter
from newsroom.outbox.tasks import enqueue_due as post
from newsroom.takedowns import claimants, data_clocks, exports, handling, tasks, transparency
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.models import Case, Event
from newsroom.takedowns.refusals import CaseMoveRefused, NotAnOfficer
from newsroom.takedowns.sanctions import DataClock
from newsroom.takedowns.states import Outcome, State
from tests.takedowns.room import FORM, address, confirm_token, fields, notice, only_item, status_token
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
# The Friday before Memorial Day of 2026; the week after next has Juneteenth.
CAME = datetime(2026, 5, 22, 15, 0, tzinfo=UTC)


def asked(
    law: str = "gdpr", right: str = "erase", *, at: datetime = CAME, confirmed_at: datetime | None = None
) -> Case:
    """A confirmed request about somebody's own data that names no story."""
    with time_machine.travel(at, tick=False):
        case = claimants.receive(notice(claim=Claim.DATA, data_law=law, data_right=right), at=at)
    with time_machine.travel(confirmed_at or at, tick=False):
        claimants.confirm(confirm_token(case), at=confirmed_at or at)
    case.refresh_from_db()
    return case


def moment(day: tuple[int, int, int], hour: int) -> datetime:
    year, month, number = day
    return datetime(year, month, number, hour, tzinfo=UTC)


def letters(template: str) -> list[Letter]:
    return list(Letter.objects.filter(template=template).order_by("pk"))


# The times


@pytest.mark.parametrize(
    ("law", "right", "acknowledge", "answer"),
    [
        ("gdpr", "erase", None, (2026, 6, 22)),
        ("other", "access", None, (2026, 6, 22)),
        ("ccpa", "erase", (2026, 6, 8), (2026, 7, 6)),
        ("ccpa", "access", (2026, 6, 8), (2026, 7, 6)),
        ("ccpa", "opt_out", (2026, 6, 8), (2026, 6, 15)),
    ],
)
def test_each_law_has_its_times_from_the_day_a_request_came(
    law: str, right: str, acknowledge: Any, answer: Any
) -> None:
    asked(law, right, confirmed_at=CAME + timedelta(days=5))
    clock = DataClock.objects.get()
    assert clock.acknowledge_by == (moment(acknowledge, 15) if acknowledge else None)
    assert clock.answer_by == moment(answer, 15)
    assert clock.keep_until == datetime(2028, 5, 22, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("came", "due"),
    [
        ((2026, 1, 31), (2026, 2, 28)),
        ((2028, 1, 31), (2028, 2, 29)),
        ((2026, 12, 15), (2027, 1, 15)),
        ((2026, 11, 30), (2026, 12, 30)),
    ],
)
def test_a_month_is_one_of_the_calendar(came: Any, due: Any) -> None:
    times = data_clocks.times("gdpr", "access", moment(came, 9))
    assert times.answer_by == moment(due, 9)


def test_business_days_over_new_year_leave_out_christmas_and_new_year() -> None:
    times = data_clocks.times("ccpa", "opt_out", datetime(2026, 12, 18, 9, tzinfo=UTC))
    assert times.acknowledge_by == datetime(2027, 1, 5, 9, tzinfo=UTC)
    assert times.answer_by == datetime(2027, 1, 12, 9, tzinfo=UTC)


# The form


def test_a_data_request_may_name_no_address_and_every_other_claim_must() -> None:
    sent = fields(data_law="gdpr", data_right="access", country="NO", role="person")
    form = FORM.replace("owner", "data")
    assert Client().post(form, sent).status_code == 302
    assert Case.objects.get().items.count() == 0
    assert Client().post(FORM, fields()).status_code == 422
    with pytest.raises(Unfit, match="None of the addresses"):
        claimants.receive(notice(claim=Claim.OWNER))


def test_a_data_request_that_names_foreign_addresses_is_asked_for_ours() -> None:
    with pytest.raises(Unfit, match="None of the addresses"):
        claimants.receive(notice("https://elsewhere.example/x/", claim=Claim.DATA))


def test_two_different_wishes_of_one_day_are_two_requests_and_the_same_wish_is_one() -> None:
    assert asked(right="access").pk == asked(right="access").pk
    assert asked(right="access").pk != asked(right="erase").pk


def test_the_persons_page_shows_the_clock_of_the_law() -> None:
    case = asked()
    with time_machine.travel(CAME + timedelta(days=1)):
        page = Client().get(f"/takedown/status/{status_token(case)}/").content.decode()
    assert "22 June 2026" in page
    assert "What became of each address" not in page


# The answer


@pytest.mark.parametrize(
    ("done", "outcome", "told"), [(True, "answered", "have done"), (False, "rejected", "cannot do")]
)
def test_an_answer_decides_the_case_stops_the_clock_and_tells_the_person_why(
    done: bool, outcome: str, told: str
) -> None:
    case = asked()
    at = CAME + timedelta(days=3)
    data_clocks.answer(case, by=person("tao"), done=done, reason="Our newsletter list held your address.", at=at)
    case.refresh_from_db()
    assert (case.state, case.outcome, case.decided_at) == (State.DECIDED, outcome, at)
    assert DataClock.objects.get().answered_at == at
    [letter] = letters("takedown_data_answered")
    assert letter.to == "mira@owner.example"
    assert told in letter.body
    assert "newsletter list" in letter.body


def test_nobody_answers_without_a_reason_without_the_right_or_twice() -> None:
    case = asked()
    with pytest.raises(Unfit):
        data_clocks.answer(case, by=person("tao"), done=True, reason="  ")
    for name in ("cy", "ben", "ada"):
        with pytest.raises(NotAnOfficer):
            data_clocks.answer(case, by=person(name), done=True, reason="Done.")
    assert Event.objects.filter(act="decide").count() == 0
    data_clocks.answer(case, by=person("tao"), done=True, reason="Done.")
    with pytest.raises(CaseMoveRefused):
        data_clocks.answer(Case.objects.get(), by=person("tao"), done=False, reason="Or not.")
    assert len(letters("takedown_data_answered")) == 1


def test_a_data_request_about_stories_is_answered_by_deciding_them() -> None:
    article = make_article()
    case = claimants.receive(notice(address(article), claim=Claim.DATA, data_law="gdpr"))
    claimants.confirm(confirm_token(case))
    case.refresh_from_db()
    with pytest.raises(Refused, match="Decide each address"):
        data_clocks.answer(case, by=person("tao"), done=True, reason="Done.")
    handling.reject(only_item(case), by=person("tao"), reason="News of the day.")
    case.refresh_from_db()
    tasks.enqueue_due()
    assert DataClock.objects.get().answered_at == case.decided_at
    assert case.due_at is not None
    assert case.due_at - (case.confirmed_at or CAME) == timedelta(hours=24)


# More time


def test_gdpr_gives_two_more_months_once_with_a_reason_that_the_person_reads() -> None:
    case = asked()
    data_clocks.extend(case, by=person("tao"), reason="Three archives have to be searched.", at=CAME + MINUTE)
    assert DataClock.objects.get().answer_by == datetime(2026, 8, 22, 15, tzinfo=UTC)
    case.refresh_from_db()
    assert case.due_at == datetime(2026, 8, 22, 15, tzinfo=UTC)
    [letter] = letters("takedown_data_extended")
    assert "Three archives" in letter.body
    assert "2026-08-22" in letter.body
    with pytest.raises(Refused, match="no \\(further\\) time"):
        data_clocks.extend(case, by=person("tao"), reason="And more.", at=CAME + 2 * MINUTE)


def test_ccpa_gives_45_more_days_and_none_for_an_opt_out() -> None:
    data_clocks.extend(asked("ccpa"), by=person("tao"), reason="It is much.", at=CAME + MINUTE)
    assert DataClock.objects.get().answer_by == CAME + timedelta(days=90)
    with pytest.raises(Refused):
        data_clocks.extend(asked("ccpa", "opt_out"), by=person("tao"), reason="It is much.", at=CAME + MINUTE)


def test_time_that_is_over_is_not_extended() -> None:
    case = asked()
    with pytest.raises(Refused):
        data_clocks.extend(case, by=person("tao"), reason="Late.", at=datetime(2026, 6, 23, tzinfo=UTC))
    assert letters("takedown_data_extended") == []


# The alarms


def test_alarms_ring_at_50_75_90_and_100_per_cent_of_the_laws_time_and_ours_do_not() -> None:
    person("tao")
    asked()
    rung = []
    for days in (1, 15, 16, 23, 24, 28, 30.9, 31.1, 40):
        data_clocks.run(CAME + timedelta(days=days))
        tasks.ring_alarms(CAME + timedelta(days=days))
        rung.append(len(letters("takedown_officers_data_alarm")))
    assert rung == [0, 0, 1, 1, 2, 3, 3, 4, 4]
    assert letters("takedown_officers_alarm") == []


def test_an_answered_request_rings_no_alarm() -> None:
    person("tao")
    case = asked()
    data_clocks.answer(case, by=person("tao"), done=True, reason="Done.", at=CAME + MINUTE)
    data_clocks.run(CAME + timedelta(days=40))
    assert letters("takedown_officers_data_alarm") == []


def test_a_letter_that_never_went_out_is_told_when_it_was_due_as_acknowledgement() -> None:
    person("tao")
    asked("ccpa")
    last = datetime(2026, 6, 8, 15, tzinfo=UTC)
    data_clocks.run(last - MINUTE)
    assert letters("takedown_officers_data_ack") == []
    for _tick in range(2):
        data_clocks.run(last)
    assert len(letters("takedown_officers_data_ack")) == 1


def test_a_letter_that_went_out_acknowledges_the_request() -> None:
    person("tao")
    asked("ccpa")
    post()
    data_clocks.run(datetime(2026, 6, 9, tzinfo=UTC))
    assert letters("takedown_officers_data_ack") == []


# The figures and the page


def test_the_figures_count_received_done_refused_and_the_median_days_and_no_missed_promise() -> None:
    for number, done in enumerate((True, True, False)):
        case = asked(right=("access", "erase", "correct")[number])
        at = CAME + timedelta(days=(2, 4, 10)[number])
        data_clocks.answer(case, by=person("tao"), done=done, reason="As the law says.", at=at)
    asked("ccpa")
    row = next(row for row in transparency.months(CAME + timedelta(days=20)) if row["month"] == "2026-05")
    found = {name: row[f"privacy_{name}"] for name in ("received", "done", "refused", "median_days")}
    assert found == {"received": 4, "done": 2, "refused": 1, "median_days": 4.0}
    assert (row["missed_promises"], row["share_within_24_hours"]) == (0, None)


def test_exports_take_a_case_without_addresses() -> None:
    case = asked()
    assert case.reference in str(exports.lumen(case))
    assert exports.statements(case) == []
    assert case.reference in exports.markdown(case)


def test_an_officer_answers_with_a_button_and_loses_nothing_typed_when_it_is_refused() -> None:
    case = asked()
    officer = Client()
    officer.force_login(person("tao"))
    page, act = f"/admin/takedowns/case/{case.pk}/change/", f"/admin/takedowns/case/{case.pk}/act/"
    with time_machine.travel(CAME + timedelta(days=1)):
        officer.force_login(person("tao"))
        assert "Done as asked" in officer.get(page).content.decode()
        refused = officer.post(act, {"verb": "data done", "reason": "x" * 2001})
        assert (refused.status_code, "x" * 2001 in refused.content.decode()) == (409, True)
        assert officer.post(act, {"verb": "extend", "reason": "Much to read."}).status_code == 302
        assert officer.post(act, {"verb": "data refused", "reason": "We hold nothing."}).status_code == 302
        shown = officer.get(page).content.decode()
    assert Case.objects.get().outcome == Outcome.REJECTED
    assert "Done as asked" not in shown
    assert Event.objects.filter(act="extend").count() == 1
