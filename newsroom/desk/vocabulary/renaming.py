"""Renaming a tag; where its slug changes, the old one leads to it."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import edition
from articles.models import OldTag, Tag
from articles.refusals import Unfit
from newsroom.desk.models import TagAct, TagMerge
from newsroom.desk.vocabulary import traces
from newsroom.desk.vocabulary.rights import locked, must_lead


def rename(tag: Tag, *, by: User, name: str, slug: str = "") -> TagMerge:
    """Give a tag another name and, where one is given, another slug.

    Raises MayNotMerge; Unfit for no name, for a name or slug of another tag, and where nothing would change.
    """
    must_lead(by, ["articles.change_tag"])
    with transaction.atomic():
        tag = locked([tag.pk])[tag.pk]
        name, slug = " ".join(name.split()), slug or tag.slug
        _must_fit(tag, name, slug)
        before = traces.as_record(tag)
        take(tag, name, slug)
        done = traces.remember(
            TagAct.RENAME, [before], by=by, kept=tag.pk, kept_name=name, details={"slug": slug, "name": name}
        )
        edition.bump()
    return done


def take(tag: Tag, name: str, slug: str) -> None:
    """Write name and slug, and let the old slug lead to the tag."""
    if slug != tag.slug:
        OldTag.objects.filter(slug=slug).delete()
        traces.address([tag.slug], {"tag": tag})
    tag.name, tag.slug = name, slug
    tag.save(update_fields=["name", "slug"])


def _must_fit(tag: Tag, name: str, slug: str) -> None:
    if not name or len(name) > 100:
        raise Unfit(_("A tag has a name of at most 100 characters."))
    if (name, slug) == (tag.name, tag.slug):
        raise Unfit(_("“%(tag)s” is called so already.") % {"tag": tag})
    others = Tag.objects.exclude(pk=tag.pk)
    if others.filter(name=name).exists() or others.filter(slug=slug).exists():
        raise Unfit(_("Another tag is called “%(name)s” already; merge the two.") % {"name": name})
