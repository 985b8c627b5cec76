"""Claim, Note, WorkingCopy, Invitation, TagMerge, LeftTags: what the desk keeps beside the articles, never in them."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.desk.roles import Role

CLAIM_LASTS = timedelta(minutes=30)
INVITATION_LASTS = timedelta(days=7)


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


class Invitation(models.Model):
    """An address that was asked to join the staff in a role; good once, for seven days."""

    email = models.EmailField(_("mail address"))
    role = models.CharField(_("role"), max_length=30, choices=Role)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="invitation", editable=False
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email

    @property
    def expires_at(self) -> datetime:
        """When it runs out (aware)."""
        return self.created_at + INVITATION_LASTS

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()


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
