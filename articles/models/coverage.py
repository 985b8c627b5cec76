"""Coverage: the articles of several outlets on one event, "N outlets covered this"."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import addresses


class LeadReason(models.TextChoices):
    """Which rule chose the lead: the first in which it is ahead of all others."""

    ONLY = "only", _("it is the only story")
    PUBLIC = "public", _("readers see it already")
    ORIGINAL = "original", _("it is our own reporting")
    FULLEST = "fullest", _("it is the fullest")
    LANGUAGE = "language", _("it is in the language of the site")
    PICTURE = "picture", _("it has a picture")
    EARLIEST = "earliest", _("it was the first")


class Coverage(models.Model):
    """One event; its articles point to it, its lead is the article that stands for it.

    What an editor grouped, titled or gave a lead the machine never undoes: it only adds newcomers.
    """

    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(_("slug"), max_length=100, unique=True, allow_unicode=True)
    lead = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, blank=True, related_name="leads", verbose_name=_("lead")
    )
    lead_reason = models.CharField(
        _("why it leads"), max_length=10, choices=LeadReason, blank=True, default="", editable=False
    )
    by_editor = models.BooleanField(_("grouped by an editor"), default=False, editable=False)
    title_by_editor = models.BooleanField(_("title set by an editor"), default=False, editable=False)
    lead_by_editor = models.BooleanField(_("lead set by an editor"), default=False, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("coverage")
        verbose_name_plural = _("coverages")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page of the event."""
        return addresses.of("coverage", self.slug)


class OldCoverage(models.Model):
    """The slug of a coverage that became part of another one, which it leads to."""

    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    coverage = models.ForeignKey(Coverage, models.CASCADE, related_name="old_slugs")

    def __str__(self) -> str:
        return self.slug
