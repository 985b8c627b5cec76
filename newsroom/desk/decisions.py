"""The verbs of the desk, each with one home: button, bulk action, schedule and command all call these.

Every verb happens whole or not at all; a refusal is an `articles.refusals.Refused`, whose text is for people. Nothing
here writes a status or a text by itself: that is `articles.lifecycle` and `articles.editing`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import editing, history, lifecycle
from articles.models import Article, Author, Change, Correction
from articles.models.article import Kind
from articles.refusals import MoveRefused, Unfit
from articles.status import GATED, WAITING, Status
from newsroom.desk import alerts, approvals, claims
from newsroom.desk.models import Claim, Note
from newsroom.desk.roles import must
from newsroom.ingest import suggestions


def claim(article: Article, *, by: User, take_over: bool = False) -> Claim:
    """Put oneself on a waiting article for half an hour; one that has just come in goes into review.

    Raises HeldBySomeone where another person is on it, unless `take_over`, which is kept in the history.
    """
    with transaction.atomic():
        held = claims.hold(article)
        if held.status not in WAITING:
            raise MoveRefused(held, Status.IN_REVIEW)
        must(by, "articles.change_article" if held.status == Status.IN_REVIEW else "articles.review_article", held)
        other = claims.holder(held)
        if not take_over:
            claims.keep_off(held, by)
        elif other is not None and other.by_id != by.pk:
            history.log(held, "take over", by=by, old=held.status, new=held.status, details={"from": str(other.by)})
            alerts.taken_over(held, from_=other.by, by=by)
        if held.status == Status.INCOMING:
            lifecycle.move(held, Status.IN_REVIEW, by=by)
        taken = claims.take(held, by)
    article.refresh_from_db()
    return taken


def release(article: Article, *, by: User) -> Article:
    """Let go of an article without deciding; it stays in review for anybody.

    Raises HeldBySomeone for another's, and Unfit where nobody is on it.
    """
    with claims.deciding(article, by) as held:
        must(by, "articles.change_article", held)
        if claims.holder(held) is None:
            raise Unfit(_("Nobody is on “%(article)s”; there is nothing to let go of.") % {"article": held})
        claims.drop(held)
    return article


def publish(
    article: Article,
    *,
    by: User,
    overruled: bool = False,
    reason: str = "",
    version: int | None = None,
    dated: datetime | None = None,
) -> Change:
    """Publish what waits or is scheduled; from `incoming` it is claimed and published in one act, with two rows.

    `overruled` is a chief's, with a reason; so is `dated`, a date line in the past (aware) for what an archive brings.
    `version` is the one that the person looked at; a later one is refused.
    """
    _must_say_why(reason, needed=overruled)
    with claims.deciding(article, by, version=version) as held:
        _into_review(held, by)
        approvals.require(held, by=by, overruled=overruled, reason=reason)
        change = lifecycle.move(held, Status.PUBLISHED, by=by, reason=reason, overruled=overruled, at=dated)
        suggestions.settle(held, by=by)
        claims.drop(held)
        alerts.decided(held, change, by=by)
    return change


def schedule(
    article: Article,
    *,
    by: User,
    at: datetime | None,
    overruled: bool = False,
    reason: str = "",
    version: int | None = None,
) -> Change:
    """Publish at a minute to come (`at`, aware); what is scheduled already gets the new minute."""
    _must_say_why(reason, needed=overruled)
    with claims.deciding(article, by, version=version) as held:
        _into_review(held, by)
        if held.status == Status.SCHEDULED:
            lifecycle.move(held, Status.IN_REVIEW, by=by, reason=reason)
        approvals.require(held, by=by, overruled=overruled, reason=reason)
        change = lifecycle.move(held, Status.SCHEDULED, by=by, reason=reason, at=at, overruled=overruled)
        suggestions.settle(held, by=by)
        claims.drop(held)
    return change


def unschedule(article: Article, *, by: User, reason: str = "") -> Change:
    """Take a scheduled article back into review."""
    if article.status != Status.SCHEDULED:
        raise MoveRefused(article, Status.IN_REVIEW)
    with transaction.atomic():
        change = _decide(article, Status.IN_REVIEW, by, reason)
        suggestions.reopen(article)
    return change


def send_back(article: Article, *, by: User, reason: str) -> Change:
    """Put an article in review back among the incoming ones, saying why."""
    _must_say_why(reason)
    if article.status != Status.IN_REVIEW:
        raise MoveRefused(article, Status.INCOMING)
    return _decide(article, Status.INCOMING, by, reason)


def reject(article: Article, *, by: User, reason: str) -> Change:
    """Decide against a waiting article, saying why; no feed can bring it back."""
    _must_say_why(reason)
    with transaction.atomic():
        change = _decide(article, Status.REJECTED, by, reason)
        suggestions.rejected(article, by=by, reason=reason)
    return change


def restore(article: Article, *, by: User, reason: str = "") -> Change:
    """Let a rejected article come in again. What was withdrawn is restored by takedown handling alone."""
    if article.status != Status.REJECTED:
        raise MoveRefused(article, Status.INCOMING)
    with transaction.atomic():
        change = _decide(article, Status.INCOMING, by, reason)
        suggestions.reopen(article)
    return change


def unpublish(article: Article, *, by: User, reason: str) -> Change:
    """Take an article quietly off the site, saying why; its address answers 404 until it is published again."""
    _must_say_why(reason)
    return _decide(article, Status.UNPUBLISHED, by, reason)


def reopen(article: Article, *, by: User, reason: str = "") -> Change:
    """Take an unpublished article into review again."""
    if article.status != Status.UNPUBLISHED:
        raise MoveRefused(article, Status.IN_REVIEW)
    return _decide(article, Status.IN_REVIEW, by, reason)


def correct(article: Article, *, by: User, note: str, changes: Mapping[str, Any] | None = None) -> Correction:
    """Put right a published article, with a note that readers see."""
    with claims.deciding(article, by) as held:
        correction = editing.correct(held, by=by, note=note, changes=changes)
        if changes:
            suggestions.settle(held, by=by)
    return correction


def revise(
    article: Article, *, by: User, changes: Mapping[str, Any], reason: str = "", version: int | None = None
) -> Change:
    """Change an article's text or labels, unless another person is on it; one's own claim runs on."""
    with claims.deciding(article, by) as held:
        had_it = held.assigned_to_id
        change = editing.revise(held, by=by, changes=changes, reason=reason, version=version)
        if held.status in GATED:
            suggestions.settle(held, by=by)
        claims.prolong(held, by)
        alerts.given(held, before=had_it, by=by)
    return change


def pin(article: Article, *, by: User, until: datetime | None) -> Change:
    """Keep what is published at the top of the front page until a moment (aware); None takes the pin away.

    There is no pin without an end: a forgotten one would lead the paper for ever.
    """
    with claims.deciding(article, by) as held:
        must(by, "articles.publish_article", held)
        if not held.is_public:
            raise Unfit(_("“%(article)s” is not on the site; only what is published is pinned.") % {"article": held})
        if until is not None and until <= timezone.now():
            raise Unfit(_("Choose an end of the pin that lies ahead."))
        if until is None and held.pinned_until is None:
            raise Unfit(_("“%(article)s” is not pinned. Nothing was changed.") % {"article": held})
        return editing.revise(held, by=by, changes={"pinned_until": until})


def begin(*, by: User, headline: str = "", **values: Any) -> Article:
    """Begin a story of our own on an empty page: in review, claimed, under its writer's name."""
    must(by, "articles.add_article", Article(headline=headline or str(_("a new story"))))
    author = Author.objects.filter(account=by).first()
    labels = {"kind": Kind.ORIGINAL, "authors": [author] if author else []} | values
    with transaction.atomic():
        article = editing.create(by=by, status=Status.IN_REVIEW, headline=headline, **labels)
        claims.take(article, by)
        alerts.given(article, before=None, by=by)
    return article


def note(article: Article, *, by: User, text: str) -> Note:
    """Say something about an article to the desk, and to those whom `@name` calls; readers never see it."""
    must(by, "desk.add_note", article)
    text = text.strip()
    if not text:
        raise Unfit(_("The note is empty."))
    with transaction.atomic():
        kept = Note.objects.create(article=article, by=by, text=text[:4000])
        alerts.mentioned(article, kept.text, by=by)
    return kept


def _decide(article: Article, to: Status, by: User, reason: str) -> Change:
    """One move of an article that nobody else is on."""
    with claims.deciding(article, by) as held:
        change = lifecycle.move(held, to, by=by, reason=reason.strip())
        if to != Status.IN_REVIEW:
            claims.drop(held)
        alerts.decided(held, change, by=by)
    return change


def _into_review(held: Article, by: User) -> None:
    """What has just come in is taken into review on the way to anywhere public."""
    if held.status == Status.INCOMING:
        lifecycle.move(held, Status.IN_REVIEW, by=by)


def _must_say_why(reason: str, *, needed: bool = True) -> None:
    if needed and not reason.strip():
        raise Unfit(_("Say why in one sentence; it is kept in the history."))
