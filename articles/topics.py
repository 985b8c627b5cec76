"""Which tags and outlets are busy: counts for clouds and side lists, from the indexes of what is public.

Also which events many outlets cover, and where an address leads at which a list or a page stood before.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from articles import counts
from articles.models import (
    Article,
    Country,
    Coverage,
    OldAuthor,
    OldCountry,
    OldCoverage,
    OldPage,
    OldSource,
    OldTag,
    Source,
    Tag,
    Tagging,
)
from articles.models.article import Kind
from articles.prepared import Prepared

CLOUD = 45
RECENT = 200
SIDE_TAGS, SIDE_OUTLETS, EVENTS = 12, 8, 5
THEIRS = ~Q(articles__kind__in=[Kind.ORIGINAL, Kind.COMPILED])


@dataclass(frozen=True)
class Topic:
    """A tag or an outlet with the number of its stories; `size` from 1 to 5 for the cloud."""

    of: Tag | Source
    stories: int
    size: int = 1


def cloud(number: int = CLOUD) -> list[Topic]:
    """The tags with most published stories, by name. Two queries."""
    busiest = counts.busiest(counts.Kind.TAG, number)
    tags = Tag.objects.only("name", "slug").in_bulk(busiest)
    return _sized([Topic(tags[pk], stories) for pk, stories in busiest.items() if pk in tags])


def tags_of(country: Country) -> list[Topic]:
    """The commonest tags of a section's newest stories. One query."""
    return [Topic(tag, tag.stories) for tag in TAGS_OF(country.pk)]


def outlets_of(country: Country) -> list[Topic]:
    """The commonest outlets of a section's newest stories. One query."""
    return [Topic(outlet, outlet.stories) for outlet in OUTLETS_OF(country.pk)]


def events_of(country: Country) -> list[Coverage]:
    """The events that most outlets cover among a section's newest stories, with `outlets` and `stories`. One query.

    What we wrote ourselves is a story of the event, but no outlet's.
    """
    return list(EVENTS_OF(country.pk))


def related_tags(tag: Tag) -> list[Topic]:
    """The tags that stand beside this one on its newest stories. One query."""
    return [Topic(other, other.stories) for other in BESIDE(tag.pk, tag.pk)]


def _newest(country: Any) -> Any:
    return Article.objects.published().filter(country=country).newest().values("pk")[:RECENT]


def _tagged(tag: Any) -> Any:
    ties = Tagging.objects.filter(tag=tag, shown_at__isnull=False).order_by("-shown_at", "-id")
    return ties.values("content_object")[:RECENT]


def _counted(tags: Any) -> Any:
    return tags.annotate(stories=Count("taggings")).only("name", "slug").order_by("-stories", "name")[:SIDE_TAGS]


TAGS_OF = Prepared(lambda country: _counted(Tag.objects.filter(taggings__content_object__in=_newest(country))))
BESIDE = Prepared(
    lambda tag, own: _counted(Tag.objects.filter(taggings__content_object__in=_tagged(tag)).exclude(pk=own))
)
OUTLETS_OF = Prepared(
    lambda country: (
        Source.objects.filter(articles__in=_newest(country))
        .annotate(stories=Count("articles"))
        .only("name", "slug")
        .order_by("-stories", "name")[:SIDE_OUTLETS]
    )
)
EVENTS_OF = Prepared(
    lambda country: (
        Coverage.objects.filter(articles__in=_newest(country))
        .annotate(outlets=Count("articles__source", distinct=True, filter=THEIRS), stories=Count("articles"))
        .filter(outlets__gte=2)
        .only("title", "slug")
        .order_by("-outlets", "-stories", "-pk")[:EVENTS]
    )
)


@dataclass(frozen=True)
class Led:
    """The list that took the place of a tag's: its kind, as addresses are named, and its slug."""

    kind: str
    slug: str


def led_on(slug: str) -> Led:
    """Where the address of a tag that was merged, renamed or retired leads; Http404 where it leads nowhere."""
    known = OldTag.objects.select_related("tag", "country", "source")
    old = known.filter(slug=slug).first()
    places = {"tag": old.tag, "country": old.country, "source": old.source} if old else {}
    for kind, place in places.items():
        if place is not None:
            return Led(kind, place.slug)
    raise Http404(_("There is no such tag."))


def event_led_on(slug: str) -> Led:
    """Where the address of an event leads that became part of another; Http404 where it leads nowhere."""
    return _moved("coverage", OldCoverage.objects.all(), slug, _("There is no such event."))


def author_led_on(slug: str) -> Led:
    """Where the address of an author leads who was renamed or replaced by another; Http404 where it leads nowhere."""
    return _moved("author", OldAuthor.objects.all(), slug, _("There is no such author."))


def country_led_on(slug: str) -> Led:
    """Where the old address of a section leads that was renamed; Http404 where it leads nowhere."""
    return _moved("country", OldCountry.objects.all(), slug, _("There is no such section."))


def source_led_on(slug: str) -> Led:
    """Where the old address of an outlet leads that has a new slug; Http404 where it leads nowhere."""
    return _moved("source", OldSource.objects.all(), slug, _("There is no such source."))


def page_led_on(slug: str) -> Led:
    """Where the old address of a standing page leads; Http404 where it leads nowhere, or to what is not published."""
    return _moved("page", OldPage.objects.filter(page__published=True), slug, _("There is no such page."))


def _moved(kind: str, old_slugs: QuerySet[Any], slug: str, otherwise: str) -> Led:
    """What stood at an old slug, where it is now; `otherwise` is what the 404 says."""
    old = old_slugs.select_related(kind).filter(slug=slug).first()
    if old is None:
        raise Http404(otherwise)
    return Led(kind, getattr(old, kind).slug)


LEAD_ON: dict[str, Callable[[str], Led]] = {
    "tag": led_on,
    "coverage": event_led_on,
    "author": author_led_on,
    "country": country_led_on,
    "source": source_led_on,
}
"""By kind of list, who knows where an address leads that is no more."""


def _sized(ranked: list[Topic]) -> list[Topic]:
    """By name, in five sizes by rank."""
    step = max(1, len(ranked) // 5)
    sized = [replace(topic, size=max(1, 5 - place // step)) for place, topic in enumerate(ranked)]
    return sorted(sized, key=lambda topic: str(topic.of).casefold())
