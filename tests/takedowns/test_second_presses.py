"""A claimant or an author presses a button twice, or on an old page: plain words say so, and nothing typed is lost."""

import re
import time
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from newsroom.outbox.models import Letter
from newsroom.takedowns import asking, claimants, endings, handling, parties, traps
from newsroom.takedowns.disputes import Appeal, CounterNotice
from newsroom.takedowns.models import Case
from newsroom.takedowns.proofs import LANE, DomainProof
from newsroom.takedowns.refusals import NothingAsked, NothingToTakeBack
from newsroom.takedowns.states import State
from tests.takedowns.disputed import countered, party_of, removed_case
from tests.takedowns.room import confirmed, only_item, proved, status_token
from tests.world import make_article, make_source, person

pytestmark = pytest.mark.django_db
FIRST, SECOND = "The one with the lantern.", "The one with the <b>lantern</b>, and the boat too."
APPEAL = "You have mixed my report up with another one."
OFFICERS_WORDS = ("cannot become", "Somebody was faster", "“")


def door(case: Case, act: str) -> str:
    return reverse(f"takedown_{act}", args=[status_token(case)])


def again(case: Case) -> Case:
    """As another process would read it."""
    return Case.objects.get(pk=case.pk)


def asked() -> Case:
    case = confirmed()
    asking.ask(case, by=person("tao"), question="Which of the two photographs is yours?")
    return again(case)


def copied(page: str) -> str:
    """What stands in the field that can be copied but not sent."""
    found = re.search(r'<textarea id="typed"[^>]* readonly[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return found[1].strip() if found else ""


def stamped(**values: str) -> dict[str, str]:
    return {"stamp": traps.stamp(time.time() - 60), "website": ""} | values


# The answer


def test_a_second_answer_is_told_that_the_first_is_here_and_can_be_copied(client: Client) -> None:
    case = asked()
    proved(client, case).post(door(case, "supply"), {"answer": FIRST})
    late = client.post(door(case, "supply"), {"answer": SECOND})
    page = late.content.decode()
    assert late.status_code == 409
    assert "We have your answer already." in page
    assert "What you typed now was not sent." in page
    assert copied(page) == "The one with the &lt;b&gt;lantern&lt;/b&gt;, and the boat too."
    assert not [words for words in OFFICERS_WORDS if words in page]
    assert again(case).supplied == FIRST


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (claimants.withdraw, "The request is over, so there is nothing to answer any more."),
        (asking.give_up, "The request is over, so there is nothing to answer any more."),
        (
            lambda case: endings.litigate(case, by=person("tao"), reason="Delta court, file 7."),
            "We ask you nothing about this request now.",
        ),
    ],
)
def test_an_answer_that_comes_after_the_end_is_kept_to_be_copied(
    client: Client, end: Callable[[Case], object], said: str
) -> None:
    case = asked()
    end(again(case))
    page = proved(client, case).post(door(case, "supply"), {"answer": FIRST}).content.decode()
    assert said in page
    assert copied(page) == FIRST


def test_an_answer_to_nothing_is_told_that_nothing_is_asked(client: Client) -> None:
    case = confirmed()
    page = proved(client, case).post(door(case, "supply"), {"answer": FIRST}).content.decode()
    assert "We ask you nothing about this request now." in page
    assert copied(page) == FIRST


def test_an_open_question_keeps_what_was_refused_in_its_own_field_alone(client: Client) -> None:
    case = asked()
    page = proved(client, case).post(door(case, "supply"), {"answer": "y" * 5001}).content.decode()
    assert "y" * 5001 in page
    assert copied(page) == ""


def test_an_answer_pressed_twice_at_once_arrives_once_and_the_other_is_told() -> None:
    case = asked()
    same = again(case)
    asking.supply(case, answer=FIRST)
    with pytest.raises(NothingAsked, match="We have your answer already"):
        asking.supply(same, answer=SECOND)
    assert again(case).supplied == FIRST


# Taking it back


def test_a_request_taken_back_twice_says_that_it_is_taken_back(client: Client) -> None:
    case = confirmed()
    proved(client, case).post(door(case, "withdraw"))
    late = client.post(door(case, "withdraw"))
    page = late.content.decode()
    assert late.status_code == 409
    assert "You have taken the request back already." in page
    assert not [words for words in OFFICERS_WORDS if words in page]
    assert Letter.objects.filter(template="takedown_withdrawn").count() == 1


def test_taking_back_pressed_twice_at_once_happens_once_and_the_other_is_told() -> None:
    case = confirmed()
    same = again(case)
    claimants.withdraw(case)
    with pytest.raises(NothingToTakeBack, match="back already"):
        claimants.withdraw(same)
    assert Letter.objects.filter(template="takedown_withdrawn").count() == 1


def test_a_request_that_was_hidden_at_the_very_moment_can_be_taken_back_with_one_more_press() -> None:
    case = confirmed()
    same = again(case)
    handling.hold(only_item(case), by=person("tao"))
    with pytest.raises(NothingToTakeBack, match="Look at it and try again"):
        claimants.withdraw(same)
    claimants.withdraw(same)
    assert again(case).state == State.WITHDRAWN


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.DECIDED, "The request is decided, so it cannot be taken back any more."),
        (State.APPEALED, "The request is decided, so it cannot be taken back any more."),
        (State.LITIGATION, "A court has the matter, so the request cannot be taken back now."),
        (State.ABUSIVE, "The request is over, so there is nothing to take back any more."),
        (State.DUPLICATE, "The request is over, so there is nothing to take back any more."),
    ],
)
def test_what_cannot_be_taken_back_says_why_in_plain_words(client: Client, state: State, said: str) -> None:
    case = confirmed()
    Case.objects.filter(pk=case.pk).update(state=state, **decided(state, case))
    page = proved(client, case).post(door(case, "withdraw")).content.decode()
    assert said in page
    assert not [words for words in OFFICERS_WORDS if words in page]


def decided(state: State, case: Case) -> dict[str, object]:
    """What the database wants of a decided case."""
    return {"outcome": "rejected", "decided_at": case.confirmed_at} if state == State.DECIDED else {}


# Appeals and counter-notices


def test_a_second_appeal_of_a_claimant_is_told_that_the_first_is_here_and_can_be_copied(client: Client) -> None:
    case = removed_case()
    proved(client, case).post(door(case, "appeal"), stamped(text=APPEAL))
    late = client.post(door(case, "appeal"), stamped(text="And you have forgotten the second photograph."))
    page = late.content.decode()
    assert late.status_code == 409
    assert "We have your appeal already" in page
    assert copied(page) == "And you have forgotten the second photograph."
    assert Appeal.objects.count() == 1


def test_a_second_appeal_of_an_author_is_told_so_and_that_of_the_other_side_comes_first_otherwise(
    client: Client,
) -> None:
    case = removed_case()
    path = reverse("takedown_party_appeal", args=[parties.token_of(party_of(case))])
    client.post(path, stamped(text=APPEAL))
    page = client.post(path, stamped(text=APPEAL)).content.decode()
    assert "We have your appeal already" in page
    assert copied(page) == APPEAL
    theirs = proved(client, case).post(door(case, "appeal"), stamped(text="It was ours all along, I say."))
    assert "its answer comes first" in theirs.content.decode()
    assert copied(theirs.content.decode()) == "It was ours all along, I say."
    assert Appeal.objects.count() == 1


def test_a_second_counter_notice_keeps_every_word_that_was_typed(client: Client) -> None:
    case = removed_case()
    countered(case)
    path = reverse("takedown_counter", args=[parties.token_of(party_of(case))])
    assert copied(client.get(path).content.decode()) == ""
    late = client.post(path, stamped(explanation="It is mine & nobody's else.", phone="555-0199", reason="owner"))
    page = late.content.decode()
    assert late.status_code == 409
    assert "is here already" in page
    assert "It is mine &amp; nobody&#x27;s else." in copied(page)
    assert "Telephone\n555-0199" in copied(page)
    assert CounterNotice.objects.count() == 1


# The proof of a domain


def test_a_proof_that_is_given_up_twice_is_given_up(client: Client) -> None:
    source = make_source(home_page="https://harbour.example/")
    make_article(source=source)
    facts = {"host": "harbour.example", "method": "dns", "name": "Kim", "email": "kim@harbour.example"}
    proof = DomainProof.objects.create(source=source, **facts)
    path = reverse("takedown_domain_end", args=[proof.token(LANE)])
    assert client.post(path).status_code == 404, "what was never proved cannot be given up"
    DomainProof.objects.update(proved_at=proof.asked_at, ends_at=proof.asked_at.replace(year=2099))
    pages = [client.post(path) for _press in range(2)]
    assert [page.status_code for page in pages] == [200, 200]
    assert all("The proof is given up" in page.content.decode() for page in pages)


# Other languages


@pytest.mark.parametrize("language", ["tr", "ar", "id"])
@pytest.mark.parametrize(
    "sentence",
    [
        "We have your answer already.",
        "We ask you nothing about this request now.",
        "The request is over, so there is nothing to answer any more.",
        "You have taken the request back already.",
        "The request is over, so there is nothing to take back any more.",
        "The request is decided, so it cannot be taken back any more.",
        "A court has the matter, so the request cannot be taken back now.",
        "Your request changed at this very moment, and nothing of yours was done. Look at it and try again.",
        "We have your appeal already, and somebody looks at it. Its answer comes by mail.",
    ],
)
def test_claimants_read_it_in_their_language(language: str, sentence: str) -> None:
    with override(language):
        assert gettext(sentence) != sentence
