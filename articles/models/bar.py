"""Fingerprint and Bar: by what a story is known, and what must not come in again. Hashes only, never the text."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeyKind(models.TextChoices):
    """What a key was made of."""

    GUID = "guid", _("feed's own id")
    ADDRESS = "address", _("address")
    TEXT = "text", _("text")
    BAND = "band", _("part of a text's signature")
    PICTURE = "picture", _("picture")
    AUTHOR = "author", _("author")
    OUTLET = "outlet", _("outlet")


class Fingerprint(models.Model):
    """One key of one article. The same text may be held by two articles (a reprint), an address or guid only once."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="fingerprints")
    kind = models.CharField(max_length=8, choices=KeyKind)
    key = models.CharField(max_length=64)
    signature = models.BinaryField(blank=True, default=b"", help_text=_("Of a text: its sketch, for near matches."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(kind__in=[KeyKind.GUID, KeyKind.ADDRESS]),
                name="one_article_an_identity",
            ),
            models.UniqueConstraint(fields=["article", "kind", "key"], name="fingerprint_once"),
        ]
        indexes = [models.Index(fields=["kind", "key"], name="fingerprint_lookup")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key[:12]}"


class Bar(models.Model):
    """A key that must not come in again, and why; it outlives the text of the article that it came from."""

    class Reason(models.TextChoices):
        """Why a key is barred: what was rejected is merely *seen*, what was withdrawn is *barred*."""

        REJECTED = "rejected", _("rejected by an editor")
        WITHDRAWN = "withdrawn", _("withdrawn")
        MANUAL = "manual", _("set by hand")

    kind = models.CharField(_("kind"), max_length=8, choices=KeyKind)
    key = models.CharField(_("key"), max_length=64)
    signature = models.BinaryField(blank=True, default=b"")
    scope = models.CharField(_("scope"), max_length=40, blank=True, help_text=_("Empty: everywhere. Or a source's id."))
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    article = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, blank=True, related_name="bars", verbose_name=_("article")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    hits = models.PositiveIntegerField(_("times it kept something out"), default=0)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("bar")
        verbose_name_plural = _("bars")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "scope", "article"], name="bar_once_an_article"),
        ]
        indexes = [models.Index(fields=["kind", "key"], name="bar_lookup")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key[:12]}"
