"""Source: an outlet that we credit, with the rights we have in its texts, and the slugs that it had before.

A feed is something else: an address.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import addresses


class Rights(models.TextChoices):
    """How much of a source's text may stand on our pages."""

    OWN = "own", _("our own")
    LICENSED = "licensed", _("licensed: full text")
    EXCERPT = "excerpt", _("excerpt: headline, short excerpt and link")
    LINK_ONLY = "link_only", _("link only: headline and link")


class Medium(models.TextChoices):
    """What sort of outlet it is."""

    NEWSPAPER = "newspaper", _("newspaper")
    AGENCY = "agency", _("news agency")
    BROADCASTER = "broadcaster", _("radio or television")
    MAGAZINE = "magazine", _("magazine")
    ONLINE = "online", _("online only")
    OFFICIAL = "official", _("public body")
    ORGANISATION = "organisation", _("organisation or institute")


class Paywall(models.TextChoices):
    """What a reader meets who follows our link."""

    FREE = "free", _("free to read")
    SOME = "some", _("some stories are paid")
    ALL = "all", _("paid")


class Source(models.Model):
    """An outlet: name, home, language, owner, rights, contact, opt-outs."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    slug = models.SlugField(_("slug"), max_length=160, unique=True, allow_unicode=True)
    home_page = models.URLField(_("home page"), max_length=500)
    host = models.CharField(_("host"), max_length=255, blank=True, db_index=True, editable=False)
    country = models.ForeignKey(
        "articles.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        verbose_name=_("home country"),
    )
    language = models.CharField(_("language"), max_length=12, default="en")
    medium = models.CharField(_("kind of outlet"), max_length=12, choices=Medium, blank=True)
    owner = models.CharField(
        _("owner"), max_length=300, blank=True, help_text=_("Who owns and pays for it, in one line for readers.")
    )
    paywall = models.CharField(_("paywall"), max_length=4, choices=Paywall, blank=True)
    rights = models.CharField(_("rights"), max_length=12, choices=Rights, default=Rights.EXCERPT)
    licence = models.CharField(_("licence"), max_length=200, blank=True, help_text=_("What the rights rest on."))
    pictures_cleared = models.BooleanField(
        _("pictures may be shown"), default=False, help_text=_("Only where the rights in pictures are cleared.")
    )
    contact = models.EmailField(_("contact"), blank=True)
    about = models.TextField(_("about"), blank=True)
    opted_out = models.BooleanField(_("opted out"), default=False, help_text=_("Nothing new is taken in."))
    robots_opt_out = models.BooleanField(_("refused by robots.txt"), default=False)
    tdm_opt_out = models.BooleanField(_("reserves text and data mining"), default=False)
    opt_outs_note = models.CharField(_("what its opt-outs say"), max_length=300, blank=True, editable=False)
    opt_outs_read_at = models.DateTimeField(_("opt-outs last read"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(condition=models.Q(rights__in=Rights.values), name="source_rights_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The public page of the outlet."""
        return addresses.of("source", self.slug)

    @property
    def allows_full_text(self) -> bool:
        """Whether the whole text may stand on our pages."""
        return self.rights in {Rights.OWN, Rights.LICENSED}


class OldSource(models.Model):
    """A slug that an outlet had before; whoever comes by it is sent to the outlet."""

    slug = models.SlugField(max_length=160, unique=True, allow_unicode=True)
    source = models.ForeignKey(Source, models.CASCADE, related_name="old_slugs")

    def __str__(self) -> str:
        return self.slug
