"""What a change of the vocabulary leaves behind: slugs that lead on, rules that follow, the record to undo it by."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User

from articles.models import OldTag, Tag
from newsroom.desk.models import TagMerge
from newsroom.ingest.models import Rule


def as_record(tag: Tag) -> dict[str, Any]:
    """All that a tag says, to make it again."""
    names = ("id", "name", "slug", "description", "synonyms")
    return {name: getattr(tag, name) for name in names}


def lead_on(tags: Sequence[Tag], to: dict[str, Any] | None) -> dict[str, list[str]]:
    """Let the slugs of tags that go, and those that led to them, lead to another place: `tag`, `country` or `source`.

    Returns the older slugs by the number of the tag that they led to. Without a place they lead nowhere from now on.
    """
    older: dict[str, list[str]] = {str(tag.pk): [] for tag in tags}
    for old in OldTag.objects.filter(tag__in=tags):
        older[str(old.tag_id)].append(old.slug)
    if to is None:
        return older  # they go with their tag
    OldTag.objects.filter(tag__in=tags).update(**{"tag": None} | to)
    address([tag.slug for tag in tags], to)
    return older


def address(slugs: Iterable[str], to: dict[str, Any]) -> None:
    """Let slugs lead to a place, wherever they led before."""
    wanted = list(slugs)
    OldTag.objects.filter(slug__in=wanted).delete()
    OldTag.objects.bulk_create(OldTag(slug=slug, **to) for slug in wanted)


def rules_of(tags: Sequence[Tag]) -> dict[str, list[int]]:
    """The rules of feeds that add these tags, by the number of the tag."""
    found: dict[str, list[int]] = {str(tag.pk): [] for tag in tags}
    for rule, tag in Rule.objects.filter(tag__in=tags).values_list("pk", "tag"):
        found[str(tag)].append(rule)
    return found


def put_to_rest(tag: Tag) -> list[int]:
    """Switch the rules off that add a tag, and keep them, so that whoever looks at the feed sees what they did.

    Returns those that were active.
    """
    rules = Rule.objects.filter(tag=tag)
    active = list(rules.filter(active=True).values_list("pk", flat=True))
    rules.update(tag=None, active=False)
    return active


def remember(act: str, gone: Sequence[dict[str, Any]], *, by: User, **values: Any) -> TagMerge:
    """Write down a change."""
    return TagMerge.objects.create(act=act, gone=list(gone), by=by, **values)
