"""What a reader may narrow the list of outlets by: country, language and kind, all of it in the address.

A wrong value is said beside its field, and the others still count.
"""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles import languages
from articles.models import Source
from articles.models.source import Medium


class SourceFilter(filters.FilterSet):
    """The list of outlets, of which each field leaves some."""

    country = filters.ChoiceFilter(label=_("Country"), field_name="country__slug", empty_label=_("Any country"))
    language = filters.ChoiceFilter(label=_("Language"), method="in_language", empty_label=_("Any language"))
    kind = filters.ChoiceFilter(label=_("Kind"), field_name="medium", choices=Medium.choices, empty_label=_("Any kind"))

    class Meta:
        model = Source
        fields: list[str] = []

    def __init__(self, data: QueryDict, queryset: QuerySet[Source]) -> None:
        """Offer what some outlet has, and nothing that none has. One query."""
        super().__init__(data, queryset)
        rows = list(Source.objects.order_by().values_list("country__slug", "country__name", "language", "medium"))
        places = {(slug, name) for slug, name, _language, _medium in rows if slug}
        spoken = {language.split("-")[0].lower() for _slug, _name, language, _medium in rows if language}
        media = {medium for *_rest, medium in rows}
        offered: dict[str, list[tuple[str, Any]]] = {
            "country": sorted(places, key=lambda pair: pair[1]),
            "language": sorted(((code, languages.name(code)) for code in spoken), key=lambda pair: pair[1]),
            "kind": [(value, label) for value, label in Medium.choices if value in media],
        }
        for name, choices in offered.items():
            self.filters[name].extra["choices"] = choices
        self.total = len(rows)

    def in_language(self, queryset: QuerySet[Source], _name: str, code: str) -> QuerySet[Source]:
        """Writing in this language, of whichever region."""
        return queryset.filter(Q(language__iexact=code) | Q(language__istartswith=f"{code}-"))

    @property
    def is_set(self) -> bool:
        """Whether the reader asked for some of them."""
        return any(self.form.cleaned_data.values())
