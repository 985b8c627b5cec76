"""What a claimant attaches and signs is kept: through errors elsewhere on the form, and to the case."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from newsroom.takedowns.evidence import Evidence
from newsroom.takedowns.models import Case, Message
from tests.takedowns.files import PDF
from tests.takedowns.room import FORM, FORMAL, fields

pytestmark = pytest.mark.django_db
FORMAL_FORM = "/takedown/?claim=copyright"


def test_no_file_is_lost_when_another_field_is_wrong(client: Client) -> None:
    page = client.post(
        FORM, fields("/2026/01/02/a-story/", email="") | {"evidence": SimpleUploadedFile("licence.pdf", PDF)}
    )
    held = page.context["held"]
    assert "licence.pdf" in page.content.decode()
    client.post(FORM, fields("/2026/01/02/a-story/", held=held.token))
    assert Case.objects.get().evidence.get().name == "licence.pdf"
    forged = fields("/2026/01/02/another/", held=held.token[:-2] + "xx", email="b@owner.example")
    client.post(FORM, forged)
    assert Evidence.objects.filter(case=None).count() == 0


def test_a_file_that_comes_alone_is_sent_back_with_words_and_kept(client: Client) -> None:
    files = {"evidence": [SimpleUploadedFile("licence.pdf", PDF), SimpleUploadedFile("evil.exe", b"MZ")]}
    answer = client.post(FORM, files)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Please fill this in." in page
    assert ("licence.pdf" in page, "evil.exe" in page) == (True, True)


def test_a_formal_notice_keeps_all_that_was_signed(client: Client) -> None:
    sent = {name: value for name, value in fields("/2026/01/02/a-story/").items() if "explanation" not in name}
    assert client.post(FORMAL_FORM, sent | FORMAL | {"first_published": "2025-03-04"}).status_code == 302
    case = Case.objects.get()
    assert case.statements == ["good_faith", "authority", "fair_use", "passed_on"]
    assert (case.country, str(case.original_published_on), case.part) == ("NO", "2025-03-04", "text")
    late = client.post(FORMAL_FORM, sent | FORMAL | {"first_published": "1899-12-31", "country": "Norway"})
    assert b"before 1900" in late.content


def test_the_case_page_shows_all_that_was_claimed(client: Client, signed_in: Callable[[str], Client]) -> None:
    sent = fields("/2026/01/02/a-story/", originals="https://оwner.example/report")
    client.post(
        FORMAL_FORM, sent | FORMAL | {"first_published": "2025-03-04", "evidence": SimpleUploadedFile("a", PDF)}
    )
    page = signed_in("tao").get(f"/admin/takedowns/case/{Case.objects.get().pk}/change/").content.decode()
    shown = ("harbour fire", "xn--wner-45d.example", "4 Mar 2025", "Norway", "The text, or a passage", "a.pdf")
    assert [words for words in shown if words not in page] == []


def test_abuse_29_one_press_shows_a_message_its_right_door(client: Client, signed_in: Callable[[str], Client]) -> None:
    client.post("/contact/?topic=other", fields(text="Please take our story down.", about=""))
    message = Message.objects.get()
    door = f"/admin/takedowns/message/{message.pk}/change/"
    assert signed_in("tao").post(door, {"door": "nowhere"}).status_code == 409
    assert signed_in("tao").post(door, {"door": "takedown"}).status_code == 302
    message.refresh_from_db()
    assert (message.state, "/takedown/" in message.answer) == ("answered", True)
    assert not Case.objects.exists()
