"""Coverage: the articles of several outlets on one event, "N outlets covered this"."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Coverage(models.Model):
    """One event; its articles point to it, its lead is the article that stands for it."""

    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(_("slug"), max_length=100, unique=True, allow_unicode=True)
    lead = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, blank=True, related_name="leads", verbose_name=_("lead")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("coverage")
        verbose_name_plural = _("coverages")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page of the event."""
        return reverse("coverage", args=[self.slug])
