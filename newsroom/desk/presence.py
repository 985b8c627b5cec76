"""Who has a story open just now. It bars nobody; telling others to keep off is a claim."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models import Article
from newsroom.desk.models import PRESENCE_LASTS, Presence, WorkingCopy

# Whoever typed within this time is editing, not only looking.
TYPING_LASTS = timedelta(minutes=2)


class Other(NamedTuple):
    """Somebody else who has the story open."""

    name: str
    is_typing: bool


def arrive(article: Article, by: User) -> None:
    """Note that a person has the story open now; whoever gave no sign of life for a while has left it."""
    now = timezone.now()
    Presence.objects.bulk_create(
        [Presence(article=article, by=by, seen_at=now)],
        update_conflicts=True,
        unique_fields=["article", "by"],
        update_fields=["seen_at"],
    )
    Presence.objects.filter(seen_at__lt=now - PRESENCE_LASTS).delete()


def leave(article: Article, by: User) -> None:
    """Note that a person closed the story."""
    Presence.objects.filter(article=article, by=by).delete()


def others(article: Article, by: User) -> Sequence[Other]:
    """Who else has the story open, by name."""
    now = timezone.now()
    typed = WorkingCopy.objects.filter(article=article, by=OuterRef("by"), saved_at__gt=now - TYPING_LASTS)
    found = Presence.objects.filter(article=article, seen_at__gt=now - PRESENCE_LASTS).exclude(by=by)
    found = found.select_related("by").order_by("by__first_name", "by__username").annotate(typed=Exists(typed))
    return [Other(one.by.get_full_name() or one.by.username, bool(one.typed)) for one in found]


def at_hand(articles: Iterable[int], by: User) -> dict[int, list[str]]:
    """Who else has some of these stories open, by their keys; stories that nobody has open are left out."""
    now, found = timezone.now(), dict[int, list[str]]()
    here = Presence.objects.filter(article__in=list(articles), seen_at__gt=now - PRESENCE_LASTS).exclude(by=by)
    for one in here.select_related("by").order_by("by__first_name", "by__username"):
        found.setdefault(one.article_id, []).append(one.by.get_full_name() or one.by.username)
    return found
