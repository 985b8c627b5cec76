"""Letters: written first, sent once, tried again, never lost."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from newsroom.outbox import delivery, letters
from newsroom.outbox.models import Letter, State
from newsroom.outbox.tasks import enqueue_due

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _template(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "emails").mkdir()
    (tmp_path / "emails" / "hello.txt").write_text(
        "{% autoescape off %}Subject: Hello {{ name }}\n\nDear {{ name }}, from {{ site_name }}.{% endautoescape %}"
    )
    engine = settings.TEMPLATES[0] | {"DIRS": [tmp_path]}
    settings.TEMPLATES = [engine]


def write(name: str = "Mira", key: str = "hello:1") -> Letter:
    return letters.write(key=key, to="mira@reader.example", template="hello", context={"name": name})


def test_a_letter_waits_in_the_outbox_until_the_clock_sends_it_once() -> None:
    letter = write()
    assert mail.outbox == []
    assert enqueue_due() == 1
    assert enqueue_due() == 0
    [sent] = mail.outbox
    assert (sent.subject, sent.to) == ("Hello Mira", ["mira@reader.example"])
    assert sent.body == "Dear Mira, from The Test Paper.\n"
    letter.refresh_from_db()
    assert letter.state == State.SENT


def test_the_same_key_writes_no_second_letter() -> None:
    assert write().pk == write().pk
    assert Letter.objects.count() == 1


def test_a_name_cannot_add_a_header_to_the_letter() -> None:
    letter = write("Mira\r\nBcc: all@reader.example")
    assert "\n" not in letter.subject
    enqueue_due()
    assert mail.outbox[0].bcc == []


def test_a_mail_server_that_fails_delays_the_letter_and_says_why(settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.outbox.broken_mail.EmailBackend"
    letter = write()
    enqueue_due()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.WAITING, 1)
    assert "the post office is closed" in letter.problem
    assert timezone.now() < letter.next_try_at < timezone.now() + timedelta(minutes=2)


def test_a_letter_is_given_up_in_sight_of_the_desk_and_can_be_sent_again(settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.outbox.broken_mail.EmailBackend"
    letter = write()
    for _ in range(len(delivery.PAUSES) + 1):
        Letter.objects.update(next_try_at=timezone.now())
        enqueue_due()
    letter.refresh_from_db()
    assert letter.state == State.FAILED
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    delivery.retry(letter)
    enqueue_due()
    assert len(mail.outbox) == 1


def test_a_letter_whose_worker_died_is_due_again_when_the_lease_runs_out() -> None:
    letter = write()
    now = timezone.now()
    assert delivery.claim(Letter, letter.pk, now)
    assert not delivery.claim(Letter, letter.pk, now)
    assert delivery.claim(Letter, letter.pk, now + delivery.LEASE + timedelta(seconds=1))
