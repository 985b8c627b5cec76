"""Filters by who works on a story: claims, assignments, due times, and the others that tell of the same event."""

from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from newsroom.desk.filters.queues import Articles, Choice

MANY = 4
"""From this many stories on, a coverage is a big one."""


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


class DueFilter(Choice):
    """When the desk wants to be done with it."""

    title = _("due")
    parameter_name = "due"

    def options(self) -> dict[str, Any]:
        """Late, still to come, without a time."""
        return {"over": _("overdue"), "ahead": _("still in time"), "none": _("no time set")}

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """By the time that it is due."""
        if value == "none":
            return articles.filter(due_at=None)
        now = timezone.now()
        return articles.filter(due_at__lt=now) if value == "over" else articles.filter(due_at__gte=now)


class CoverageFilter(Choice):
    """How many report it."""

    title = _("coverage")
    parameter_name = "covered"

    def options(self) -> dict[str, Any]:
        """Alone, with some, with many."""
        return {"no": _("alone"), "few": _("2 or 3 stories"), "many": _("4 stories or more"), "yes": _("with others")}

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """By the size of its coverage, counted for what the queue has left alone."""
        if value in {"yes", "no"}:
            return articles.filter(coverage__isnull=value == "no")
        grouped = Article.objects.filter(coverage=OuterRef("coverage")).order_by().values("coverage")
        sized = articles.filter(coverage__isnull=False).alias(
            covered_by=Subquery(grouped.annotate(n=Count("pk")).values("n")[:1])
        )
        return sized.filter(covered_by__gte=MANY) if value == "many" else sized.filter(covered_by__lt=MANY)
