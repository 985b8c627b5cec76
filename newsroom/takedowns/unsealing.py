"""The sealed text of a removed story: who may open it, and what opening it leaves behind.

It is kept for an appeal and for nothing else. Opening it takes a permission of its own and a reason; the case's log
keeps both, and every other officer has a letter.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import history
from articles.models import Article
from articles.refusals import Erased, Refused, Unfit
from articles.status import Status
from newsroom.takedowns import letters, moves
from newsroom.takedowns.models import Item
from newsroom.takedowns.states import ItemState

PERMISSION = "takedowns.open_sealed"
MOST = 300


def may_open(user: object) -> bool:
    """Whether somebody may open sealed texts at all."""
    return isinstance(user, User) and user.has_perm(PERMISSION)


def open_text(article: Article, *, by: User, reason: str) -> Article:
    """Hand out a removed story with its text, and leave word of it. Raises Refused, or Unfit without a reason."""
    reason = " ".join(reason.split())
    if not may_open(by):
        raise Refused(
            _("You may not open the text of a removed story. Ask a takedown officer, who must give a reason.")
        )
    if not reason or len(reason) > MOST:
        raise Unfit(_("Say in one to 300 characters why you open it; the log of the case keeps your words."))
    article.refresh_from_db()
    item = removal_of(article)
    if history.is_erased(article):
        raise Erased(article)
    if article.status != Status.WITHDRAWN or item is None:
        raise Refused(_("No case holds this story removed, so there is nothing sealed to open."))
    with transaction.atomic():
        event = moves.note(item.case, "open sealed", by=by, item=item, text=reason)
        letters.opened(event)
    return article


def removal_of(article: Article) -> Item | None:
    """The address in a case by which a story was removed; the newest where there are several."""
    removed = Item.objects.filter(article=article, state=ItemState.REMOVED).select_related("case")
    return removed.order_by("-decided_at", "-pk").first()
