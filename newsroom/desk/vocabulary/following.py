"""Where tags went that a form still names: merged into another since it was opened, or retired."""

from collections.abc import Sequence
from typing import NamedTuple

from articles.models import Tag
from newsroom.desk.models import TagMerge
from newsroom.desk.models.vocabulary import TagAct

LONGEST_KEY = 18


class Went(NamedTuple):
    """A tag that is no more: its name, and the name of the one that took its place, "" where none did."""

    name: str
    into: str


def follow(keys: Sequence[str]) -> tuple[list[str], list[Went]]:
    """The keys with merged tags replaced by those that took their place, each once, and what became of which.

    Of retired tags the keys go. What never was a tag stays as it is, to be refused by the form.
    """
    asked = {int(key) for key in keys if key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY}
    gone = asked - set(Tag.objects.filter(pk__in=asked).values_list("pk", flat=True)) if asked else asked
    if not gone:
        return list(keys), []
    names, steps = _steps()
    ends = {key: _end(key, steps) for key in gone if key in steps}
    known = Tag.objects.in_bulk([end for end in ends.values() if end])
    went = [Went(names[key], known[end].name if end in known else "") for key, end in sorted(ends.items())]
    kept = {str(key): str(end) if end in known else "" for key, end in ends.items()}
    return [key for key in dict.fromkeys(kept.get(key, key) for key in keys) if key], went


def _steps() -> tuple[dict[int, str], dict[int, int | None]]:
    """Of each tag that went, its name and the number of the tag that took its place."""
    names: dict[int, str] = {}
    steps: dict[int, int | None] = {}
    acts = TagMerge.objects.filter(act__in=[TagAct.MERGE, TagAct.RETIRE], undone_at=None).order_by("id")
    for kept, gone in acts.values_list("kept", "gone").iterator():
        names |= {tag["id"]: tag["name"] for tag in gone}
        steps |= dict.fromkeys((tag["id"] for tag in gone), kept)
    return names, steps


def _end(key: int, steps: dict[int, int | None]) -> int | None:
    """The last of those that took each other's place."""
    seen: set[int] = set()
    end: int | None = key
    while end in steps and end not in seen:
        seen.add(end)
        end = steps[end]
    return end
