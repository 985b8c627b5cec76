"""Retiring a tag that is no topic: it leaves the vocabulary and its stories; a country's stories keep their section."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from articles import edition
from articles.models import Article, Country, Source, Tag, Tagging
from newsroom.desk.models import TagAct, TagMerge
from newsroom.desk.vocabulary import traces
from newsroom.desk.vocabulary.rights import locked, must_lead

BATCH = 5_000


def retire(tag: Tag, *, by: User, to: Country | Source | None = None) -> TagMerge:
    """Take a tag off its stories and out of the vocabulary.

    Its address leads to the section or the outlet given, or nowhere. A section is set as "also about" on every story
    of the tag that is not in it. Rules of feeds that added the tag rest. Raises MayNotMerge, and Unfit where the tag
    is gone.
    """
    must_lead(by)
    with transaction.atomic():
        tag = locked([tag.pk])[tag.pk]
        stories = list(Tagging.objects.filter(tag=tag).order_by("pk").values_list("content_object", flat=True))
        details = {
            "dropped": {str(tag.pk): stories},
            "also_about": _also_about(to, tag) if isinstance(to, Country) else [],
            "country": to.pk if isinstance(to, Country) else None,
            "slugs": traces.lead_on([tag], _place(to)),
            "rules": traces.rules_of([tag]),
            "resting": traces.put_to_rest(tag),
        }
        done = traces.remember(
            TagAct.RETIRE,
            [traces.as_record(tag)],
            by=by,
            kept_name=str(to or ""),
            details=details,
            stories=len(stories),
        )
        Tag.objects.filter(pk=tag.pk).delete()
        edition.bump()
    return done


def outside(country: Country, tag: Tag) -> QuerySet[Tagging]:
    """A tag on stories that are neither in a section nor said to be about it: retiring the tag says it of them."""
    said = Article.also_about.through.objects.filter(country=country).values("article")
    ties = Tagging.objects.filter(tag=tag).exclude(content_object__country=country)
    found: QuerySet[Tagging] = ties.exclude(content_object__in=said).order_by("pk")
    return found


def _also_about(country: Country, tag: Tag) -> list[int]:
    through = Article.also_about.through
    added = list(outside(country, tag).values_list("content_object", flat=True))
    rows = (through(article_id=article, country_id=country.pk) for article in added)
    through.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return added


def _place(to: Country | Source | None) -> dict[str, Country | Source] | None:
    if to is None:
        return None
    return {"country": to} if isinstance(to, Country) else {"source": to}
