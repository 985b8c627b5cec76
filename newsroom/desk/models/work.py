"""Claim, Presence, Note, WorkingCopy, HeadlineOption, Approval: what is done around an article, never in it."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CLAIM_LASTS = timedelta(minutes=30)
# A page that is open gives a sign of life every 15 seconds; after three missed ones nobody is there.
PRESENCE_LASTS = timedelta(seconds=50)


def _claim_ends() -> datetime:
    return timezone.now() + CLAIM_LASTS


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Querysets finish the sentence "claims …"."""

    def live(self, now: datetime) -> Self:
        """Claims that still hold."""
        return self.filter(expires_at__gt=now)


class Claim(models.Model):
    """Who is on an article; it runs out by itself, so that nobody blocks a story by going home."""

    article = models.OneToOneField("articles.Article", models.CASCADE, related_name="claim")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims", verbose_name=_("by"))
    since = models.DateTimeField(_("since"), default=timezone.now)
    expires_at = models.DateTimeField(_("until"), default=_claim_ends)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")

    def __str__(self) -> str:
        return f"{self.by} · {self.article}"

    @property
    def is_live(self) -> bool:
        """Whether it still holds."""
        return self.expires_at > timezone.now()


class Note(models.Model):
    """What the desk says about an article; readers never see it. An alarm is the machine's own."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    text = models.TextField(_("note"), max_length=4000)
    at = models.DateTimeField(_("at"), default=timezone.now)
    alarm = models.BooleanField(_("alarm"), default=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        indexes = [models.Index(fields=["article", "id"], name="note_of_article")]

    def __str__(self) -> str:
        return self.text


class WorkingCopy(models.Model):
    """What one person typed and has not yet applied, with the article's version that it was typed upon."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="working_copies")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="working_copies")
    data: models.JSONField[Any, Any] = models.JSONField(default=dict)
    version = models.PositiveIntegerField()
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        constraints = [models.UniqueConstraint(fields=["article", "by"], name="one_working_copy_each")]

    def __str__(self) -> str:
        return f"{self.by} · {self.article}"


class Presence(models.Model):
    """Who has an article open in a window, and since when we last heard of it. It bars nobody; a claim does."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="presences")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["article", "by"], name="one_presence_each")]

    def __str__(self) -> str:
        return f"{self.by} · {self.article}"


class HeadlineOption(models.Model):
    """Another headline that somebody thought of; readers never see it until it is chosen."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="headline_options")
    text = models.CharField(_("headline"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("headline alternative")
        verbose_name_plural = _("headline alternatives")
        constraints = [models.UniqueConstraint(fields=["article", "text"], name="headline_option_once")]

    def __str__(self) -> str:
        return self.text


class Approval(models.Model):
    """One person's word that a version of an article may go out, where its section asks for further pairs of eyes."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="approvals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    version = models.PositiveIntegerField()
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [models.UniqueConstraint(fields=["article", "by"], name="one_approval_each")]

    def __str__(self) -> str:
        return f"{self.by} · {self.article}"
