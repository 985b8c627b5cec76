"""What stands around an article: other outlets on the same event, related stories, its neighbours in the section."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from articles import cards
from articles.models import Article, Tag, Tagging
from articles.prepared import Prepared

RELATED = 6
# Of so many stories the most akin are shown: those with tags in common first, then the latest of the section.
LOOKED_AT = 10
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
    older = _older(article)
    previous = _apart(older or _beside(article, OLDER_OF_ALL), event)
    following = _apart(_newer(article) or _beside(article, NEWER_OF_ALL), event)
    looked_at = list(dict.fromkeys([*shared, *older]))[:LOOKED_AT]
    found = cards.by_key({*looked_at, *event, *previous, *following} - {article.pk}, bare=True)
    others = [found[key] for key in event if key in found]
    used = {*event, *previous, *following}
    candidates = [found[key] for key in looked_at if key in found and key not in used]
    ends = [next((found[key] for key in keys if key in found), None) for keys in (previous, following)]
    return Around(others, _closest(article, candidates, shared)[:RELATED], *ends)


def _apart(keys: list[int], event: list[int]) -> list[int]:
    """The first of them that is no report of the same event: those stand on the page already."""
    return [key for key in keys if key not in event][:1]


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
    near = article.published_at - NEAR, article.published_at + NEAR
    ties = TIES([tag.pk for tag in tags], *near, article.pk)
    return dict(Counter(ties).most_common(RELATED + 2))


def _of_event(article: Article) -> list[int]:
    """The other stories of the same event, the newest first."""
    return list(OF_EVENT(article.coverage_id, article.pk)) if article.coverage_id else []


def _older(article: Article) -> list[int]:
    """The stories just before it in its section."""
    if not (article.published_at and article.country_id):
        return []
    return list(OLDER(article.published_at, article.pk, article.country_id))


def _newer(article: Article) -> list[int]:
    """The stories just after it in its section, the oldest first."""
    if not (article.published_at and article.country_id):
        return []
    return list(NEWER(article.published_at, article.pk, article.country_id))


def _beside(article: Article, query: Prepared) -> list[int]:
    """Its neighbours in the whole paper, the nearest first."""
    return list(query(article.published_at, article.pk)) if article.published_at else []


def _before(at: Any, key: Any) -> Any:
    same_time = Q(published_at=at, pk__lt=key)
    return Article.objects.published().filter(Q(published_at__lt=at) | same_time, published_at__lte=at).newest()


def _after(at: Any, key: Any) -> Any:
    same_time = Q(published_at=at, pk__gt=key)
    later = Article.objects.published().filter(Q(published_at__gt=at) | same_time, published_at__gte=at)
    return later.order_by("published_at", "id")


def _keys(stories: Any) -> Any:
    return stories.values_list("pk", flat=True)


OLDER = Prepared(lambda at, key, country: _keys(_before(at, key).filter(country=country))[: RELATED + 1])
NEWER = Prepared(lambda at, key, country: _keys(_after(at, key).filter(country=country))[: RELATED + 1])
OLDER_OF_ALL = Prepared(lambda at, key: _keys(_before(at, key))[: RELATED + 1])
NEWER_OF_ALL = Prepared(lambda at, key: _keys(_after(at, key))[: RELATED + 1])
OF_EVENT = Prepared(
    lambda event, key: _keys(Article.objects.published().filter(coverage=event).exclude(pk=key).newest())[
        :MOST_OF_EVENT
    ]
)
TIES = Prepared(
    lambda tags, since, until, key: (
        Tagging.objects.filter(tag__in=tags, shown_at__range=(since, until))
        .exclude(content_object=key)
        .order_by("-shown_at", "-id")
        .values_list("content_object", flat=True)[:TIES_READ]
    )
)
