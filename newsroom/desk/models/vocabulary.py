"""TagMerge and LeftTags: what was done to the vocabulary, and what was left as it is."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TagAct(models.TextChoices):
    """What was done to the vocabulary."""

    MERGE = "merge", _("merged")
    RETIRE = "retire", _("retired")
    RENAME = "rename", _("renamed")


class TagMerge(models.Model):
    """One change of the vocabulary, with all that it takes to undo it; what went may be told long after it is gone.

    Tags are known by their numbers, not by keys: a number is never given twice, and a tag that comes back has its own.
    """

    act = models.CharField(_("what"), max_length=6, choices=TagAct)
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    kept = models.PositiveBigIntegerField(null=True, db_index=True)
    kept_name = models.CharField(_("into"), max_length=200, blank=True)
    gone: models.JSONField[Any, Any] = models.JSONField(default=list)
    details: models.JSONField[Any, Any] = models.JSONField(default=dict)
    stories = models.PositiveIntegerField(_("stories"), default=0)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("change of tags")
        verbose_name_plural = _("changes of tags")

    def __str__(self) -> str:
        return ", ".join(tag["name"] for tag in self.gone)


class LeftTags(models.Model):
    """A remark on tags that a chief looked at and left as it is, so that it does not come back."""

    code = models.CharField(_("remark"), max_length=12)
    tags: models.JSONField[Any, Any] = models.JSONField(default=list)
    names = models.CharField(_("tags"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("remark left as it is")
        verbose_name_plural = _("remarks left as they are")

    def __str__(self) -> str:
        return self.names
