"""Letters about counter-notices and appeals: which goes to whom, under a key that lets none be written twice.

A counter-notice goes on in full where a formal notice was sent, as both sides were told; its words stand quoted, as
plain text without a link that works. Otherwise a letter repeats nothing that was typed on our pages.
"""

import re
from datetime import datetime
from typing import Any

from django.utils import timezone

from newsroom.outbox import letters as outbox
from newsroom.outbox.models import Letter
from newsroom.takedowns import letters, parties, tokens
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.disputes import Appeal, CounterNotice, Party, Side
from newsroom.takedowns.models import Case, Event, Item

_LINK = re.compile(r"(?i)\b(http)(s?)://")
_WEB = re.compile(r"(?i)\bwww\.")


def counter_received(counter: CounterNotice) -> Letter:
    """To whoever sent it: it has come, and these are its days."""
    return _to_author(counter, "received", **_days(counter))


def counter_refused(counter: CounterNotice, reason: str) -> Letter:
    """To whoever sent it: what its form lacks."""
    return _to_author(counter, "refused", reason=reason)


def counter_won(counter: CounterNotice) -> Letter:
    """To whoever sent it: the story is back."""
    return _to_author(counter, "won")


def counter_in_court(counter: CounterNotice) -> Letter:
    """To whoever sent it: a court has the matter now."""
    return _to_author(counter, "court")


def counter_forwarded(counter: CounterNotice, *, again: int = 0) -> Letter:
    """To the claimant: in full where they sent a formal notice, else without who wrote it."""
    case = counter.item.case
    context = {
        "counter": counter,
        "full": case.claim == Claim.COPYRIGHT,
        "explanation": quoted(counter.explanation),
        "postal_address": quoted(counter.postal_address),
        **{name: unlinked(getattr(counter, name)) for name in ("name", "phone", "signature")},
        "status": _status(case),
    }
    return _write(
        case,
        f"counter:{counter.pk}:forwarded:{again}",
        case.email,
        case.language,
        "counter_forwarded",
        {**context, **_days(counter)},
    )


def counter_to_officers(counter: CounterNotice, what: str, **context: Any) -> list[Letter]:
    """To every officer: `counter` when it has come, `counter_alarm` when a time presses."""
    round_ = f"{counter.pk}:{context.get('about', '')}"
    return letters.to_officers(
        counter.item.case, what, round_=round_, number=counter.item.number, **_days(counter), **context
    )


def appeal_received(appeal: Appeal) -> Letter:
    """To whoever appealed: who reads it, and by when it is answered."""
    return _to_appellant(appeal, "received", until=moment(appeal.due_at))


def appeal_answered(appeal: Appeal) -> Letter:
    """To whoever appealed: what we found, with the reasons."""
    return _to_appellant(appeal, "answered", upheld=appeal.upheld, answer=appeal.answer)


def appeal_to_officers(appeal: Appeal, what: str, *, about: str = "") -> list[Letter]:
    """To every officer: `appeal` when it has come, `appeal_alarm` before its answer is due and when it is late."""
    context = {"until": moment(appeal.due_at), "about": about, "claimant": appeal.side == Side.CLAIMANT}
    return letters.to_officers(appeal.case, what, round_=f"{appeal.pk}:{about}", **context)


def mend_to_officers(event: Event, item: Item) -> list[Letter]:
    """To every officer: an author would change a held story. Nothing of their words, which may name it."""
    return letters.to_officers(event.case, "mend", round_=str(event.pk), number=item.number)


def link_renewed(party: Party) -> Letter:
    """To the person alone: the new link to what was decided about their story."""
    case, link = party.item.case, letters.link_to("takedown_party", parties.token_of(party))
    key = f"party:{party.pk}:{party.token_hash[:12]}"
    return _write(case, key, party.person.email, "", "party_link", {"link": link})


def quoted(text: str) -> str:
    """What somebody typed, as a quotation without a link that works."""
    return "\n".join(f"> {line}" for line in unlinked(text).splitlines())


def unlinked(text: str) -> str:
    """What somebody typed, in plain text that no mail program turns into a link."""
    return _WEB.sub("www[.]", _LINK.sub(r"hxxp\2://", text))


def moment(at: datetime) -> str:
    """A moment in the site's time zone, with the zone's name."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M %Z}"


def _days(counter: CounterNotice) -> dict[str, str]:
    names = ("forward_by", "opens_at", "ends_at")
    return {name: moment(getattr(counter, name)) for name in names}


def _status(case: Case) -> str:
    return letters.link_to("takedown_status", tokens.token(case.seed, tokens.STATUS))


def _to_author(counter: CounterNotice, what: str, **context: Any) -> Letter:
    case, key = counter.item.case, f"counter:{counter.pk}:{what}"
    shown = {"number": counter.item.number, **context}
    return _write(case, key, counter.email, counter.language, f"counter_{what}", shown)


def _to_appellant(appeal: Appeal, what: str, **context: Any) -> Letter:
    link = _status(appeal.case) if appeal.side == Side.CLAIMANT else ""
    context = {"status": link, **context}
    return _write(appeal.case, f"appeal:{appeal.pk}:{what}", appeal.email, appeal.language, f"appeal_{what}", context)


def _write(case: Case, key: str, to: str, language: str, template: str, context: dict[str, Any]) -> Letter:
    return outbox.write(
        key=f"{letters.prefix(case)}{key}",
        to=to,
        template=f"takedown_{template}",
        context={"case": case} | context,
        language=language,
    )
