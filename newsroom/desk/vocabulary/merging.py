"""Merging tags: every story of one goes to the other, in one transaction and one new edition."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from articles import edition
from articles.models import Tag, Tagging
from articles.refusals import Unfit
from newsroom.desk.models import TagAct
from newsroom.desk.vocabulary import traces
from newsroom.desk.vocabulary.rights import locked, must_lead
from newsroom.ingest.models import Rule

Ties = dict[str, list[int]]


def merge_tags(tags: Sequence[Tag], into: Tag, *, by: User) -> int:
    """Give the stories of `tags` to `into` and delete them; returns how many taggings moved.

    Their names and synonyms become synonyms of `into`, so that what arrives under an old name still finds it; their
    slugs lead to it, and the rules of feeds add it. Raises Unfit where there is nothing to merge, MayNotMerge without
    the permission.
    """
    must_lead(by)
    if not [tag for tag in tags if tag.pk != into.pk]:
        raise Unfit(_("Choose at least two tags, and one of them to keep."))
    with transaction.atomic():
        held = locked({into.pk, *(tag.pk for tag in tags)})
        kept = held.pop(into.pk)
        old = list(held.values())
        moved, dropped = _move(old, kept)
        added = _added_names(kept, old)
        details = {
            "moved": moved,
            "dropped": dropped,
            "synonyms": added,
            "slugs": traces.lead_on(old, {"tag": kept}),
            "rules": traces.rules_of(old),
        }
        Rule.objects.filter(tag__in=old).update(tag=kept)
        _entitle(kept, added)
        number = sum(map(len, moved.values()))
        traces.remember(
            TagAct.MERGE,
            [traces.as_record(tag) for tag in old],
            by=by,
            kept=kept.pk,
            kept_name=kept.name,
            details=details,
            stories=number,
        )
        Tag.objects.filter(pk__in=held).delete()
        edition.bump()
    return number


def _move(old: list[Tag], kept: Tag) -> tuple[Ties, Ties]:
    """Move the taggings, one by story; which stories each tag gave, and where it stood beside the kept one already."""
    moving = Tagging.objects.filter(tag__in=old)
    held = Tagging.objects.filter(tag=kept).values("content_object")
    ties = list(moving.order_by("pk").values_list("tag", "content_object"))
    seen = set(held.filter(content_object__in=moving.values("content_object")).values_list("content_object", flat=True))
    moved: Ties = {str(tag.pk): [] for tag in old}
    dropped: Ties = {str(tag.pk): [] for tag in old}
    for tag, article in ties:
        (dropped if article in seen else moved)[str(tag)].append(article)
        seen.add(article)
    moving.filter(content_object__in=held).delete()
    _one_by_story(moving)
    moving.update(tag=kept)
    return moved, dropped


def _one_by_story(moving: QuerySet[Tagging]) -> None:
    """A story that bears two of the merged tags keeps its first tagging."""
    earlier = moving.filter(content_object=OuterRef("content_object"), pk__lt=OuterRef("pk"))
    again = moving.annotate(again=Exists(earlier)).filter(again=True)
    Tagging.objects.filter(pk__in=again.values("pk")).delete()


def _added_names(kept: Tag, old: Sequence[Tag]) -> list[str]:
    """The names and synonyms that the kept tag does not have yet, each once."""
    has = {line.strip().casefold() for line in (kept.name, *kept.synonyms.splitlines())}
    lines = (line.strip() for tag in old for line in (tag.name, *tag.synonyms.splitlines()))
    wanted = {line.casefold(): line for line in reversed(list(lines)) if line}
    return [line for key, line in reversed(wanted.items()) if key not in has]


def _entitle(kept: Tag, added: Sequence[str]) -> None:
    lines = [line.strip() for line in kept.synonyms.splitlines()]
    kept.synonyms = "\n".join([*dict.fromkeys(line for line in lines if line), *added])
    kept.save(update_fields=["synonyms"])
