"""Page: a standing text such as About or Privacy, editable in the admin, with versions; and the slugs it had before."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles import addresses


class Page(models.Model):
    """A standing page at the root of the site; its body is sanitised when it is saved by the desk."""

    NOTE = "editors-note"
    """Where the note stands that the front page shows; no menu lists it, as its title is another each time."""

    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        help_text=_("The address: about gives /about/. What stands at editors-note is also shown on the front page."),
    )
    summary = models.CharField(_("summary"), max_length=200, blank=True, help_text=_("Shown by search engines."))
    body = models.TextField(_("body"), blank=True)
    legal = models.BooleanField(_("a legal page"), default=False, help_text=_("Listed in the legal menu."))
    order = models.PositiveSmallIntegerField(_("order in the menu"), default=100)
    published = models.BooleanField(_("published"), default=True)
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "title"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page's address."""
        return addresses.of("page", self.slug)


class OldPage(models.Model):
    """A slug that a standing page had before; whoever comes by it is sent to the page, while that is published."""

    slug = models.SlugField(max_length=80, unique=True)
    page = models.ForeignKey(Page, models.CASCADE, related_name="old_slugs")

    def __str__(self) -> str:
        return self.slug
