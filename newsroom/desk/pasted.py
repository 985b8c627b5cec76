"""A person pastes what was taken down: they are warned, and go on only with a reason, which the history keeps."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import history
from articles.models import Article, Change
from articles.refusals import Unfit
from newsroom.takedowns import pasting

ACT = "use barred"
ASKED = frozenset({"headline", "body", "source", "source_url"})


class Barred(Unfit):
    """What was typed was taken down or barred; a reason is needed."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            _(
                "Careful: this text or address was taken down or is barred. Nothing was saved. If it may stand here "
                "all the same, say why in the box below; the history keeps it. Else take it out, or ask a takedown "
                "officer."
            )
        )


def found(article: Article | None, changes: Mapping[str, Any]) -> list[int]:
    """The bars that stand against what a person typed, but for those that this story was allowed to pass before."""
    if not {"body", "source_url"} & changes.keys():
        return []
    typed = Article() if article is None else article
    now = {name: changes.get(name, getattr(typed, name)) for name in ASKED}
    source = now["source"]
    met = pasting.barred(
        headline=now["headline"] or "",
        body=str(changes.get("body") or ""),
        address=str(changes.get("source_url") or ""),
        source_id=source.pk if source else None,
    )
    return [bar for bar in met if bar not in _passed(article)]


def must_say_why(met: list[int], reason: str) -> None:
    """Raise Barred where something stands against it and nobody said why it may stand."""
    if met and not reason.strip():
        raise Barred


def keep(article: Article, met: list[int], *, by: User, reason: str) -> Change | None:
    """Write into the history that it was used all the same, and why."""
    if not met:
        return None
    status, told = str(article.status), {"bars": met}
    return history.log(article, ACT, by=by, old=status, new=status, reason=reason.strip()[:1000], details=told)


def _passed(article: Article | None) -> set[int]:
    if article is None or not article.pk:
        return set()
    rows = article.changes.filter(act=ACT).values_list("details", flat=True)
    own = article.bars.values_list("pk", flat=True)
    return {bar for details in rows for bar in details.get("bars", [])} | set(own)
