"""The page of what will happen: a month at a glance, and a list of the next days in which minutes can be changed."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from articles.models import Article, Country
from articles.refusals import Refused, Unfit
from newsroom.desk import coming, decisions
from newsroom.desk.admin.bar import in_words, minute
from newsroom.desk.admin.columns import full
from newsroom.desk.coming import Event, Wanted, What
from newsroom.desk.forms.minutes import end_of_day
from newsroom.desk.forms.moments import MOMENT
from newsroom.desk.forms.review import by_name, staff

TEMPLATE = "admin/desk/coming/page.html"
FIRST_YEAR, LAST_YEAR = 2000, 2999
IN_A_SQUARE = 4
AHEAD, OVERDUE = timedelta(days=14), timedelta(days=31)


@dataclass(frozen=True)
class Square:
    """One day of the month's grid, with the first of what happens on it."""

    day: date
    of_month: bool
    today: bool
    events: list[Event]

    @property
    def shown(self) -> list[Event]:
        """As many as fit."""
        return self.events[:IN_A_SQUARE]

    @property
    def more(self) -> int:
        """How many do not fit."""
        return max(0, len(self.events) - IN_A_SQUARE)


@dataclass(frozen=True)
class Row:
    """One line of the list, and whether this person may choose another minute."""

    event: Event
    may_change: bool

    @property
    def typed(self) -> str:
        """The minute as the browser's picker wants it; for what is late the next one that is divisible by five."""
        at = self.event.at
        if self.event.is_late:
            now = timezone.now()
            at = now + timedelta(minutes=5 - now.minute % 5)
        return timezone.localtime(at).strftime(MOMENT)


class ComingPage:
    """One request to the page."""

    def __init__(self, admin: Any, request: HttpRequest) -> None:
        """Keep who asks for what."""
        self.admin, self.request = admin, request
        self.user: Any = request.user
        self.today = timezone.localdate()
        self.first = month_asked(request.GET.get("month", ""), self.today)
        asked = {name: number(request.GET.get(name, "")) for name in ("section", "person")}
        what = request.GET.get("what", "")
        self.wanted = Wanted(what if what in What.values else "", **asked)

    def answer(self) -> HttpResponse:
        """The page, or what comes of what was pressed on it."""
        if not self.user.has_perm("articles.view_article"):
            raise PermissionDenied
        return self.pressed() if self.request.method == "POST" else self.show()

    def pressed(self) -> HttpResponse:
        """Carry out the verb, say what became of it, and lead back to where it was pressed."""
        sent = self.request.POST
        article = Article.objects.select_related("country", "claim__by").filter(pk=number(sent.get("article", "")))
        try:
            messages.success(self.request, self.carry_out(sent.get("_do", ""), article.first()))
        except Refused as refusal:
            form = f"minute-{number(sent.get('article', ''))}"
            messages.error(self.request, in_words(refusal, form))
        back = sent.get("next", "")
        ours = url_has_allowed_host_and_scheme(back, {self.request.get_host()}, require_https=self.request.is_secure())
        return HttpResponseRedirect(back if ours else self.request.get_full_path())

    def carry_out(self, pressed: str, article: Article | None) -> str:
        """One verb on one story; the sentence that says what was done. Raises Refused."""
        if article is None:
            raise Unfit(_("That story is no longer there. Nothing was changed."))
        verb, _colon, key = pressed.partition(":")
        name = {"article": str(article)}
        if verb == "publish":
            decisions.publish(article, by=self.user)
            return _("“%(article)s” is published.") % name
        if verb == "unschedule":
            decisions.unschedule(article, by=self.user)
            return _("“%(article)s” is in review again.") % name
        if verb != "schedule":
            raise Unfit(_("There is no “%(verb)s”. Nothing was changed.") % {"verb": verb[:40]})
        at = minute(key or self.request.POST.get("at", ""))
        decisions.schedule(article, by=self.user, at=at)
        return _("“%(article)s” will be published on %(at)s.") % (name | {"at": full(at)})

    def show(self) -> HttpResponse:
        """The page."""
        weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(self.first.year, self.first.month)
        start, end = self.span(weeks[0][0], weeks[-1][-1])
        events = coming.between(start_of(start), start_of(end), self.user, self.wanted)
        by_day: dict[date, list[Event]] = defaultdict(list)
        for event in events:
            by_day[event.day].append(event)
        context = self.admin.admin_site.each_context(self.request) | {
            "title": _("Coming"),
            "opts": self.admin.opts,
            "first": self.first,
            "weeks": [[self.square(day, by_day) for day in week] for week in weeks],
            "weekdays": [(WEEKDAYS_ABBR[day], WEEKDAYS[day]) for day in range(7)],
            "late": [self.row(event) for event in events if event.is_late and self.is_now],
            "agenda": [(day, [self.row(event) for event in by_day[day]]) for day in self.days(by_day)],
            "today": self.today,
            "zone": timezone.get_current_timezone_name(),
            "earlier": self.address(month=f"{self.first - timedelta(days=1):%Y-%m}"),
            "later": self.address(month=f"{self.first + timedelta(days=31):%Y-%m}"),
            "this_month": "" if self.is_now else self.address(month=""),
            "narrowed": bool(self.wanted.what or self.wanted.section or self.wanted.person),
            **self.choices(),
        }
        return TemplateResponse(self.request, TEMPLATE, context)

    @property
    def is_now(self) -> bool:
        """Whether the month shown is the present one."""
        return self.first == self.today.replace(day=1)

    def span(self, first: date, last: date) -> tuple[date, date]:
        """The days to read: the grid, and in the present month what is overdue and two weeks ahead."""
        after = last + timedelta(days=1)
        if not self.is_now:
            return first, after
        return min(first, self.today - OVERDUE), max(after, self.today + AHEAD)

    def days(self, by_day: dict[date, list[Event]]) -> list[date]:
        """The days of the list that have something: from today on, or those of another month."""
        if self.is_now:
            return sorted(day for day in by_day if day >= self.today)
        return sorted(day for day in by_day if day.replace(day=1) == self.first)

    def square(self, day: date, by_day: dict[date, list[Event]]) -> Square:
        """A day of the grid."""
        return Square(day, day.month == self.first.month, day == self.today, by_day.get(day, []))

    def row(self, event: Event) -> Row:
        """A line of the list."""
        may = event.what == What.GOES_OUT and self.user.has_perm("articles.publish_article", event.article)
        return Row(event, bool(may))

    def choices(self) -> dict[str, Any]:
        """The filters: kinds as tabs, sections and people as menus."""
        kinds = [kind for kind in What if kind != What.TAKEDOWN or self.user.has_perm("takedowns.view_case")]
        tabs = [(self.address(what=""), _("Everything"), not self.wanted.what)]
        tabs += [(self.address(what=kind.value), str(kind.label), self.wanted.what == kind) for kind in kinds]
        return {
            "tabs": tabs,
            "wanted": self.wanted,
            "month": "" if self.is_now else f"{self.first:%Y-%m}",
            "sections": Country.objects.filter(is_active=True).values_list("pk", "name"),
            "people": [(user.pk, by_name(user)) for user in staff(None)],
            "everything": self.address(what="", section="", person=""),
        }

    def address(self, **other: str) -> str:
        """This page with something else asked for."""
        asked = {
            "month": "" if self.is_now else f"{self.first:%Y-%m}",
            "what": self.wanted.what,
            "section": self.wanted.section or "",
            "person": self.wanted.person or "",
        } | other
        return "?" + urlencode({name: value for name, value in asked.items() if value})


def month_asked(typed: str, today: date) -> date:
    """The first day of the month in the address; of the present one where it makes no sense."""
    try:
        first = date.fromisoformat(f"{typed}-01")
    except ValueError:
        return today.replace(day=1)
    return first if FIRST_YEAR <= first.year < LAST_YEAR else today.replace(day=1)


def number(typed: str) -> int:
    """A key of ours as it was sent, 0 for what is none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0


def start_of(day: date) -> datetime:
    """The moment at which a day begins on the site's clock."""
    return end_of_day(day - timedelta(days=1), timezone.get_current_timezone())
