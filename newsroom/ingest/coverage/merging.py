"""Two events prove to be one, or one to be two: carried out where the machine may, and only there."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.models import Article, Coverage
from newsroom.ingest.coverage import effects, members
from newsroom.ingest.coverage.turns import Taken

NEVER = 1 << 62
SURE = 0.7
MOVED = 500
"""Two events that are both larger stay two: whoever moved so many stories would hold up all others."""


def merge(turn: Taken, event: int, twin: int) -> int | None:
    """Make two events one; which of them stays. None where an editor's hand is in both, or readers see the smaller.

    The one with the coverage stays, of two the larger, of equals the older.
    """
    into, other = sorted((event, twin), key=lambda one: _rank(turn, one))
    absorbed = _coverage(turn.coverage_of(other))
    coverage = _coverage(turn.coverage_of(into))
    found = members.look_up(_everyone(turn, other, absorbed))
    if len(found) > MOVED:
        return None
    if absorbed is not None:
        if coverage is None or not (_is_own(coverage) and _is_own(absorbed)):
            return None
        if not all(member.untouched for member in found.values() if member.stands):
            return None
    if coverage is None:
        found |= members.look_up(turn.window.events[into].members)
        coverage = effects.begin(found.values())
    effects.assign(found.values(), coverage, _one, turn=turn.number)
    if absorbed is not None:
        effects.absorb(coverage, [absorbed])
    effects.entitle(coverage)
    into = turn.window.move(turn.window.events[other].members, into)
    turn.name(into, coverage.pk)
    return into


def part(turn: Taken, event: int, theirs: Iterable[int]) -> int | None:
    """Make a coverage of its own of some stories of an event; None where an editor or a reader would notice."""
    keys = list(theirs)
    coverage = _coverage(turn.coverage_of(event))
    if coverage is None or not _is_own(coverage):
        return None
    found = [member for member in members.look_up(keys).values() if member.stands]
    if len(found) < 2 or not all(member.untouched and member.coverage == coverage.pk for member in found):
        return None
    other = turn.window.move(keys, None)
    turn.window.apart.add(frozenset([event, other]))
    parted = effects.begin(found)
    effects.assign(found, parted, _two, turn=turn.number)
    effects.entitle(coverage)
    turn.name(other, parted.pk)
    return other


def _rank(turn: Taken, event: int) -> tuple[bool, int, int]:
    number = turn.coverage_of(event)
    return number is None, -turn.window.events[event].size, number or NEVER


def _coverage(number: int | None) -> Coverage | None:
    return Coverage.objects.filter(pk=number).first() if number else None


def _is_own(coverage: Coverage) -> bool:
    """Whether no editor had a hand in it."""
    return not (coverage.by_editor or coverage.title_by_editor or coverage.lead_by_editor)


def _everyone(turn: Taken, event: int, coverage: Coverage | None) -> set[int]:
    """The stories of an event, with those that its coverage had before the window."""
    keys = set(turn.window.events[event].members)
    return keys | set(Article.objects.filter(coverage=coverage).values_list("pk", flat=True)) if coverage else keys


def _one(_key: int) -> tuple[str, float]:
    return _("later stories showed that two events were one"), SURE


def _two(_key: int) -> tuple[str, float]:
    return _("its stories name what no other story of the event names"), SURE
