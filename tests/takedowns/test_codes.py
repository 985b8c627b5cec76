"""A status link shows how a request stands; whoever acts types a code first that was mailed to the claimant."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from articles.refusals import Refused, Unfit
from newsroom.outbox.models import Letter
from newsroom.takedowns import asking, claimants, proving, tokens
from newsroom.takedowns.codes import Code
from newsroom.takedowns.models import Case
from newsroom.takedowns.states import State
from tests.takedowns.room import address, confirm_token, confirmed, notice, proved, status_token
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
ACTS = ("withdraw", "supply", "appeal")
QUESTION = "Which of the two photographs is yours?"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def _nobody_has_sent_anything() -> None:
    cache.clear()


def page(case: Case, act: str = "") -> str:
    """The page of a request, or a door of it."""
    return f"/takedown/status/{status_token(case)}/" + (f"{act}/" if act else "")


def code_in(letter: Letter) -> str:
    """The code of a letter."""
    found = re.search(r"^\d{8}$", letter.body, re.MULTILINE)
    assert found
    return found[0]


def text_of(answer: Any) -> str:
    """The words of a page."""
    return str(answer.content.decode())


def grown_old(case: Case, days: int) -> None:
    """Let the confirmation and every letter be some days older."""
    past = timezone.now() - timedelta(days=days)
    Case.objects.filter(pk=case.pk).update(confirmed_at=past, received_at=past)
    Letter.objects.update(written_at=past)
    case.refresh_from_db()


@pytest.mark.parametrize("act", ACTS)
def test_abuse_20_nobody_acts_by_a_forwarded_link_without_the_mailed_code(act: str, client: Client) -> None:
    case = confirmed()
    if act == "supply":
        asking.ask(case, by=person("tao"), question=QUESTION)
    before = Case.objects.get().state
    answer = client.post(page(case, act), {"answer": "The first one.", "text": "It is wrong, look again please."})
    assert answer.status_code == 403
    assert "Show that it is you" in text_of(answer)
    assert Case.objects.get().state == before
    assert not Case.objects.get().appeals.exists()


def test_abuse_20_a_forwarded_link_shows_the_clock_and_no_question(client: Client) -> None:
    case = confirmed()
    asking.ask(case, by=person("tao"), question=QUESTION)
    text = text_of(client.get(page(case)))
    assert "The clock stands still" in text
    assert QUESTION not in text
    assert page(case, "supply") not in text
    assert page(case, "withdraw") not in text
    assert page(case, "code") in text
    assert QUESTION in text_of(proved(client, case).get(page(case)))


def test_a_claimant_types_the_mailed_code_and_takes_the_request_back(client: Client) -> None:
    case = confirmed()
    assert not Code.objects.exists()
    assert "We mailed you a code" in text_of(client.post(page(case, "code")))
    letter = Letter.objects.get(template="takedown_code")
    assert letter.to == case.email
    assert client.post(page(case, "code"), {"code": code_in(letter)})["Location"] == page(case)
    client.post(page(case, "withdraw"))
    assert Case.objects.get().state == State.WITHDRAWN


def test_what_was_typed_when_the_proof_ran_out_is_kept_through_the_code(client: Client) -> None:
    case = confirmed()
    asking.ask(case, by=person("tao"), question=QUESTION)
    stopped = client.post(page(case, "supply"), {"answer": "The one with <b>the lantern</b>."})
    assert "The one with &lt;b&gt;the lantern&lt;/b&gt;." in text_of(stopped)
    mailed = client.post(page(case, "code"), {"kept": "The one with the lantern."})
    assert "The one with the lantern." in text_of(mailed)
    letter = Letter.objects.filter(key__contains="code").latest("pk")
    wrong = client.post(page(case, "code"), {"code": "00000000", "kept": "The one with the lantern."})
    assert "The one with the lantern." in text_of(wrong)
    right = client.post(page(case, "code"), {"code": code_in(letter), "kept": "The one with the lantern."})
    assert "The one with the lantern." in text_of(right)
    client.post(page(case, "supply"), {"answer": "The one with the lantern."})
    case.refresh_from_db()
    assert case.supplied == "The one with the lantern."


def test_who_comes_by_the_first_letter_needs_no_code(client: Client) -> None:
    case = claimants.receive(notice(address(make_article())))
    client.post(f"/takedown/confirm/{confirm_token(case)}/")
    client.post(page(case, "withdraw"))
    assert Case.objects.get().state == State.WITHDRAWN


def test_looking_at_the_page_of_codes_mails_none(client: Client) -> None:
    case = confirmed()
    assert client.get(page(case, "code")).status_code == 200
    assert not Code.objects.exists()


def test_a_proof_is_good_for_the_page_of_its_own_request_alone(client: Client) -> None:
    mine, theirs = confirmed(), confirmed(email="ola@other.example")
    cookie = proved(Client(), mine).cookies["request"].value
    client.cookies["request"] = cookie
    assert client.post(page(theirs, "withdraw"))["Location"] == page(theirs, "code")
    theirs.refresh_from_db()
    assert theirs.state == State.CONFIRMED


def test_the_database_keeps_no_code() -> None:
    case = confirmed()
    code = code_in(proving.mail_code(case))
    kept = Code.objects.get()
    assert code not in kept.digest
    assert kept.fits(f"{code[:4]} {code[4:]}")


def test_a_code_works_once() -> None:
    case = confirmed()
    code = code_in(proving.mail_code(case))
    proving.enter(case, code)
    with pytest.raises(Unfit):
        proving.enter(case, code)


def test_a_code_works_for_half_an_hour() -> None:
    case, now = confirmed(), timezone.now()
    code = code_in(proving.mail_code(case, at=now))
    with pytest.raises(Unfit):
        proving.enter(case, code, at=now + 30 * MINUTE)
    proving.enter(case, code, at=now + 29 * MINUTE)


def test_a_new_code_ends_the_one_before() -> None:
    case = confirmed()
    first, second = (code_in(proving.mail_code(case)) for _time in range(2))
    if first != second:
        with pytest.raises(Unfit):
            proving.enter(case, first)
    proving.enter(case, second)


def test_after_five_wrong_tries_the_right_code_is_worth_nothing() -> None:
    case = confirmed()
    code = code_in(proving.mail_code(case))
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    for _time in range(5):
        with pytest.raises(Unfit):
            proving.enter(case, wrong)
    with pytest.raises(Unfit):
        proving.enter(case, code)


def test_a_code_of_one_request_opens_no_other() -> None:
    mine, theirs = confirmed(), confirmed(email="ola@other.example")
    proving.mail_code(theirs)
    with pytest.raises(Unfit):
        proving.enter(theirs, code_in(proving.mail_code(mine)))


def test_abuse_20_a_forwarded_link_mails_three_codes_a_day_and_no_more(client: Client) -> None:
    case, now = confirmed(), timezone.now()
    for _time in range(3):
        proving.mail_code(case, at=now)
    with pytest.raises(Refused):
        proving.mail_code(case, at=now + DAY - MINUTE)
    answer = client.post(page(case, "code"))
    assert answer.status_code == 422
    assert "Three codes" in text_of(answer)
    proving.mail_code(case, at=now + DAY + MINUTE)
    assert Letter.objects.filter(template="takedown_code").count() == 4


def test_a_wrong_code_is_told_and_lets_nobody_in(client: Client) -> None:
    case = confirmed()
    proving.mail_code(case)
    answer = client.post(page(case, "code"), {"code": "not it"})
    assert answer.status_code == 422
    assert "This is not the code" in text_of(answer)
    assert "request" not in answer.cookies


def test_abuse_19_a_status_link_is_over_thirty_days_after_the_last_letter(client: Client) -> None:
    case = confirmed()
    grown_old(case, 29)
    assert client.get(page(case)).status_code == 200
    grown_old(case, 30)
    answer = client.get(page(case))
    assert answer.status_code == 410
    assert case.reference not in text_of(answer)
    for act in (*ACTS, "code"):
        assert proved(client, case).post(page(case, act)).status_code == 410
    assert Case.objects.get().state == State.CONFIRMED


def test_abuse_19_a_later_letter_lets_the_link_live_on_but_a_mailed_code_does_not(client: Client) -> None:
    case = confirmed()
    grown_old(case, 29)
    proving.mail_code(case)
    grown_old_letter = Letter.objects.exclude(template="takedown_code")
    grown_old_letter.update(written_at=timezone.now() - 31 * DAY)
    Case.objects.update(confirmed_at=timezone.now() - 31 * DAY)
    assert client.get(page(case)).status_code == 410
    grown_old_letter.filter(template="takedown_confirmed").update(written_at=timezone.now() - DAY)
    assert client.get(page(case)).status_code == 200


def test_abuse_19_a_new_link_is_mailed_and_every_old_one_is_dead(client: Client) -> None:
    case = confirmed()
    grown_old(case, 40)
    old, confirm = page(case), f"/takedown/confirm/{confirm_token(case)}/"
    assert client.post(f"{old}renew/").status_code == 200
    case.refresh_from_db()
    letter = Letter.objects.get(template="takedown_link_renewed")
    assert letter.to == case.email
    assert page(case) in letter.body
    assert [client.get(path).status_code for path in (old, confirm, page(case))] == [404, 404, 200]
    assert case.events.filter(act="renew link").count() == 1


def test_abuse_19_a_status_link_that_is_good_is_not_renewed(client: Client) -> None:
    case = confirmed()
    assert client.post(page(case, "renew"))["Location"] == page(case)
    assert not Letter.objects.filter(template="takedown_link_renewed").exists()


def test_two_presses_make_one_new_link() -> None:
    case = confirmed()
    same = Case.objects.get()
    assert proving.renew(case)
    assert not proving.renew(same)
    assert Case.objects.get().status_hash == tokens.hash_of(status_token(case))
