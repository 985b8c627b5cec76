"""The table of verbs: what can be done with an article now, by whom, alone or with many at once.

Screens read the table, so that they show only what is possible; the verbs themselves are in `decisions`.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import DatabaseError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from articles.refusals import Refused, Unfit
from articles.status import ASIDE, Status
from newsroom.desk import approvals, claims, decisions, grouping
from newsroom.desk.roles import may

log = logging.getLogger(__name__)
ANY = frozenset(Status)
APPROVING = frozenset({"approve", "withdraw_approval"})
EDITABLE = ANY - set(ASIDE)


@dataclass(frozen=True)
class Verb:
    """One verb: from which states, with which permission, and what it asks for.

    `asks` names the arguments that a person must give besides `by`: "reason", "at" or "until" (aware datetimes),
    "note", "text" or "changes".
    """

    name: str
    label: Promise
    states: frozenset[Status]
    permission: str
    run: Callable[..., Any]
    asks: tuple[str, ...] = ()
    in_bulk: bool = True

    @property
    def needs_reason(self) -> bool:
        """Whether a person must say why."""
        return "reason" in self.asks


@dataclass
class Outcome:
    """What became of many: those done, and those refused, each with the sentence that says why."""

    done: list[Article] = field(default_factory=list)
    refused: list[tuple[Article, str]] = field(default_factory=list)


def _verb(name: str, label: Promise, states: Iterable[Status], permission: str, run: Any, *asks: str) -> Verb:
    alone = name in {"claim", "release", "revise", "correct", "note", "split", "pin"} | APPROVING
    return Verb(name, label, frozenset(states), permission, run, asks, in_bulk=not alone)


INCOMING, IN_REVIEW, SCHEDULED = Status.INCOMING, Status.IN_REVIEW, Status.SCHEDULED
LIST = (
    _verb("claim", gettext_lazy("Claim"), [INCOMING, IN_REVIEW], "articles.change_article", decisions.claim),
    _verb("release", gettext_lazy("Let go"), [IN_REVIEW], "articles.change_article", decisions.release),
    _verb(
        "publish",
        gettext_lazy("Publish"),
        [INCOMING, IN_REVIEW, SCHEDULED],
        "articles.publish_article",
        decisions.publish,
    ),
    _verb(
        "schedule",
        gettext_lazy("Schedule"),
        [INCOMING, IN_REVIEW, SCHEDULED],
        "articles.publish_article",
        decisions.schedule,
        "at",
    ),
    _verb("unschedule", gettext_lazy("Unschedule"), [SCHEDULED], "articles.publish_article", decisions.unschedule),
    _verb(
        "send_back", gettext_lazy("Send back"), [IN_REVIEW], "articles.review_article", decisions.send_back, "reason"
    ),
    _verb(
        "reject", gettext_lazy("Reject"), [INCOMING, IN_REVIEW], "articles.reject_article", decisions.reject, "reason"
    ),
    _verb("restore", gettext_lazy("Restore"), [Status.REJECTED], "articles.review_article", decisions.restore),
    _verb(
        "unpublish",
        gettext_lazy("Unpublish"),
        [Status.PUBLISHED],
        "articles.unpublish_article",
        decisions.unpublish,
        "reason",
    ),
    _verb("reopen", gettext_lazy("Reopen"), [Status.UNPUBLISHED], "articles.review_article", decisions.reopen),
    _verb(
        "correct", gettext_lazy("Correct"), [Status.PUBLISHED], "articles.correct_article", decisions.correct, "note"
    ),
    _verb("revise", gettext_lazy("Edit"), EDITABLE, "articles.change_article", decisions.revise, "changes"),
    _verb("approve", gettext_lazy("Approve"), approvals.MAY_APPROVE, "desk.add_approval", approvals.approve),
    _verb(
        "withdraw_approval",
        gettext_lazy("Take back approval"),
        approvals.MAY_APPROVE,
        "desk.add_approval",
        approvals.withdraw,
    ),
    _verb("pin", gettext_lazy("Pin"), [Status.PUBLISHED], "articles.publish_article", decisions.pin, "until"),
    _verb("split", gettext_lazy("Take out of coverage"), EDITABLE, "articles.change_article", grouping.split),
    _verb("note", gettext_lazy("Note"), ANY, "desk.add_note", decisions.note, "text"),
)
VERBS: dict[str, Verb] = {verb.name: verb for verb in LIST}


def available(article: Article, user: User) -> list[Verb]:
    """The verbs that this person can carry out on this article as it stands, in the order of the table.

    While another person is on it, only taking it over (`claim`) and leaving a note remain. `select_related("claim")`
    spares a query for each row of a list.
    """
    claim = claims.holder(article)
    mine = claim is not None and claim.by_id == user.pk
    hidden = {"claim"} if mine else {"release"}
    if not article.coverage_id:
        hidden.add("split")
    hidden |= approvals.impossible(article, user)
    if claim is not None and not mine:
        hidden = VERBS.keys() - {"claim", "note"}
    return [verb for verb in LIST if verb.name not in hidden and _possible(verb, article, user)]


def in_bulk(verb: str, articles: Iterable[Article], *, by: User, **given: Any) -> Outcome:
    """Carry out one verb on many articles; one refusal never stops the rest."""
    if verb not in VERBS or not VERBS[verb].in_bulk:
        raise Unfit(_("“%(verb)s” cannot be done to many at once.") % {"verb": verb})
    outcome = Outcome()
    for article in articles:
        try:
            VERBS[verb].run(article, by=by, **given)
        except Refused as refusal:
            outcome.refused.append((article, str(refusal)))
        except DatabaseError:
            log.exception("The database refused to %s article %s", verb, article.pk)
            sentence = _("“%(article)s” could not be stored. Nothing of it was changed; try again.")
            outcome.refused.append((article, sentence % {"article": article}))
        else:
            outcome.done.append(article)
    return outcome


def _possible(verb: Verb, article: Article, user: User) -> bool:
    return Status(article.status) in verb.states and may(user, _permission(verb, article), article)


def _permission(verb: Verb, article: Article) -> str:
    """Claiming what has just come in is taking it into review; claiming what is in review is beginning to edit it."""
    if verb.name == "claim" and article.status == Status.INCOMING:
        return "articles.review_article"
    return verb.permission
