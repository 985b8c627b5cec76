"""How far a load has come, written in the transaction of each batch: a load that was killed goes on where it stood."""

import json
from dataclasses import asdict, dataclass

from django.utils import timezone

from newsroom.operations.models import Heartbeat

NAME = "seed_load"


@dataclass
class State:
    """Its seed, from which number to which its stories go, how many of them stand, and whether the desk is full."""

    seed: int
    base: int = 0
    target: int = 0
    done: int = 0
    waiting: bool = False

    def keep(self) -> None:
        """Write it down."""
        Heartbeat.objects.update_or_create(name=NAME, defaults={"at": timezone.now(), "word": json.dumps(asdict(self))})


def read() -> State | None:
    """Where the last load stands; None where none was begun."""
    row = Heartbeat.objects.filter(name=NAME).first()
    return State(**json.loads(row.word)) if row else None
