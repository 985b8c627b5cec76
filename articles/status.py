"""The states of an article and the one table of allowed moves. Pure data; `lifecycle` alone acts on it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where an article stands between arriving and being gone."""

    INCOMING = "incoming", _("incoming")
    IN_REVIEW = "in_review", _("in review")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("published")
    REJECTED = "rejected", _("rejected")
    UNPUBLISHED = "unpublished", _("unpublished")
    WITHHELD = "withheld", _("withheld")
    WITHDRAWN = "withdrawn", _("withdrawn")


WAITING = (Status.INCOMING, Status.IN_REVIEW)

# From each state, where an article may go and the permission (of the app `articles`) that the move asks for.
MOVES: dict[Status, dict[Status, str]] = {
    Status.INCOMING: {
        Status.IN_REVIEW: "review_article",
        Status.REJECTED: "reject_article",
        Status.WITHDRAWN: "withdraw_article",
    },
    Status.IN_REVIEW: {
        Status.INCOMING: "review_article",
        Status.SCHEDULED: "publish_article",
        Status.PUBLISHED: "publish_article",
        Status.REJECTED: "reject_article",
        Status.WITHDRAWN: "withdraw_article",
    },
    Status.SCHEDULED: {
        Status.IN_REVIEW: "publish_article",
        Status.PUBLISHED: "publish_article",
        Status.WITHHELD: "withhold_article",
        Status.WITHDRAWN: "withdraw_article",
    },
    Status.PUBLISHED: {
        Status.UNPUBLISHED: "unpublish_article",
        Status.WITHHELD: "withhold_article",
        Status.WITHDRAWN: "withdraw_article",
    },
    Status.UNPUBLISHED: {
        Status.IN_REVIEW: "review_article",
        Status.WITHHELD: "withhold_article",
        Status.WITHDRAWN: "withdraw_article",
    },
    Status.REJECTED: {
        Status.INCOMING: "review_article",
        Status.WITHDRAWN: "withdraw_article",
    },
    # Back only to the state that it was held from: `lifecycle` checks which.
    Status.WITHHELD: {
        Status.SCHEDULED: "withhold_article",
        Status.PUBLISHED: "withhold_article",
        Status.UNPUBLISHED: "withhold_article",
        Status.WITHDRAWN: "withdraw_article",
    },
    # Restored, by takedown handling alone, to the state that it was withdrawn from.
    Status.WITHDRAWN: {state: "restore_article" for state in Status if state != "withdrawn"},
}

ASIDE = (Status.WITHHELD, Status.WITHDRAWN)
GATED = (Status.SCHEDULED, Status.PUBLISHED)


def allowed(old: str, new: str) -> bool:
    """Whether the table knows this move."""
    return new in MOVES.get(Status(old), {})


def permission(old: str, new: str) -> str:
    """The permission that a move asks for, with its app label; KeyError for a move that the table forbids."""
    return f"articles.{MOVES[Status(old)][Status(new)]}"
