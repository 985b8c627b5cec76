"""Picture: an image file with its credit and rights. None is shown publicly unless the rights are cleared."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


# The format of a rendition that shows the whole picture, as a JPEG: texts show pictures uncut, lists in one shape.
WHOLE = "WHOLE"


class Picture(models.Model):
    """One image: the re-encoded original, its renditions, who made it and what we may do with it."""

    file = models.ImageField(_("file"), upload_to="pictures/%Y/%m/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(_("width in pixels"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height in pixels"), default=0, editable=False)
    alt = models.CharField(_("text alternative"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    cleared = models.BooleanField(_("rights are cleared"), default=False)
    withheld = models.BooleanField(_("withheld after a complaint"), default=False)
    focal_x = models.PositiveSmallIntegerField(_("focal point, % from left"), default=50, validators=PERCENT)
    focal_y = models.PositiveSmallIntegerField(_("focal point, % from top"), default=50, validators=PERCENT)
    source = models.ForeignKey(
        "articles.Source", models.SET_NULL, null=True, blank=True, related_name="pictures", verbose_name=_("source")
    )
    original_url = models.URLField(_("original address"), max_length=2000, blank=True)
    # What the eye would know it by (64 bits of its shape, in hexadecimal); equal for copies of other size or quality.
    look = models.CharField(max_length=16, blank=True, db_index=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    renditions: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True, editable=False)
    # When the renditions are to be made; empty once they are. Until then pages show the original.
    render_at = models.DateTimeField(null=True, blank=True, default=timezone.now, db_index=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [models.Index(fields=["file"], name="picture_by_file")]

    def __str__(self) -> str:
        made_by = self.credit or (self.source.name if self.source else "")
        if self.alt or made_by:
            return self.alt or str(_("picture: %(credit)s") % {"credit": made_by})
        return str(_("picture %(number)s") % {"number": self.pk or _("not stored yet")})

    @property
    def is_public(self) -> bool:
        """Whether readers may see it."""
        return self.cleared and not self.withheld
