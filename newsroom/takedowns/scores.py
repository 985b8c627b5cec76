"""ScoreRule: one reason to look twice at a request, as data that a chief may edit. `scoring` weighs cases by them."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Condition(models.TextChoices):
    """What a rule looks for: a closed list, so that no rule can run code."""

    MISSING = "missing", _("something that the claim needs is missing")
    FREE_MAIL = "free_mail", _("an organisation writes from a free mail address")
    MAIL_UNLIKE = "mail_unlike", _("the mail's domain is not that of the original")
    LATER_THAN_US = "later_than_us", _("the claimed date is after we first saw the story")
    UNREACHABLE = "unreachable", _("the claimed original could not be read")
    OVERLAP_UNDER = "overlap_under", _("less text in common with the original than … per cent")
    OVERLAP_OVER = "overlap_over", _("more text in common with the original than … per cent")
    MANY = "many", _("at least … addresses in one request")
    SAME_TEXT = "same_text", _("at least … other cases with nearly the same words")
    REJECTED_BEFORE = "rejected", _("at least … earlier cases of the claimant were rejected")
    UPHELD_BEFORE = "upheld", _("at least … earlier cases of the claimant were upheld")
    SOURCE_DOMAIN = "source_domain", _("the mail comes from the domain of the story's source")
    TAGGED = "tagged", _("the story has the tag (its slug) …")


NUMBERED = frozenset(
    {
        Condition.OVERLAP_UNDER,
        Condition.OVERLAP_OVER,
        Condition.MANY,
        Condition.SAME_TEXT,
        Condition.REJECTED_BEFORE,
        Condition.UPHELD_BEFORE,
    }
)


class ScoreRule(models.Model):
    """A condition and the points that it adds to the score of a case, or takes from it."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    condition = models.CharField(_("when"), max_length=16, choices=Condition)
    value = models.CharField(
        _("…"), max_length=60, blank=True, help_text=_("A number or a tag, where it asks for one.")
    )
    points = models.SmallIntegerField(
        _("points"),
        validators=[MinValueValidator(-100), MaxValueValidator(100)],
        help_text=_("Above 0: look twice. Below 0: trust it more. All points together make 0 to 100."),
    )
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["-points", "name"]
        verbose_name = _("rule of the score")
        verbose_name_plural = _("rules of the score")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(condition__in=Condition.values), name="score_rule_condition_known"
            ),
            models.CheckConstraint(
                condition=models.Q(points__gte=-100, points__lte=100), name="score_rule_points_in_bounds"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A condition with a gap needs what fills it."""
        if self.condition in NUMBERED and not (self.value.isascii() and self.value.isdigit()):
            raise ValidationError({"value": _("This condition needs a whole number.")})
        if self.condition == Condition.TAGGED and not self.value.strip():
            raise ValidationError({"value": _("This condition needs the slug of a tag.")})
