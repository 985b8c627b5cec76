"""The public form: what it asks, what it forgives, what it refuses, and that nothing typed is lost."""

import re
import uuid
from html import escape
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from articles.models import Article
from articles.status import Status
from newsroom.outbox.models import Letter
from newsroom.outbox.tasks import enqueue_due as post
from newsroom.takedowns import claimants, tokens, traps
from newsroom.takedowns.claims import ASKED, Claim
from newsroom.takedowns.models import Case
from tests.takedowns.room import FORM, SITE, address, fields, notice
from tests.world import make_article

pytestmark = pytest.mark.django_db


def send(client: Client, *addresses: str, **values: Any) -> tuple[int, str]:
    answer = client.post(FORM, fields(*addresses, **values))
    return answer.status_code, answer.content.decode()


def test_the_claim_is_chosen_first_and_the_address_comes_along(client: Client) -> None:
    page = client.get("/takedown/?url=/2026/01/02/a-story/").content.decode()
    assert "<form" not in page.split('<main id="main"')[1]
    assert "claim=privacy&amp;url=%2F2026%2F01%2F02%2Fa-story%2F" in page
    form = client.get("/takedown/?claim=privacy&url=/2026/01/02/a-story/").content.decode()
    assert "/2026/01/02/a-story/</textarea>" in form


@pytest.mark.parametrize("claim", Claim)
def test_the_form_asks_only_what_the_claim_needs(claim: Claim, client: Client) -> None:
    page = client.get(f"/takedown/?claim={claim}").content.decode()
    asked = set(re.findall(r'name="([a-z_]+)"', page.split('<main id="main"')[1]))
    beside = {"csrfmiddlewaretoken", "key", "stamp", "puzzle", "website", "good_faith", "evidence"}
    assert asked - beside == ASKED[claim] | {"role", "name", "organisation", "principal", "email"}


def test_only_form_pages_set_a_cookie(client: Client) -> None:
    for path in ("/takedown/", "/contact/", "/transparency/", "/takedown/sent/TD-AAAA-AAAA/"):
        client.get(path)
        assert not client.cookies
    client.get(FORM)
    assert set(client.cookies) == {"csrftoken"}


@pytest.mark.parametrize("status", [None, Status.INCOMING, Status.PUBLISHED, Status.REJECTED, Status.WITHDRAWN])
def test_the_answer_is_the_same_whatever_stands_at_the_address(status: Status | None, client: Client) -> None:
    path = make_article(status=status).get_absolute_url() if status else "/2026/01/02/never-was/"
    answer = client.post(FORM, fields(SITE + path), follow=True)
    case = Case.objects.get()
    assert answer.redirect_chain == [(f"/takedown/sent/{case.reference}/", 302)]
    page = answer.content.decode().replace(case.reference, "TD")
    assert page == Client().get("/takedown/sent/" + case.reference + "/").content.decode().replace(case.reference, "TD")
    letter = Letter.objects.get()
    assert (letter.to, letter.template) == ("mira@owner.example", "takedown_confirm")


def test_a_form_sent_twice_is_one_case_and_one_letter(client: Client) -> None:
    sent = fields(address(make_article()), key=str(uuid.uuid4()))
    assert client.post(FORM, sent).url == client.post(FORM, sent).url  # type: ignore[attr-defined]
    again = fields(*sent["addresses"].split(), email="Mira@Owner.Example")
    assert client.post(FORM, again).status_code == 302
    assert (Case.objects.count(), Letter.objects.count()) == (1, 1)


def test_a_better_request_about_the_same_address_is_another_one_with_its_own_letter(client: Client) -> None:
    sent = fields(address(make_article()))
    client.post(FORM, sent)
    client.post(FORM, sent | {"explanation": "It is ours, and here is where we printed it first."})
    assert Case.objects.count() == Letter.objects.filter(template="takedown_confirm").count() == 2


def test_a_link_that_is_pressed_twice_at_once_confirms_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    case = claimants.receive(notice(address(make_article())))
    path = f"/takedown/confirm/{tokens.token(case.seed, tokens.CONFIRM)}/"
    late = Case.objects.get(pk=case.pk)
    first = client.post(path)
    monkeypatch.setattr(claimants, "by_confirm_token", lambda _token: late)
    assert (client.post(path).status_code, first.status_code) == (302, 302)
    assert Letter.objects.filter(template="takedown_confirmed").count() == 1


def test_different_requests_of_one_sender_are_different_cases(client: Client) -> None:
    client.post(FORM, fields(address(make_article())))
    client.post(FORM, fields(address(make_article())))
    assert Case.objects.count() == 2


def test_spellings_of_one_address_are_one_address(client: Client) -> None:
    article = make_article()
    path = article.get_absolute_url()
    spellings = [SITE + path, path, f"testserver{path}?utm_source=x", f"https://www.TESTSERVER{path.upper()}#top"]
    client.post(FORM, fields(*spellings))
    assert [item.article for item in Case.objects.get().items.all()] == [article]


def test_no_letter_repeats_what_a_stranger_typed(client: Client) -> None:
    client.post(FORM, fields(address(make_article()), name="Buy Pills", explanation="pills " * 9))
    post()
    assert "pills" not in f"{mail.outbox[0].subject} {mail.outbox[0].body}".lower()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"explanation": "x" * 10_000}, "10000 letters long; there is room for 5000"),
        ({"explanation": "too short"}, "at least 20 letters"),
        ({"explanation": "twenty letters with \x00 a hole"}, "Null characters"),
        ({"name": "Mira\x00Quill"}, "control characters"),
        ({"name": "Mira\r\nBcc: everyone"}, "control characters"),
        ({"name": "Mira \u202eelgae"}, "control characters"),
        ({"email": "mira@owner.example\nBcc: all@reader.example"}, "not a complete mail address"),
        ({"email": "mira"}, "not a complete mail address"),
        ({"addresses": "javascript:alert(1)"}, "Line 1 is not an address on this site"),
        ({"addresses": "https://elsewhere.example/2026/01/02/a-story/"}, "Line 1 is not an address on this site"),
        ({"addresses": "/ok/\nhttp://testserver@evil.example/x/"}, "Line 2 is not an address on this site"),
        ({"addresses": "/2026/01/02/" + "x" * 2000}, "longer than 2,000"),
        ({"addresses": "\n".join(f"/2026/01/02/story-{n}/" for n in range(51))}, "These are 51 addresses"),
        ({"addresses": ""}, "fill this in"),
        ({"role": "agent"}, "for whom you act"),
        ({"role": "pope"}, "Select a valid choice"),
        ({"good_faith": ""}, "Please tick this"),
        ({"website": "https://spam.example/"}, "hidden field"),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_loses_nothing(
    values: dict[str, str], sentence: str, client: Client
) -> None:
    status, page = send(client, "/2026/01/02/a-story/", **values)
    assert status == 422
    assert sentence in page
    assert 'id="problems"' in page
    assert "This is our own report" in page or "explanation" in values
    assert not Case.objects.exists()


def test_a_script_in_any_field_comes_back_as_text(client: Client) -> None:
    hostile = '"><script>alert(1)</script>'
    names = ("addresses", "originals", "explanation", "name", "organisation", "principal", "email", "signature", "key")
    status, page = send(client, **dict.fromkeys(names, hostile))
    assert status == 422
    assert "<script>alert" not in page
    assert escape("<script>alert(1)</script>") in page


@pytest.mark.parametrize("stamp", ["", "1700000000", "1700000000:forged", "not-a-number:x"])
def test_a_forged_time_is_refused_and_the_next_press_goes_in(stamp: str, client: Client) -> None:
    status, page = send(client, "/2026/01/02/a-story/", stamp=stamp)
    assert status == 422
    assert "press the button again" in page
    assert Case.objects.count() == 0


@pytest.mark.parametrize(("seconds", "taken"), [(0, False), (2, False), (4, True), (86_000, True), (90_000, False)])
def test_only_a_form_of_human_age_goes_in(seconds: float, taken: bool, client: Client) -> None:
    client.post(FORM, fields("/2026/01/02/a-story/", seconds_ago=seconds))
    assert Case.objects.exists() is taken


def test_a_refused_form_carries_a_fresh_time(client: Client) -> None:
    _status, page = send(client, "/2026/01/02/a-story/", stamp=traps.stamp(0))
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found
    age = traps.age(found[1])
    assert age is not None
    assert age < 60


def test_the_sixth_form_within_an_hour_waits_and_keeps_its_text(client: Client) -> None:
    for number in range(5):
        sent = fields(f"/2026/01/02/story-{number}/", email=f"m{number}@owner.example")
        assert client.post(FORM, sent).status_code == 302
    answer = client.post(FORM, fields("/2026/01/02/story-6/", email="m6@owner.example"))
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    assert "nothing you typed is lost" in answer.content.decode()
    assert "/2026/01/02/story-6/</textarea>" in answer.content.decode()
    assert Case.objects.count() == 5


def test_whoever_waits_is_told_how_long_and_finds_all_that_was_typed_in_a_form_to_send_again(client: Client) -> None:
    for number in range(4):
        answer = client.post(FORM, fields(f"/2026/01/02/story-{number}/"), REMOTE_ADDR=f"192.0.2.{number}")
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "429.html" in [template.name for template in answer.templates]
    assert traps.wait_in_words(int(answer.headers["Retry-After"])) in page
    assert "no-store" in answer.headers["Cache-Control"]
    form = page.split('<form method="post"')[1].split("</form>")[0]
    for typed in (
        "/2026/01/02/story-3/",
        "This is our own report",
        'value="mira@owner.example"',
        "csrfmiddlewaretoken",
    ):
        assert typed in form
    assert "Send the request" in form


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 minute "),
        (61, "2 minutes "),
        (3600, "60 minutes "),
        (3601, "2 hours "),
        (7200, "2 hours "),
        (7201, "3 hours "),
        (86_400, "24 hours "),
    ],
)
def test_a_wait_of_over_an_hour_is_said_in_hours_and_a_shorter_one_in_minutes(seconds: int, words: str) -> None:
    assert traps.wait_in_words(seconds).startswith(f"Wait {words}and press the button again")


def test_the_contact_form_says_the_same_and_keeps_the_message(client: Client) -> None:
    for number in range(6):
        sent = fields(text="The tide table is one hour late.", email=f"m{number}@owner.example")
        answer = client.post("/contact/?topic=correction", sent)
    page = answer.content.decode()
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    assert "That was too often in too short a time" in page
    assert "The tide table is one hour late.</textarea>" in page
    assert "Send the message" in page


def test_nobody_can_have_a_stranger_mailed_all_day(client: Client) -> None:
    for number in range(4):
        client.post(FORM, fields(f"/2026/01/02/story-{number}/"), REMOTE_ADDR=f"192.0.2.{number}")
    assert Letter.objects.count() == 3


def test_a_post_from_another_site_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(FORM, fields("/2026/01/02/a-story/")).status_code == 403
    assert not Case.objects.exists()


def test_a_draft_named_in_a_request_stays_a_draft(client: Client) -> None:
    article = make_article(status=Status.INCOMING)
    client.post(FORM, fields(address(article)))
    assert Article.objects.get().status == Status.INCOMING
