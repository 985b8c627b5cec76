"""The decisions of officers, and where one officer is not enough: a second one confirms before anything happens.

Every button that decides comes through `decide`. What is proposed changes nothing until somebody else has agreed.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models.article import Removal
from articles.refusals import Refused, Unfit
from articles.status import ASIDE, Status
from newsroom.takedowns import handling, moves, proof, remedies, scoring
from newsroom.takedowns.models import Item
from newsroom.takedowns.proposals import Proposal
from newsroom.takedowns.states import ItemState

Typed = dict[str, str]
KEPT = ("reason", "kind", "public_sentence", "remedy", "text", "source_author", "source_url", "who", "instead")
BACKEND = "newsroom.desk.roles.RolesBackend"


def decide(item: Item, verb: str, *, by: User, typed: Typed) -> str:
    """Take a decision, or propose it where two are needed; a sentence that says what happened.

    Where nobody else could confirm, the decision is taken and the log says that it was taken alone.
    """
    handling.must_be_officer(item.case, by)
    why = needs_second(item, verb, by, typed)
    if not why:
        return EFFECTS[verb](item, by, typed)
    if others(by):
        propose(item, verb, by=by, typed=typed, why=why)
        return _("Proposed. It happens when a second officer confirms it: %(why)s") % {"why": why}
    said = EFFECTS[verb](item, by, typed)
    moves.note(item.case, "alone", by=by, item=item, text=why)
    return said


def needs_second(item: Item, verb: str, by: User, typed: Typed) -> str:
    """Why one person is not enough for this decision; empty where one is."""
    if is_own(item, by):
        return _("it is your own story.")
    if verb == "reject" and typed.get("remedy") not in OTHER_REASONS:
        return _("a rejection on the merits is for two.")
    if scoring.of(item.case).is_high:
        return _("the score of the case is high.")
    return ""


def is_own(item: Item, by: User) -> bool:
    """Whether the person wrote, began, reviewed or published the story."""
    article = item.article
    if article is None:
        return False
    if article.reviewed_by_id == by.pk or article.bylines.filter(author__account=by).exists():
        return True
    first = article.changes.order_by("id").first()
    if first is not None and first.by_id == by.pk:
        return True
    # Whoever lifts a hold or restores puts back what somebody else published.
    return article.changes.filter(new=Status.PUBLISHED, by=by).exclude(old__in=(*ASIDE, Status.PUBLISHED)).exists()


def others(by: User) -> list[User]:
    """Who else may decide cases."""
    people = get_user_model().objects.with_perm(handling.OFFICER, backend=BACKEND, include_superusers=True)
    return list(
        people.filter(is_active=True, is_staff=True).exclude(pk=by.pk).exclude(username=settings.SYSTEM_ACCOUNT)
    )


def propose(item: Item, verb: str, *, by: User, typed: Typed, why: str) -> Proposal:
    """Write down what somebody wants to do. Raises Unfit where something is proposed already.

    Raises what the act itself would raise where it could not be done now: a second officer could only fail with it.
    """
    handling.must_be_officer(item.case, by)
    CHECKS[verb](item, typed)
    try:
        with transaction.atomic():
            kept = {name: typed[name] for name in KEPT if typed.get(name)}
            made = Proposal.objects.create(item=item, verb=verb, typed=kept, why=why, by=by)
            moves.note(item.case, "propose", by=by, item=item, text=f"{verb}: {reason_of(typed) or why}")
            return made
    except IntegrityError as error:
        raise Unfit(_("Something is proposed for this address already; settle that first.")) from error


def confirm(item: Item, *, by: User) -> str:
    """The second person agrees, and what was proposed happens in the name of the first. Raises Refused."""
    handling.must_be_officer(item.case, by)
    proposal = _open(item)
    if proposal.by_id == by.pk:
        raise Refused(_("You proposed this yourself; somebody else has to confirm it."))
    if is_own(item, by):
        raise Refused(_("It is your own story; somebody else has to confirm this."))
    _settle(proposal, by, confirmed=True)
    try:
        said = EFFECTS[proposal.verb](item, proposal.by, proposal.typed)
    except Refused:
        Proposal.objects.filter(pk=proposal.pk).update(settled_at=None, settled_by=None, confirmed=False)
        raise
    moves.note(item.case, "second", by=by, item=item, text=proposal.verb)
    return said


def decline(item: Item, *, by: User, reason: str) -> str:
    """Do not do what was proposed; the proposer may take it back like this too."""
    handling.must_be_officer(item.case, by)
    proposal = _open(item)
    with transaction.atomic():
        _settle(proposal, by, confirmed=False)
        moves.note(item.case, "decline", by=by, item=item, text=reason)
    return _("The proposal is off; nothing was changed.")


def _open(item: Item) -> Proposal:
    found = Proposal.objects.filter(item=item, settled_at=None).select_related("by").first()
    if found is None:
        raise Refused(_("Nothing is proposed for this address (any more)."))
    return found


def _settle(proposal: Proposal, by: User, *, confirmed: bool) -> None:
    rows = Proposal.objects.filter(pk=proposal.pk, settled_at=None)
    if not rows.update(settled_at=timezone.now(), settled_by=by, confirmed=confirmed):
        raise Refused(_("Somebody was faster: this proposal is settled."))


def reason_of(typed: Typed) -> str:
    """What the claimant would read as the reason."""
    ready = OTHER_REASONS.get(typed.get("remedy", ""))
    return typed.get("reason", "").strip() or (ready() if ready else "")


def _kind(typed: Typed) -> Removal:
    if typed.get("kind") not in {kind.value for kind in Removal if kind}:
        raise Unfit(_("Choose what the address answers: 410, 451 or 404."))
    return Removal(typed["kind"])


def _can_remove(item: Item, typed: Typed) -> None:
    _kind(typed)
    handling.story_of(item)
    moves.must_be_allowed(item, ItemState.REMOVED)


def _can_reject(item: Item, typed: Typed) -> None:
    handling.reason_to_reject(reason_of(typed))
    moves.must_be_allowed(item, ItemState.REJECTED)


def _can_amend(item: Item, typed: Typed) -> None:
    remedies.plan(item, typed.get("remedy", ""), typed)
    moves.must_be_allowed(item, ItemState.AMENDED)


def _can_restore(item: Item, typed: Typed) -> None:
    handling.story_of(item)
    handling.reason_to_restore(typed.get("reason", ""))
    handling.must_not_be_removed_elsewhere(item)
    moves.must_be_allowed(item, ItemState.RESTORED)


def _remove(item: Item, by: User, typed: Typed) -> str:
    kind = _kind(typed)
    sentence, reason = typed.get("public_sentence", ""), typed.get("reason", "")
    handling.remove(item, by=by, kind=kind, public_sentence=sentence, reason=reason)
    return _("The story is removed.") + " " + proof.sentence(proof.examine(item))


def _reject(item: Item, by: User, typed: Typed) -> str:
    with transaction.atomic():
        handling.reject(item, by=by, reason=reason_of(typed))
        if typed.get("remedy") in OTHER_REASONS:
            Item.objects.filter(pk=item.pk).update(remedy=typed["remedy"])
    return _("The request is rejected; the story stays.")


def _amend(item: Item, by: User, typed: Typed) -> str:
    remedies.amend(item, by=by, remedy=typed.get("remedy", ""), typed=typed, reason=typed.get("reason", ""))
    return _("The story is changed, and stays.")


def _restore(item: Item, by: User, typed: Typed) -> str:
    handling.restore(item, by=by, reason=typed.get("reason", ""))
    return _("The story is back at its address.")


# Rejections that are no judgement of the claim, with the sentence that the claimant reads where none is written.
OTHER_REASONS: dict[str, Callable[[], str]] = {
    "not_ours": lambda: _("What you name does not stand on our site."),
    "gone": lambda: _("It was gone from our site before your request came."),
}
CHECKS: dict[str, Callable[[Item, Typed], None]] = {
    "remove": _can_remove,
    "reject": _can_reject,
    "amend": _can_amend,
    "restore": _can_restore,
}
EFFECTS: dict[str, Callable[[Item, User, Typed], str]] = {
    "remove": _remove,
    "reject": _reject,
    "amend": _amend,
    "restore": _restore,
}
