"""The verbs of mends: an editor undoes one, or has it made again. Text is written by the verbs of `decisions` alone."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles.models import Article, Change
from newsroom.desk import decisions
from newsroom.ingest import unmending


def undo_mend(article: Article, key: str, *, by: User) -> Change:
    """Let the text stand as it came at the place of one mend. Raises Refused where that cannot be done for certain."""
    return _set(article, key, by, undone=True)


def redo_mend(article: Article, key: str, *, by: User) -> Change:
    """Make a mend that was undone again. Raises Refused as `undo_mend` does."""
    return _set(article, key, by, undone=False)


def _set(article: Article, key: str, by: User, *, undone: bool) -> Change:
    changes = unmending.changed(article, key, undone=undone)
    reason = _("A mend was undone.") if undone else _("A mend was made again.")
    return decisions.revise(article, by=by, changes=changes, reason=reason, version=article.version)
