"""Sketch and Band: by what a recent story is found by its near copies. Hashes only; signatures are with its keys."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Sketch(models.Model):
    """One story of the last days, and the number of the group of copies that it belongs to: its first story's."""

    article = models.OneToOneField("articles.Article", models.CASCADE, primary_key=True, related_name="sketch")
    group = models.BigIntegerField(_("group of copies"), db_index=True)
    at = models.DateTimeField(_("came in"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("sketch of a recent story")
        verbose_name_plural = _("sketches of recent stories")

    def __str__(self) -> str:
        return f"{self.article_id} in {self.group}"


class Band(models.Model):
    """One of the keys (31 bits) that stories of like words share; every worker on every machine looks here."""

    sketch = models.ForeignKey(Sketch, models.CASCADE, related_name="bands")
    key = models.IntegerField()

    class Meta:
        verbose_name = _("band of a recent story")
        verbose_name_plural = _("bands of recent stories")
        indexes = [models.Index(fields=["key", "sketch"], name="band_lookup")]

    def __str__(self) -> str:
        return f"{self.key:08x}"
