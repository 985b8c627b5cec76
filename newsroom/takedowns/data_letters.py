"""Letters about requests under a data law. They repeat nothing that the person typed."""

from datetime import datetime

from django.utils import timezone

from newsroom.outbox import letters as outbox
from newsroom.outbox.models import Letter
from newsroom.takedowns import letters, tokens
from newsroom.takedowns.models import Case, Event


def answered(case: Case, event: Event, *, done: bool, reason: str) -> Letter:
    """What was done, or why not, and to whom one may turn."""
    context = {"case": case, "status": _status(case), "done": done, "reason": reason}
    return _write(case, f"data_answered:{event.pk}", "takedown_data_answered", context)


def extended(case: Case, *, reason: str, until: datetime) -> Letter:
    """It takes longer, until when and why; to be sent before the first time is over."""
    when = f"{timezone.localtime(until):%Y-%m-%d}"
    context = {"case": case, "status": _status(case), "until": when, "reason": reason}
    return _write(case, "data_extended", "takedown_data_extended", context)


def _status(case: Case) -> str:
    return letters.link_to("takedown_status", tokens.token(case.seed, tokens.STATUS))


def _write(case: Case, key: str, template: str, context: dict[str, object]) -> Letter:
    name = f"{letters.prefix(case)}{key}"
    return outbox.write(key=name, to=case.email, template=template, context=context, language=case.language)
