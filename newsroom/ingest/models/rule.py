"""Rule: what an editor wants done with the stories of a feed as they arrive; Condition: when."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.Model):
    """If all its conditions hold, do one thing. The rules of a feed are asked in their order."""

    class Act(models.TextChoices):
        """What a rule does."""

        DROP = "drop", _("drop it")
        COUNTRY = "country", _("set the country")
        TAG = "tag", _("add a tag")
        ASSIGN = "assign", _("assign it to")
        PRIORITY = "priority", _("set the priority")

    feed = models.ForeignKey("ingest.Feed", models.CASCADE, related_name="rules", verbose_name=_("feed"))
    place = models.PositiveSmallIntegerField(_("place"), default=1)
    name = models.CharField(_("name"), max_length=120)
    active = models.BooleanField(_("active"), default=True)
    act = models.CharField(_("then"), max_length=10, choices=Act)
    country = models.ForeignKey("articles.Country", models.PROTECT, null=True, blank=True, related_name="+")
    tag = models.ForeignKey("articles.Tag", models.CASCADE, null=True, blank=True, related_name="+")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("editor"),
        limit_choices_to={"is_staff": True, "is_active": True},
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(2)],
        help_text=_("0 normal, 1 high, 2 urgent."),
    )
    hits = models.PositiveIntegerField(_("stories touched"), default=0, editable=False)
    last_hit_at = models.DateTimeField(_("last touched one"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["feed", "place", "id"]
        verbose_name = _("rule")
        verbose_name_plural = _("rules")

    def __str__(self) -> str:
        return self.name


class Condition(models.Model):
    """One test of one field of an arriving story."""

    class Field(models.TextChoices):
        """What is looked at."""

        TITLE = "title", _("headline")
        TEXT = "text", _("text")
        AUTHOR = "author", _("byline")
        URL = "url", _("address")
        CATEGORY = "category", _("category in the feed")
        LANGUAGE = "language", _("language")
        COUNTRY = "country", _("country")
        WORDS = "words", _("number of words")

    class Operator(models.TextChoices):
        """How it is compared; letters are compared without regard to case."""

        HAS = "has", _("contains the words")
        HAS_NOT = "has_not", _("does not contain the words")
        IS = "is", _("is")
        STARTS = "starts", _("begins with")
        MATCHES = "matches", _("matches the pattern")
        LESS = "less", _("is less than")
        MORE = "more", _("is more than")

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="conditions")
    field = models.CharField(_("if the"), max_length=10, choices=Field)
    operator = models.CharField(_("compares"), max_length=10, choices=Operator)
    value = models.CharField(_("with"), max_length=300)

    class Meta:
        ordering = ["id"]
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    def __str__(self) -> str:
        return f"{self.get_field_display()} {self.get_operator_display()} {self.value}"
