"""The number that changes when anything shown changes; caches and ETags hang on it.

`bump()` belongs in the transaction that made the change, so that no reader can see the new number with the old page.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles import front_files
from articles.models.edition import Edition
from articles.prepared import Prepared


class Current(NamedTuple):
    """The edition now: its number, and when it changed (aware)."""

    number: int
    changed_at: datetime

    @property
    def key(self) -> str:
        """What caches hang on: after a backup is put back, a number comes a second time, but not at that moment."""
        return f"{self.number}-{self.changed_at.timestamp():.6f}"


def bump() -> None:
    """Begin a new edition; where pages stand as files, these are those of the new one once it is committed."""
    now = timezone.now()
    if not Edition.objects.filter(pk=1).update(number=F("number") + 1, changed_at=now):
        Edition.objects.get_or_create(pk=1, defaults={"changed_at": now})
    # Last: outside a transaction this runs at once.
    if front_files.is_on():
        transaction.on_commit(lambda: front_files.turn(current().number))


_ROW = Prepared(lambda: Edition.objects.filter(pk=1).values_list("number", "changed_at"))


def current() -> Current:
    """The edition now; one query."""
    row = next(iter(_ROW()), None)
    return Current(*row) if row else Current(0, datetime(2020, 1, 1, tzinfo=UTC))
