"""Which letter goes to whom, and under which key, so that none is written twice. The outbox sends them.

A letter repeats nothing that a stranger typed, and nothing of a removed story: no headline, no text, no address of it.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from articles.accounts import is_system
from articles.models import Article
from newsroom.outbox import letters as outbox
from newsroom.outbox.models import Letter
from newsroom.takedowns import parties, tokens
from newsroom.takedowns.models import Case, Event, Item, Message
from newsroom.takedowns.proofs import CONFIRM as CONFIRM_DOMAIN
from newsroom.takedowns.proofs import LANE, DomainProof


def confirmation(case: Case) -> Letter:
    """Please confirm: the only letter before the address has proved to be the claimant's."""
    link = link_to("takedown_confirm", tokens.token(case.seed, tokens.CONFIRM))
    secret = tokens.token(case.seed, tokens.DISOWN)
    not_me = link_to("takedown_not_me", f"{case.reference}.{secret}")
    return to_claimant(case, "confirm", "takedown_confirm", link=link, not_me=not_me)


def confirmed(case: Case) -> Letter:
    """The clock runs; here is where it can be watched."""
    return to_claimant(case, "confirmed", "takedown_confirmed")


def decided(case: Case) -> Letter:
    """What became of each address, with the reasons."""
    times = case.events.filter(act="decide").count()
    items = list(case.items.order_by("number"))
    receipt = link_to("takedown_receipt", tokens.token(case.seed, tokens.STATUS))
    removed = any(item.state == "removed" for item in items)
    return to_claimant(case, f"decided:{times}", "takedown_decided", items=items, removed=removed, receipt=receipt)


def draft_decided(item: Item, state: str, reason: str, remedy: str) -> tuple[str, str]:
    """Subject and text of the letter about a decision as it would go out; nothing is written, no link is real."""
    items = list(item.case.items.order_by("number"))
    for one in items:
        if one.pk == item.pk:
            one.state, one.reason, one.remedy = state, reason, remedy
    removed = any(one.state == "removed" for one in items)
    context = {"case": item.case, "status": "…", "receipt": "…", "items": items, "removed": removed}
    return outbox.draft("takedown_decided", context, language=item.case.language)


def reasons(item: Item, event: Event, *, act: str, mend_until: datetime | None = None) -> list[Letter]:
    """To whoever wrote the story here or signs it: what was done, why and by whose wish; nothing of who asked.

    `mend_until` is the moment until which they may propose a correction of their own.
    """
    article = item.article
    if article is None:
        return []
    people = {author.account for author in article.authors.select_related("account") if author.account}
    first = article.changes.order_by("id").select_related("by").first()
    if first and not is_system(first.by):
        people.add(first.by)
    context = {"case": item.case, "item": item, "act": act, "public": article.get_status_display()}
    context |= {"mend_until": _moment(mend_until), "by_rule": event.by is not None and is_system(event.by)}
    return [
        outbox.write(
            key=f"{prefix(item.case)}reasons:{event.pk}:{person.pk}",
            to=person.email,
            template="takedown_reasons",
            context=context | {"answer": link_to("takedown_party", parties.link_for(item, person, at=event.at))},
        )
        for person in sorted(people, key=lambda person: person.pk)
        if person.email and person.is_active
    ]


def restored(item: Item, event: Event) -> Letter:
    """A story is back, and why."""
    return to_claimant(item.case, f"restored:{event.pk}", "takedown_restored", item=item)


def withdrawn(case: Case, event: Event) -> Letter:
    """The request was taken back."""
    return to_claimant(case, f"withdrawn:{event.pk}", "takedown_withdrawn")


def warned(case: Case) -> Letter:
    """What follows from more requests like this one."""
    return to_claimant(case, "warned", "takedown_warned")


def slowed(case: Case, until: datetime) -> Letter:
    """For a while their requests are looked at last."""
    return to_claimant(case, f"slowed:{until:%Y%m%d}", "takedown_slowed", until=f"{timezone.localtime(until):%Y-%m-%d}")


def to_officers(case: Case, what: str, *, round_: str = "", **context: Any) -> list[Letter]:
    """A letter to every officer: `new`, `withdrawn`, `alarm` or `leak`; once each for each `round_`."""
    desk = link_to("admin:takedowns_case_change", str(case.pk))
    return [
        outbox.write(
            key=f"{prefix(case)}officers:{what}:{round_ or 1}:{address}"[:200],
            to=address,
            template=f"takedown_officers_{what}",
            context={"case": case, "desk": desk, "due": _moment(case.due_at)} | context,
        )
        for address in officers()
    ]


def opened(event: Event) -> list[Letter]:
    """To every officer but the one who did it: a sealed text was opened, by whom and why."""
    case, by = event.case, event.by
    context = {"case": case, "event": event, "desk": link_to("admin:takedowns_case_change", str(case.pk))}
    return [
        outbox.write(
            key=f"{prefix(case)}opened:{event.pk}:{address}"[:200],
            to=address,
            template="takedown_officers_opened",
            context=context,
        )
        for address in officers()
        if by is None or address != by.email
    ]


def message_received(message: Message) -> Letter:
    """Thanks for a message; repeats nothing of it."""
    context = {"message": message}
    key = f"message:{message.pk}:received"
    template = "takedown_message_received"
    return outbox.write(key=key, to=message.email, template=template, context=context, language=message.language)


def message_answered(message: Message) -> Letter:
    """The answer to a message."""
    context = {"message": message}
    key = f"message:{message.pk}:answered"
    template = "takedown_message_answer"
    return outbox.write(key=key, to=message.email, template=template, context=context, language=message.language)


def domain_asked(proof: DomainProof) -> Letter:
    """The letter to an address at the domain that is to prove itself."""
    link = link_to("takedown_domain_confirm", proof.token(CONFIRM_DOMAIN))
    context = {"proof": proof, "link": link}
    key = f"domain:{proof.pk}:asked"
    return outbox.write(
        key=key, to=proof.email, template="takedown_domain_asked", context=context, language=proof.language
    )


def domain_proved(proof: DomainProof) -> Letter:
    """The domain has proved itself; here is the link to its stories."""
    link = link_to("takedown_domain_stories", proof.token(LANE))
    context = {"proof": proof, "link": link, "until": f"{proof.ends_at:%Y-%m-%d}"}
    key = f"domain:{proof.pk}:proved"
    return outbox.write(
        key=key, to=proof.email, template="takedown_domain_proved", context=context, language=proof.language
    )


def address_of(story: Article) -> str:
    """The whole address of a story."""
    return f"{settings.SITE_URL}{story.get_absolute_url()}"


def of_case(case: Case) -> list[Letter]:
    """The letters written in a case, oldest first."""
    return list(Letter.objects.filter(key__startswith=prefix(case)).order_by("written_at", "pk"))


def prefix(case: Case) -> str:
    """What the keys of a case's letters begin with."""
    return f"takedown:{case.reference}:"


def officers() -> list[str]:
    """The mail addresses of those who may decide cases; the site's own where there is none."""
    backend = "newsroom.desk.roles.RolesBackend"
    people = get_user_model().objects.with_perm("takedowns.change_case", backend=backend, include_superusers=False)
    found = [person.email for person in people if person.email and person.is_active]
    return sorted(set(found)) or [settings.SITE_CONTACT]


def link_to(name: str, *args: str) -> str:
    """A complete address of one of our pages."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def to_claimant(case: Case, key: str, template: str, **context: Any) -> Letter:
    """A letter to who asked, in their language, with the link to the page of the request; once for each key."""
    status = link_to("takedown_status", tokens.token(case.seed, tokens.STATUS))
    shared = {"case": case, "status": status, "due": _moment(case.due_at)}
    return outbox.write(
        key=f"{prefix(case)}{key}", to=case.email, template=template, context=shared | context, language=case.language
    )


def _moment(at: Any) -> str:
    """A moment in the site's time zone, with the zone's name."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M %Z}" if at else ""
