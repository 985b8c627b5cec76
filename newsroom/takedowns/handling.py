"""What a takedown officer does: hold, release, remove, reject, restore, close, reopen. One function each.

Every verb checks the person, moves the address and the story in one transaction, then lets the rest follow: ledger,
surfaces, letters. A refused verb changes nothing and says why (`articles.refusals.Refused`). What the claimant does is
in `claimants`.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import bars, lifecycle
from articles.accounts import is_system
from articles.models import Article
from articles.models.article import Removal
from articles.refusals import Refused, Unfit
from articles.status import Status
from newsroom.takedowns import copies, ledger, letters, mending, moves, surfaces
from newsroom.takedowns.models import Case, Event, Item
from newsroom.takedowns.refusals import CaseMoveRefused, NotAnOfficer, NothingThere
from newsroom.takedowns.states import MOVES, ItemState, State

OFFICER = "takedowns.change_case"


def hold(item: Item, *, by: User, reason: str = "") -> Item:
    """Hide a story at once, to be decided later: its address answers 404 and nothing of it is lost."""
    article = story_of(item)
    must_be_officer(item.case, by)
    with transaction.atomic():
        event = moves.move_item(item, ItemState.HELD, by=by, text=reason, next_check_at=timezone.now())
        if article.status != Status.WITHHELD:
            lifecycle.move(article, Status.WITHHELD, by=by, reason=why(item, reason))
        letters.reasons(item, event, act="hold", mend_until=mending.invited_until(item))
        moves.settle(item.case, by=by)
    surfaces.purge(article)
    return item


def release(item: Item, *, by: User, reason: str = "") -> Item:
    """Lift a hold: the story stands again where it stood."""
    must_be_officer(item.case, by)
    with transaction.atomic():
        moves.move_item(item, ItemState.OPEN, by=by, text=reason, next_check_at=timezone.now())
        article = show_again(item, by=by, reason=reason)
        moves.settle(item.case, by=by)
    if article:
        surfaces.bring_back(article)
    return item


def remove(item: Item, *, by: User, kind: Removal = Removal.GONE, public_sentence: str = "", reason: str = "") -> Item:
    """Take a story down. Its keys are barred in the same transaction, so the next poll cannot bring it back.

    `kind` says what the address answers: 410, 451 or 404 (one that another case removed before keeps its answer);
    `public_sentence` is shown there. The text stays, sealed, for an appeal. The leak table is due at once:
    `proof.examine` fills it.
    """
    article = story_of(item)
    must_be_officer(item.case, by)
    if kind == Removal.NONE:
        raise Unfit(_("Choose what the address answers: 410, 451 or 404."))
    with transaction.atomic():
        lock(item, article)
        now, already = timezone.now(), article.status == Status.WITHDRAWN
        event = moves.move_item(
            item,
            ItemState.REMOVED,
            by=by,
            text=reason,
            at=now,
            removal=article.removal if already else kind,
            reason=reason,
            checks=[],
            looks=0,
            next_check_at=now,
        )
        if not already:
            lifecycle.move(
                article,
                Status.WITHDRAWN,
                by=by,
                reason=why(item, reason),
                removal=kind,
                public_sentence=public_sentence[:300],
            )
            copies.mark(article, item)
        letters.reasons(item, event, act="remove")
        conclude(item.case, by=by)
    ledger.catch_up()
    surfaces.purge(article)
    return item


def reject(item: Item, *, by: User, reason: str) -> Item:
    """Leave a story where it is, and say why; a hold is lifted with it. Raises Unfit without a reason."""
    must_be_officer(item.case, by)
    reason = reason_to_reject(reason)
    was_held = item.state == ItemState.HELD
    with transaction.atomic():
        moves.move_item(item, ItemState.REJECTED, by=by, text=reason, reason=reason)
        article = show_again(item, by=by, reason=reason) if was_held else None
        conclude(item.case, by=by)
    if article:
        surfaces.bring_back(article)
    return item


def restore(item: Item, *, by: User, reason: str) -> Item:
    """Bring a removed story back, with its address and its dates, and let its keys in again. Raises Unfit."""
    article = story_of(item)
    must_be_officer(item.case, by)
    reason = reason_to_restore(reason)
    with transaction.atomic():
        put_back(item, article, by=by, reason=reason)
    ledger.catch_up()
    surfaces.bring_back(article)
    return item


def put_back(item: Item, article: Article, *, by: User, reason: str) -> None:
    """What brings a removed story back, inside the caller's transaction; ledger and surfaces follow after it."""
    lock(item, article)
    must_not_be_removed_elsewhere(item)
    event = moves.move_item(
        item, ItemState.RESTORED, by=by, text=reason, reason=reason, removal="", next_check_at=timezone.now()
    )
    _stand_up(article, by=by, reason=why(item, reason))
    moves.settle(item.case, by=by)
    letters.restored(item, event)


def close(case: Case, *, by: User) -> Event:
    """File a decided case away."""
    must_be_officer(case, by)
    return moves.move_case(case, State.CLOSED, by=by)


def reopen(case: Case, *, by: User, reason: str) -> Event:
    """Take a case up again, on an appeal or on new facts; a new clock of 24 hours starts."""
    must_be_officer(case, by)
    # Other moves lead there too: an answer, an appeal that was right, the end of a court's matter. They have verbs.
    if case.confirmed_at is None or MOVES[State(case.state)].get(State.REOPENED) != "reopen":
        raise CaseMoveRefused(case, str(State.REOPENED.label))
    if not reason.strip():
        raise Unfit(_("Say why the case is taken up again."))
    return moves.move_case(case, State.REOPENED, by=by, text=reason.strip())


def remark(case: Case, *, by: User, text: str) -> Event:
    """A note for the other officers; nobody else reads it."""
    must_be_officer(case, by)
    if not text.strip():
        raise Unfit(_("The note is empty."))
    return moves.note(case, "note", by=by, text=text.strip())


def must_be_officer(case: Case, by: User) -> None:
    """Raise NotAnOfficer where a person may not handle cases."""
    if not (is_system(by) or by.has_perm(OFFICER)):
        raise NotAnOfficer(case)


def must_be_a_person(case: Case, by: User) -> None:
    """Raise NotAnOfficer also for the machine: a judgement of a whole request is nothing that a rule may sign."""
    must_be_officer(case, by)
    if is_system(by):
        raise NotAnOfficer(case)


def story_of(item: Item) -> Article:
    """The story at an address, fresh. Raises NothingThere."""
    if item.article is None:
        raise NothingThere(item)
    item.article.refresh_from_db()
    return item.article


def lock(item: Item, article: Article) -> None:
    """Let two cases about one story wait for each other: one that brings it back, and one that removes it too.

    The case first, as every move does it, so that nobody waits for somebody who waits for them.
    """
    Case.objects.select_for_update().get(pk=item.case_id)
    bars.lock_all(article)
    Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    article.refresh_from_db()


def reason_to_reject(reason: str) -> str:
    """The reason as it is kept. Raises Unfit where there is none."""
    return _said(reason, _("Say why the story stays; the claimant will read it."))


def reason_to_restore(reason: str) -> str:
    """The reason as it is kept. Raises Unfit where there is none."""
    return _said(reason, _("Say why the story comes back; the claimant will read it."))


def why(item: Item, reason: str) -> str:
    """What the story's own history says."""
    return f"{item.case.reference}: {reason}" if reason else item.case.reference


def conclude(case: Case, *, by: User) -> None:
    """When the last address is decided, so is the case, and the claimant is told."""
    moves.settle(case, by=by)
    if case.state == State.DECIDED:
        letters.decided(case)


def show_again(item: Item, *, by: User, reason: str) -> Article | None:
    """Lift the hold on the story, unless another case holds it too; the story if it was lifted."""
    article = item.article
    if article is None:
        return None
    article.refresh_from_db()
    held_elsewhere = Item.objects.filter(article=article, state=ItemState.HELD).exclude(pk=item.pk).exists()
    if article.status != Status.WITHHELD or held_elsewhere:
        return None
    lifecycle.move(article, Status(article.held_from), by=by, reason=why(item, reason))
    return article


def _said(reason: str, otherwise: str) -> str:
    if not reason.strip():
        raise Unfit(otherwise)
    return reason.strip()


def _stand_up(article: Article, *, by: User, reason: str) -> None:
    """From withdrawn back to where it stood before anybody complained, through the hold where there was one."""
    if article.status == Status.WITHDRAWN:
        lifecycle.move(article, Status(article.withdrawn_from), by=by, reason=reason)
    if article.status == Status.WITHHELD:
        lifecycle.move(article, Status(article.held_from), by=by, reason=reason)


def must_not_be_removed_elsewhere(item: Item) -> None:
    """Raise Refused where another case keeps the story away too."""
    other = (
        Item.objects.filter(article=item.article, state=ItemState.REMOVED)
        .exclude(pk=item.pk)
        .select_related("case")
        .first()
    )
    if other:
        raise Refused(
            _("Case %(case)s removed this story too. Restore it there first; nothing was changed.")
            % {"case": other.case.reference}
        )
