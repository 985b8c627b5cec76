"""The verb of whoever looked at a remark of the gate and found nothing wrong: "it is fine"."""

from django.contrib.auth.models import User

from articles import dismissals
from articles.models import Article, Change
from newsroom.desk import claims

PRESSED = "fine:"
"""What a button of the review screen sends before the key of its finding."""


def accept(article: Article, key: str, *, by: User) -> Change:
    """Say that a recommended finding is fine, unless another person is on the article; one's own claim runs on.

    Raises NotPermitted, HeldBySomeone, and Unfit for what must be mended or does not stand any more.
    """
    with claims.deciding(article, by) as held:
        change = dismissals.dismiss(held, key, by=by)
        claims.prolong(held, by)
    return change
