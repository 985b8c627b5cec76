"""Tag, its tie to articles, and the slugs that once led to a tag. Slugs are our own: they keep every script's marks."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from articles import addresses
from articles.slugs import slugify


class Tag(TagBase):
    """A topic of the site's vocabulary, which grows only by an editor's hand."""

    slug = models.SlugField(_("slug"), max_length=100, unique=True, allow_unicode=True)
    description = models.TextField(_("description"), blank=True)
    synonyms = models.TextField(_("synonyms"), blank=True, help_text=_("One a line; a story with one gets this tag."))

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def slugify(self, tag: str, i: int | None = None) -> str:
        """The slug of a tag, numbered where taggit asks for another try."""
        stem = slugify(tag) or "tag"
        return stem if i is None else f"{stem}-{i}"

    def get_absolute_url(self) -> str:
        """The tag's page."""
        return addresses.of("tag", self.slug)


class Tagging(ItemBase):
    """One tag on one article, with the time it went public, so that a tag's list comes from one index."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings")
    content_object = models.ForeignKey("articles.Article", models.CASCADE, related_name="taggings")
    shown_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_on_an_article"),
        ]
        indexes = [
            models.Index(fields=["tag", "-shown_at", "-id"], condition=models.Q(shown_at__isnull=False), name="of_tag"),
        ]

    @classmethod
    def tags_for(cls, model: Any, instance: Any = None, **extra: Any) -> Any:
        """The tags of one article or of all, as taggit asks for them."""
        found = Tag.objects.filter(taggings__content_object=instance) if instance else Tag.objects.all()
        return found.filter(**extra).distinct()


class OldTag(models.Model):
    """A slug of a tag that was merged, renamed or retired; whoever comes by it is sent to what took its place."""

    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    tag = models.ForeignKey(Tag, models.CASCADE, null=True, blank=True, related_name="old_slugs")
    country = models.ForeignKey("articles.Country", models.CASCADE, null=True, blank=True, related_name="+")
    source = models.ForeignKey("articles.Source", models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tag__isnull=False, country=None, source=None)
                | models.Q(tag=None, country__isnull=False, source=None)
                | models.Q(tag=None, country=None, source__isnull=False),
                name="old_tag_leads_to_one_place",
            ),
        ]

    def __str__(self) -> str:
        return self.slug
