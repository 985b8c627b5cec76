"""The queues, and what every filter of a list of stories has in common."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Byline, Change
from articles.models.written import written
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
        return articles.filter(status__in=written(*WAITING))
    if name == "mine":
        return articles.filter(pk__in=_held(user).union(_worked_on(user)))
    return articles.filter(status=name)


def _held(user: User) -> QuerySet[Any, Any]:
    """Numbers of the articles that a person has claimed, in whatever state they are."""
    return Article.objects.filter(claim__by=user, claim__expires_at__gt=timezone.now()).values("pk")


def _worked_on(user: User) -> QuerySet[Any, Any]:
    """Numbers of what waits and was begun or signed by a person, or was given to them; it starts from what waits."""
    signed = Exists(Byline.objects.filter(article=OuterRef("pk"), author__account=user))
    begun = Exists(Change.objects.filter(article=OuterRef("pk"), by=user, act="begin"))
    theirs = Q(assigned_to=user) | (Q(status=Status.IN_REVIEW) & (Q(signed) | Q(begun)))
    return Article.objects.waiting().filter(theirs).values("pk")


class Choice(admin.SimpleListFilter):
    """A filter with named choices, each a condition."""

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        """Keep who asks, for choices that depend on it."""
        self.request = request
        super().__init__(request, params, model, model_admin)

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
