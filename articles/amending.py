"""Change a story because somebody's right asks for it: what those may do who could withdraw it altogether."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User

from articles import editing, lifecycle
from articles.models import Article, Change
from articles.refusals import NotPermitted, Unfit

MAY = "articles.withdraw_article"
AMENDABLE = frozenset(
    {"headline", "slug", "standfirst", "body", "picture", "source_url", "source_author", "source_headline"}
)


def amend(article: Article, *, by: User, changes: Mapping[str, Any], reason: str) -> Change:
    """Take something out of a story or put its credit right: a revision with its history, through the gate.

    Raises NotPermitted, GateClosed, or Unfit for a field that no complaint is about.
    """
    if not lifecycle.may(by, MAY, article):
        raise NotPermitted(article, MAY)
    if strange := sorted(changes.keys() - AMENDABLE):
        raise Unfit(f"These are not changed for a complaint: {', '.join(strange)}.")
    return editing.write(article, by=by, changes=changes, reason=reason, version=None, overruled=False)
