"""BulkAct and BulkStep: one verb upon many articles, worked off by a task that can be watched, killed and resumed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BulkState(models.TextChoices):
    """Where a bulk act stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")


class BulkAct(models.Model):
    """What one person does to many articles; `articles` are their keys, `given` what the verb was given besides."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    verb = models.CharField(_("verb"), max_length=30)
    given: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    articles: models.JSONField[Any, Any] = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=8, choices=BulkState, default=BulkState.WAITING)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("bulk act")
        verbose_name_plural = _("bulk acts")

    def __str__(self) -> str:
        return f"{self.verb}: {len(self.articles)}"


class BulkStep(models.Model):
    """What became of one article: stored in the transaction of its own act, so that nothing is done twice."""

    act = models.ForeignKey(BulkAct, models.CASCADE, related_name="steps")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    refused = models.TextField(_("why not"), blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("step of a bulk act")
        verbose_name_plural = _("steps of bulk acts")
        constraints = [models.UniqueConstraint(fields=["act", "article"], name="bulk_step_once")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.refused or 'done'}"
