"""The review queue narrowed to stories of which the machine suggests something that nobody answered."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsroom.desk.filters import Articles, Choice
from newsroom.ingest.models import Answer, Suggestion, SuggestionKind


class SuggestionFilter(Choice):
    """What the machine suggests and nobody answered."""

    title = _("suggestions")
    parameter_name = "suggested"

    def options(self) -> dict[str, Any]:
        """A copy, what was only suggested, anything."""
        return {
            "copy": _("possible copy"),
            "unset": _("suggested, not set"),
            "open": _("anything not answered"),
        }

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """By the open suggestions, which have an index of their own."""
        told = Suggestion.objects.filter(article=OuterRef("pk"), answer=Answer.OPEN)
        if value == "copy":
            told = told.filter(kind=SuggestionKind.DUPLICATE)
        elif value == "unset":
            told = told.filter(applied=False).exclude(kind=SuggestionKind.DUPLICATE)
        return articles.filter(Exists(told))
