"""Taking back the last act on an article while nobody has built on it: by the moves that lead back, each logged."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import lifecycle
from articles.models import Article, Change
from articles.refusals import Refused, Unfit
from articles.status import Status
from newsroom.desk import claims
from newsroom.ingest import suggestions

INCOMING, IN_REVIEW, UNPUBLISHED = Status.INCOMING, Status.IN_REVIEW, Status.UNPUBLISHED

# Act and the state it came from: the states to go through on the way back.
WAYS_BACK: dict[tuple[str, str], Sequence[Status]] = {
    ("claim", INCOMING): (INCOMING,),
    ("publish", IN_REVIEW): (UNPUBLISHED, IN_REVIEW),
    ("publish", Status.SCHEDULED): (UNPUBLISHED, IN_REVIEW),
    ("schedule", IN_REVIEW): (IN_REVIEW,),
    ("reject", INCOMING): (INCOMING,),
    ("reject", IN_REVIEW): (INCOMING, IN_REVIEW),
    ("restore", Status.REJECTED): (Status.REJECTED,),
    ("send back", IN_REVIEW): (IN_REVIEW,),
    ("unpublish", Status.PUBLISHED): (IN_REVIEW, Status.PUBLISHED),
}
# Acts that answer what the machine suggested; without them it is open again.
ANSWERING = frozenset({"publish", "schedule", "reject"})


class BuiltUpon(Refused):
    """Something was done since; undoing would undo that too."""

    def __init__(self, article: Article, since: Change) -> None:
        """Name the article and what came after."""
        super().__init__(
            _("It is too late to undo this on “%(article)s”: %(who)s has done “%(act)s” since. Nothing was changed.")
            % {"article": article, "who": since.by.get_username(), "act": since.act}
        )


def undo(change: Change, *, by: User) -> Article:
    """Take back an act. Raises BuiltUpon when it is not the article's last, Unfit when there is no way back."""
    article = change.article
    article.refresh_from_db()
    with claims.deciding(article, by) as held:
        last = held.changes.select_related("by").order_by("id").last()
        if last is None or last.pk != change.pk:
            raise BuiltUpon(held, last or change)
        for step in way_back(change):
            lifecycle.move(held, step, by=by, reason=_("undoing “%(act)s”") % {"act": change.act})
        if change.act in ANSWERING:
            suggestions.reopen(held)
        claims.drop(held)
    return article


def way_back(change: Change) -> Sequence[Status]:
    """The states to go through; Unfit where an act cannot be taken back, such as an edit or a correction."""
    found = WAYS_BACK.get((change.act, change.old))
    if found is None:
        raise Unfit(
            _("“%(act)s” on “%(article)s” cannot be undone; the history shows what was before.")
            % {"act": change.act, "article": change.article}
        )
    return found
