"""The commonest labels among the hits of a search, each with its count and the address that narrows by it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from articles.prepared import Prepared

COMMONEST = 6
NAMES = ("country", "source", "language", "kind")
COLUMNS = ("pk", "country__slug", "source__slug", "language", "kind", "published_at")


class Hit(NamedTuple):
    """What is counted of one article found; its fields are `COLUMNS`."""

    pk: int
    country: str | None
    source: str | None
    language: str
    kind: str
    published_at: datetime


class Choice(NamedTuple):
    """One label, in how many hits it is, and the query string that narrows by it."""

    label: str
    found: int
    query: str


class Facet(NamedTuple):
    """One kind of label with its commonest values."""

    name: str
    choices: list[Choice]


def hits_of(found: Any) -> list[Hit]:
    """What a search found, in its order: one query."""
    return [Hit(*row) for row in found.values_list(*COLUMNS)]


def facets(hits: Sequence[Hit], form: forms.Form, asked: QueryDict) -> list[Facet]:
    """What the hits can be narrowed by; one query. A label that all of them bear narrows nothing and is left out."""
    counted = {**_labels(hits), "country": _countries(hits)}
    built = [_labelled(name, counted[name], len(hits), form, asked) for name in NAMES]
    zone = timezone.get_current_timezone()
    years = Counter(hit.published_at.astimezone(zone).year for hit in hits)
    choices = [Choice(str(year), count, _narrowed(asked, _days(year))) for year, count in years.most_common(COMMONEST)]
    if len(years) > 1:
        built.append(Facet(_("Year"), sorted(choices, reverse=True)))
    return [facet for facet in built if facet.choices]


def _labels(hits: Sequence[Hit]) -> dict[str, Counter[str]]:
    return {
        "source": Counter(hit.source for hit in hits if hit.source),
        "language": Counter(hit.language.lower().split("-")[0] for hit in hits),
        "kind": Counter(hit.kind for hit in hits),
    }


ALSO_ABOUT = Prepared(
    lambda keys: Article.also_about.through.objects.filter(article__in=keys).values_list("article_id", "country__slug")
)


def _countries(hits: Sequence[Hit]) -> Counter[str]:
    """The sections of the hits, and those that they are also about, as the filter counts them."""
    pairs = {(hit.pk, hit.country) for hit in hits if hit.country}
    pairs.update(ALSO_ABOUT([hit.pk for hit in hits]))
    return Counter(slug for _pk, slug in pairs)


def _labelled(name: str, counted: Counter[str], total: int, form: forms.Form, asked: QueryDict) -> Facet:
    """A label already chosen stands among the filters that are set; of several, each may be chosen alone."""
    field = cast("forms.ChoiceField", form.fields[name])
    names = {str(key): str(label) for key, label in cast("Any", field.choices)}
    chosen = form.cleaned_data.get(name) or []
    only = set(chosen) if isinstance(chosen, list) else {chosen}
    offered = _offered(counted, names, total, only)
    return Facet(str(field.label), [Choice(names[key], n, _narrowed(asked, {name: key})) for key, n in offered])


def _offered(counted: Counter[str], names: Mapping[str, str], total: int, only: set[str]) -> Iterator[tuple[str, int]]:
    known = [
        (key, n)
        for key, n in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        if key in names and n < total and (not only or key in only)
    ]
    return iter([] if len(only) == 1 else known[:COMMONEST])


def _days(year: int) -> dict[str, str]:
    return {"since": f"{year:04}-01-01", "until": f"{year:04}-12-31"}


def _narrowed(asked: QueryDict, by: Mapping[str, str]) -> str:
    """The address's query, narrowed, from its first page."""
    query = asked.copy()
    query.pop("page", None)
    for name, value in by.items():
        query[name] = value
    return query.urlencode()
