"""The fast lane: an outlet whose domain has proved itself removes its own stories at once, with one button.

Proving and removing are for whoever holds the link; a story goes through the same verb as an officer's removal does,
so that it is barred, looked after and told of in the same way, and an officer can bring it back.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.accounts import system_account
from articles.models import Article, Source
from articles.refusals import Refused, Unfit
from newsroom.ingest import fetch
from newsroom.takedowns import claimants, domains, handling, letters, moves, tokens, txt
from newsroom.takedowns.claims import MAX_ADDRESSES, Claim, Notice, Role
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.proofs import HOLDS, DomainProof, Method
from newsroom.takedowns.states import State

FILE_LIMIT = 4096
LOOK_AGAIN_SECONDS = 20


class Asked(NamedTuple):
    """What somebody says who wants to prove a domain."""

    host: str
    method: Method
    name: str
    email: str
    language: str = "en"


def source_of(host: str) -> Source | None:
    """The outlet for which a domain can speak, of those whose stories stand on our pages."""
    for source in Source.objects.exclude(home_page="").order_by("pk"):
        if domains.speaks_for(host, source.home_page) and Article.objects.published().filter(source=source).exists():
            return source
    return None


def ask(asked: Asked) -> DomainProof:
    """Begin a proof; by mail, the letter with the link goes out. Raises Unfit where the domain can prove nothing."""
    if not domains.can_prove(asked.host):
        raise Unfit(_("Everybody can have an address there, so it proves nothing. Please use the usual form."))
    source = source_of(asked.host)
    if source is None:
        raise Unfit(_("We show no story of an outlet at this domain. Please use the usual form."))
    if asked.method == Method.MAIL and not domains.speaks_for(domains.host_of_mail(asked.email), source.home_page):
        raise Unfit(
            _("The letter must go to an address at %(host)s. Choose another way, or another address.")
            % {"host": domains.owner(asked.host)}
        )
    with transaction.atomic():
        proof = DomainProof.objects.create(
            source=source,
            host=asked.host,
            method=asked.method,
            name=asked.name,
            email=asked.email,
            language=asked.language,
        )
        if proof.method == Method.MAIL:
            letters.domain_asked(proof)
    return proof


def by_token(token: str, purpose: str) -> DomainProof | None:
    """The proof that a link belongs to."""
    name = {"domain-ask": "ask_hash", "domain-confirm": "confirm_hash", "domain-lane": "lane_hash"}[purpose]
    return DomainProof.objects.select_related("source").filter(**{name: tokens.hash_of(token)}).first()


def confirm(proof: DomainProof) -> DomainProof:
    """The mailed link was opened and its button pressed. To be called from a POST only: mail scanners follow links."""
    if proof.method != Method.MAIL:
        raise Unfit(_("This domain proves itself in another way."))
    return proof if proof.proved_at else _prove(proof)


def look(proof: DomainProof) -> bool:
    """Look for the record or the file; whether it is there. Called by a worker: it asks the network."""
    if proof.method == Method.MAIL or not proof.is_open:
        return bool(proof.proved_at)
    try:
        found, problem = _found(proof), _("It is not there yet. A new record can take some hours to be seen.")
    except (fetch.FetchError, txt.NoAnswer) as error:
        found, problem = False, str(error)
    DomainProof.objects.filter(pk=proof.pk).update(looked_at=timezone.now(), problem="" if found else problem[:300])
    if found:
        _prove(proof)
    return found


def may_look(proof: DomainProof) -> bool:
    """Whether some seconds have passed since the last look."""
    return not proof.looked_at or (timezone.now() - proof.looked_at).total_seconds() > LOOK_AGAIN_SECONDS


def end(proof: DomainProof) -> None:
    """Whoever holds the link gives it up; the proof counts no longer."""
    DomainProof.objects.filter(pk=proof.pk, ended_at__isnull=True).update(ended_at=timezone.now())


def remove(proof: DomainProof, stories: Collection[Article], *, at: datetime | None = None) -> Case:
    """Remove an outlet's stories at once: a case of its own, confirmed and decided in one step. Raises Unfit."""
    if not proof.is_standing:
        raise Unfit(_("This proof holds no longer. Prove the domain again."))
    chosen = [story for story in stories if story.source_id == proof.source_id and story.is_public]
    if not chosen:
        raise Unfit(_("None of these stories stands on our pages under your outlet's name any more."))
    if len(chosen) > MAX_ADDRESSES:
        raise Unfit(_("Choose at most %(number)d stories at once.") % {"number": MAX_ADDRESSES})
    machine, reason = system_account(), _("The domain %(host)s has proved itself.") % {"host": proof.host}
    with transaction.atomic():
        case = _case(proof, chosen)
        moves.move_case(case, State.CONFIRMED, by=None, text=reason, at=at)
        letters.to_officers(case, "new")
        DomainProof.objects.filter(pk=proof.pk).update(removals=F("removals") + len(chosen))
    # Each in a transaction of its own, as the ledger and the files want it: should the machine die on the way, the rest
    # stands in the officers' queue.
    for item in case.items.order_by("number"):
        _remove(item.pk, machine, reason)
    case.refresh_from_db()
    return case


def _remove(pk: int, machine: User, reason: str) -> None:
    item = Item.objects.select_related("case", "article").get(pk=pk)
    try:
        handling.remove(item, by=machine, reason=reason)
    except Refused as refusal:  # somebody was first, or the story is gone: an officer sees it in the case
        moves.note(item.case, "note", item=item, by=machine, text=str(refusal))


def _case(proof: DomainProof, stories: list[Article]) -> Case:
    notice = Notice(
        claim=Claim.OWNER,
        addresses=tuple(letters.address_of(story) for story in stories),
        name=proof.name,
        email=proof.email,
        role=Role.OWNER,
        organisation=proof.source.name,
        explanation=_("Removed by the outlet itself, whose domain %(host)s has proved itself.") % {"host": proof.host},
        signature=proof.name,
        language=proof.language,
    )
    return claimants.open_unasked(notice)


def _prove(proof: DomainProof) -> DomainProof:
    if not proof.is_open:
        raise Refused(_("This link is too old. Ask for a new one."))
    now = timezone.now()
    with transaction.atomic():
        rows = DomainProof.objects.filter(pk=proof.pk, proved_at__isnull=True)
        if rows.update(proved_at=now, ends_at=now + HOLDS, problem=""):
            proof.refresh_from_db()
            letters.domain_proved(proof)
    proof.refresh_from_db()
    return proof


def _found(proof: DomainProof) -> bool:
    if proof.method == Method.DNS:
        return proof.value in (text.strip() for text in txt.lookup(proof.record))
    answer = fetch.get(proof.file, limit_bytes=FILE_LIMIT, accept="text/plain", obey_robots=False, whole=False)
    if domains.tidy(answer.url) != domains.tidy(proof.file):
        return False
    return answer.status == 200 and proof.value in answer.body.decode("utf-8", "replace").split()
