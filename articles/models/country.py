"""Country: a section of the site, and the slugs that it had before. The model site's 49 are seeded by a migration."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import addresses


class Country(models.Model):
    """A section; an article has one primary country and may also be about others."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True, allow_unicode=True)
    iso2 = models.CharField(_("ISO 3166-1 code"), max_length=2, unique=True, help_text=_("Two letters, such as MN."))
    native_name = models.CharField(_("native name"), max_length=120, blank=True)
    native_language = models.CharField(
        _("native language"), max_length=12, blank=True, help_text=_("Such as mn or ar.")
    )
    region = models.CharField(_("region"), max_length=40, blank=True)
    description = models.TextField(_("description"), blank=True)
    approvals = models.PositiveSmallIntegerField(
        _("approvals needed"),
        default=0,
        help_text=_("How many others must approve a story before it may be published; 0 for none."),
    )
    is_active = models.BooleanField(_("shown in the menu"), default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The section's page."""
        return addresses.of("country", self.slug)


class OldCountry(models.Model):
    """A slug that a section had before it was renamed; whoever comes by it is sent to the section."""

    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    country = models.ForeignKey(Country, models.CASCADE, related_name="old_slugs")

    def __str__(self) -> str:
        return self.slug
