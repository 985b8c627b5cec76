"""Feeds: where we look, how it goes, and when we look again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsroom.ingest import tasks
from newsroom.ingest.admin.read_only import ReadOnly
from newsroom.ingest.forms import FeedForm
from newsroom.ingest.models import Feed, Fetch

LAST_VISITS = 20


class HealthFilter(admin.SimpleListFilter):
    """Feeds by how they are."""

    title = gettext_lazy("health")
    parameter_name = "health"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The choices."""
        return [
            ("failing", gettext_lazy("needs attention")),
            ("never", gettext_lazy("never read")),
            ("good", gettext_lazy("good")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Feed]) -> QuerySet[Feed]:
        """Those chosen."""
        if self.value() == "failing":
            return queryset.exclude(problem="")
        if self.value() == "never":
            return queryset.filter(last_good_at=None)
        return queryset.filter(problem="").exclude(last_good_at=None) if self.value() == "good" else queryset


class FetchInline(ReadOnly, admin.TabularInline[Fetch, Feed]):
    """The last visits to a feed."""

    model = Fetch
    verbose_name_plural = gettext_lazy("last visits")
    fields = readonly_fields = ("at", "outcome", "status", "entries", "new", "changed", "kept_out", "sentence")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Fetch]:
        """The newest twenty; the whole history has a page of its own."""
        visits = super().get_queryset(request)
        feed = request.resolver_match.kwargs.get("object_id", 0) if request.resolver_match else 0
        newest = Fetch.objects.filter(feed_id=feed).order_by("-at").values("pk")[:LAST_VISITS]
        return visits.filter(pk__in=newest)


@admin.register(Feed)
class FeedAdmin(admin.ModelAdmin[Feed]):
    """Where we look, how it goes, and when we look again."""

    form = FeedForm
    list_display = ("name", "source", "state", "health", "last_good_at", "next_look", "failures")
    list_filter = (HealthFilter, "state", "kind", ("country", admin.RelatedOnlyFieldListFilter), "folder")
    list_select_related = ("source",)
    list_per_page = 50
    search_fields = ("title", "url", "source__name", "problem")
    autocomplete_fields = ("source", "country")
    readonly_fields = ("health", "last_good_at", "last_polled_at", "next_look", "interval", "kind")
    inlines = (FetchInline,)
    actions = ("poll_now", "pause", "resume", "retire")
    fieldsets = (
        (None, {"fields": ("url", "untested", "source", "title")}),
        (gettext_lazy("Rules"), {"fields": ("country", "folder", "state", "fixed_interval", "fetch_pages")}),
        (
            gettext_lazy("Health"),
            {"fields": ("health", "last_good_at", "last_polled_at", "next_look", "interval", "kind")},
        ),
    )

    @admin.display(description=gettext_lazy("feed"), ordering="title")
    def name(self, feed: Feed) -> str:
        """What the list calls it."""
        return str(feed)

    @admin.display(description=gettext_lazy("health"), ordering="problem")
    def health(self, feed: Feed) -> str:
        """How it is, in plain words."""
        if feed.problem:
            return feed.problem
        return _("good") if feed.last_good_at else _("not read yet")

    @admin.display(description=gettext_lazy("next look"), ordering="next_poll_at")
    def next_look(self, feed: Feed) -> Any:
        """When we look again, or why not."""
        if feed.state != Feed.State.ACTIVE:
            return _("never by itself: %(state)s") % {"state": feed.get_state_display()}
        if feed.next_poll_at <= timezone.now():
            return _("now")
        return date_format(timezone.localtime(feed.next_poll_at), "DATETIME_FORMAT")

    def get_inlines(self, request: HttpRequest, obj: Feed | None) -> Any:
        """A feed that does not exist yet has no visits."""
        return self.inlines if obj else ()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With what to do where there is nothing."""
        empty = _("No feeds yet. Add the address of an outlet's site or feed, or import a list with import_opml.")
        return super().changelist_view(request, {"empty_sentence": empty, **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: Feed, form: ModelForm[Feed], change: bool) -> None:  # noqa: FBT001
        """Save, and say which feed was found behind a site; a new address is due now and has no past."""
        if "url" in form.changed_data:
            obj.next_poll_at, obj.etag, obj.last_modified, obj.body_hash = timezone.now(), "", "", ""
        super().save_model(request, obj, form, change)
        found = form.found if isinstance(form, FeedForm) else None
        if found:
            count = len(found.parsed.entries)
            text = ngettext("%(url)s answers with %(n)d story.", "%(url)s answers with %(n)d stories.", count)
            messages.info(request, text % {"url": found.url, "n": count})

    def response_change(self, request: HttpRequest, obj: Feed) -> HttpResponse:
        """After “Save and look now”, stay on the page, with the new visit in the list."""
        if "_poll" in request.POST:
            self._say_poll(request, [obj])
            return HttpResponseRedirect(request.get_full_path())
        return super().response_change(request, obj)

    @admin.action(description=gettext_lazy("Look now"), permissions=["change"])
    def poll_now(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Hand the chosen feeds to the workers at once."""
        self._say_poll(request, list(queryset))

    @admin.action(description=gettext_lazy("Pause"), permissions=["change"])
    def pause(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Look no more until resumed."""
        self._say(request, queryset.update(state=Feed.State.PAUSED), _("paused"))

    @admin.action(description=gettext_lazy("Resume"), permissions=["change"])
    def resume(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Let the clock look again, from now on."""
        values = {"state": Feed.State.ACTIVE, "next_poll_at": timezone.now(), "failures": 0, "problem": ""}
        self._say(request, queryset.update(**values), _("polled by the clock again"))

    @admin.action(description=gettext_lazy("Retire: gone for good"), permissions=["change"])
    def retire(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Keep the feed for its history alone."""
        self._say(request, queryset.update(state=Feed.State.RETIRED), _("retired"))

    def _say_poll(self, request: HttpRequest, feeds: list[Feed]) -> None:
        handed = sum(tasks.poll_now(feed) for feed in feeds)
        if handed:
            text = ngettext("%d feed is being looked at.", "%d feeds are being looked at.", handed)
            messages.success(request, text % handed)
        if busy := len(feeds) - handed:
            text = ngettext("%d is being looked at already.", "%d are being looked at already.", busy)
            messages.warning(request, text % busy)

    def _say(self, request: HttpRequest, count: int, what: str) -> None:
        text = ngettext("%(n)d feed is %(what)s.", "%(n)d feeds are %(what)s.", count)
        messages.success(request, text % {"n": count, "what": what})
