"""Merging tags: every story of one goes to the other, in one transaction and one new edition."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from articles import edition
from articles.models import Tag, Tagging
from articles.refusals import Refused, Unfit


class MayNotMerge(Refused):
    """The person may not change the vocabulary."""


def merge_tags(tags: Sequence[Tag], into: Tag, *, by: User) -> int:
    """Give the stories of `tags` to `into` and delete them; returns how many taggings moved.

    Their names and synonyms become synonyms of `into`, so that what arrives under an old name still finds it. Raises
    Unfit where there is nothing to merge, MayNotMerge without the permission.
    """
    if not (by.has_perm("articles.change_tag") and by.has_perm("articles.delete_tag")):
        raise MayNotMerge(_("You may not merge tags: it takes a chief editor."))
    old = [tag for tag in tags if tag.pk != into.pk]
    if not old:
        raise Unfit(_("Choose at least two tags, and one of them to keep."))
    with transaction.atomic():
        kept = Tag.objects.select_for_update().get(pk=into.pk)
        moving = Tagging.objects.filter(tag__in=old)
        held = Tagging.objects.filter(tag=kept).values("content_object")
        moving.filter(content_object__in=held).delete()
        moved = _move_one_by_story(moving, kept)
        kept.synonyms = "\n".join(_names(kept, old))
        kept.save(update_fields=["synonyms"])
        Tag.objects.filter(pk__in=[tag.pk for tag in old]).delete()
        edition.bump()
    return moved


def _move_one_by_story(moving: QuerySet[Tagging], kept: Tag) -> int:
    """A story that bears two of the merged tags keeps one tagging."""
    earlier = Tagging.objects.filter(
        tag__in=moving.values("tag"), content_object=OuterRef("content_object"), pk__lt=OuterRef("pk")
    )
    again = moving.annotate(again=Exists(earlier)).filter(again=True)
    Tagging.objects.filter(pk__in=list(again.values_list("pk", flat=True))).delete()
    return moving.update(tag=kept)


def _names(kept: Tag, old: Sequence[Tag]) -> list[str]:
    """All synonyms, each once, without the tag's own name."""
    lines = [*kept.synonyms.splitlines()]
    for tag in old:
        lines += [tag.name, *tag.synonyms.splitlines()]
    cleaned = dict.fromkeys(line.strip() for line in lines)
    return [line for line in cleaned if line and line.casefold() != kept.name.casefold()]
