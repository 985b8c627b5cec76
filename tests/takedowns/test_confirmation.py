"""The links of a request: what a mail scanner may follow, what a button does, what a wrong or old link gets."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from newsroom.outbox.models import Letter
from newsroom.takedowns import claimants, handling, tasks
from newsroom.takedowns.models import Case
from newsroom.takedowns.states import State
from tests.takedowns.room import address, confirm_token, confirmed, notice, only_item, proved, status_token
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def received() -> Case:
    return claimants.receive(notice(address(make_article())))


def test_a_scanner_that_follows_the_link_confirms_nothing(client: Client) -> None:
    case = received()
    for _visit in range(3):
        page = client.get(f"/takedown/confirm/{confirm_token(case)}/")
        client.head(f"/takedown/confirm/{confirm_token(case)}/")
        assert page.status_code == 200
    case.refresh_from_db()
    assert (case.state, case.confirmed_at) == (State.RECEIVED, None)


def test_the_button_starts_the_clock_once(client: Client) -> None:
    case = received()
    path = f"/takedown/confirm/{confirm_token(case)}/"
    assert client.post(path).url == f"/takedown/status/{status_token(case)}/"  # type: ignore[attr-defined]
    case.refresh_from_db()
    started = case.confirmed_at
    assert started
    assert case.due_at == started + timedelta(hours=24)
    assert "confirmed already" in client.post(path).content.decode()
    case.refresh_from_db()
    assert case.confirmed_at == started
    assert Letter.objects.filter(template="takedown_confirmed").count() == 1


def test_an_unconfirmed_request_touches_no_story_and_has_no_status(client: Client) -> None:
    case = received()
    with pytest.raises(Exception, match="waiting for confirmation"):
        handling.hold(only_item(case), by=person("tao"))
    assert client.get(f"/takedown/status/{status_token(case)}/").status_code == 404


def test_after_seven_days_a_request_lapses_without_a_letter(client: Client) -> None:
    case = received()
    letters = Letter.objects.count()
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        tasks.enqueue_due()
    assert Case.objects.get().state == State.RECEIVED
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        tasks.enqueue_due()
        tasks.enqueue_due()
        assert client.get(f"/takedown/confirm/{confirm_token(case)}/").status_code == 404
        assert client.post(f"/takedown/confirm/{confirm_token(case)}/").status_code == 404
    assert Case.objects.get().state == State.LAPSED
    assert Letter.objects.count() == letters


@pytest.mark.parametrize("page", ["confirm", "status", "receipt"])
@pytest.mark.parametrize("token", ["x", "a" * 32, "%00", "é" * 40, "TD-7F3K-Q2MX"])
def test_every_wrong_link_gets_the_same_404(page: str, token: str, client: Client) -> None:
    confirmed()
    wrong = client.get(f"/takedown/{page}/{token}/")
    assert wrong.status_code == 404
    assert wrong.content == client.get("/takedown/status/other/").content


def test_one_link_does_not_open_the_other_door(client: Client) -> None:
    case = confirmed()
    assert client.get(f"/takedown/status/{confirm_token(case)}/").status_code == 404
    assert client.get(f"/takedown/confirm/{status_token(case)}/").status_code == 404
    assert client.get(f"/takedown/receipt/{status_token(case)}/").status_code == 404


def test_the_database_holds_no_link_that_works() -> None:
    case = confirmed()
    stored = set(Case.objects.values_list("seed", "confirm_hash", "status_hash", "reference")[0])
    assert not stored & {confirm_token(case), status_token(case)}
    assert all(claimants.by_status_token(secret) is None for secret in stored)


def test_the_status_page_tells_nobody_else_and_nothing_of_the_claimant(client: Client) -> None:
    case = confirmed(organisation="Quill House", principal="The Estate", phone="555-0100")
    page = client.get(f"/takedown/status/{status_token(case)}/")
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["X-Robots-Tag"].startswith("noindex")
    assert page.headers["Referrer-Policy"] == "same-origin"
    text = page.content.decode()
    assert not [word for word in ("Mira", "owner.example", "Quill House", "Estate", "555-0100") if word in text]


def test_the_status_page_asks_the_database_little(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = confirmed(*(make_article() for _number in range(5)))
    client.get(f"/takedown/status/{status_token(case)}/")
    # The case, its addresses, and the edition that the menu's cache hangs on.
    with django_assert_num_queries(3):
        client.get(f"/takedown/status/{status_token(case)}/")


def test_a_decided_request_cannot_be_taken_back(client: Client) -> None:
    case = confirmed()
    handling.remove(only_item(case), by=person("tao"))
    answer = proved(client, case).post(f"/takedown/status/{status_token(case)}/withdraw/")
    assert answer.status_code == 409
    assert "is decided, so it cannot be taken back" in answer.content.decode()
    assert client.get(f"/takedown/status/{status_token(case)}/withdraw/").status_code == 405
