"""The pages on which a decision is disputed: what was decided, the counter-notice, the appeal; without script."""

import time

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from newsroom.outbox.models import Letter
from newsroom.takedowns import appealing, handling, parties, remedies, traps
from newsroom.takedowns.disputes import Appeal, CounterNotice
from newsroom.takedowns.models import Case
from newsroom.takedowns.states import State
from tests.takedowns.disputed import party_of, removed_case, second_officer, written_story
from tests.takedowns.room import confirmed, only_item, proved, status_token
from tests.world import person

pytestmark = pytest.mark.django_db
TEXT = "You have mixed my report up with another one."


def page(name: str, case: Case, who: str = "cy") -> str:
    return reverse(f"takedown_{name}", args=[parties.token_of(party_of(case, who))])


def filled(**values: str) -> dict[str, str]:
    """The counter-notice as a browser would send it, shown a minute ago."""
    given = {
        "reason": "fair_use",
        "explanation": "It is a quotation of three lines, with its source.",
        "name": "Cy Writer",
        "postal_address": "4 Canal Street\nDelta City\nNorway",
        "phone": "+47 555-0144",
        "email": "cy@paper.example",
        "mistake": "on",
        "jurisdiction": "on",
        "service": "on",
        "passed_on": "on",
        "passed_on_nameless": "on",
        "signature": "cy  writer",
    }
    return given | stamped() | values


def stamped(**values: str) -> dict[str, str]:
    return {"stamp": traps.stamp(time.time() - 60), "website": ""} | values


def test_the_letter_of_reasons_leads_to_what_was_decided(client: Client) -> None:
    case = removed_case(story := written_story("Ferry leaves at dawn"))
    letter = Letter.objects.get(template="takedown_reasons", to="cy@paper.example")
    path = page("party", case)
    assert f"https://testserver{path}" in letter.body.replace("http://", "https://")
    answer = client.get(path)
    text = answer.content.decode()
    for part in ("taken off the site", "It is theirs.", "copyright notice", case.reference, "Send a counter-notice"):
        assert part in text
    for secret in (case.name, case.email, case.organisation or "Mira", story.headline, story.slug):
        assert secret not in text


def test_these_pages_are_kept_by_nobody_and_tell_no_other_site_their_address(client: Client) -> None:
    case = removed_case()
    for name in ("party", "counter", "party_appeal"):
        answer = client.get(page(name, case))
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "same-origin"


def test_a_counter_notice_goes_in_without_script(client: Client) -> None:
    case = removed_case()
    answer = client.post(page("counter", case), filled())
    assert (answer.status_code, answer["Location"]) == (302, page("party", case))
    counter = CounterNotice.objects.get()
    assert (counter.name, counter.signature, counter.text_version) == ("Cy Writer", "cy  writer", "2026-11-27")
    assert counter.statements == ["mistake", "jurisdiction", "service", "passed_on"]
    case.refresh_from_db()
    assert case.state == State.COUNTERED
    text = client.get(page("party", case)).content.decode()
    assert "comes back by itself between" in text
    assert "Send a counter-notice" not in text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"signature": "Somebody Else"}, "must be your name"),
        ({"mistake": ""}, "Please tick this"),
        ({"jurisdiction": ""}, "Please tick this"),
        ({"service": ""}, "Please tick this"),
        ({"passed_on": ""}, "Please tick this"),
        ({"reason": "other", "explanation": "No."}, "which reason it is"),
        ({"phone": "none of it"}, "telephone number"),
        ({"name": "Cy\r\nBcc: x@y.example"}, "control characters"),
        ({"website": "http://spam.example"}, "hidden field"),
        ({"stamp": ""}, "open for more than a day"),
    ],
)
def test_a_form_that_is_not_kept_says_what_is_missing_and_loses_nothing(
    client: Client, wrong: dict[str, str], said: str
) -> None:
    case = removed_case()
    answer = client.post(page("counter", case), filled(**wrong))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert "It is a quotation of three lines" in text or "explanation" in wrong
    assert "4 Canal Street" in text
    assert not CounterNotice.objects.exists()


def test_an_owners_claim_asks_for_the_other_sentence_on_who_reads_it(client: Client) -> None:
    case = removed_case(claim="owner")
    text = client.get(page("counter", case)).content.decode()
    assert 'name="passed_on_nameless"' in text
    assert 'name="passed_on"' not in text
    client.post(page("counter", case), filled())
    assert "passed_on_nameless" in CounterNotice.objects.get().statements


def test_forms_are_refused_from_other_sites() -> None:
    case = removed_case()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(page("counter", case), filled()).status_code == 403
    assert strict.post(page("party_appeal", case), stamped(text=TEXT)).status_code == 403
    assert not CounterNotice.objects.exists()
    assert not Appeal.objects.exists()


def test_where_nothing_can_be_sent_the_page_says_why(client: Client) -> None:
    case = removed_case(claim="privacy")
    answer = client.get(page("counter", case))
    assert answer.status_code == 409
    assert "You may appeal" in answer.content.decode()
    assert "Send a counter-notice" not in client.get(page("party", case)).content.decode()


def test_a_story_that_was_changed_can_be_appealed_about_but_not_countered(client: Client) -> None:
    case = confirmed(written_story(), claim="copyright")
    remedies.amend(only_item(case), by=person("tao"), remedy="delist", typed={}, reason="As you wish.")
    text = client.get(page("party", case)).content.decode()
    assert "changed and stays" in text
    assert page("party_appeal", case) in text
    assert page("counter", case) not in text


def test_an_author_appeals_and_reads_the_answer_on_the_page(client: Client) -> None:
    case = removed_case()
    answer = client.post(page("party_appeal", case), stamped(text=TEXT))
    assert answer.status_code == 302
    appeal = Appeal.objects.get()
    assert appeal.email == "cy@paper.example"
    assert "answers it by" in client.get(page("party", case)).content.decode()
    appealing.uphold(appeal, by=second_officer(), answer="It stands, since it is theirs.")
    assert "It stands, since it is theirs." in client.get(page("party", case)).content.decode()


def test_a_claimant_appeals_from_the_status_page_once(client: Client) -> None:
    case = confirmed(written_story())
    status, form = (reverse(f"takedown_{name}", args=[status_token(case)]) for name in ("status", "appeal"))
    proved(client, case)
    assert form not in client.get(status).content.decode()
    assert client.get(form).status_code == 409
    handling.reject(only_item(case), by=person("tao"), reason="It is a quotation.")
    assert form in client.get(status).content.decode()
    assert client.post(form, stamped(text="Too short.")).status_code == 422
    assert client.post(form, stamped(text=TEXT)).status_code == 302
    text = client.get(status).content.decode()
    assert "answers it by" in text
    assert form not in text
    assert client.post(form, stamped(text=TEXT)).status_code == 409
    assert Appeal.objects.count() == 1


def test_who_sends_too_many_waits_and_what_was_typed_stays(client: Client) -> None:
    case = removed_case()
    cache.clear()
    for _form in range(5):
        traps.wait_of_sender(RequestFactory().get("/"))
    answer = client.post(page("party_appeal", case), stamped(text=TEXT))
    assert answer.status_code == 429
    assert TEXT in answer.content.decode()
    assert not Appeal.objects.exists()
