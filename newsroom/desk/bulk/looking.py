"""A look before: which of many articles will go and which will not, and why. Asks gate and table; writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import gate
from articles.models import Article
from articles.refusals import GateClosed
from articles.status import Status
from newsroom.desk import approvals, claims
from newsroom.desk.bulk.acts import Act
from newsroom.desk.roles import may, off_limits

LOOKED_AT = 1_000
FEW = 3


@dataclass
class Look:
    """What will go, what will not by reason, and how many were too many to look at now."""

    will: list[Article] = field(default_factory=list)
    wont: dict[str, list[Article]] = field(default_factory=dict)
    unseen: int = 0

    @property
    def stopped(self) -> int:
        """How many will not go."""
        return sum(map(len, self.wont.values()))

    @property
    def reasons(self) -> list[tuple[str, list[Article]]]:
        """The reasons, the most frequent first."""
        return sorted(self.wont.items(), key=lambda one: -len(one[1]))


def look(act: Act, keys: Sequence[int], *, by: User) -> Look:
    """Look at the first thousand; the others are asked when their turn comes, as every one is once more."""
    seen = Look(unseen=max(0, len(keys) - LOOKED_AT))
    found = Article.objects.select_related("claim__by", "source", "country", "picture").in_bulk(keys[:LOOKED_AT])
    for key in keys[:LOOKED_AT]:
        article = found.get(key)
        if article is None:
            continue
        reason = why_not(act, article, by)
        if reason:
            seen.wont.setdefault(reason, []).append(article)
        else:
            seen.will.append(article)
    return seen


def why_not(act: Act, article: Article, by: User) -> str:
    """Why an act will be refused, as a short sentence that many may share; empty where it will go."""
    if Status(article.status) not in act.states:
        return _elsewhere(act, Status(article.status))
    if not may(by, _permission(act, article), article):
        return off_limits(_permission(act, article), article, by)
    claim = claims.holder(article)
    if claim is not None and claim.by_id != by.pk:
        return _("%(who)s is on it.") % {"who": claim.by.get_full_name() or claim.by.username}
    return _closed(article, by) if act.name == "publish" else ""


def _elsewhere(act: Act, status: Status) -> str:
    """That it stands where the act does not begin, and where that would be, if the places are few."""
    if len(act.states) > FEW:
        return _("It is %(state)s; this cannot be done from there.") % {"state": status.label}
    wanted = _(" or ").join(str(state.label) for state in Status if state in act.states)
    return _("It is %(state)s; this is for what is %(wanted)s.") % {"state": status.label, "wanted": wanted}


def _permission(act: Act, article: Article) -> str:
    """Claiming what has just come in is taking it into review."""
    if act.name == "claim" and article.status == Status.INCOMING:
        return "articles.review_article"
    return act.permission


def _closed(article: Article, by: User) -> str:
    """What the gate has against it."""
    try:
        gate.require(article, by=by)
        approvals.require(article, by=by, overruled=False)
    except GateClosed as closed:
        return " ".join(finding.sentence for finding in closed.findings)
    return ""
