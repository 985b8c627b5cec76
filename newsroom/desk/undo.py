"""Taking back acts on articles while nobody has built on them: by the moves that lead back, each logged."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import editing, lifecycle
from articles.models import Article, Change
from articles.refusals import Refused, Unfit
from articles.status import Status
from newsroom.desk import alerts, claims
from newsroom.ingest import suggestions

INCOMING, IN_REVIEW, UNPUBLISHED = Status.INCOMING, Status.IN_REVIEW, Status.UNPUBLISHED

# Act and the state it came from: the states to go through on the way back.
WAYS_BACK: dict[tuple[str, str], Sequence[Status]] = {
    ("claim", INCOMING): (INCOMING,),
    ("publish", IN_REVIEW): (UNPUBLISHED, IN_REVIEW),
    ("publish", Status.SCHEDULED): (UNPUBLISHED, IN_REVIEW),
    ("schedule", IN_REVIEW): (IN_REVIEW,),
    ("send back", IN_REVIEW): (IN_REVIEW,),
    ("reject", INCOMING): (INCOMING,),
    ("reject", IN_REVIEW): (INCOMING, IN_REVIEW),
    ("restore", Status.REJECTED): (Status.REJECTED,),
    ("unpublish", Status.PUBLISHED): (IN_REVIEW, Status.PUBLISHED),
}
# Acts that answer what the machine suggested; without them it is open again.
ANSWERING = frozenset({"publish", "schedule", "reject"})
# An edit of these alone is taken back by writing again what stood there before.
TEXTS = frozenset({"headline", "standfirst"})


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
    way_back(change)
    return _take_back([change], by)


def undo_all(changes: Iterable[Change], *, by: User) -> list[Article]:
    """Take back all that one press did, on however many articles, or nothing of it.

    What belongs to one article must be its last rows of history, without a gap: else BuiltUpon says who came after.
    Raises Unfit where there is no way back from one of them.
    """
    with transaction.atomic():
        return [_take_back(rows, by) for rows in _by_article(changes)]


def way_back(change: Change) -> Sequence[Status]:
    """The states to go through; Unfit where an act cannot be taken back, such as an edit or a correction."""
    found = WAYS_BACK.get((change.act, change.old))
    if found is None:
        raise Unfit(
            _("“%(act)s” on “%(article)s” cannot be undone; the history shows what was before.")
            % {"act": change.act, "article": change.article}
        )
    return found


def _by_article(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """The rows of each article in their order; the articles in the order in which rows are locked."""
    rows: dict[int, list[Change]] = {}
    for change in sorted(changes, key=lambda change: change.pk):
        rows.setdefault(change.article_id, []).append(change)
    for _pk, found in sorted(rows.items()):
        yield found


def _take_back(rows: Sequence[Change], by: User) -> Article:
    """Take back the last rows of one article, the newest first."""
    article = rows[-1].article
    article.refresh_from_db()
    with claims.deciding(article, by) as held:
        _must_be_last(held, rows)
        for change in reversed(rows):
            if change.act == "revise":
                _write_again(held, change, by)
                continue
            for step in way_back(change):
                lifecycle.move(held, step, by=by, reason=_reason(change))
        if ANSWERING & {change.act for change in rows}:
            suggestions.reopen(held)
        claims.drop(held)
        alerts.taken_back(held, rows, by=by)
    return article


def _must_be_last(held: Article, rows: Sequence[Change]) -> None:
    last = list(held.changes.select_related("by").order_by("-id")[: len(rows)])
    if {change.pk for change in last} != {change.pk for change in rows}:
        raise BuiltUpon(held, last[0] if last else rows[-1])


def _write_again(held: Article, change: Change, by: User) -> None:
    """Write the texts that stood before an edit. Raises Unfit where it changed more than texts, or none are kept."""
    names = set(change.details.get("fields", []))
    past: Any = held.history
    before = past.filter(version=held.version - 1).order_by("-history_id").first()
    if not names or not names <= TEXTS or before is None:
        way_back(change)
    changes = {name: getattr(before, name) for name in sorted(names)}
    editing.revise(held, by=by, changes=changes, reason=_reason(change))


def _reason(change: Change) -> str:
    return _("undoing “%(act)s”") % {"act": change.act}
