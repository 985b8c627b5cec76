"""What stands around an article: other outlets on the same event, related stories, its neighbours in the section."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q

from articles.models import Article, Tag, Tagging

RELATED = 6
MOST_OF_EVENT = 50
TIES_READ = 120
NEAR = timedelta(days=120)
LONG_WORD = re.compile(r"[^\W\d_]{5,}")
MOST_WORDS = 6
"""More words in common say no more: long openings would outweigh tags."""


@dataclass(frozen=True)
class Around:
    """The stories that lead on from one; none of them is the story itself."""

    others: list[Article] = field(default_factory=list)
    related: list[Article] = field(default_factory=list)
    older: Article | None = None
    newer: Article | None = None

    @property
    def shown(self) -> set[int]:
        """The numbers of all these stories."""
        ends = [story for story in (self.older, self.newer) if story]
        return {story.pk for story in [*self.others, *self.related, *ends]}

    @property
    def outlets(self) -> int:
        """How many other outlets cover the event."""
        return len({article.source_id for article in self.others})


def around(article: Article, tags: list[Tag]) -> Around:
    """Keys first, each list of them from an index, then the stories in one query.

    Five queries, one more at either end of a section, where the whole paper goes on.
    """
    shared = _shared_tags(article, tags)
    event = _of_event(article)
    section = Q(country=article.country_id)
    older = _older(article, section, RELATED + 1)
    previous = older[:1] or _older(article, Q(), 1)
    following = _newer(article, section) or _newer(article, Q())
    found = _cards({*shared, *event, *older, *previous, *following} - {article.pk})
    others = [found[key] for key in event if key in found]
    used = {*event, *previous, *following}
    candidates = [found[key] for key in {**shared, **dict.fromkeys(older)} if key in found and key not in used]
    ends = [next((found[key] for key in keys if key in found), None) for keys in (previous, following)]
    return Around(others, _closest(article, candidates, shared)[:RELATED], *ends)


def _closest(article: Article, others: Iterable[Article], shared: dict[int, int]) -> list[Article]:
    """By tags in common, words in common and the section, the newest of equals first."""
    words = _words(article)

    def closeness(other: Article) -> tuple[float, datetime | None, int]:
        same_words = min(len(words & _words(other)), MOST_WORDS)
        same_section = other.country_id == article.country_id
        return 2 * shared.get(other.pk, 0) + same_words + same_section / 2, other.published_at, other.pk

    return sorted(others, key=closeness, reverse=True)


def _words(story: Article) -> set[str]:
    """The longer words of its headline, standfirst and opening: names and things rather than grammar."""
    said = f"{story.headline} {story.source_headline} {story.standfirst} {getattr(story, 'opening', '')}"
    return set(LONG_WORD.findall(said.casefold()))


def _shared_tags(article: Article, tags: list[Tag]) -> dict[int, int]:
    """The stories of about the same time with most of the same tags, and how many they share."""
    if not tags or not article.published_at:
        return {}
    ties = (
        Tagging.objects.filter(tag__in=tags, shown_at__range=(article.published_at - NEAR, article.published_at + NEAR))
        .exclude(content_object=article)
        .order_by("-shown_at", "-id")
        .values_list("content_object", flat=True)
    )
    return dict(Counter(ties[:TIES_READ]).most_common(RELATED + 2))


def _of_event(article: Article) -> list[int]:
    """The other stories of the same event, the newest first."""
    if not article.coverage_id:
        return []
    told = Article.objects.published().filter(coverage=article.coverage_id).exclude(pk=article.pk)
    return list(told.newest().values_list("pk", flat=True)[:MOST_OF_EVENT])


def _older(article: Article, among: Q, number: int) -> list[int]:
    """The stories just before it among some."""
    if not article.published_at:
        return []
    before = Q(published_at__lt=article.published_at) | Q(published_at=article.published_at, pk__lt=article.pk)
    section = Article.objects.published().filter(among, published_at__lte=article.published_at)
    return list(section.filter(before).newest().values_list("pk", flat=True)[:number])


def _newer(article: Article, among: Q) -> list[int]:
    """The story just after it among some."""
    if not article.published_at:
        return []
    after = Q(published_at__gt=article.published_at) | Q(published_at=article.published_at, pk__gt=article.pk)
    section = Article.objects.published().filter(among, published_at__gte=article.published_at)
    return list(section.filter(after).order_by("published_at", "id").values_list("pk", flat=True)[:1])


def _cards(keys: Iterable[int]) -> dict[int, Article]:
    """The stories by key, those that are public."""
    return Article.objects.published().for_cards().in_bulk(list(keys))
