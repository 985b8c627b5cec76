"""HandBar: one bar set by a person, with all its keys, by whom and why, and who lifted it. `barring` acts on it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class HandBar(models.Model):
    """The log of a bar set by hand; of what is barred it holds hashes alone. Lifted ones stay as rows."""

    class Kind(models.TextChoices):
        """What a person can bar."""

        ADDRESS = "address", _("an address")
        GUID = "guid", _("an outlet's own id of a story")
        TEXT = "text", _("a text, and what is nearly the same")
        PICTURE = "picture", _("a picture")
        AUTHOR = "author", _("an author")
        OUTLET = "outlet", _("a whole outlet")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    source = models.ForeignKey(
        "articles.Source", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("only of")
    )
    keys: models.JSONField[Any, Any] = models.JSONField(default=list, editable=False)
    reason = models.CharField(_("reason"), max_length=300)
    live = models.PositiveIntegerField(_("live stories that it would have hit"), default=0)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("set by"))
    set_at = models.DateTimeField(_("set"), default=timezone.now)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lifted by")
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_why = models.CharField(_("why it was lifted"), max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("bar by hand")
        verbose_name_plural = _("bars by hand")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lifted_at=None) | ~models.Q(lifted_why=""), name="handbar_lifted_with_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.pk}"

    @property
    def mark(self) -> str:
        """What its rows among the bars are known by."""
        return f"by hand #{self.pk}"
