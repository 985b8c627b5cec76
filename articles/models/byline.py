"""Byline (an author's place on an article) and OldAddress (a slug that it had before)."""

from django.db import models


class Byline(models.Model):
    """An author's place on an article, with the time it went public, so that an author's list comes from one index."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="bylines")
    author = models.ForeignKey("articles.Author", models.PROTECT, related_name="bylines")
    place = models.PositiveSmallIntegerField(default=0)
    shown_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="author_once_on_an_article")]
        indexes = [
            models.Index(
                fields=["author", "-shown_at", "-id"], condition=models.Q(shown_at__isnull=False), name="of_author"
            )
        ]

    def __str__(self) -> str:
        return str(self.author)


class OldAddress(models.Model):
    """A slug that an article had before; readers who come by it are sent on for as long as the article is public."""

    slug = models.SlugField(max_length=120, unique=True, allow_unicode=True)
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="old_addresses")

    def __str__(self) -> str:
        return self.slug
