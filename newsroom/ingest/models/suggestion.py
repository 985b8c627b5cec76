"""Suggestion: what the machine suggested of a story, why, and what an editor made of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SuggestionKind(models.TextChoices):
    """What is suggested."""

    COUNTRY = "country", _("country")
    ALSO_ABOUT = "also_about", _("also about")
    TAG = "tag", _("tag")
    DUPLICATE = "duplicate", _("duplicate")
    COVERAGE = "coverage", _("coverage")


class Answer(models.TextChoices):
    """What an editor made of it. What was only whispered and never taken up is passed over: it proves nothing."""

    OPEN = "open", _("not decided")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    PASSED = "passed", _("passed over")


class Suggestion(models.Model):
    """One suggestion on one article. Nothing is ever decided by it; answers measure how far to trust its kind."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="suggestions", verbose_name=_("story"))
    kind = models.CharField(_("kind"), max_length=10, choices=SuggestionKind)
    value = models.CharField(_("what"), max_length=200)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    score = models.FloatField(_("how sure"), default=0)
    applied = models.BooleanField(_("set on the story as it came in"), default=True)
    at = models.DateTimeField(_("made"), default=timezone.now)
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, default=Answer.OPEN)
    # Whether a person answered this very suggestion, rather than deciding on the story as it stood.
    asked = models.BooleanField(_("answered by itself"), default=False, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ["kind", "-score", "id"]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            models.UniqueConstraint(fields=["article", "kind", "value"], name="suggested_once"),
        ]
        indexes = [
            models.Index(fields=["answered_at", "kind", "answer"], name="suggestion_answers"),
            models.Index(fields=["at", "kind"], name="suggestion_made"),
            models.Index(fields=["article", "kind"], condition=Q(answer="open"), name="suggestion_open"),
            models.Index(fields=["value"], condition=Q(kind="duplicate"), name="suggested_copies"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"
