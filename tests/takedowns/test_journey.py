"""From the form to the receipt, and back: one request on its whole way."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from articles import bars
from articles.models import Fingerprint
from articles.models.article import Removal
from articles.status import Status
from newsroom.outbox.tasks import enqueue_due as post
from newsroom.takedowns import handling, tasks
from newsroom.takedowns.models import Case
from newsroom.takedowns.states import ItemState, Outcome, State
from tests.takedowns.room import FORM, SITE, address, confirmed, fields, only_item, proved, status_token
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def letters() -> list[Any]:
    """The letters that go out now."""
    mail.outbox.clear()
    post()
    return list(mail.outbox)


def link_in(text: str, part: str) -> str:
    found = re.search(rf"{SITE}(/takedown/{part}/\S+)", text)
    assert found
    return found[1]


def test_an_owner_asks_confirms_and_gets_a_receipt_that_the_story_is_gone() -> None:
    article, owner = make_article(), Client()
    sent = owner.post(FORM, fields(address(article)), follow=True)
    case = Case.objects.get()
    assert case.reference in sent.content.decode()
    assert case.state == State.RECEIVED

    [letter] = letters()
    assert letter.to == ["mira@owner.example"]
    confirmation = link_in(letter.body, "confirm")
    assert "Confirm the request" in owner.get(confirmation).content.decode()
    status = owner.post(confirmation, follow=True)
    assert "23 h 59 min left" in status.content.decode()

    handling.remove(only_item(Case.objects.get()), by=person("tao"), public_sentence="Removed at the owner's request.")
    page = owner.get(article.get_absolute_url())
    assert page.status_code == 410
    assert article.headline not in page.content.decode()
    assert "Removed at the owner" in page.content.decode()

    tasks.enqueue_due()
    decided = next(letter for letter in letters() if "what we decided" in letter.subject)
    assert article.slug not in decided.body
    receipt = owner.get(link_in(decided.body, "receipt")).content.decode()
    assert "✓ gone" in receipt
    assert "✗" not in receipt
    assert "Removed" in owner.get(link_in(decided.body, "status")).content.decode()


@pytest.mark.parametrize(("kind", "status"), [(Removal.GONE, 410), (Removal.LEGAL, 451), (Removal.PRIVACY, 404)])
def test_a_removed_address_answers_as_decided(kind: Removal, status: int, client: Client) -> None:
    article = make_article()
    handling.remove(only_item(confirmed(article)), by=person("tao"), kind=kind)
    page = client.get(article.get_absolute_url())
    assert page.status_code == status
    assert article.headline not in page.content.decode()
    assert ('rel="blocked-by"' in page.headers.get("Link", "")) == (status == 451)
    assert "ETag" not in page.headers


def test_what_is_removed_cannot_come_in_again() -> None:
    key = Fingerprint(kind="address", key="c" * 64)
    article = make_article(fingerprints=[key])
    item = only_item(confirmed(article))
    handling.remove(item, by=person("tao"))
    assert [bar.article for bar in bars.standing([("address", "c" * 64)])] == [article]
    handling.restore(item, by=person("tao"), reason="The counter notice was right.")
    assert bars.standing([("address", "c" * 64)]) == []


def test_a_hold_hides_and_a_release_shows_the_story_again(client: Client) -> None:
    article = make_article()
    item = only_item(confirmed(article))
    handling.hold(item, by=person("tao"))
    assert Case.objects.get().state == State.HELD
    assert client.get(article.get_absolute_url()).status_code == 404
    handling.release(item, by=person("tao"))
    assert Case.objects.get().state == State.CONFIRMED
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_restored_story_has_its_old_address_and_date(client: Client) -> None:
    article = make_article()
    path, published = article.get_absolute_url(), article.published_at
    item = only_item(confirmed(article))
    handling.hold(item, by=person("tao"))
    handling.remove(item, by=person("tao"))
    handling.restore(item, by=person("tao"), reason="It was ours after all.")
    article.refresh_from_db()
    assert (article.status, article.published_at, article.held_from) == (Status.PUBLISHED, published, "")
    assert client.get(path).status_code == 200
    assert Case.objects.get().outcome == Outcome.REJECTED


def test_a_rejected_request_leaves_the_story_and_says_why(client: Client) -> None:
    article = make_article()
    case = confirmed(article)
    handling.hold(only_item(case), by=person("tao"))
    handling.reject(only_item(case), by=person("tao"), reason="The outlet has licensed this text to us.")
    assert client.get(article.get_absolute_url()).status_code == 200
    assert "licensed this text" in client.get(f"/takedown/status/{status_token(case)}/").content.decode()
    decided = next(letter for letter in letters() if "what we decided" in letter.subject)
    assert "licensed this text" in decided.body


def test_a_case_is_decided_when_its_last_address_is() -> None:
    first, second = make_article(), make_article()
    case = confirmed(first, second)
    one, two = case.items.order_by("number")
    handling.remove(one, by=person("tao"))
    case.refresh_from_db()
    assert case.state == State.CONFIRMED
    handling.reject(two, by=person("tao"), reason="This one is our own reporting.")
    case.refresh_from_db()
    assert (case.state, case.outcome) == (State.DECIDED, Outcome.PARTLY)
    assert case.decided_at


def test_two_cases_about_one_story_do_not_undo_each_other(client: Client) -> None:
    article = make_article()
    mine, theirs = confirmed(article), confirmed(article, email="other@agent.example")
    handling.remove(only_item(mine), by=person("tao"))
    handling.remove(only_item(theirs), by=person("tao"), kind=Removal.LEGAL)
    assert only_item(theirs).removal == Removal.GONE
    with pytest.raises(Exception, match=theirs.reference):
        handling.restore(only_item(mine), by=person("tao"), reason="Ours after all.")
    assert client.get(article.get_absolute_url()).status_code == 410


def test_a_claimant_takes_the_request_back_and_the_hold_stays_until_an_officer_looks(client: Client) -> None:
    article = make_article()
    case = confirmed(article)
    handling.hold(only_item(case), by=person("tao"))
    page = proved(client, case).post(f"/takedown/status/{status_token(case)}/withdraw/", follow=True)
    assert "taken this request back" in page.content.decode()
    case.refresh_from_db()
    assert case.state == State.WITHDRAWN
    assert client.get(article.get_absolute_url()).status_code == 404
    handling.release(only_item(case), by=person("tao"))
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_reopened_case_gets_a_new_clock_and_keeps_its_first_decision(signed_in: Callable[[str], Client]) -> None:
    case = confirmed()
    handling.reject(only_item(case), by=person("tao"), reason="The outlet has licensed this text to us.")
    case.refresh_from_db()
    first = case.decided_at
    handling.close(case, by=person("tao"))
    handling.reopen(case, by=person("tao"), reason="The licence had ended.")
    assert case.state == State.REOPENED
    handling.remove(only_item(case), by=person("tao"))
    case.refresh_from_db()
    assert (case.state, case.outcome, case.decided_at) == (State.DECIDED, Outcome.REMOVED, first)
    assert only_item(case).state == ItemState.REMOVED
