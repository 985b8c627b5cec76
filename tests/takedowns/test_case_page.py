"""The officers' screens: the queue, the case, its buttons, and the inbox."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import escape
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.refusals import Refused
from articles.status import Status
from newsroom.outbox.tasks import enqueue_due as post
from newsroom.takedowns import claimants, inbox
from newsroom.takedowns.models import Case, Event, Message
from newsroom.takedowns.states import State
from tests.takedowns.room import address, confirm_token, confirmed, fields, notice, only_item
from tests.world import make_article, person, root

pytestmark = pytest.mark.django_db
QUEUE = "/admin/takedowns/case/"
SignIn = Callable[[str], Client]


def case_path(case: Case) -> str:
    return f"{QUEUE}{case.pk}/change/"


def press(client: Client, case: Case, verb: str, **values: str) -> tuple[int, str]:
    answer = client.post(f"{QUEUE}{case.pk}/act/", {"verb": verb} | values, follow=True)
    return answer.status_code, answer.content.decode()


def test_the_queue_shows_the_nearest_deadline_first_in_words(signed_in: SignIn) -> None:
    now = timezone.now()
    relaxed = confirmed(at=now - timedelta(hours=1, seconds=1))
    late = confirmed(at=now - timedelta(hours=26, seconds=1), email="late@owner.example")
    unconfirmed = claimants.receive(notice(address(make_article()), email="new@owner.example"))
    page = signed_in("tao").get(QUEUE).content.decode()
    places = [page.index(case.reference) for case in (late, relaxed, unconfirmed)]
    assert places == sorted(places)
    assert "2 h 0 min overdue" in page
    assert "22 h 59 min left" in page
    assert "starts when the request is confirmed" in page


def test_a_case_is_found_by_reference_mail_and_address(signed_in: SignIn) -> None:
    officer, wanted = signed_in("tao"), confirmed()
    confirmed(email="other@agent.example")
    slug = only_item(wanted).path.strip("/").rsplit("/", 1)[-1]
    for words in (wanted.reference, "mira@owner.example", slug):
        page = officer.get(QUEUE, {"q": words}).content.decode()
        assert "1 takedown case" in page
        assert wanted.reference in page


def test_the_queue_asks_no_more_for_more_cases(
    signed_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer = signed_in("root")
    confirmed()
    officer.get(QUEUE)
    with django_assert_num_queries(7):
        officer.get(QUEUE)
    for number in range(5):
        confirmed(email=f"m{number}@owner.example")
    with django_assert_num_queries(7):
        officer.get(QUEUE)


def test_an_officer_removes_and_sees_where_it_is_gone(signed_in: SignIn) -> None:
    article = make_article()
    case = confirmed(article)
    status, page = press(signed_in("tao"), case, "remove", item="1", kind="legal", public_sentence="By order.")
    assert status == 200
    assert "addresses looked at are clean" in page
    assert "Gone from all" in page
    assert Client().get(article.get_absolute_url()).status_code == 451


def test_a_refusal_is_said_and_the_text_is_kept(signed_in: SignIn) -> None:
    case = confirmed()
    status, page = press(signed_in("tao"), case, "remove", item="1", kind="", reason="A long and careful reason")
    assert status == 409
    assert "Choose what the address answers" in page
    assert "A long and careful reason</textarea>" in page
    assert only_item(case).state == "open"


def test_an_editor_sees_no_cases_and_presses_no_buttons(signed_in: SignIn) -> None:
    case = confirmed()
    for name in ("ben", "cy"):
        assert signed_in(name).get(QUEUE).status_code == 403
        assert press(signed_in(name), case, "remove", item="1", kind="gone")[0] == 403
    article = only_item(case).article
    assert article
    assert article.status == Status.PUBLISHED


@pytest.mark.parametrize(
    ("verb", "item"), [("destroy", "1"), ("remove", "7"), ("remove", "x"), ("", ""), ("close", "1")]
)
def test_a_button_that_does_not_exist_is_a_404(verb: str, item: str, signed_in: SignIn) -> None:
    case = confirmed()
    assert press(signed_in("tao"), case, verb, item=item, kind="gone", reason="Because.")[0] == 404
    assert Case.objects.get().state == State.CONFIRMED


def test_buttons_are_posts(signed_in: SignIn) -> None:
    assert signed_in("tao").get(f"{QUEUE}{confirmed().pk}/act/").status_code == 405


def test_nobody_adds_edits_or_deletes_a_case_by_hand(signed_in: SignIn) -> None:
    case, root = confirmed(), signed_in("root")
    assert root.get(f"{QUEUE}add/").status_code == 403
    assert root.post(f"{QUEUE}{case.pk}/delete/", {"post": "yes"}).status_code == 403
    root.post(case_path(case), {"state": "closed", "name": "Somebody Else"})
    fresh = Case.objects.get()
    assert (fresh.state, fresh.name) == (State.CONFIRMED, "Mira Quill")


def test_what_claimants_write_is_text_and_never_a_link_or_a_script(signed_in: SignIn) -> None:
    hostile = "<script>alert(1)</script>"
    script = "javascript:alert(2)"
    case = claimants.receive(
        notice(
            address(make_article()),
            name=hostile,
            organisation=hostile,
            explanation=hostile * 3,
            originals=script,
            signature=hostile,
        )
    )
    claimants.confirm(confirm_token(case))
    officer = signed_in("tao")
    for path in (QUEUE, case_path(case)):
        page = officer.get(path).content.decode()
        assert hostile not in page
        assert escape(hostile) in page
        assert f'href="{script}' not in page


def test_case_notes_closing_and_reopening_are_in_the_log(signed_in: SignIn) -> None:
    case, officer = confirmed(), signed_in("tao")
    press(officer, case, "note", reason="Called the outlet.")
    press(officer, case, "reject", item="1", reason="Licensed to us.")
    press(officer, case, "close")
    press(officer, case, "reopen", reason="The licence had ended.")
    acts = list(Event.objects.values_list("act", flat=True))
    assert acts == ["receive", "confirm", "note", "reject", "decide", "alone", "close", "reopen"]
    page = officer.get(case_path(case)).content.decode()
    assert "Called the outlet." in page
    assert Event.objects.filter(act="close", by=person("tao")).exists()


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "²", "0", "-1", "x"])
@pytest.mark.parametrize("verb", ["hold", "see delist"])
def test_a_number_that_no_address_has_is_no_button(signed_in: SignIn, verb: str, number: str) -> None:
    assert press(signed_in("tao"), confirmed(), verb, item=number)[0] == 404


def test_a_message_is_received_once_and_answered_once(client: Client, signed_in: SignIn) -> None:
    sent = fields(text="The harbour is in Doha, not in Dubai.", about="/2026/01/02/boats/")
    sent["key"] = "7b0e4a38-0f4e-4c53-9d0e-3a4a8ff0f9c1"
    pages = [client.post("/contact/?topic=correction", sent, follow=True) for _time in range(2)]
    message = Message.objects.get()
    assert all(message.reference in page.content.decode() for page in pages)
    officer, path = signed_in("tao"), f"/admin/takedowns/message/{message.pk}/change/"
    shown = officer.get(path).content.decode()
    assert "in Doha" in shown
    assert message.reference in shown
    assert officer.post(path, {"answer": "  "}).status_code == 409
    officer.post(path, {"answer": "You are right; it is corrected."})
    assert officer.post(path, {"answer": "A second answer"}).status_code == 409
    post()
    post()
    bodies = [letter.body for letter in mail.outbox]
    assert len(bodies) == 2
    assert all(message.reference in letter.subject for letter in mail.outbox)
    assert "in Doha" not in bodies[0]
    assert "it is corrected" in bodies[1]


def test_an_answer_is_as_long_as_a_letter_at_most_and_a_longer_one_stays_in_its_field(
    client: Client, signed_in: SignIn
) -> None:
    client.post("/contact/?topic=other", fields(text="Where do your boats come from?", about=""))
    message = Message.objects.get()
    officer, path = signed_in("tao"), f"/admin/takedowns/message/{message.pk}/change/"
    refused = officer.post(path, {"answer": "From afar. " * 1000})
    assert refused.status_code == 409
    assert "10,999 letters long" in refused.content.decode()
    assert refused.context["typed"] == "From afar. " * 1000
    assert officer.post(path, {"answer": "x\r\n" * 4999 + "xy"}).status_code == 302
    message.refresh_from_db()
    assert len(message.answer) == 10_000


def test_what_an_officer_types_is_kept_without_what_no_database_keeps(signed_in: SignIn) -> None:
    case, officer = confirmed(), signed_in("tao")
    press(officer, case, "note", reason="Called \0them.")
    assert Event.objects.get(act="note").text == "Called them."
    message = Message.objects.create(topic="other", name="Mira", email="mira@owner.example", text="Hello?", key=uuid4())
    officer.post(f"/admin/takedowns/message/{message.pk}/change/", {"answer": "Good \0day."})
    message.refresh_from_db()
    assert message.answer == "Good day."


def test_who_answers_a_message_later_reads_who_was_faster_and_keeps_what_was_typed(signed_in: SignIn) -> None:
    message = Message.objects.create(topic="other", name="Kim", email="kim@owner.example", text="Hello?", key=uuid4())
    path = f"/admin/takedowns/message/{message.pk}/change/"
    pages = [signed_in(name).get(path).content.decode() for name in ("tao", "root")]
    assert all('name="answer"' in page and "it was not sent" not in page for page in pages)
    signed_in("root").post(path, {"answer": "Hello to you."})
    message.refresh_from_db()
    late = signed_in("tao").post(path, {"answer": "A longer <b>second</b> answer"})
    page = late.content.decode()
    assert late.status_code == 409
    assert f"root answered this message on {timezone.localtime(message.answered_at):%Y-%m-%d %H:%M}" in page
    assert "Hello to you." in page
    assert re.search("<label[^>]*>[^<]*it was not sent[^<]*</label>", page)
    assert re.search("<textarea[^>]* readonly[^>]*>A longer &lt;b&gt;second&lt;/b&gt; answer</textarea>", page)


def test_two_officers_who_answer_a_message_at_once_send_one_answer() -> None:
    message = Message.objects.create(topic="other", name="Kim", email="kim@owner.example", text="Hello?", key=uuid4())
    same = Message.objects.get()
    inbox.answer(message, by=person("tao"), text="Hello to you.")
    with pytest.raises(Refused, match="tao answered this message"):
        inbox.answer(same, by=root(), text="Good morning.")
    assert (same.state, same.answer) == ("answered", "Hello to you."), "so that the page shows what was sent"


@pytest.mark.parametrize(("name", "seen"), [("tao", 3), ("ada", 3), ("ben", 1), ("cy", None)])
def test_readers_corrections_reach_those_who_correct_and_nothing_else_does(
    signed_in: SignIn, name: str, seen: int | None
) -> None:
    sent = {
        topic: {"name": f"About {topic}", "email": "mira@owner.example", "text": "Hello?", "key": uuid4()}
        for topic in Message.Topic
    }
    told = {topic: Message.objects.create(topic=topic, **values) for topic, values in sent.items()}
    client, inbox_path = signed_in(name), "/admin/takedowns/message/"
    page = client.get(inbox_path)
    assert page.status_code == (403 if seen is None else 200)
    assert (f'href="{inbox_path}"' in client.get("/admin/").content.decode()) is (seen is not None)
    assert seen is None or sum(message.name in page.content.decode() for message in told.values()) == seen
    for topic, message in told.items():
        mine = seen == 3 or (seen == 1 and topic == "correction")
        answer = client.post(f"{inbox_path}{message.pk}/change/", {"answer": "Thank you; it is corrected."})
        message.refresh_from_db()
        assert (answer.status_code == 302, message.state == "answered") == (mine, mine)


def test_the_contact_page_leads_a_takedown_to_its_form(client: Client) -> None:
    page = client.get("/contact/?url=/2026/01/02/boats/").content.decode()
    assert "/takedown/?url=%2F2026%2F01%2F02%2Fboats%2F" in page
    assert "topic=correction&amp;url=%2F2026%2F01%2F02%2Fboats%2F" in page


def test_a_message_that_is_too_short_comes_back_whole(client: Client) -> None:
    answer = client.post("/contact/?topic=other", fields(text="Hm", about="my story"))
    assert answer.status_code == 422
    assert "at least 10 letters" in answer.content.decode()
    assert 'value="my story"' in answer.content.decode()
