"""The queues and the filters of the review queue. Each narrows by an index, or works within a queue that one bounds."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Country, Rights, Source
from articles.status import WAITING, Status

Articles = QuerySet[Article]
OFFICERS = "articles.withhold_article"

# The queues in the order of the tabs; an editor's day begins with the first.
QUEUES: dict[str, Any] = {
    "waiting": _("Waiting"),
    "mine": _("Mine"),
    "scheduled": _("Scheduled"),
    "published": _("Published"),
    "rejected": _("Rejected"),
    "unpublished": _("Unpublished"),
    "withheld": _("Withheld"),
    "withdrawn": _("Withdrawn"),
    "all": _("All"),
}
ASIDE = ("withheld", "withdrawn")
FIRST = "waiting"
# Newest first, from an index; what waits, the urgent before the rest; what is scheduled, by its minute.
ORDER: dict[str, tuple[str, ...]] = {
    "waiting": ("-priority", "-arrived_at", "-id"),
    "mine": ("-priority", "-arrived_at", "-id"),
    "scheduled": ("publish_at", "id"),
    "published": ("-published_at", "-id"),
    "all": ("-id",),
}
USUAL_ORDER = ("-arrived_at", "-id")
LANGUAGES_SHOWN = 60


def queues_for(user: User) -> dict[str, Any]:
    """The queues that a person sees: what is held or withdrawn is the takedown officers'."""
    hidden = () if user.has_perm(OFFICERS) or user.has_perm("articles.override_gate") else ASIDE
    return {name: label for name, label in QUEUES.items() if name not in hidden}


def queue_named(request: HttpRequest) -> str:
    """The queue that an address asks for, or the first."""
    name = request.GET.get("queue", FIRST)
    return name if name in QUEUES else FIRST


def of_queue(articles: Articles, name: str, user: User) -> Articles:
    """The articles of a queue."""
    if name == "all":
        return articles
    if name == "waiting":
        return articles.filter(status__in=WAITING)
    if name == "mine":
        held = Q(claim__by=user, claim__expires_at__gt=timezone.now())
        own = Q(bylines__author__account=user, status=Status.IN_REVIEW)
        begun = Q(changes__by=user, changes__act="begin", status=Status.IN_REVIEW)
        given = Q(assigned_to=user, status__in=WAITING)
        return articles.filter(pk__in=Article.objects.filter(held | own | begun | given).values("pk"))
    return articles.filter(status=name)


class Choice(admin.SimpleListFilter):
    """A filter with named choices, each a condition."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """What can be chosen."""
        return self.options().items()

    def queryset(self, request: HttpRequest, queryset: Articles) -> Articles:
        """What is left."""
        value = self.value()
        return (
            queryset
            if value is None or value not in dict(self.lookup_choices)
            else self.narrow(queryset, value, request)
        )

    def options(self) -> dict[str, Any]:
        """The choices: value and label."""
        raise LookupError

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """The articles for one choice."""
        raise LookupError


class QueueFilter(Choice):
    """The queue; shown as tabs, and without a choice it is the first."""

    title = _("queue")
    parameter_name = "queue"
    template = "admin/desk/shown_as_tabs.html"

    def options(self) -> dict[str, Any]:
        """All queues."""
        return QUEUES

    def queryset(self, request: HttpRequest, queryset: Articles) -> Articles:
        """The articles of the chosen queue."""
        return of_queue(queryset, queue_named(request), request.user)  # type: ignore[arg-type]


class LanguageFilter(Choice):
    """The language, out of those that the sources write in."""

    title = _("language")
    parameter_name = "language"

    def options(self) -> dict[str, Any]:
        """The sources' languages; a list of the articles' own would have to read them all."""
        found = Source.objects.order_by("language").values_list("language", flat=True).distinct()
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
        sections = {str(pk): name for pk, name in Country.objects.values_list("pk", "name")}
        return {"none": _("no country yet")} | sections

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """In that section."""
        return articles.filter(country=None) if value == "none" else articles.filter(country=int(value))


class SourceFilter(Choice):
    """The outlet."""

    title = _("source")
    parameter_name = "source"

    def options(self) -> dict[str, Any]:
        """All outlets, and none."""
        outlets = {str(pk): name for pk, name in Source.objects.values_list("pk", "name")}
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


class ClaimFilter(Choice):
    """Who is on it."""

    title = _("claimed by")
    parameter_name = "claimed"

    def options(self) -> dict[str, Any]:
        """Me, others, nobody."""
        return {"me": _("me"), "others": _("others"), "nobody": _("nobody")}

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """By the claims that hold now."""
        live = Q(claim__expires_at__gt=timezone.now())
        if value == "nobody":
            return articles.exclude(live)
        user: Any = request.user
        return articles.filter(live, claim__by=user) if value == "me" else articles.filter(live).exclude(claim__by=user)


class AssigneeFilter(Choice):
    """Whose it is to look at."""

    title = _("assigned to")
    parameter_name = "assigned"

    def options(self) -> dict[str, Any]:
        """Me, others, nobody."""
        return {"me": _("me"), "others": _("others"), "nobody": _("nobody")}

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """By the person that a rule or an editor gave it to."""
        if value == "nobody":
            return articles.filter(assigned_to=None)
        user: Any = request.user
        given = articles.exclude(assigned_to=None)
        return given.filter(assigned_to=user) if value == "me" else given.exclude(assigned_to=user)


class CoverageFilter(Choice):
    """Whether others report it too."""

    title = _("coverage")
    parameter_name = "covered"

    def options(self) -> dict[str, Any]:
        """Grouped or alone."""
        return {"yes": _("with others"), "no": _("alone")}

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """In a coverage, or not."""
        return articles.filter(coverage__isnull=value == "no")


FILTERS: tuple[Any, ...] = (
    QueueFilter,
    CountryFilter,
    SourceFilter,
    LanguageFilter,
    "kind",
    RightsFilter,
    FindingsFilter,
    AgeFilter,
    ClaimFilter,
    AssigneeFilter,
    CoverageFilter,
)

if TYPE_CHECKING:
    Filters = type[admin.SimpleListFilter]
