"""Lessons in tags: when there is something to learn, from which stories, and what is kept of it.

Learnt from is what readers may see now, with the tags that its editors let stand; never from a source that reserves
text and data mining and has not licensed its text to us.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Tag, Tagging
from articles.models.article import ArticleQuerySet
from articles.models.source import Rights
from newsroom.ingest.models import Capture, LessonTurn, RememberedStory, TagModel
from newsroom.ingest.prepare import Vocabulary
from newsroom.ingest.tag_learning.arrays import pack
from newsroom.ingest.tag_learning.lesson import FEWEST, Example, Lesson, Progress, TooFew, learn
from newsroom.ingest.tag_learning.weighing import RARE
from newsroom.ingest.tag_learning.words import LONGEST, counted, keyed
from newsroom.ingest.tag_names import vocabulary
from newsroom.ingest.tag_words import named

LOOK, DAY = timedelta(hours=1), timedelta(days=1)
LEASE = timedelta(minutes=30)
DECISIONS = 200
"""So many newly published stories with tags are worth a lesson before its day has passed."""
STORIES = 20_000
"""So many stories are learnt from, the newest; those of rare tags whatever their age."""
KEPT = 2
BATCH = 200


def claim(now: datetime) -> datetime | None:
    """Take the turn once an hour where there is something to learn: until when it is held, None where there is not."""
    looked = LessonTurn.objects.filter(pk=LessonTurn.ONE, next_at__lte=now).update(next_at=now + LOOK)
    if not looked and not LessonTurn.objects.get_or_create(pk=LessonTurn.ONE, defaults={"next_at": now + LOOK})[1]:
        return None
    return hold(now) if worth_learning(now) else None


def hold(now: datetime) -> datetime | None:
    """Hold the lease on learning; until when, None where somebody else holds it."""
    LessonTurn.objects.get_or_create(pk=LessonTurn.ONE, defaults={"next_at": now + LOOK})
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    held = LessonTurn.objects.filter(free, pk=LessonTurn.ONE).update(lease_until=now + LEASE)
    return now + LEASE if held else None


def is_held(until: datetime, now: datetime) -> bool:
    """Whether the lease until then is the one that stands; a late or doubled message finds another, or none."""
    return until >= now and LessonTurn.objects.filter(pk=LessonTurn.ONE, lease_until=until).exists()


def let_go(until: datetime) -> None:
    """Let go of the lease that was held until then."""
    LessonTurn.objects.filter(pk=LessonTurn.ONE, lease_until=until).update(lease_until=None)


def worth_learning(now: datetime) -> bool:
    """Whether a day has passed since the last lesson, or editors have published enough since, or there was none yet."""
    last = TagModel.objects.order_by("-pk").values_list("trained_at", flat=True).first()
    if last is None:
        return _taught()[:FEWEST].count() >= FEWEST
    return now - last >= DAY or _taught().filter(published_at__gt=last)[:DECISIONS].count() >= DECISIONS


def study(progress: Progress = lambda _what, _done, _all: None) -> Lesson:
    """Learn from the stories of now, and write nothing. Raises TooFew."""
    return learn(examples(progress), progress)


def keep(lesson: Lesson, now: datetime) -> TagModel:
    """Keep a lesson as the newest version, with its remembered stories that readers may still see; prune old ones."""
    with transaction.atomic():
        model = TagModel.objects.create(
            trained_at=now,
            stories=lesson.report["stories"],
            tags=lesson.report["tags"],
            data=pack(lesson.learned),
            report=lesson.report,
        )
        numbers = [number for number, _words in lesson.memory]
        public = {pk for some in _batches(numbers) for pk in _taught().filter(pk__in=some).values_list("pk", flat=True)}
        RememberedStory.objects.bulk_create(
            (RememberedStory(model=model, article_id=pk, words=words) for pk, words in lesson.memory if pk in public),
            batch_size=500,
        )
        old = TagModel.objects.order_by("-pk").values_list("pk", flat=True)[KEPT:]
        TagModel.objects.filter(pk__in=list(old)).delete()
    return model


def renew(progress: Progress = lambda _what, _done, _all: None) -> TagModel | None:
    """Learn and keep it; None where too few stories are left, and then what was learnt before is forgotten."""
    now = timezone.now()
    try:
        return keep(study(progress), now)
    except TooFew:
        TagModel.objects.all().delete()
        return None


def examples(progress: Progress = lambda _what, _done, _all: None) -> list[Example]:
    """The stories to learn from, oldest first."""
    numbers = _chosen()
    words, ids = vocabulary(), dict(Tag.objects.values_list("name", "pk"))
    found: list[Example] = []
    for some in _batches(numbers):
        progress("stories", len(found), len(numbers))
        tags, texts = _tags(some), _texts(some)
        found.extend(_example(pk, *texts[pk], tags[pk], words, ids) for pk in some if pk in texts)
    progress("stories", len(found), len(found))
    return found


def _example(pk: int, title: str, text: str, tags: frozenset[int], words: Vocabulary, ids: dict[str, int]) -> Example:
    hits = named(title, text, words)
    told = {ids[tag]: (one.title, one.lead, one.body) for tag, one in hits.items()}
    return Example(pk, *keyed(counted(title, text)), tags, told)


def _taught() -> ArticleQuerySet:
    """Stories that may be learnt from."""
    reserved = Q(source__tdm_opt_out=True) & ~Q(source__rights__in=[Rights.OWN, Rights.LICENSED])
    tagged = Tagging.objects.values("content_object")
    return Article.objects.published().filter(pk__in=tagged).exclude(reserved)


def _chosen() -> list[int]:
    """The newest stories, and all that bear a tag which is rare among them; oldest first."""
    newest = list(_taught().newest().values_list("pk", flat=True)[:STORIES])
    if len(newest) == STORIES:
        counts: Counter[int] = Counter()
        for some in _batches(newest):
            counts.update(Tagging.objects.filter(content_object__in=some).values_list("tag", flat=True))
        often = [tag for tag, count in counts.items() if count >= RARE]
        older = _taught().filter(taggings__in=Tagging.objects.exclude(tag__in=often)).distinct().newest()
        newest = list(dict.fromkeys([*newest, *older.values_list("pk", flat=True)[:STORIES]]))
    return newest[::-1]


def _tags(numbers: Sequence[int]) -> dict[int, frozenset[int]]:
    found = defaultdict(set)
    for story, tag in Tagging.objects.filter(content_object__in=numbers).values_list("content_object", "tag"):
        found[story].add(tag)
    return {number: frozenset(found[number]) for number in numbers}


def _texts(numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Headline and text of each: what came in where that is still kept, as a new story is weighed; else our own."""
    captures = Capture.objects.filter(article__in=numbers, erased_at=None).exclude(full_text="")
    whole = {
        story: text[:LONGEST]
        for story, text in captures.order_by("version", "id").values_list("article", "full_text")
        if story
    }
    own = Article.objects.filter(pk__in=numbers).values_list("pk", "headline", "body_text")
    return {pk: (headline, whole.get(pk) or text[:LONGEST]) for pk, headline, text in own}


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH))
