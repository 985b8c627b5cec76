"""Filters by what a story is: its labels, its source, its findings, its age and how well it was read."""

from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Country, Rights, Source
from newsroom.desk.filters.queues import Articles, Choice
from newsroom.ingest.models import Capture
from newsroom.ingest.provenance import DOUBTED

LANGUAGES_SHOWN = 60


class LanguageFilter(Choice):
    """The language, out of those that the sources write in."""

    title = _("language")
    parameter_name = "language"

    def options(self) -> dict[str, Any]:
        """The sources' languages; a list of the articles' own would have to read them all."""
        found = sorted({language for _pk, _name, language in _sources(self.request)})
        return {code: code for code in found[:LANGUAGES_SHOWN]}

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """In that language, or from it."""
        return articles.filter(Q(language=value) | Q(source_language=value))


class CountryFilter(Choice):
    """The section."""

    title = _("country")
    parameter_name = "country"

    def options(self) -> dict[str, Any]:
        """All sections, and none."""
        return {"none": _("no country yet")} | _sections(self.request)

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """In that section."""
        return articles.filter(country=None) if value == "none" else articles.filter(country=int(value))


class SourceFilter(Choice):
    """The outlet."""

    title = _("source")
    parameter_name = "source"

    def options(self) -> dict[str, Any]:
        """All outlets, and none."""
        outlets = {str(pk): name for pk, name, _language in _sources(self.request)}
        return {"none": _("our own")} | outlets

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """From that outlet."""
        return articles.filter(source=None) if value == "none" else articles.filter(source=int(value))


class RightsFilter(Choice):
    """What the source allows."""

    title = _("rights")
    parameter_name = "rights"

    def options(self) -> dict[str, Any]:
        """The four kinds."""
        return {str(value): label for value, label in Rights.choices}

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """From sources with those rights; the sources first, which are few."""
        return articles.filter(source__in=list(Source.objects.filter(rights=value).values_list("pk", flat=True)))


class FindingsFilter(Choice):
    """What the gate says."""

    title = _("findings")
    parameter_name = "findings"

    def options(self) -> dict[str, Any]:
        """Blocked, warned or clean."""
        return {"blocked": _("blocked"), "open": _("may be published"), "clean": _("nothing found")}

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """By what is stored with the article; as text, since SQLite cannot look into a list."""
        if value == "clean":
            return articles.filter(findings=[])
        said = articles.alias(said=Cast("findings", TextField()))
        blocked = Q(said__contains='"level": "required"')
        return said.filter(blocked) if value == "blocked" else said.exclude(blocked)


class AgeFilter(Choice):
    """How long ago it came in."""

    title = _("arrived")
    parameter_name = "age"
    SPANS = {"6h": timedelta(hours=6), "24h": timedelta(hours=24), "3d": timedelta(days=3), "7d": timedelta(days=7)}

    def options(self) -> dict[str, Any]:
        """Young ones, and the old."""
        return {
            "6h": _("in the last 6 hours"),
            "24h": _("in the last 24 hours"),
            "3d": _("in the last 3 days"),
            "7d": _("in the last 7 days"),
            "older": _("longer ago"),
        }

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """By the time of arrival."""
        now = timezone.now()
        if value == "older":
            return articles.filter(arrived_at__lt=now - self.SPANS["7d"])
        return articles.filter(arrived_at__gte=now - self.SPANS[value])


class QualityFilter(Choice):
    """How far the text can be trusted, by what the last capture says of its reading."""

    title = _("text")
    parameter_name = "quality"

    def options(self) -> dict[str, Any]:
        """As `provenance` tells it, in three words."""
        return {"sure": _("read for sure"), "doubtful": _("doubtful"), "none": _("no text read")}

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """By the newest capture of each; what people wrote here has none, and is neither."""
        newest = Capture.objects.filter(article=OuterRef("pk")).order_by("-version", "-id")
        read = articles.alias(
            read_words=Subquery(newest.values("words")[:1]),
            read_label=Subquery(newest.values("label")[:1]),
            read_agreement=Subquery(newest.values("agreement")[:1]),
        )
        if value == "none":
            return read.filter(read_words=0)
        whole = Q(read_label__in=["", "article"]) & (Q(read_agreement=None) | Q(read_agreement__gte=DOUBTED))
        there = read.filter(read_words__gt=0)
        return there.filter(whole) if value == "sure" else there.exclude(whole)


def _sources(request: HttpRequest) -> list[tuple[int, str, str]]:
    """Number, name and language of every outlet; read once for a page, which asks for both."""
    found: list[tuple[int, str, str]] | None = getattr(request, "sources_to_choose", None)
    if found is None:
        found = list(Source.objects.order_by("name").values_list("pk", "name", "language"))
        request.sources_to_choose = found  # type: ignore[attr-defined]
    return found


def _sections(request: HttpRequest) -> dict[str, Any]:
    """Number and name of every section; read once for a request, which may ask for many queues."""
    found: dict[str, Any] | None = getattr(request, "sections_to_choose", None)
    if found is None:
        found = {str(pk): name for pk, name in Country.objects.values_list("pk", "name")}
        request.sections_to_choose = found  # type: ignore[attr-defined]
    return found
