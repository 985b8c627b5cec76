"""Change and Correction: the append-only history of what was done to articles, and the public notes among it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """One act on one article: who, when, from which state to which, why. Never updated, never deleted."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="changes")
    act = models.CharField(_("act"), max_length=30, help_text=_("Such as publish, revise or correct."))
    old = models.CharField(_("from"), max_length=12, blank=True)
    new = models.CharField(_("to"), max_length=12, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    reason = models.TextField(_("reason"), blank=True)
    details: models.JSONField[Any, Any] = models.JSONField(_("details"), default=dict, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [
            models.Index(fields=["article", "id"], name="change_of_article"),
            models.Index(fields=["by", "-at"], name="change_by_person"),
            models.Index(fields=["act", "-id"], name="change_by_act"),
            models.Index(fields=["at"], name="change_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.act}: {self.old} → {self.new}" if self.old != self.new else self.act


class Correction(models.Model):
    """A public note on a published article: what was wrong and what is right."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="corrections")
    note = models.TextField(_("note"), help_text=_("Readers see it under the article."))
    at = models.DateTimeField(_("at"), db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return self.note
