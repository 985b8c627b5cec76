"""What is said when an act is refused. Each refusal is a sentence for people; nothing was changed when it is raised."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles.readiness import Finding
from articles.status import Status

if TYPE_CHECKING:
    from articles.models import Article


class Refused(Exception):
    """An act that did not happen; `str()` is the sentence to show."""


class MoveRefused(Refused):
    """The table of moves does not know this move."""

    def __init__(self, article: "Article", to: str) -> None:
        """Name the article and both states."""
        sentence = _("“%(article)s” is %(old)s and cannot become %(new)s from there. Nothing was changed.")
        if article.status == to:
            sentence = _("“%(article)s” is %(old)s already. Nothing was changed.")
        names = {"article": article, "old": Status(article.status).label, "new": Status(to).label}
        super().__init__(sentence % names)


class Erased(Refused):
    """There is nothing to bring back."""

    def __init__(self, article: "Article") -> None:
        """Name the article by its number: it has no headline any more."""
        super().__init__(
            _("Story #%(number)s was erased for good when its days were over; nothing of it is left to bring back.")
            % {"number": article.pk}
        )


class NotPermitted(Refused):
    """The person may not do this."""

    def __init__(self, article: "Article", permission: str) -> None:
        """Name the article and what is missing."""
        self.permission = permission
        act = permission.rsplit(".", maxsplit=1)[-1].replace("_", " ")
        super().__init__(
            _("You may not do this to “%(article)s”: your role lacks “%(act)s”. Ask a chief editor.")
            % {"article": article, "act": act}
        )


class SomeoneWasFirst(Refused):
    """The article changed under the person's hands."""

    def __init__(self, article: "Article", now: str = "") -> None:
        """Name the article and what it is now."""
        state = Status(now).label if now else _("changed")
        super().__init__(
            _("Somebody was faster: “%(article)s” is now %(state)s. Nothing of yours was applied; look at it again.")
            % {"article": article, "state": state}
        )


class GateClosed(Refused):
    """Required findings stand against publication."""

    def __init__(self, article: "Article", findings: tuple[Finding, ...]) -> None:
        """Name the article and every finding."""
        self.findings = findings
        remarks = " ".join(finding.sentence for finding in findings)
        super().__init__(
            _("“%(article)s” cannot be published yet. %(remarks)s") % {"article": article, "remarks": remarks}
        )


class Unfit(Refused):
    """What was asked for makes no sense, such as a minute in the past."""
