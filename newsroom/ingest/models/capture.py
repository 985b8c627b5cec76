"""Capture: what came in, untouched, beside the article that was made of it."""

import json
import zlib
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Capture(models.Model):
    """One thing that came in, as it came: never edited, kept beside the article that was made of it."""

    feed = models.ForeignKey(
        "ingest.Feed", models.SET_NULL, null=True, blank=True, related_name="captures", verbose_name=_("feed")
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
    page_url = models.URLField(_("address of the page, after redirects"), max_length=2000, blank=True)
    page_headers: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    full_text = models.TextField(_("text as it was read"), blank=True)
    full_html = models.TextField(_("text as it was read, sanitised"), blank=True)
    words = models.PositiveIntegerField(_("words"), default=0)
    unmended = models.BinaryField(_("text before it was mended"), default=b"", blank=True)
    mends: models.JSONField[Any, Any] = models.JSONField(_("mends"), default=list, blank=True)
    origins: models.JSONField[Any, Any] = models.JSONField(_("where each field is from"), default=dict, blank=True)
    reader = models.CharField(_("read by"), max_length=12, blank=True)
    agreement = models.FloatField(_("agreement of the readers"), null=True, blank=True)
    label = models.CharField(_("what the page is"), max_length=12, blank=True)
    page_problem = models.CharField(_("why the page was not read"), max_length=300, blank=True)
    rules: models.JSONField[Any, Any] = models.JSONField(_("rules that touched it"), default=list, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)
    reduced_at = models.DateTimeField(_("reduced to its keys"), null=True, blank=True, editable=False)

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
            models.Index(fields=["at"], condition=models.Q(reduced_at=None), name="capture_to_reduce"),
            # All that the health page counts, so that it never touches the rows with their pages.
            models.Index(fields=["at", "source", "feed", "version", "label", "agreement"], name="capture_counted"),
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
