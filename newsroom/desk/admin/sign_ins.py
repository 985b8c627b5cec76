"""The log of sign-ins: who came in, who was refused and who is locked out; and the page of one person's signing in."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from axes.utils import reset as unlock_all
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_static import admin as static_admin
from django_otp.plugins.otp_totp import admin as totp_admin

from articles.refusals import Refused
from newsroom.desk import second_factor
from newsroom.desk.admin.beats import name_of
from newsroom.desk.admin.columns import NOTHING, full
from newsroom.desk.admin.shown import ReadOnlyAdmin

PAST = 20
# The order matters: most browsers name others besides themselves.
BROWSERS = (
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/|Chromium/"),
    ("Safari", r"Safari/"),
)
SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("macOS", r"Macintosh|Mac OS X"),
    ("Linux", r"Linux|X11"),
)

# Whoever saw the library's own pages could read the secrets of others.
admin.site.unregister(totp_admin.TOTPDevice)
admin.site.unregister(static_admin.StaticDevice)


def browser_in_words(agent: str) -> str:
    """A browser's long name for itself in two words, such as "Firefox on Windows"; what is unknown as it came, cut."""
    browser, system = _first(BROWSERS, agent), _first(SYSTEMS, agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or agent[:60] or _("unknown")


def _first(table: Iterable[tuple[str, str]], agent: str) -> str:
    return next((name for name, pattern in table if re.search(pattern, agent)), "")


def titled(kind: type[admin.FieldListFilter], title: Promise) -> type[admin.FieldListFilter]:
    """A filter under our own name, for a field whose library calls it otherwise."""

    def named(self: Any, *args: Any, **kwargs: Any) -> None:
        kind.__init__(self, *args, **kwargs)
        self.title = title

    return type(kind.__name__, (kind,), {"__init__": named})


class Named:
    """The facts of a library's model, but for what it is called."""

    def __init__(self, opts: Any, one: Promise, many: Promise) -> None:
        """Keep both."""
        self.opts, self.verbose_name, self.verbose_name_plural = opts, one, many

    def __getattr__(self, name: str) -> Any:
        """Whatever else is asked of it."""
        return getattr(self.opts, name)


class Entries(ReadOnlyAdmin):
    """What both logs show."""

    search_fields = ("username", "ip_address", "user_agent")
    date_hierarchy = "attempt_time"
    list_per_page = 50
    show_full_result_count = False
    change_list_template = "admin/desk/staff/sign_ins.html"
    change_form_template = "admin/desk/staff/sign_in.html"
    object_history_template = "admin/desk/staff/sign_in_history.html"
    kind = ""
    one: Promise
    many: Promise

    class Media:
        css = {"all": ["staff.css"]}

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Reached from the page of the staff, which tells what these are."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With those who are locked out now, and the way between the two logs."""
        context = {"kind": self.kind, "locked": locked_out(), "may_unlock": may_lead(request.user)}
        context |= {"title": str(self.many).capitalize()}
        return super().changelist_view(request, context | (extra_context or {}))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list under our own name."""
        found: Any = super().get_changelist_instance(request)
        found.opts = Named(found.opts, self.one, self.many)
        return found

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One entry under the name of whoever it is about."""
        return super().change_view(
            request, object_id, form_url, self._called(request, object_id) | (extra_context or {})
        )

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Nobody changes these; said under the same name."""
        return super().history_view(request, object_id, self._called(request, object_id) | (extra_context or {}))

    def _called(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        """What an entry is called on its pages."""
        entry: Any = self.get_object(request, object_id)
        name = str(self.one).capitalize()
        title = _("%(entry)s: %(who)s") % {"entry": name, "who": entry.username or _("no name")} if entry else name
        trail = {
            "list_name": f"admin:axes_{self.opts.model_name}_changelist",
            "list_title": str(self.many).capitalize(),
        }
        return {"title": title, "subtitle": None} | trail

    @admin.display(description=gettext_lazy("when"), ordering="attempt_time")
    def when(self, entry: Any) -> Any:
        """The moment."""
        return full(entry.attempt_time)

    @admin.display(description=gettext_lazy("from"), ordering="ip_address")
    def address(self, entry: Any) -> Any:
        """The address of the network that the browser is in."""
        return entry.ip_address or NOTHING

    @admin.display(description=gettext_lazy("who"), ordering="username")
    def who(self, entry: Any) -> Any:
        """The name that was given."""
        return entry.username or _("no name")

    @admin.display(description=gettext_lazy("browser"))
    def browser(self, entry: Any) -> Any:
        """In words; the whole of it as a title."""
        return format_html('<span title="{}">{}</span>', entry.user_agent, browser_in_words(entry.user_agent))

    @admin.display(description=gettext_lazy("as the browser names itself"))
    def agent(self, entry: Any) -> Any:
        """The whole of it."""
        return entry.user_agent

    @admin.display(description=gettext_lazy("page"))
    def path(self, entry: Any) -> Any:
        """Where they signed in."""
        return entry.path_info


class SignedOutFilter(admin.SimpleListFilter):
    """Whether they signed out, or closed the window."""

    title, parameter_name = gettext_lazy("signed out"), "signed_out"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Both."""
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those chosen."""
        chosen = {"yes": False, "no": True}.get(self.value() or "")
        return queryset if chosen is None else queryset.filter(logout_time__isnull=chosen)


WHEN = ("attempt_time", titled(admin.DateFieldListFilter, gettext_lazy("when")))


@admin.register(AccessLog)
class SignIns(Entries):
    """Who signed in, and when they signed out."""

    kind = "in"
    one, many = gettext_lazy("sign-in"), gettext_lazy("sign-ins")
    list_display = ("when", "who", "address", "browser", "signed_out")
    list_filter = (WHEN, SignedOutFilter)
    fields = ("when", "who", "address", "browser", "agent", "path", "signed_out")

    @admin.display(description=gettext_lazy("signed out"), ordering="logout_time")
    def signed_out(self, entry: AccessLog) -> Any:
        """When they signed out; most people close the window instead."""
        return full(entry.logout_time) if entry.logout_time else NOTHING


@admin.register(AccessFailureLog)
class FailedSignIns(Entries):
    """Who was refused."""

    kind = "failed"
    one, many = gettext_lazy("refused sign-in"), gettext_lazy("refused sign-ins")
    list_display = ("when", "who", "address", "browser", "shut_out")
    list_filter = (WHEN, ("locked_out", titled(admin.BooleanFieldListFilter, gettext_lazy("locked out"))))
    fields = ("when", "who", "address", "browser", "agent", "path", "shut_out")

    @admin.display(description=gettext_lazy("locked out"), ordering="locked_out", boolean=True)
    def shut_out(self, entry: AccessFailureLog) -> bool:
        """Whether this was one try too many."""
        return bool(entry.locked_out)


def locked_out(username: str = "") -> list[dict[str, Any]]:
    """Those who were refused too often just now: each name and address, how often, and until when."""
    lasts = timedelta(hours=settings.AXES_COOLOFF_TIME)
    tries: QuerySet[Any] = AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - lasts)
    tries = tries.filter(username=username) if username else tries
    pairs = tries.order_by().values("username", "ip_address")
    counted = pairs.annotate(times=Sum("failures_since_start"), last=Max("attempt_time"))
    found = counted.filter(times__gte=settings.AXES_FAILURE_LIMIT).order_by("-last")[:PAST]
    accounts = dict(User.objects.filter(username__in=[one["username"] for one in found]).values_list("username", "pk"))
    return [one | {"until": one["last"] + lasts, "account": accounts.get(one["username"])} for one in found]


def may_lead(user: Any) -> bool:
    """Whether a person may let somebody in again."""
    return bool(user.has_perm(second_factor.RESETS))


def signing_in(request: HttpRequest, user_id: int) -> HttpResponse:
    """How one person signs in: the second factor, the last times, the refusals; with the way to let them in again."""
    if not request.user.has_perm("axes.view_accesslog"):
        raise PermissionDenied
    user = get_object_or_404(User, pk=user_id)
    if request.method == "POST":
        return _let_in_again(request, user)
    context = admin.site.each_context(request) | {
        "title": _("Signing in: %(who)s") % {"who": name_of(user)},
        "person": user,
        "phone": second_factor.phone_of(user),
        "left": second_factor.codes_left(user),
        "demanded": second_factor.is_demanded_of(user),
        "locked": locked_out(user.username),
        "may_lead": may_lead(request.user),
        "past": _with_browsers(AccessLog.objects.filter(username=user.username)),
        "refused": _with_browsers(AccessFailureLog.objects.filter(username=user.username)),
    }
    return TemplateResponse(request, "admin/desk/staff/signing_in.html", context)


def _with_browsers(entries: QuerySet[Any]) -> list[tuple[Any, str]]:
    return [(entry, browser_in_words(entry.user_agent)) for entry in entries.order_by("-attempt_time")[:PAST]]


def _let_in_again(request: HttpRequest, user: User) -> HttpResponse:
    """Reset the second factor, or open the door that too many wrong passwords closed."""
    try:
        if request.POST.get("act") == "unlock":
            _unlock(user, request.user)
            messages.success(request, _("%(who)s may try again at once.") % {"who": name_of(user)})
        elif request.POST.get("act") == "reset":
            second_factor.reset(user, request.user)
            messages.success(request, _("The second factor of %(who)s is reset.") % {"who": name_of(user)})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("admin:auth_user_signing_in", args=[user.pk]))


def _unlock(user: User, by: Any) -> None:
    if not may_lead(by):
        raise PermissionDenied
    unlock_all(username=user.username)
    LogEntry.objects.create(
        user_id=by.pk,
        content_type=get_content_type_for_model(user),
        object_id=str(user.pk),
        object_repr=str(user)[:200],
        action_flag=CHANGE,
        change_message=_("Unlocked after too many wrong passwords"),
    )
