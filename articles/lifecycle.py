"""The only writer of Article.status: one function, one gate, one row of history for every move."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import bars, counts, edition, gate, history, retitling
from articles.accounts import is_system
from articles.models import Article, Bar, Byline, Change, Tagging
from articles.models.article import Removal
from articles.refusals import Erased, MoveRefused, NotPermitted, SomeoneWasFirst, Unfit
from articles.status import ASIDE, GATED, Status, allowed, permission


def move(
    article: Article,
    to: Status,
    *,
    by: User,
    reason: str = "",
    at: datetime | None = None,
    overruled: bool = False,
    removal: Removal = Removal.NONE,
    public_sentence: str = "",
) -> Change:
    """Move an article to another state, or change nothing at all.

    1. The table must know the move and the person must be permitted; 2. under a lock, the status must still be the one
    that the caller saw; 3. on the way to `scheduled` and `published` the gate must be open (`overruled` lifts what a
    chief may lift), and on no way at all is it public before its embargo ends; 4. status, times, lists, bars, revision,
    log and edition change together.

    `at` is the minute of a schedule, or for what is published the day it is dated back to, as when an archive moves
    in (aware; a chief's right). `removal` and `public_sentence` say what a withdrawn or withheld address
    answers. Raises MoveRefused, Erased, NotPermitted, SomeoneWasFirst, GateClosed or Unfit; the caller's `article` is
    refreshed on success.
    """
    old = Status(article.status)
    _must_be_possible(article, old, to, by, overruled=overruled, at=at)
    with transaction.atomic():
        bars.lock_all(article)
        locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        if locked.status != old:
            raise SomeoneWasFirst(article, locked.status)
        details = _pass_gate(locked, to, old, by, at=at, overruled=overruled)
        values = _consequences(locked, old, to, at) | _answer(to, removal, public_sentence)
        if to in GATED and old not in ASIDE:
            values |= {"overruled": overruled} | _review(by)
        rows = Article.objects.filter(pk=article.pk, status=old).update(status=to, version=F("version") + 1, **values)
        if not rows:
            raise SomeoneWasFirst(article)
        article.refresh_from_db()
        _follow(article, old, to)
        history.remember(article, by=by, reason=reason)
        return history.log(article, act_of(old, to), by=by, old=old, new=to, reason=reason, details=details)


def enter(article: Article, status: Status, *, by: User, reason: str = "") -> Change:
    """Save a new article in its first state: `incoming` from outside, `in_review` when staff begin one."""
    if status not in {Status.INCOMING, Status.IN_REVIEW}:
        raise Unfit(_("An article begins as incoming or in review, not as %(state)s.") % {"state": status.label})
    article.status = status
    article.skip_history_when_saving = True
    article.save(force_insert=True)
    history.remember(article, by=by, reason=reason, born=True)
    return history.log(article, "arrive" if status == Status.INCOMING else "begin", by=by, old="", new=status)


def act_of(old: Status, to: Status) -> str:
    """The word that the log uses for a move."""
    acts = {
        (Status.INCOMING, Status.IN_REVIEW): "claim",
        (Status.IN_REVIEW, Status.INCOMING): "send back",
        (Status.REJECTED, Status.INCOMING): "restore",
        (Status.UNPUBLISHED, Status.IN_REVIEW): "reopen",
        (Status.SCHEDULED, Status.IN_REVIEW): "unschedule",
    }
    if old == Status.WITHHELD and to != Status.WITHDRAWN:
        return "release"
    if old == Status.WITHDRAWN:
        return "restore"
    verbs = {
        Status.SCHEDULED: "schedule",
        Status.PUBLISHED: "publish",
        Status.REJECTED: "reject",
        Status.UNPUBLISHED: "unpublish",
        Status.WITHHELD: "withhold",
        Status.WITHDRAWN: "withdraw",
    }
    return acts.get((old, to)) or verbs[to]


def may(by: User, permission_name: str, article: Article) -> bool:
    """Whether a person may; the machine may what it was told to do."""
    return is_system(by) or by.has_perm(permission_name, article)


def change_dates(article: Article, before: Mapping[str, Any], *, by: User) -> dict[str, str]:
    """Whether new dates of an article make sense, and who may change them; for the log, what they were before.

    `before` has the values that were replaced. Raises Unfit, and NotPermitted where an embargo that holds or a pin is
    touched by one who may not publish.
    """
    dates = ("embargo_until", "expires_at", "pinned_until")
    changed = {name for name in dates if name in before and before[name] != getattr(article, name)}
    gate.dates_fit(article, changed)
    held_until = before.get("embargo_until") if "embargo_until" in changed else None
    is_held = held_until is not None and held_until > timezone.now()
    if (is_held or "pinned_until" in changed) and not may(by, "articles.publish_article", article):
        raise NotPermitted(article, "articles.publish_article")
    return {name: before[name].isoformat() if before[name] else "" for name in sorted(changed)}


def _must_be_possible(
    article: Article, old: Status, to: Status, by: User, *, overruled: bool, at: datetime | None
) -> None:
    back = {Status.WITHHELD: article.held_from, Status.WITHDRAWN: article.withdrawn_from}.get(old)
    if not allowed(old, to) or (back is not None and to not in {back, Status.WITHDRAWN}):
        raise MoveRefused(article, to)
    if old == Status.WITHDRAWN and history.is_erased(article):
        raise Erased(article)
    needed = permission(old, to)
    if not may(by, needed, article):
        raise NotPermitted(article, needed)
    if overruled and not may(by, "articles.override_gate", article):
        raise NotPermitted(article, "articles.override_gate")
    if to == Status.SCHEDULED and old not in ASIDE and (at is None or at <= timezone.now()):
        raise Unfit(_("Choose a minute in the future to publish “%(article)s”.") % {"article": article})
    if to == Status.PUBLISHED and at is not None and old not in ASIDE:
        _must_date_back(article, by, at)


def _must_date_back(article: Article, by: User, at: datetime) -> None:
    """A date line other than now lies in the past, and a chief answers for it."""
    if at > timezone.now():
        raise Unfit(_("“%(article)s” cannot be dated ahead; schedule it instead.") % {"article": article})
    if not may(by, "articles.override_gate", article):
        raise NotPermitted(article, "articles.override_gate")


def _pass_gate(
    article: Article, to: Status, old: Status, by: User, *, at: datetime | None, overruled: bool
) -> dict[str, Any]:
    """The gate stands on the way to the public, and not where a hold is merely lifted; who opens it has reviewed it.

    An embargo is kept in either case.
    """
    if to not in GATED:
        return {}
    goes_out = (at or article.publish_at) if to == Status.SCHEDULED else None
    if old in ASIDE:
        gate.keep_embargo(article, at=goes_out)
        return {}
    findings = gate.require(article, overruled=overruled, by=by, at=goes_out)
    return {"overruled": [finding.code for finding in findings if finding.level == "required"]} if overruled else {}


def _consequences(article: Article, old: Status, to: Status, at: datetime | None) -> dict[str, Any]:
    """What a move sets besides the status."""
    if old in ASIDE and to not in ASIDE:
        return {"held_from": "", "withdrawn_from": ""}
    if old == Status.WITHDRAWN:
        return {"withdrawn_from": ""}
    if to == Status.SCHEDULED:
        return {"publish_at": at}
    if to == Status.PUBLISHED:
        return {"publish_at": None, "published_at": article.published_at or at or timezone.now()}
    if to == Status.WITHHELD:
        return {"held_from": old}
    if to == Status.WITHDRAWN:
        return {"withdrawn_from": old}
    off_the_site = {"pinned_until": None} if to in {Status.UNPUBLISHED, Status.REJECTED} else {}
    return {"publish_at": None} | off_the_site


def _review(by: User) -> dict[str, Any]:
    """Who answers for the text: a person, never the machine (EU AI Act, Art. 50(4))."""
    return {} if is_system(by) else {"reviewed_by": by, "reviewed_at": timezone.now()}


def _answer(to: Status, removal: Removal, public_sentence: str) -> dict[str, Any]:
    """What the address answers from now on."""
    if to not in ASIDE:
        return {"removal": Removal.NONE, "public_sentence": ""}
    chosen = removal or (Removal.GONE if to == Status.WITHDRAWN else Removal.NONE)
    return {"removal": chosen, "public_sentence": public_sentence}


def _follow(article: Article, old: Status, to: Status) -> None:
    """What must be true in the same transaction: lists, bars, edition."""
    if Status.PUBLISHED in {old, to}:
        mirror(article)
        if article.published_at:
            counts.count_day(timezone.localdate(article.published_at), 1 if to == Status.PUBLISHED else -1)
        edition.bump()
    if to in ASIDE:
        retitling.retitle(article)
    if to in {Status.REJECTED, Status.WITHDRAWN}:
        bars.bar(article, Bar.Reason.REJECTED if to == Status.REJECTED else Bar.Reason.WITHDRAWN)
    elif old in {Status.REJECTED, Status.WITHDRAWN}:
        bars.lift(article)


def mirror(article: Article) -> None:
    """Let the lists of tags and authors know since when it is public, or that it is not."""
    shown_at = article.published_at if article.is_public else None
    Tagging.objects.filter(content_object=article).update(shown_at=shown_at)
    Byline.objects.filter(article=article).update(shown_at=shown_at)
