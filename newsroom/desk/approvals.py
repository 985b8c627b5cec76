"""Further pairs of eyes: where a section asks for approvals, who gave one, whether it is still good, and the verbs.

An approval is good for the text of the version that it was given for: headline, standfirst, body and picture. Another
text makes it void, and the same text again makes it good again; a new label, such as a tag, changes nothing that was
approved. Neither whoever changed the text last nor whoever publishes counts among the others who approve.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import history, lifecycle
from articles.accounts import is_system
from articles.models import Article
from articles.readiness import REQUIRED, Finding
from articles.refusals import GateClosed, MoveRefused, Unfit
from articles.status import Status
from newsroom.desk import claims
from newsroom.desk.models import Approval
from newsroom.desk.roles import must

TEXT = ("headline", "standfirst", "body", "picture_id")
# The same, as the log names them.
FIELDS = frozenset({"headline", "standfirst", "body", "picture"})
MAY_APPROVE = (Status.INCOMING, Status.IN_REVIEW, Status.SCHEDULED)
BEGINNINGS = ("begin", "arrive")


def needed(article: Article) -> int:
    """How many approvals the section of an article asks for."""
    return article.country.approvals if article.country else 0


def approve(article: Article, *, by: User, version: int | None = None) -> Approval:
    """Give one's word for the text as it stands; `version` is the one that the person looked at.

    What has just come in is taken into review by it. Raises Unfit where the section asks for none, and where the person
    wrote the text that they would approve.
    """
    with claims.deciding(article, by, version=version) as held:
        _must_be_approvable(held, by)
        if by.pk == writer_of(held):
            raise Unfit(_("You changed the text of “%(article)s” last; somebody else approves it.") % {"article": held})
        if held.status == Status.INCOMING:
            lifecycle.move(held, Status.IN_REVIEW, by=by)
        values = {"version": held.version}
        given, _made = Approval.objects.update_or_create(article=held, by=by, defaults=values)
        history.log(held, "approve", by=by, old=held.status, new=held.status)
    return given


def withdraw(article: Article, *, by: User) -> None:
    """Take back one's approval; a scheduled story without enough of them does not go out at its minute."""
    with claims.deciding(article, by) as held:
        must(by, "desk.add_approval", held)
        if not Approval.objects.filter(article=held, by=by).delete()[0]:
            raise Unfit(_("You have not approved “%(article)s”. Nothing was changed.") % {"article": held})
        history.log(held, "take back approval", by=by, old=held.status, new=held.status)


def good(article: Article, *, publisher: int | None = None) -> list[Approval]:
    """The approvals that count now: of the text as it stands, by others than its last writer and its publisher."""
    given = list(article.approvals.select_related("by"))
    if not given:
        return []
    others = {writer_of(article), publisher}
    texts = _texts(article, {approval.version for approval in given})
    now = _text(article)
    return [one for one in given if one.by_id not in others and texts.get(one.version) == now]


def require(article: Article, *, by: User, overruled: bool, reason: str = "") -> None:
    """Raise GateClosed where an article has too few approvals to be published by a person.

    A chief's overruling lifts it and is kept in the log. The machine publishes for whoever chose the minute.
    """
    number = needed(article)
    if not number:
        return
    publisher = article.reviewed_by_id if is_system(by) else by.pk
    missing = number - len(good(article, publisher=publisher))
    if missing <= 0 or (overruled and is_system(by)):
        return
    if not overruled:
        raise GateClosed(article, (finding(number, missing),))
    must(by, "articles.override_gate", article)
    details = {"overruled": ["approvals"]}
    history.log(article, "overrule", by=by, old=article.status, new=article.status, reason=reason, details=details)


def finding(number: int, missing: int) -> Finding:
    """What the gate says of approvals that are missing; made anew each time and never stored."""
    sentence = ngettext(
        "Its section asks for %(number)s approval by somebody else, and it has %(given)s.",
        "Its section asks for %(number)s approvals by others, and it has %(given)s.",
        number,
    )
    return Finding("approvals", REQUIRED, sentence % {"number": number, "given": number - missing})


@dataclass(frozen=True)
class Standing:
    """How it stands with the approvals of a story, for the person who looks at it."""

    needed: int
    given: list[Approval]
    by_me: bool
    i_wrote_it: bool
    enough_for_me: bool

    @property
    def names(self) -> str:
        """Who gave those that count."""
        return ", ".join(one.by.get_full_name() or one.by.username for one in self.given)


def standing(article: Article, user: User) -> Standing | None:
    """How it stands, None where the section asks for none; no query is made then."""
    number = needed(article)
    if not number:
        return None
    given = good(article)
    others = [one for one in given if one.by_id != user.pk]
    mine = article.approvals.filter(by=user).exists()
    return Standing(number, given, mine, writer_of(article) == user.pk, len(others) >= number)


def impossible(article: Article, user: User) -> set[str]:
    """The verbs of approval that make no sense for this person on this article."""
    now = standing(article, user) if article.status in MAY_APPROVE else None
    if now is None:
        return {"approve", "withdraw_approval"}
    counts = any(one.by_id == user.pk for one in now.given)
    return ({"approve"} if counts or now.i_wrote_it else set()) | (set() if now.by_me else {"withdraw_approval"})


def writer_of(article: Article) -> int | None:
    """The key of whoever changed the text last, or began the story."""
    acts = article.changes.filter(act__in=["revise", *BEGINNINGS]).order_by("-id")
    for act, by, details in acts.values_list("act", "by", "details").iterator(chunk_size=20):
        if act in BEGINNINGS or FIELDS & set(details.get("fields", ())):
            return int(by)
    return None


def _must_be_approvable(article: Article, by: User) -> None:
    if article.status not in MAY_APPROVE:
        raise MoveRefused(article, article.status)
    must(by, "desk.add_approval", article)
    if not needed(article):
        raise Unfit(_("The section of “%(article)s” asks for no approvals.") % {"article": article})


def _texts(article: Article, versions: set[int]) -> dict[int, tuple[Any, ...]]:
    """The text of each of some versions, from the revisions."""
    past: Any = article.history
    return {row[0]: row[1:] for row in past.filter(version__in=versions).values_list("version", *TEXT)}


def _text(article: Article) -> tuple[Any, ...]:
    return tuple(getattr(article, name) for name in TEXT)
