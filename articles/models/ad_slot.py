"""AdSlot: one advertisement in one place of the paper, for some days; shown only where the site has ads switched on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """Where an advertisement may stand; each has its size, which pages keep free."""

    HEADER = "header", _("under the site's head, 728 × 90")
    HEADLINE = "headline", _("under an article's headline, 468 × 60")
    AFTER = "after", _("after an article, 336 × 280")
    SIDEBAR = "sidebar", _("before an article's sidebar, 300 × 250")


class AdSlot(models.Model):
    """A picture of ours with a link, from one day to another."""

    Place = Place

    place = models.CharField(_("place"), max_length=10, choices=Place.choices)
    picture = models.ForeignKey(
        "articles.Picture",
        models.PROTECT,
        related_name="ads",
        verbose_name=_("picture"),
        help_text=_("Its rights must be cleared. It is fitted into the place, and never cut."),
    )
    alt = models.CharField(_("text alternative"), max_length=300, help_text=_("What the picture says, in words."))
    link = models.URLField(_("link"), max_length=2000)
    active = models.BooleanField(_("active"), default=True)
    first_day = models.DateField(_("from"), null=True, blank=True, help_text=_("Empty: at once."))
    last_day = models.DateField(_("until"), null=True, blank=True, help_text=_("This day included. Empty: no end."))

    class Meta:
        ordering = ["place", "-id"]
        verbose_name = _("advertisement")
        verbose_name_plural = _("advertisements")

    def __str__(self) -> str:
        return self.alt

    def clean(self) -> None:
        """It does not end before it begins."""
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("It would end before it begins.")})
