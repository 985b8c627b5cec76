"""The page that says how good the suggestions are: each kind week by week, and what is refused most. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Country, Source, Tag
from newsroom.desk.admin.suggested import GROUPS
from newsroom.ingest import precision
from newsroom.ingest.admin import sparkline
from newsroom.ingest.models import Answer, SuggestionKind
from newsroom.ingest.precision import History, Refused, Tally
from newsroom.ingest.suggestions import is_number

TEMPLATE = "admin/ingest/suggestion/precision.html"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind as the page shows it."""

    title: str
    history: History
    total: Tally
    spark: sparkline.Sparkline
    url: str


@dataclass(frozen=True, slots=True)
class Worst:
    """A value that is refused often: where to mend it, and where the refused ones are listed."""

    name: str
    told: Refused
    mend_url: str
    list_url: str


def page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The page, of one outlet or section where the address asks for it. `context` is the admin's own."""
    now = timezone.now()
    sources, sections = _choices(Source), _choices(Country)
    source, section = _chosen(request, "source", sources), _chosen(request, "country", sections)
    histories = precision.by_week(now, source=source, country=section)
    kinds = [_kind(history) for history in sorted(histories, key=lambda one: list(GROUPS).index(one.kind))]
    tags = precision.most_refused(now, [SuggestionKind.TAG], source=source, country=section)
    places = precision.most_refused(now, precision.PLACES, source=source, country=section)
    return TemplateResponse(
        request,
        TEMPLATE,
        context
        | {
            "title": _("How good the suggestions are"),
            "kinds": [kind for kind in kinds if kind.total.suggested or kind.total.decided or kind.total.passed],
            "any": any(kind.total.suggested or kind.total.decided for kind in kinds),
            "narrowed": bool(source or section),
            "weeks": precision.WEEKS,
            "sources": sources,
            "sections": sections,
            "source": source,
            "section": section,
            "tags": _tags(tags),
            "places": _places(places),
            "list_url": reverse("admin:ingest_suggestion_changelist"),
        },
    )


def _kind(history: History) -> Kind:
    total = history.total
    return Kind(
        title=str(GROUPS[history.kind]),
        history=history,
        total=total,
        spark=_spark(history, total),
        url=_listed(kind__exact=history.kind.value),
    )


def _spark(history: History, total: Tally) -> sparkline.Sparkline:
    """The precision of each week in whole per cent, the dashed line that of all weeks together."""
    shares = [round(100 * (week.tally.precision or 0)) for week in history.weeks]
    drawn = sparkline.draw([*shares], max(1, round(100 * (total.precision or 0))))
    said = ", ".join(
        f"{share} %" if week.tally.decided else "—" for share, week in zip(shares, history.weeks, strict=True)
    )
    return replace(
        drawn, sentence=_("Share that was right in each week, this one last: %(shares)s.") % {"shares": said}
    )


def _tags(refused: Iterable[Refused]) -> list[Worst]:
    """Each leads to its tag, where synonyms are mended."""
    refused = list(refused)
    known = {tag.name.casefold(): tag.pk for tag in Tag.objects.filter(name__in=[one.value for one in refused])}
    found = []
    for one in refused:
        pk = known.get(one.value.casefold())
        mend = reverse("admin:articles_tag_change", args=[pk]) if pk else ""
        found.append(Worst(one.value, one, mend, _refused(one.value, SuggestionKind.TAG)))
    return found


def _places(refused: Iterable[Refused]) -> list[Worst]:
    refused = list(refused)
    names = dict(Country.objects.filter(iso2__in=[one.value for one in refused]).values_list("iso2", "name"))
    return [Worst(names.get(one.value, one.value), one, "", _refused(one.value, *precision.PLACES)) for one in refused]


def _refused(value: str, *kinds: SuggestionKind) -> str:
    """The list of the refused suggestions of one value."""
    return _listed(kind__in=",".join(kinds), answer__exact=Answer.REFUSED.value, value=value)


def _listed(**asked: str) -> str:
    return f"{reverse('admin:ingest_suggestion_changelist')}?{urlencode(asked)}"


def _choices(model: Any) -> list[tuple[int, str]]:
    return list(model.objects.order_by("name").values_list("pk", "name"))


def _chosen(request: HttpRequest, name: str, choices: Iterable[tuple[int, str]]) -> int | None:
    """The number that the address asks for, if it is one of the choices."""
    typed = request.GET.get(name, "")
    number = int(typed) if is_number(typed) else 0
    return number if number in {pk for pk, _name in choices} else None
