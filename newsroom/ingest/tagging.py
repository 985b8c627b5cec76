"""The tags of a story as it comes in, weighed by what was learnt. Reads only; scikit-learn is never loaded here."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Count, Q

from articles.models import Article, Tag, Tagging
from articles.status import Status
from newsroom.ingest.models import RememberedStory, TagModel
from newsroom.ingest.prepare import Vocabulary
from newsroom.ingest.reading import Reading
from newsroom.ingest.tag_learning.arrays import Learned, Memory, Unreadable, remembered, unpack
from newsroom.ingest.tag_learning.combining import Shelf, suggest
from newsroom.ingest.tag_learning.weighing import RARE

logger = logging.getLogger(__name__)
PUBLIC = Q(remembered__article__status=Status.PUBLISHED)


@dataclass(frozen=True, slots=True)
class _Held:
    """What this process holds: a version, and how many of its remembered stories readers may see."""

    version: tuple[int, int]
    learned: Learned
    memory: Memory


_held: _Held | None = None


class Tagger:
    """Suggests tags over one run: the database is asked in two queries when the first story needs it."""

    @cached_property
    def shelf(self) -> Shelf | None:
        """What was learnt, with the tags' names of now; None while nothing was."""
        held = _newest()
        return Shelf(held.learned, held.memory, dict(Tag.objects.values_list("pk", "name"))) if held else None

    def tagged(self, reading: Reading, vocabulary: Vocabulary) -> Reading:
        """A story with its tags; as it was where nothing has been learnt yet, or where a fault of ours breaks it."""
        try:
            return self._tagged(reading, vocabulary) if self.shelf else reading
        except Exception:
            # A story without learnt tags is better than no story: its own names were found before.
            logger.exception("Tags could not be weighed for %s", reading.url)
            return reading

    def _tagged(self, reading: Reading, vocabulary: Vocabulary) -> Reading:
        prepared = reading.prepared
        found = suggest(
            prepared.headline,
            prepared.body_text,
            vocabulary,
            self.shelf,
            given=reading.entry.tags,
            headlines=headlines,
        )
        others = (one for one in prepared.suggestions if one.kind != "tag")
        tags = tuple(one.value for one in found if one.applied)
        return replace(reading, prepared=replace(prepared, tags=tags, suggestions=(*others, *found)))


def headlines(stories: Iterable[int]) -> Mapping[int, str]:
    """The headlines of those stories that readers may see now; one query."""
    return dict(Article.objects.published().filter(pk__in=list(stories)).values_list("pk", "headline"))


def _newest() -> _Held | None:
    """The newest lesson, read from the database only where this process holds another one or other stories."""
    global _held  # noqa: PLW0603
    found = TagModel.objects.order_by("-pk").annotate(public=Count("remembered", filter=PUBLIC))
    version = found.values_list("pk", "public").first()
    if version is None:
        _held = None
    elif _held is None or _held.version != version:
        _held = _read(version)
    return _held


def _read(version: tuple[int, int]) -> _Held | None:
    try:
        learned = unpack(bytes(TagModel.objects.values_list("data", flat=True).get(pk=version[0])))
    except Unreadable as error:
        logger.warning("What was learnt of tags cannot be read (%s); it is learnt anew at the next lesson.", error)
        return None
    return _Held(version, learned, _memory(version[0], learned))


def _memory(model: int, learned: Learned) -> Memory:
    """The remembered stories that readers may see, with the rare tags that they bear now."""
    stories = RememberedStory.objects.filter(model=model, article__status=Status.PUBLISHED).order_by("article")
    packed = [(number, bytes(words)) for number, words in stories.values_list("article", "words")]
    places = {int(tag): place for place, tag in enumerate(learned.tags) if learned.stories[place] < RARE}
    borne = Tagging.objects.filter(content_object__in=stories.values("article")).order_by("id")
    pairs = [(story, places[tag]) for story, tag in borne.values_list("content_object", "tag") if tag in places]
    return remembered(packed, pairs)
