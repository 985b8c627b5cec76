"""Tag and its tie to articles: django-taggit's, with our own slug rule, which keeps every script's marks."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

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
        return reverse("tag", args=[self.slug])


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
