"""What the pages of a request say when it is over: no address waits for a decision; a data request has its answer."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from articles.refusals import Refused
from newsroom.takedowns import asking, claimants, data_clocks, endings, handling, parties
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.models import Case
from tests.takedowns.disputed import party_of, written_story
from tests.takedowns.room import confirm_token, confirmed, notice, only_item, proved, status_token
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
End = Callable[[Case], object]
WORDS = "Our newsletter list held your address.\nIt is <erased>."


def again(case: Case) -> Case:
    """As another process would read it."""
    return Case.objects.get(pk=case.pk)


def status_page(client: Client, case: Case) -> str:
    return client.get(reverse("takedown_status", args=[status_token(case)])).content.decode()


def unfounded(case: Case) -> None:
    endings.call_abusive(case, by=person("tao"), reason="It names no work.")


def silent(case: Case) -> None:
    asking.ask(case, by=person("tao"), question="Which of the two?")
    asking.give_up(again(case))


@pytest.mark.parametrize("end", [claimants.withdraw, unfounded, silent])
def test_an_address_of_a_request_that_is_over_does_not_wait_for_a_decision(client: Client, end: End) -> None:
    case = confirmed(make_article(), make_article("Boats over the bay"))
    assert status_page(client, case).count("Not decided yet") == 2
    end(case)
    page = status_page(client, case)
    assert page.count("Not decided: the request ended before.") == 2
    assert "Not decided yet" not in page


def test_an_address_that_was_decided_before_keeps_its_decision(client: Client) -> None:
    case = confirmed(make_article(), make_article("Boats over the bay"))
    handling.reject(case.items.select_related("case", "article").get(number=1), by=person("tao"), reason="A quotation.")
    claimants.withdraw(again(case))
    page = status_page(client, case)
    assert "A quotation." in page
    assert page.count("Not decided: the request ended before.") == 1


def test_an_address_of_a_request_that_goes_on_in_another_one_says_so(client: Client) -> None:
    article = make_article()
    case, other = confirmed(article), confirmed(article, claim="privacy")
    endings.merge(case, by=person("tao"), into=other.reference)
    page = status_page(client, case)
    assert "Not decided here: the request goes on in your other one." in page
    assert "Not decided yet" in status_page(client, other)


def test_what_stays_hidden_after_the_end_says_until_when(client: Client) -> None:
    case = confirmed(written_story())
    party = reverse("takedown_party", args=[parties.token_of(party_of(case))])
    handling.hold(only_item(case), by=person("tao"))
    claimants.withdraw(again(case))
    page = status_page(client, case)
    assert "Still hidden, until an officer has looked" in page
    assert "Hidden while we decide" not in page
    assert "It is still hidden, until an officer has looked." in client.get(party).content.decode()
    endings.show_again(again(case), by=person("tao"))
    assert "Nothing was decided: the request ended before." in client.get(party).content.decode()


# Requests about somebody's own data


def about_data() -> Case:
    """A confirmed request about data that names no story."""
    case = claimants.receive(notice(claim=Claim.DATA, data_law="gdpr", data_right="erase"))
    claimants.confirm(confirm_token(case))
    return again(case)


@pytest.mark.parametrize(
    ("done", "told"),
    [(True, "We have done what you asked for in your request"), (False, "We cannot do what you asked for in your")],
)
def test_an_answered_data_request_shows_its_outcome_and_whoever_proved_it_the_words(
    client: Client, done: bool, told: str
) -> None:
    case = about_data()
    assert "Our answer" not in status_page(client, case)
    data_clocks.answer(case, by=person("tao"), done=done, reason=WORDS)
    page = status_page(client, case)
    assert told in page
    assert "newsletter list" not in page
    assert "show that it is you." in page
    assert reverse("takedown_code", args=[status_token(case)]) in page
    page = status_page(proved(client, case), case)
    assert told in page
    assert "newsletter list held your address.<br>It is &lt;erased&gt;." in page


def test_an_answer_to_a_data_request_that_is_looked_at_anew_is_shown_no_more_until_it_stands(client: Client) -> None:
    case = about_data()
    data_clocks.answer(case, by=person("tao"), done=False, reason="We hold nothing.")
    handling.reopen(again(case), by=person("tao"), reason="There is a second list.")
    page = status_page(proved(client, case), case)
    assert "We hold nothing." not in page
    data_clocks.answer(again(case), by=person("tao"), done=True, reason="The second list is erased too.")
    page = status_page(client, case)
    assert "The second list is erased too." in page
    assert "We hold nothing." not in page


def test_a_request_about_a_story_has_no_answer_of_its_own() -> None:
    case = confirmed()
    handling.reject(only_item(case), by=person("tao"), reason="A quotation.")
    assert data_clocks.answer_of(again(case)) is None
    with pytest.raises(Refused):
        data_clocks.answer(again(case), by=person("tao"), done=True, reason="Done.")
