"""The same press twice, by a double click or from two windows: answered kindly, and nothing is done a second time."""

from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article
from articles.refusals import Refused
from articles.status import Status
from newsroom.desk.admin.columns import full
from newsroom.desk.claims import holder

# Where a verb leads: an article that stands there already needs no second press.
LEADS_TO = {
    "publish": Status.PUBLISHED,
    "overrule": Status.PUBLISHED,
    "reject": Status.REJECTED,
    "send_back": Status.INCOMING,
    "unpublish": Status.UNPUBLISHED,
    "unschedule": Status.IN_REVIEW,
    "restore": Status.INCOMING,
    "reopen": Status.IN_REVIEW,
}
# What is decided on the text that the person saw, and not on a later one.
ON_WHAT_WAS_SEEN = frozenset({"publish", "overrule", "schedule", "correct", "undo"})


def done_already(verb: str, article: Article, data: Any, by: Any, minute: Any) -> str:
    """A sentence where what was pressed is so already; empty where it is not. `minute` reads the schedule's minute."""
    name = {"article": str(article), "state": Status(article.status).label}
    act, _colon, key = verb.partition(":")
    if LEADS_TO.get(act) == article.status:
        return _("“%(article)s” is %(state)s already.") % name
    if act == "schedule" and article.publish_at and article.publish_at == _minute(key or data.get("at", ""), minute):
        return _("“%(article)s” is scheduled for %(at)s already.") % (name | {"at": full(article.publish_at)})
    if verb == "release" and holder(article) is None:
        return _("You are on “%(article)s” no longer.") % name
    if verb == "correct" and article.is_public and _corrected(article, data.get("reason-correct", ""), by):
        return _("The correction stands under “%(article)s” already.") % name
    return ""


def _minute(typed: str, minute: Any) -> Any:
    try:
        return minute(typed)
    except Refused:
        return None


def _corrected(article: Article, note: str, by: Any) -> bool:
    """Whether the last correction is this one, by the same person."""
    last = article.corrections.order_by("-id").first()
    return last is not None and last.by_id == by.pk and last.note == note.strip()
