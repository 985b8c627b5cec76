"""The officers' buttons for counter-notices and appeals, with what was typed for one that is refused."""

from collections.abc import Callable

import pytest
from django.test import Client

from newsroom.takedowns import appealing, countering
from newsroom.takedowns.disputes import Appeal, CounterNotice
from newsroom.takedowns.models import Case
from newsroom.takedowns.states import State
from tests.takedowns.disputed import countered, party_of, removed_case, second_officer, written_story
from tests.world import person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
TEXT = "The passage is a quotation, with its source beside it."
ANSWER = "We have compared both texts word by word."


def press(client: Client, case: Case, verb: str, **values: str) -> str:
    answer = client.post(f"/admin/takedowns/case/{case.pk}/act/", {"verb": verb} | values, follow=True)
    return answer.content.decode()


def test_an_officer_forwards_a_counter_notice_and_reads_when_the_story_comes_back(signed_in: SignIn) -> None:
    case = removed_case()
    counter = countered(case)
    page = press(signed_in("tao"), case, "forward", item="1")
    counter.refresh_from_db()
    assert counter.forwarded_at
    assert "The story comes back on" in page


def test_an_officer_refuses_a_form_with_its_reason(signed_in: SignIn) -> None:
    case = removed_case()
    countered(case)
    assert "may send a better one" in press(signed_in("tao"), case, "refuse counter", item="1", reason="No street.")
    assert CounterNotice.objects.get().end == CounterNotice.End.REFUSED


def test_the_reason_of_a_refused_button_stays_in_its_own_field_and_in_no_other(signed_in: SignIn) -> None:
    second_officer()
    case = removed_case(written_story(by="ada"), written_story())
    for number, name in ((1, "ada"), (2, "cy")):
        countered(case, number=number, name=name, email=f"{name}@paper.example")
    page = press(signed_in("ada"), case, "refuse counter", item="1", reason="No such street.")
    assert "It is your own story" in page
    assert page.count("No such street.") == 1
    assert "No such street.</textarea>" in page
    assert not CounterNotice.objects.exclude(end="").exists()


def test_what_is_forwarded_or_over_cannot_be_refused_or_forwarded(signed_in: SignIn) -> None:
    case, tao = removed_case(), signed_in("tao")
    counter = countered(case)
    press(tao, case, "forward", item="1")
    assert "forwarded already" in press(tao, case, "refuse counter", item="1", reason="No such street.")
    countering.end_in_court(counter)
    assert "No counter-notice about this address is open" in press(tao, case, "forward", item="1")


def test_an_answer_by_whoever_decided_is_refused_and_stays_in_its_field(signed_in: SignIn) -> None:
    case = removed_case()
    appealing.by_author(party_of(case), TEXT)
    second_officer()
    for verb in ("uphold", "reverse"):
        page = press(signed_in("tao"), case, verb, reason=ANSWER)
        assert "You had a part in this decision" in page
        assert page.count(ANSWER) == 1
    assert Appeal.objects.get().answered_at is None


@pytest.mark.parametrize(("verb", "state"), [("uphold", State.DECIDED), ("reverse", State.REOPENED)])
def test_another_officer_answers_an_appeal(signed_in: SignIn, verb: str, state: State) -> None:
    case = removed_case()
    appealing.by_author(party_of(case), TEXT)
    second_officer()
    assert "The appeal is answered" in press(signed_in("ada"), case, verb, reason=ANSWER)
    case.refresh_from_db()
    assert case.state == state
    assert person("ada") == Appeal.objects.get().answered_by
