"""Gist (what a story tells, as hashed terms, and where it belongs) and Turn (whose turn it is to group)."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Gist(models.Model):
    """One story in the window of open events. Holds no word of it, and nothing at all once the story is withdrawn.

    `coverage` is where the story belongs as far as the machine can tell; what it is part of the article says. `turn` is
    the turn at which the row was last changed, 0 for one that was emptied.
    """

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="gist", verbose_name=_("article")
    )
    terms = models.BinaryField(default=b"", blank=True)
    at = models.DateTimeField(_("when it happened"), default=timezone.now, db_index=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    coverage = models.ForeignKey(
        "articles.Coverage", models.SET_NULL, null=True, blank=True, related_name="gists", verbose_name=_("coverage")
    )
    by_editor = models.BooleanField(_("an editor decided where it belongs"), default=False)
    turn = models.BigIntegerField(default=0, db_index=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("gist")
        verbose_name_plural = _("gists")

    def __str__(self) -> str:
        return str(self.article_id)


class Turn(models.Model):
    """The one row that whoever groups stories holds: they take turns, on all machines, and number what they change."""

    ONE = 1

    epoch = models.UUIDField(default=uuid.uuid4, editable=False)
    number = models.BigIntegerField(default=0)
    swept_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("turn")
        verbose_name_plural = _("turns")

    def __str__(self) -> str:
        return str(self.number)
