"""What a person did in triage, newest last, so that it can be taken back; kept in the session, so over reloads too."""

from collections.abc import MutableMapping
from dataclasses import asdict, dataclass
from typing import Any

KEY = "triage-acts"
MOST = 50
Session = MutableMapping[str, Any]


@dataclass(frozen=True)
class Act:
    """One press: what was done in words, the rows of history that it left, and what else it takes to undo it.

    `story` is the number of the story on which it was pressed; `joined` are those that were put into `coverage`;
    `claimed` says that it left no row and only put the person on the story.
    """

    sentence: str
    story: int
    changes: tuple[int, ...] = ()
    joined: tuple[int, ...] = ()
    coverage: int | None = None
    claimed: bool = False

    @property
    def key(self) -> str:
        """What tells it from the other acts of a person."""
        return f"{self.story}-{max(self.changes, default=0)}"


def push(session: Session, act: Act) -> None:
    """Remember an act; of many only the last fifty."""
    session[KEY] = [*session.get(KEY, []), asdict(act)][-MOST:]


def last(session: Session) -> Act | None:
    """The act that would be undone next."""
    kept = session.get(KEY) or [None]
    return _act(kept[-1])


def drop(session: Session, act: Act) -> None:
    """Forget an act: it was undone, or it never can be."""
    session[KEY] = [kept for kept in session.get(KEY, []) if _act(kept) != act]


def _act(kept: Any) -> Act | None:
    """An act as it was kept; what a session of an older release holds is no act."""
    if not isinstance(kept, dict):
        return None
    try:
        return Act(
            **kept | {name: tuple(kept.get(name, ())) for name in ("changes", "joined")},
        )
    except TypeError:
        return None
