"""The contact inbox: receive a message once, answer it once. The verbs behind the contact form and its admin."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.refusals import Refused, Unfit
from newsroom.takedowns import blocked, letters
from newsroom.takedowns.models import Message

LONGEST = 10_000
# Officers and chief editors: privacy is nobody else's business.
READ_ALL = ("takedowns.change_case", "articles.override_gate")
# Where a message belongs that came to the wrong door: the page and the question that it is asked with.
DOORS: dict[str, tuple[str, str]] = {
    "takedown": ("takedown", ""),
    "correction": ("contact", "?topic=correction"),
    "privacy": ("contact", "?topic=privacy"),
}


def visible_to(person: User) -> QuerySet[Message]:
    """What somebody may read: officers and chief editors all, other editors what readers say of mistakes in stories."""
    if any(map(person.has_perm, READ_ALL)):
        return Message.objects.all()
    return Message.objects.filter(topic=Message.Topic.CORRECTION)


def receive(message: Message) -> Message:
    """Keep a message and thank for it; the same form sent twice is one message."""
    with transaction.atomic():
        values = {name: getattr(message, name) for name in ("topic", "name", "email", "about", "text", "language")}
        kept, made = Message.objects.get_or_create(key=message.key, defaults=values)
        if made and not blocked.is_blocked(kept.email):
            letters.message_received(kept)
    return kept


def answer(message: Message, *, by: User, text: str) -> Message:
    """Send an answer by mail. Raises Unfit where it is empty or too long, Refused where somebody was faster."""
    text = text.replace("\r\n", "\n").strip()
    if not by.has_perm("takedowns.change_message") or not visible_to(by).filter(pk=message.pk).exists():
        raise Refused(_("You may not answer messages. Ask a takedown officer or a chief editor."))
    if not text:
        raise Unfit(_("The answer is empty."))
    if len(text) > LONGEST:
        told = _("The answer is %(long)s letters long; there is room for %(most)s. Shorten it, and send it again.")
        raise Unfit(told % {"long": f"{len(text):,}", "most": f"{LONGEST:,}"})
    with transaction.atomic():
        rows = Message.objects.filter(pk=message.pk, state=Message.State.NEW)
        values = {"answer": text, "answered_by": by, "answered_at": timezone.now()}
        if not rows.update(state=Message.State.ANSWERED, **values):
            message.refresh_from_db()
            raise _faster(message)
        message.refresh_from_db()
        letters.message_answered(message)
    return message


def wrong_door(message: Message, *, by: User, door: str) -> Message:
    """Answer a message with the address of the form that it belongs to; it stays a message and becomes nothing else."""
    if door not in DOORS:
        raise Unfit(_("There is no such form. Choose one of those that the page offers."))
    name, question = DOORS[door]
    with override(message.language):
        text = _("Thank you for writing. We have a form for this, where nothing gets lost and we must answer in time:")
    return answer(message, by=by, text=f"{text}\n\n{letters.link_to(name)}{question}")


def _faster(message: Message) -> Refused:
    when = timezone.localtime(message.answered_at)
    return Refused(
        _("Somebody was faster: %(who)s answered this message on %(when)s. Nothing of yours was sent.")
        % {"who": message.answered_by, "when": f"{when:%Y-%m-%d %H:%M}"}
    )
