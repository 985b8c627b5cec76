"""The page on which an author proposes a correction, and what officers see of it; without script."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import gettext, override

from newsroom.takedowns import handling, parties, traps
from newsroom.takedowns.business_days import WASHINGTON
from newsroom.takedowns.disputes import Party
from newsroom.takedowns.models import Case, Event
from tests.takedowns.disputed import written_story
from tests.takedowns.room import status_token
from tests.takedowns.test_mending import FRIDAY_EVENING, HOUR, TEXT, held_case, held_item, letters_of, offer, rows
from tests.world import person

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
CALM = FRIDAY_EVENING + HOUR
LATE = FRIDAY_EVENING + timedelta(hours=25)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """An hour after the hold; tests move it on."""
    with time_machine.travel(CALM, tick=False) as traveller:
        cache.clear()
        yield traveller


def link(name: str) -> str:
    return reverse(f"takedown_{name}", args=[parties.token_of(Party.objects.get())])


def held(**values: str) -> Case:
    return held_case(written_story("Ferry leaves at dawn"), at=FRIDAY_EVENING, **values)


def stamped(**values: str) -> dict[str, str]:
    return {"stamp": traps.stamp(time.time() - 60), "website": ""} | values


def test_the_authors_page_says_until_when_and_the_form_takes_one_text(client: Client) -> None:
    case = held()
    text = client.get(link("party")).content.decode()
    for part in ("Until 24 May 2026, 05:30 +08", "Take a name out of it", link("party_mend")):
        assert part in text
    assert "Until 24 May 2026, 05:30 +08" in client.get(link("party_mend")).content.decode()
    before = rows()
    answer = client.post(link("party_mend"), stamped(text=TEXT))
    assert (answer.status_code, answer["Location"]) == (302, link("party"))
    assert rows() == before
    assert Event.objects.get(act="mend", case=case).text == TEXT
    assert letters_of("officers_mend")
    text = client.get(link("party")).content.decode()
    assert "We have your proposal already." in text
    assert link("party_mend") not in text
    assert "neighbour" not in text  # whoever comes upon the page learns nothing of the story


def test_none_of_its_pages_tells_who_asked_or_which_story_it_is(client: Client) -> None:
    case = held(organisation="Quill House", explanation="I, Mira Quill, live in Elm Lane.", part_words="my Elm Lane")
    pages = [client.get(link("party")), client.get(link("party_mend"))]
    pages += [client.post(link("party_mend"), stamped(text=text)) for text in ("Too short.", TEXT, TEXT)]
    assert [page.status_code for page in pages] == [200, 200, 422, 302, 409]
    for page in pages:
        shown = page.content.decode()
        for secret in (case.name, case.email, "Quill", "Elm Lane", "Ferry leaves", "ferry-leaves"):
            assert secret not in shown


def test_its_page_is_kept_by_nobody(client: Client) -> None:
    held()
    answer = client.get(link("party_mend"))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


def test_a_second_press_is_told_so_and_what_was_typed_can_be_copied(client: Client) -> None:
    held()
    client.post(link("party_mend"), stamped(text=TEXT))
    answer = client.post(link("party_mend"), stamped(text="And the <b>boat</b> had no name at all."))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "We have your proposal already." in shown
    assert "And the &lt;b&gt;boat&lt;/b&gt; had no name at all." in shown
    assert Event.objects.get(act="mend").text == TEXT


@pytest.mark.parametrize("typed", ["Too short.", "x" * 5001, ""])
def test_a_text_too_short_or_too_long_stays_in_its_field(client: Client, typed: str) -> None:
    held()
    answer = client.post(link("party_mend"), stamped(text=typed))
    assert answer.status_code == 422
    assert typed in answer.content.decode()
    assert not Event.objects.filter(act="mend").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"website": "http://spam.example"}, "hidden field"), ({"stamp": ""}, "open for more than a day")],
)
def test_a_robot_is_stopped_as_at_the_other_forms(client: Client, wrong: dict[str, str], said: str) -> None:
    held()
    answer = client.post(link("party_mend"), stamped(text=TEXT) | wrong)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert "neighbour" in answer.content.decode()
    assert not Event.objects.filter(act="mend").exists()


def test_who_sends_too_many_waits_and_what_was_typed_stays(client: Client) -> None:
    held()
    for _form in range(5):
        traps.wait_of_sender(RequestFactory().get("/"))
    answer = client.post(link("party_mend"), stamped(text=TEXT))
    assert (answer.status_code, "neighbour" in answer.content.decode()) == (429, True)
    assert not Event.objects.filter(act="mend").exists()


def test_it_is_refused_from_other_sites() -> None:
    held()
    assert Client(enforce_csrf_checks=True).post(link("party_mend"), stamped(text=TEXT)).status_code == 403


def test_after_its_time_the_page_says_so_and_keeps_what_was_typed(
    client: Client, clock: time_machine.Traveller
) -> None:
    held()
    clock.move_to(LATE)
    answer = client.post(link("party_mend"), stamped(text=TEXT))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "The time in which a correction could be proposed is over." in shown
    assert "neighbour" in shown
    party = client.get(link("party")).content.decode()
    assert "is over." in party
    assert link("party_mend") not in party
    assert not Event.objects.filter(act="mend").exists()


def test_once_the_story_is_decided_the_page_says_so_and_keeps_what_was_typed(client: Client) -> None:
    case = held()
    handling.remove(held_item(case), by=person("tao"))
    answer = client.post(link("party_mend"), stamped(text=TEXT))
    shown = answer.content.decode()
    assert (answer.status_code, "not held now" in shown, "neighbour" in shown) == (409, True, True)
    assert link("party_mend") not in client.get(link("party")).content.decode()


def test_where_removal_is_wished_the_page_offers_nothing(client: Client) -> None:
    held(settle="remove")
    shown = client.get(link("party")).content.decode()
    assert link("party_mend") not in shown
    assert "propose" not in shown
    answer = client.post(link("party_mend"), stamped(text=TEXT))
    assert (answer.status_code, "neighbour" in answer.content.decode()) == (409, True)
    assert not Event.objects.filter(act="mend").exists()


def test_a_strangers_token_opens_nothing(client: Client) -> None:
    case = held()
    good = parties.token_of(Party.objects.get())
    for token in (good[:-1] + ("a" if good[-1] != "a" else "b"), "x", case.reference, status_token(case)):
        path = reverse("takedown_party_mend", args=[token])
        assert client.get(path).status_code == 404
        assert client.post(path, stamped(text=TEXT)).status_code == 404
    assert not Event.objects.filter(act="mend").exists()


def test_an_expired_link_opens_nothing_either(client: Client) -> None:
    case = held()
    Party.objects.update(expires_at=CALM)
    for answer in (client.get(link("party_mend")), client.post(link("party_mend"), stamped(text=TEXT))):
        assert answer.status_code == 410
        assert case.reference not in answer.content.decode()
    assert not Event.objects.filter(act="mend").exists()


def test_a_wish_that_was_only_told_in_words_names_no_remedy(client: Client) -> None:
    held(settle="other")
    shown = client.get(link("party")).content.decode()
    assert link("party_mend") in shown
    assert "say what below" not in shown


@pytest.mark.parametrize("language", ["tr", "ar", "id"])
@pytest.mark.parametrize(
    "sentence",
    [
        "We have your proposal already.",
        "A proposal of somebody who wrote this story with you is here already.",
        "The request asks for something that a correction would not settle, so none can be proposed.",
        "The story is not held now, so no correction can be proposed.",
        "The request is not being decided now, so no correction can be proposed.",
        "The time in which a correction could be proposed is over.",
        "Say in 20 to 5,000 letters what you would change, and how the text should read.",
    ],
)
def test_authors_read_it_in_their_language(language: str, sentence: str) -> None:
    with override(language):
        assert gettext(sentence) != sentence


# The case page


def seen(client: Client, case: Case) -> str:
    return client.get(f"/admin/takedowns/case/{case.pk}/change/").content.decode()


def test_officers_see_by_the_address_what_may_come_and_what_has_come(
    signed_in: SignIn, clock: time_machine.Traveller
) -> None:
    case = held()
    tao = signed_in("tao")
    assert "The author may propose a correction until 24 May 2026 05:30 +08" in seen(tao, case)
    offer(case, CALM, "<script>alert(1)</script> should stand there instead.")
    shown = seen(tao, case)
    for part in ("The author would change it:", "&lt;script&gt;alert(1)", "it could come until 24 May 2026 05:30 +08"):
        assert part in shown
    assert "<script>alert(1)" not in shown
    assert 'name="remedy"' in shown
    clock.move_to(LATE)
    assert "The author would change it:" in seen(signed_in("tao"), case)


def test_a_case_without_a_partial_wish_or_after_its_time_shows_officers_nothing_of_it(
    signed_in: SignIn, clock: time_machine.Traveller
) -> None:
    whole = held(settle="remove")
    assert "The author may propose" not in seen(signed_in("tao"), whole)
    partly = held_case(written_story("Another one"), at=FRIDAY_EVENING, email="kim@owner.example")
    clock.move_to(LATE)
    assert "The author may propose" not in seen(signed_in("tao"), partly)


def test_a_hold_on_a_monday_morning_is_over_with_the_case_and_not_with_the_day(client: Client) -> None:
    monday = datetime(2026, 5, 18, 9, tzinfo=WASHINGTON)
    with time_machine.travel(monday + 23 * HOUR, tick=False):
        held_case(at=monday)
        assert client.post(link("party_mend"), stamped(text=TEXT)).status_code == 302
