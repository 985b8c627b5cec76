"""Recipe: where on the pages of a source the text stands, where neither reader finds it by itself."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Recipe(models.Model):
    """CSS selectors of one source: what to take and what to drop, one selector a line."""

    source = models.OneToOneField("articles.Source", models.CASCADE, related_name="recipe", verbose_name=_("source"))
    take = models.TextField(_("take"), blank=True, max_length=2000)
    drop = models.TextField(_("drop"), blank=True, max_length=2000)
    active = models.BooleanField(_("active"), default=True)
    tested_url = models.URLField(_("page tried"), max_length=2000, blank=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["source__name"]
        verbose_name = _("selectors of a source")
        verbose_name_plural = _("selectors of sources")

    def __str__(self) -> str:
        return str(self.source)
