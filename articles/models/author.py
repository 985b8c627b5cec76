"""Author and OldAuthor: a byline with a public profile; may belong to an account; automated desks are labelled so."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import addresses


class Author(models.Model):
    """Who signs an article."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)
    role = models.CharField(_("role"), max_length=120, blank=True)
    bio = models.TextField(_("biography"), blank=True)
    languages = models.CharField(_("languages"), max_length=120, blank=True, help_text=_("Separated by commas."))
    email = models.EmailField(_("public address"), blank=True)
    photo = models.ForeignKey(
        "articles.Picture", models.SET_NULL, null=True, blank=True, related_name="portraits", verbose_name=_("photo")
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("staff account"),
    )
    automated = models.BooleanField(_("automated desk"), default=False, help_text=_("Shown to readers as a machine."))
    active = models.BooleanField(_("still with us"), default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The author's page."""
        return addresses.of("author", self.slug)


class OldAuthor(models.Model):
    """A slug that an author had before, or one whose stories went to another; whoever comes by it is sent there."""

    slug = models.SlugField(max_length=120, unique=True, allow_unicode=True)
    author = models.ForeignKey(Author, models.CASCADE, related_name="old_slugs")

    def __str__(self) -> str:
        return self.slug
