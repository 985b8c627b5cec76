"""Feed (where we look) and Fetch (one visit and its outcome)."""

from datetime import datetime, timedelta
from typing import Self

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

    # How often we look: learnt from the feed's own rhythm, unless somebody fixed it.
    interval = models.DurationField(_("interval"), default=timedelta(minutes=30), editable=False)
    fixed_interval = models.DurationField(_("fixed interval"), null=True, blank=True)
    ttl = models.PositiveIntegerField(_("minutes it asks to be left alone"), default=0, editable=False)
    habit = models.FloatField(_("stories a day, as a rule"), default=0.0, editable=False)
    host = models.CharField(_("registrable host"), max_length=255, blank=True, db_index=True, editable=False)
    next_poll_at = models.DateTimeField(_("next poll"), default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveIntegerField(default=0, editable=False)

    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    body_hash = models.CharField(max_length=64, blank=True, editable=False)
    last_polled_at = models.DateTimeField(_("last polled"), null=True, blank=True, editable=False)
    last_good_at = models.DateTimeField(_("last good"), null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    problem = models.CharField(_("problem"), max_length=500, blank=True, editable=False)
    next_reason = models.CharField(_("why then"), max_length=300, blank=True, editable=False)
    last_new_at = models.DateTimeField(_("last new story"), null=True, blank=True, editable=False)
    quiet_since = models.DateTimeField(_("gone quiet"), null=True, blank=True, editable=False)

    # Where it says it has moved to, at how many visits in a row; and where a search found it again.
    moved_to = models.URLField(_("moved to"), max_length=2000, blank=True, editable=False)
    moved_times = models.PositiveSmallIntegerField(default=0, editable=False)
    moved_since = models.DateTimeField(null=True, blank=True, editable=False)
    found_url = models.URLField(_("found again at"), max_length=2000, blank=True, editable=False)
    searched_at = models.DateTimeField(null=True, blank=True, editable=False)

    # The hub that would push it to us (W3C WebSub), and the address it goes by there.
    hub = models.URLField(_("hub"), max_length=2000, blank=True, editable=False)
    topic = models.URLField(_("topic"), max_length=2000, blank=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["source__name", "url"]
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        indexes = [models.Index(fields=["state", "next_poll_at"], name="feed_due")]

    def __str__(self) -> str:
        return self.title or self.url


class Fetch(models.Model):
    """One visit to a feed and what came of it. Visits in a row that found nothing changed are one, of many times."""

    class Outcome(models.TextChoices):
        """How a visit ended."""

        READ = "read", _("read")
        UNCHANGED = "unchanged", _("unchanged")
        FAILED = "failed", _("failed")

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="fetches", verbose_name=_("feed"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    times = models.PositiveIntegerField(_("visits"), default=1)
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
        indexes = [
            models.Index(fields=["feed", "-at"], name="fetch_of_feed"),
            models.Index(fields=["-at"], condition=models.Q(outcome="failed"), name="fetch_failed"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_outcome_display()}"
