"""One story arrives: it joins an open event, or begins one; then its event is looked at a second time."""

from datetime import datetime

from django.utils import timezone

from articles.models import Coverage
from newsroom.ingest.coverage import effects, members, merging
from newsroom.ingest.coverage.members import Member
from newsroom.ingest.coverage.telling import Telling
from newsroom.ingest.coverage.turns import WINDOW, Taken, taken
from newsroom.ingest.events import Placed, Story, pack, parts_of, same_as, terms_of
from newsroom.ingest.models import Gist

TRIES = 3
MOST = 24
"""So many of an event's latest stories are looked at, at most."""


def group(
    article_id: int,
    headline: str,
    text: str,
    *,
    country: str = "",
    at: datetime | None = None,
    now: datetime | None = None,
) -> int | None:
    """Find the coverage of a story that came in, once; its number, or None where the story stands alone.

    `at` is when it was published; what is older than the window is kept out of it. Told again it changes nothing.
    """
    now = now or timezone.now()
    at = min(at or now, now)
    story = Story(article_id, terms_of(headline, text), at.timestamp(), country)
    with taken(now) as turn:
        if article_id in turn.copy.met:
            return None
        turn.copy.met[article_id] = at.timestamp()
        Gist.objects.bulk_create([_gist(turn, story, at)], ignore_conflicts=True)
        if not story.terms.kinds or at < now - WINDOW:
            return None
        placed, found = _place(turn, story)
        event = turn.window.put(story, placed.event)
        if placed.event is None:
            return None
        _join(turn, event, Telling(story, placed, turn.window.events[event], found), found)
        second_look(turn, event)
        return turn.coverage_of(turn.window.place_of[article_id])


def _gist(turn: Taken, story: Story, at: datetime) -> Gist:
    country = story.country[:2]
    return Gist(article_id=story.key, terms=pack(story.terms), at=at, country=country, turn=turn.number)


def _place(turn: Taken, story: Story) -> tuple[Placed, dict[int, Member]]:
    """The event of a story, without what was rejected or taken down meanwhile."""
    for _try in range(TRIES):
        placed = turn.window.nearest(story)
        if placed.event is None:
            return placed, {}
        keys = turn.window.events[placed.event].latest(MOST)
        found = members.look_up([*keys, story.key])
        dead = [key for key in keys if key not in found or not found[key].stands]
        if not dead:
            return placed, found
        drop(turn, dead)
    return Placed(), {}


def drop(turn: Taken, keys: list[int]) -> None:
    """Empty the gists of stories that are no more, and forget them."""
    turn.window.take_out(keys)
    Gist.objects.filter(article__in=keys).update(terms=b"", coverage=None, turn=turn.number)


def _join(turn: Taken, event: int, telling: Telling, found: dict[int, Member]) -> None:
    """Put a newcomer into the coverage of its event; with a second story the coverage begins."""
    number = turn.coverage_of(event)
    known = [number, *(member.coverage for member in found.values())]
    coverage = Coverage.objects.filter(pk__in=[pk for pk in known if pk][:1]).first()
    newcomer = found.get(telling.story.key)
    everyone = list(found.values())
    if coverage is None:
        coverage = effects.begin(everyone)
        effects.assign(everyone, coverage, telling.said, turn=turn.number)
    elif number == coverage.pk:
        fresh = [newcomer] if newcomer else []
        if effects.assign(fresh, coverage, telling.said, turn=turn.number, fresh=True):
            effects.entitle(coverage, fresh)
    else:
        effects.assign(everyone, coverage, telling.said, turn=turn.number)
    turn.name(event, coverage.pk)


def second_look(turn: Taken, event: int) -> int:
    """See whether the event proves to be another one too, or two; where its stories ended up."""
    for _look in range(TRIES):
        twin = same_as(turn.window, event)
        if twin is None:
            break
        into = merging.merge(turn, event, twin)
        if into is None:
            turn.window.apart.add(frozenset([event, twin]))
        else:
            event = into
    theirs = parts_of(turn.window, event)
    if theirs:
        merging.part(turn, event, theirs)
    return event
