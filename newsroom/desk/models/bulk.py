"""BulkAct: one verb upon many articles, worked off by a task, which can be watched, killed and begun again."""

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
    """What one person does to many articles. `done` and `refused` grow in the transaction of each article's own act."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    verb = models.CharField(_("verb"), max_length=30)
    given: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    articles: models.JSONField[Any, Any] = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=8, choices=BulkState, default=BulkState.WAITING)
    done: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    refused: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("bulk act")
        verbose_name_plural = _("bulk acts")

    def __str__(self) -> str:
        return f"{self.verb}: {len(self.articles)}"
