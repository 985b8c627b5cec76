"""Feed (where we look), Fetch (one visit and its outcome) and Capture (what came in, untouched)."""

import json
import zlib
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FeedQuerySet(models.QuerySet["Feed"]):
    """Querysets finish the sentence "feeds …"."""

    def due(self, now: datetime) -> Self:
        """Active feeds whose time has come and that nobody holds a lease on."""
        free = models.Q(lease_until=None) | models.Q(lease_until__lt=now)
        return self.filter(free, state=Feed.State.ACTIVE, next_poll_at__lte=now).order_by("next_poll_at")


class Feed(models.Model):
    """An address of a source that we poll; its rules, its rhythm and its health."""

    class State(models.TextChoices):
        """Whether we look by ourselves, when told, or no more."""

        ACTIVE = "active", _("polled by the clock")
        MANUAL = "manual", _("polled when told")
        PAUSED = "paused", _("paused")
        RETIRED = "retired", _("retired: gone for good")

    source = models.ForeignKey("articles.Source", models.PROTECT, related_name="feeds", verbose_name=_("source"))
    url = models.URLField(_("address"), max_length=2000, unique=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=12, blank=True, editable=False)
    folder = models.CharField(_("folder"), max_length=120, blank=True)
    country = models.ForeignKey(
        "articles.Country", models.PROTECT, null=True, blank=True, verbose_name=_("default country")
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ACTIVE)
    fetch_pages = models.BooleanField(_("read the story's page"), default=True)

    interval = models.DurationField(_("interval"), default=timedelta(minutes=30))
    next_poll_at = models.DateTimeField(_("next poll"), default=timezone.now, db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveIntegerField(default=0, editable=False)

    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    body_hash = models.CharField(max_length=64, blank=True, editable=False)
    last_polled_at = models.DateTimeField(_("last polled"), null=True, blank=True, editable=False)
    last_good_at = models.DateTimeField(_("last good"), null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    problem = models.CharField(_("problem"), max_length=500, blank=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["source__name", "url"]
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        indexes = [models.Index(fields=["state", "next_poll_at"], name="feed_due")]

    def __str__(self) -> str:
        return self.title or self.url


class Fetch(models.Model):
    """One visit to a feed and what came of it."""

    class Outcome(models.TextChoices):
        """How a visit ended."""

        READ = "read", _("read")
        UNCHANGED = "unchanged", _("unchanged")
        FAILED = "failed", _("failed")

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="fetches", verbose_name=_("feed"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    size = models.PositiveIntegerField(_("bytes"), default=0)
    milliseconds = models.PositiveIntegerField(_("milliseconds"), default=0)
    entries = models.PositiveIntegerField(_("entries"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    kept_out = models.PositiveIntegerField(_("kept out"), default=0)
    sentence = models.CharField(_("what happened"), max_length=500, blank=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("fetch")
        verbose_name_plural = _("fetches")
        indexes = [models.Index(fields=["feed", "-at"], name="fetch_of_feed")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_outcome_display()}"


class Capture(models.Model):
    """One thing that came in, as it came: never edited, kept beside the article that was made of it."""

    feed = models.ForeignKey(
        Feed, models.SET_NULL, null=True, blank=True, related_name="captures", verbose_name=_("feed")
    )
    source = models.ForeignKey("articles.Source", models.PROTECT, related_name="captures", verbose_name=_("source"))
    article = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, blank=True, related_name="captures", verbose_name=_("article")
    )
    at = models.DateTimeField(_("came in"), default=timezone.now)
    version = models.PositiveIntegerField(_("version"), default=1)
    verdict = models.CharField(_("verdict"), max_length=12)
    reason = models.CharField(_("why"), max_length=500, blank=True)

    guid = models.CharField(_("feed's own id"), max_length=2000, blank=True)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    title = models.CharField(_("headline"), max_length=500, blank=True)
    author = models.CharField(_("byline"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published there"), null=True, blank=True)
    published_raw = models.CharField(_("date as given"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    image_url = models.URLField(_("picture"), max_length=2000, blank=True)
    image_credit = models.CharField(_("credit"), max_length=200, blank=True)

    entry = models.BinaryField(_("entry as it came"), default=b"", blank=True)
    page = models.BinaryField(_("page as it came"), default=b"", blank=True)
    page_headers: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    full_text = models.TextField(_("text as it was read"), blank=True)
    full_html = models.TextField(_("text as it was read, sanitised"), blank=True)
    words = models.PositiveIntegerField(_("words"), default=0)
    mends: models.JSONField[Any, Any] = models.JSONField(_("mends"), default=list, blank=True)
    origins: models.JSONField[Any, Any] = models.JSONField(_("where each field is from"), default=dict, blank=True)
    reader = models.CharField(_("read by"), max_length=12, blank=True)
    agreement = models.FloatField(_("agreement of the readers"), null=True, blank=True)
    label = models.CharField(_("what the page is"), max_length=12, blank=True)
    page_problem = models.CharField(_("why the page was not read"), max_length=300, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    # What it is recognised by at the next poll: the entry as the feed tells it, and the words as they were read.
    entry_hash = models.CharField(max_length=64, blank=True, editable=False)
    text_key = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("capture")
        verbose_name_plural = _("captures")
        indexes = [
            models.Index(fields=["article", "-version"], name="capture_of_article"),
            models.Index(fields=["feed", "-at"], name="capture_of_feed"),
            models.Index(fields=["source", "entry_hash"], name="capture_known"),
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.guid or str(_("(erased)"))

    @property
    def entry_fields(self) -> dict[str, Any]:
        """The entry as the feed told it, unpacked; empty once erased."""
        found: dict[str, Any] = json.loads(zlib.decompress(self.entry)) if self.entry else {}
        return found

    @property
    def page_bytes(self) -> bytes:
        """The page as it came, unpacked."""
        return zlib.decompress(self.page) if self.page else b""
