"""Letters: written in the transaction of what they tell, sent later, each exactly once as far as mail allows."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import override

from newsroom.outbox.models import Letter

EMPTIED = {"subject": "(…)", "body": ""}


def write(*, key: str, to: str, template: str, context: dict[str, Any], language: str = "") -> Letter:
    """Put a letter into the outbox; the same key never makes a second one.

    The template is `templates/emails/<template>.txt`; its first line is `Subject: …`, an empty line, then the text.
    """
    written: Letter | None = Letter.objects.filter(key=key).first()
    if written:
        return written
    subject, body = draft(template, context, language=language)
    letter, _made = Letter.objects.get_or_create(
        key=key, defaults={"to": to, "subject": subject, "body": body, "template": template}
    )
    return letter


def empty(letters: QuerySet[Letter]) -> int:
    """Keep of some letters that they were written, to whom, when and what came of it; no word of them. How many."""
    return letters.update(**EMPTIED)


def draft(template: str, context: dict[str, Any], *, language: str = "") -> tuple[str, str]:
    """Subject and body as they would be written, for a look before the act that sends them."""
    with override(language or settings.LANGUAGE_CODE):
        names = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
        return split(render_to_string(f"emails/{template}.txt", context | names))


def split(text: str) -> tuple[str, str]:
    """Subject and body of a rendered template. A subject is one line, so that nothing can add a header to it."""
    first, _line, body = text.strip().partition("\n")
    return " ".join(first.removeprefix("Subject:").split())[:250], body.strip() + "\n"


def send(letter: Letter) -> None:
    """Hand one letter to the mail server; raises what the mail server says.

    The Message-ID is made of the letter's key, so that a doubled send can be recognised by the receiving side.
    """
    host = settings.SITE_CONTACT.rpartition("@")[2] or "localhost"
    headers = {"Message-ID": f"<letter-{letter.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    EmailMessage(letter.subject, letter.body, to=[letter.to], headers=headers).send()
