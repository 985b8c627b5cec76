"""Undoing a merge, a retirement or a rename: tags come back with their numbers, slugs and stories."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import edition
from articles.models import Article, OldTag, Tag, Tagging
from articles.refusals import Unfit
from articles.status import Status
from newsroom.desk.models import TagAct, TagMerge
from newsroom.desk.vocabulary import renaming
from newsroom.desk.vocabulary.rights import must_lead
from newsroom.ingest.models import Rule

BATCH = 5_000


def undo(change: TagMerge, *, by: User) -> TagMerge:
    """Take a change of the vocabulary back.

    What a merge or a retirement took away comes back on the stories that still exist and, after a merge, still bear
    the kept tag: whoever took that off a story decided against both. Raises MayNotMerge; Unfit where it is undone
    already, where a name or slug was given away since, or where the kept tag is itself gone.
    """
    must_lead(by)
    with transaction.atomic():
        change = TagMerge.objects.select_for_update().get(pk=change.pk)
        if change.undone_at is not None:
            raise Unfit(_("This was undone already."))
        _ACTS[TagAct(change.act)](change)
        change.undone_at, change.undone_by = timezone.now(), by
        change.save(update_fields=["undone_at", "undone_by"])
        edition.bump()
    return change


def _unmerge(change: TagMerge) -> None:
    kept, details = _kept(change), change.details
    _must_be_free(change.gone)
    for record in change.gone:
        tag, number = Tag.objects.create(**record), str(record["id"])
        _give_back(tag, kept, details["moved"][number])
        bearing = Tagging.objects.filter(tag__in=[kept.pk, *(one["id"] for one in change.gone)])
        _set_again(tag, details["dropped"][number], bearing.values("content_object"))
        _readdress(tag, details["slugs"][number], Q(tag=kept))
        Rule.objects.filter(pk__in=details["rules"][number], tag=kept).update(tag=tag)
    added = set(details["synonyms"])
    kept.synonyms = "\n".join(line for line in kept.synonyms.splitlines() if line.strip() not in added)
    kept.save(update_fields=["synonyms"])


def _unretire(change: TagMerge) -> None:
    _must_be_free(change.gone)
    details = change.details
    for record in change.gone:
        tag, number = Tag.objects.create(**record), str(record["id"])
        _set_again(tag, details["dropped"][number])
        _readdress(tag, details["slugs"][number], Q(tag=None))
        rules = Rule.objects.filter(pk__in=details["rules"][number], tag=None)
        rules.filter(pk__in=details["resting"]).update(active=True)
        rules.update(tag=tag)
    through = Article.also_about.through
    for part in _parts(details["also_about"]):
        through.objects.filter(country=details["country"], article__in=part).delete()


def _unrename(change: TagMerge) -> None:
    tag, before = _kept(change), change.gone[0]
    if (tag.name, tag.slug) != (change.details["name"], change.details["slug"]):
        raise Unfit(_("“%(tag)s” was renamed again since; undo that first.") % {"tag": tag})
    _must_be_free([before], but=tag)
    renaming.take(tag, before["name"], before["slug"])


_ACTS = {TagAct.MERGE: _unmerge, TagAct.RETIRE: _unretire, TagAct.RENAME: _unrename}


def _kept(change: TagMerge) -> Tag:
    """The tag that stayed, locked."""
    found: Tag | None = Tag.objects.select_for_update().filter(pk=change.kept).first()
    if found is None:
        sentence = _("“%(tag)s” is gone: it was merged, retired or deleted since. Undo that first.")
        raise Unfit(sentence % {"tag": change.kept_name})
    return found


def _must_be_free(records: Sequence[dict[str, Any]], but: Tag | None = None) -> None:
    """No other tag may have taken a name or a slug."""
    for record in records:
        others = Tag.objects.filter(Q(name=record["name"]) | Q(slug=record["slug"]) | Q(pk=record["id"]))
        taken = others.exclude(pk=but.pk if but else None).first()
        if taken is not None:
            sentence = _("“%(name)s” cannot come back: the tag “%(tag)s” has its name or its address now.")
            raise Unfit(sentence % {"name": record["name"], "tag": taken})


def _give_back(tag: Tag, kept: Tag, articles: Sequence[int]) -> None:
    """The stories that came from a tag go back to it, with the time at which they went public."""
    for part in _parts(articles):
        Tagging.objects.filter(tag=kept, content_object__in=part).update(tag=tag)


def _set_again(tag: Tag, articles: Sequence[int], bearing: Any = None) -> None:
    """Tag stories again that still exist and, where asked for, are among those that bear the tags of the merge."""
    for part in _parts(articles):
        found = Article.objects.filter(pk__in=part)
        if bearing is not None:
            found = found.filter(pk__in=bearing)
        Tagging.objects.bulk_create(_ties(tag, found), batch_size=BATCH, ignore_conflicts=True)


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """In as many parts as one query may name."""
    return (numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH))


def _ties(tag: Tag, articles: Any) -> Iterator[Tagging]:
    for number, status, published_at in articles.values_list("pk", "status", "published_at"):
        shown_at = published_at if status == Status.PUBLISHED else None
        yield Tagging(tag=tag, content_object_id=number, shown_at=shown_at)


def _readdress(tag: Tag, older: Sequence[str], leading: Q) -> None:
    """The tag's own slug leads nowhere else, and those that led to it do so again unless they were given away."""
    OldTag.objects.filter(slug=tag.slug).delete()
    mine = OldTag.objects.filter(leading, slug__in=older)
    mine.update(tag=tag, country=None, source=None)
    known = set(OldTag.objects.filter(slug__in=older).values_list("slug", flat=True))
    live = set(Tag.objects.filter(slug__in=older).values_list("slug", flat=True))
    OldTag.objects.bulk_create(OldTag(slug=slug, tag=tag) for slug in older if slug not in known | live)
