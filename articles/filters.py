"""What a reader may narrow a search by: all of it in the address.

A wrong value is said beside its field, and the others still count.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple, cast

import django_filters as filters
from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import kept, languages
from articles.long_selects import LongSelect, LongSelectMultiple
from articles.models import Article, Author, Byline, Country, OldAuthor, OldCountry, OldSource, OldTag, Source, Tagging
from articles.models.article import ArticleQuerySet, Kind
from articles.search import NEWEST, OLDEST, RELEVANCE, search
from articles.search_terms import LONGEST, parse, tidy
from articles.slugs import slugify

SHOWN = 1_000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
SORTS = [(RELEVANCE, _("Best first")), (NEWEST, _("Newest first")), (OLDEST, _("Oldest first"))]


class Chip(NamedTuple):
    """One active filter: what it is called, what it is set to, the query string without it."""

    name: str
    value: str
    without: str


class Offered(NamedTuple):
    """What there is to choose from: the sections with their own names too, and keys and labels by field."""

    countries: list[tuple[str, str, str]]
    choices: dict[str, list[tuple[str, str]]]


class DayInput(forms.DateInput):
    """A browser's field for a day, which may hold a day alone: what is none stands in the remark beside it."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        """The day as the field wants it, nothing for a text that is none."""
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            return None


class SearchForm(forms.Form):
    """The fields as they were typed; a query that is too long is trimmed, not refused."""

    def clean_q(self) -> str:
        """The query as it is searched for."""
        return tidy(self.cleaned_data.get("q") or "").strip()

    def clean(self) -> dict[str, Any]:
        """A period must begin before it ends."""
        values = cast("dict[str, Any]", super().clean())
        for name in ("since", "until"):
            if values.get(name) and not FIRST_DAY <= values[name] <= LAST_DAY:
                self.add_error(name, _("Choose a day between 1900 and 2199."))
        since, until = values.get("since"), values.get("until")
        if since and until and since > until:
            self.add_error("until", _("This day is before the first day. Choose a later one."))
        return values


class SearchFilter(filters.FilterSet):
    """The search of the whole paper."""

    q = filters.CharFilter(
        label=_("Words"),
        method="keep",
        strip=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    country = filters.MultipleChoiceFilter(label=_("Country"), method="of_country", widget=LongSelectMultiple)
    source = filters.ChoiceFilter(
        label=_("Source"), field_name="source__slug", empty_label=_("Any source"), widget=LongSelect
    )
    author = filters.ChoiceFilter(label=_("Author"), method="of_author", empty_label=_("Any author"), widget=LongSelect)
    tag = filters.CharFilter(label=_("Tag"), method="of_tag", max_length=100)
    language = filters.ChoiceFilter(label=_("Language"), method="in_language", empty_label=_("Any language"))
    kind = filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices, empty_label=_("Any kind"))
    since = filters.DateFilter(label=_("From"), method="from_day", widget=DayInput)
    until = filters.DateFilter(label=_("To"), method="to_day", widget=DayInput)
    sort = filters.ChoiceFilter(label=_("Sort"), choices=SORTS, method="keep", empty_label=None)

    class Meta:
        model = Article
        fields: list[str] = []
        form = SearchForm

    def __init__(self, data: QueryDict, queryset: ArticleQuerySet, request: HttpRequest) -> None:
        """Take what there is to choose from, which is read once an edition: three queries."""
        offered = kept.of_edition(request, _offered, "search", "choices")
        super().__init__(_led_on(data, offered), queryset, request=request)
        # What is found when the last word may be a beginning: for whoever finds nothing by whole words.
        self.beginnings: QuerySet[Article] | None = None
        self.countries = offered.countries
        for name, choices in offered.choices.items():
            self.filters[name].extra["choices"] = _given(choices)
        self.filters["q"].extra["widget"].attrs["maxlength"] = LONGEST

    def filter_queryset(self, queryset: ArticleQuerySet) -> "QuerySet[Article]":
        """The labels first, the words last, and never more than 1,000 to leaf through."""
        narrowed = cast("ArticleQuerySet", super().filter_queryset(queryset))
        values = self.form.cleaned_data
        order = values.get("sort") or (RELEVANCE if values.get("q") else NEWEST)
        if values.get("q"):
            return self._by_words(values["q"], narrowed, order)
        by_time = ("published_at", "id") if order == OLDEST else ("-published_at", "-id")
        return narrowed.order_by(*by_time)[:SHOWN]

    def _by_words(self, query: str, narrowed: ArticleQuerySet, order: str) -> "QuerySet[Article]":
        self.beginnings = (
            search(query, narrowed, order=order, typing=True) if parse(query, typing=True).beginning else None
        )
        return search(query, narrowed, order=order)

    def keep(self, queryset: ArticleQuerySet, _name: str, _value: str) -> ArticleQuerySet:
        """Words and order come last, in `filter_queryset`."""
        return queryset

    def of_country(self, queryset: ArticleQuerySet, _name: str, slugs: list[str]) -> ArticleQuerySet:
        """In one of these sections, or also about one."""
        if not slugs:
            return queryset
        mentions = Article.also_about.through.objects.filter(article=OuterRef("pk"), country__slug__in=slugs)
        return queryset.filter(Q(country__slug__in=slugs) | Exists(mentions))

    def of_author(self, queryset: ArticleQuerySet, _name: str, slug: str) -> ArticleQuerySet:
        """Signed by this author."""
        return queryset.filter(Exists(Byline.objects.filter(article=OuterRef("pk"), author__slug=slug)))

    def of_tag(self, queryset: ArticleQuerySet, _name: str, tag: str) -> ArticleQuerySet:
        """With this tag, named as readers see it or by its slug, be it an old one."""
        slug = slugify(tag) or "-"
        places = OldTag.objects.filter(slug=slug).values_list("tag", "country__slug", "source")
        led = places.first() or (None, None, None)
        if led[1]:
            return self.of_country(queryset, "country", [led[1]])
        if led[2]:
            return queryset.filter(source=led[2])
        named = Q(tag__slug=slug) | Q(tag__name__iexact=tag) | Q(tag=led[0])
        return queryset.filter(Exists(Tagging.objects.filter(named, content_object=OuterRef("pk"))))

    def in_language(self, queryset: ArticleQuerySet, _name: str, code: str) -> ArticleQuerySet:
        """In this language, of whichever region."""
        return queryset.filter(Q(language__iexact=code) | Q(language__istartswith=f"{code}-"))

    def from_day(self, queryset: ArticleQuerySet, _name: str, day: date) -> ArticleQuerySet:
        """Published on this day of the site's time zone or later."""
        return queryset.filter(published_at__gte=_midnight(day))

    def to_day(self, queryset: ArticleQuerySet, _name: str, day: date) -> ArticleQuerySet:
        """Published on this day of the site's time zone or earlier."""
        return queryset.filter(published_at__lt=_midnight(day) + timedelta(days=1))

    @property
    def chips(self) -> Iterator[Chip]:
        """The filters that are set, each with the way to be rid of it."""
        for name, values in self.form.cleaned_data.items():
            for value in values if isinstance(values, list) else [values]:
                if value not in ("", None) and name not in {"sort", "q"}:
                    yield Chip(str(self.filters[name].label), self._shown(name, value), self._without(name, value))

    @property
    def sections(self) -> list[tuple[str, str]]:
        """The sections whose name stands in the words, ours or their own: slug and name."""
        asked = f" {self.form.cleaned_data.get('q', '').casefold()} "
        return [(slug, name) for slug, name, native in self.countries if _named(asked, name) or _named(asked, native)]

    @property
    def is_set(self) -> bool:
        """Whether the reader asked for anything."""
        return any(value for name, value in self.form.cleaned_data.items() if name != "sort")

    def _shown(self, name: str, value: Any) -> str:
        choices = dict(getattr(self.form.fields[name], "choices", []))
        return str(choices.get(value, value))

    def _without(self, name: str, value: Any) -> str:
        """The address's query without this filter and without the page."""
        query = self.data.copy()
        query.pop("page", None)
        rest = [kept for kept in query.getlist(name) if kept != str(value)] if name == "country" else []
        query.setlist(name, rest) if rest else query.pop(name, None)
        return str(query.urlencode())


def _led_on(data: QueryDict, offered: Offered) -> QueryDict:
    """The address's query with the slugs of today where a saved search still has those of before a rename or merge.

    Costs a query only where a slug is not offered any more.
    """
    old: dict[str, QuerySet[Any]] = {
        "country": OldCountry.objects.all(),
        "author": OldAuthor.objects.all(),
        "source": OldSource.objects.all(),
    }
    query = data.copy()
    for name, known in old.items():
        asked = query.getlist(name)
        gone = set(filter(str.isprintable, asked)).difference((slug for slug, _label in offered.choices[name]), [""])
        if gone:
            today = dict(known.filter(slug__in=gone).values_list("slug", f"{name}__slug"))
            query.setlist(name, list(dict.fromkeys(today.get(slug, slug) for slug in asked)))
    return query


def _given(choices: list[tuple[str, str]]) -> Callable[[], list[tuple[str, str]]]:
    """The choices by a call: Django copies a list of choices for each form, label by label."""
    return lambda: choices


def _offered() -> Offered:
    countries = list(Country.objects.filter(is_active=True).values_list("slug", "name", "native_name"))
    sources = list(Source.objects.values_list("slug", "name", "language"))
    codes = [settings.LANGUAGE_CODE, *(language for _slug, _name, language in sources)]
    spoken = {code.split("-")[0] for code in codes if code}
    choices = {
        "country": [(slug, name) for slug, name, _native in countries],
        "source": [(slug, name) for slug, name, _language in sources],
        "author": list(Author.objects.values_list("slug", "name")),
        "language": sorted(((code, languages.name(code)) for code in spoken), key=lambda pair: pair[1]),
    }
    return Offered(countries, choices)


def _named(asked: str, name: str) -> bool:
    return bool(name) and f" {name.casefold()} " in asked


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
