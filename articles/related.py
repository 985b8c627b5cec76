"""What stands around an article: other outlets on the same event, related stories, its neighbours in the section."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Q

from articles.models import Article, Tag, Tagging

RELATED = 6
TIES_READ = 120
NEAR = timedelta(days=120)


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
    """Four queries, each from an index. Related: most tags in common, then the same section's nearest older ones."""
    shared = _shared_tags(article, tags)
    found = _cards(article, shared)
    older = _older(article)
    others = [other for other in found if article.coverage_id and other.coverage_id == article.coverage_id]
    close = sorted(found, key=lambda other: (-shared.get(other.pk, 0), -other.pk))
    used = {other.pk for other in others} | {other.pk for other in older[:1]}
    related = [other for other in {other.pk: other for other in [*close, *older]}.values() if other.pk not in used]
    return Around(others, related[:RELATED], older[0] if older else None, _newer(article))


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


def _cards(article: Article, shared: dict[int, int]) -> list[Article]:
    wanted = Q(pk__in=list(shared))
    if article.coverage_id:
        wanted |= Q(coverage=article.coverage_id)
    elif not shared:
        return []
    return list(Article.objects.published().filter(wanted).exclude(pk=article.pk).for_cards().newest()[:60])


def _older(article: Article) -> list[Article]:
    """The stories just before it in its section."""
    before = Q(published_at__lt=article.published_at) | Q(published_at=article.published_at, pk__lt=article.pk)
    if not article.published_at:
        return []
    section = Article.objects.published().filter(country=article.country_id, published_at__lte=article.published_at)
    return list(section.filter(before).for_cards().newest()[: RELATED + 1])


def _newer(article: Article) -> Article | None:
    """The story just after it in its section."""
    if not article.published_at:
        return None
    after = Q(published_at__gt=article.published_at) | Q(published_at=article.published_at, pk__gt=article.pk)
    section = Article.objects.published().filter(country=article.country_id, published_at__gte=article.published_at)
    return section.filter(after).for_cards().order_by("published_at", "id").first()
