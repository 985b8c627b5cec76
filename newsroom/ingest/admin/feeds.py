"""Feeds: where we look, how it goes, and when we look again."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from newsroom.ingest import healing, vitals
from newsroom.ingest.admin import acts, health, lists, rules, visits, words
from newsroom.ingest.forms import FeedForm
from newsroom.ingest.models import Feed
from newsroom.ingest.vitals import FeedVitals

AT_WORK = (Feed.State.ACTIVE, Feed.State.MANUAL)


class HealthFilter(admin.SimpleListFilter):
    """Feeds by how they are."""

    title = gettext_lazy("health")
    parameter_name = "health"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The choices."""
        return [
            ("failing", gettext_lazy("needs attention")),
            ("quiet", gettext_lazy("gone quiet")),
            ("never", gettext_lazy("never read")),
            ("good", gettext_lazy("good")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Feed]) -> QuerySet[Feed]:
        """Those chosen."""
        if self.value() == "failing":
            return queryset.exclude(problem="", found_url="")
        if self.value() == "quiet":
            return queryset.exclude(quiet_since=None)
        if self.value() == "never":
            return queryset.filter(last_good_at=None)
        well = queryset.filter(problem="", found_url="", quiet_since=None).exclude(last_good_at=None)
        return well if self.value() == "good" else queryset


class FolderFilter(admin.SimpleListFilter):
    """Feeds by the folder that they were put into."""

    title = gettext_lazy("folder")
    parameter_name = "folder"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The folders that there are."""
        folders = Feed.objects.exclude(folder="").order_by("folder").values_list("folder", flat=True).distinct()
        return [(folder, folder) for folder in folders]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Feed]) -> QuerySet[Feed]:
        """Those in it."""
        return queryset.filter(folder=self.value()) if self.value() else queryset


@admin.register(Feed)
class FeedAdmin(admin.ModelAdmin[Feed]):
    """Where we look, how it goes, and when we look again."""

    form = FeedForm
    change_form_template = "admin/ingest/feed/page.html"
    list_display = ("name", "source", "state", "health", "last_good", "next_look", "failures")
    list_filter = (HealthFilter, "state", ("country", admin.RelatedOnlyFieldListFilter), FolderFilter)
    list_select_related = ("source",)
    list_per_page = 50
    search_fields = ("title", "url", "source__name", "problem")
    search_help_text = gettext_lazy("A title, an address, the name of a source, or words of a problem.")
    actions = ("poll_now", "pause", "resume", "retire")
    fieldsets = (
        (gettext_lazy("Address and source"), {"fields": ("url", "untested", "source", "title")}),
        (gettext_lazy("How it is read"), {"fields": ("state", "fixed_interval", "fetch_pages", "country", "folder")}),
    )

    def get_urls(self) -> list[URLPattern]:
        """The health page and the buttons' address before the admin's own."""
        view = self.admin_site.admin_view
        own = [
            path("health/", view(require_GET(self.health_view)), name="ingest_feed_health"),
            path("list/", view(self.list_view), name="ingest_feed_list"),
            path("list/feeds.opml", view(require_GET(self.download_view)), name="ingest_feed_download"),
            path("<int:pk>/act/", view(require_POST(self.act_view)), name="ingest_feed_act"),
        ]
        return [*own, *super().get_urls()]

    def health_view(self, request: HttpRequest) -> HttpResponse:
        """How every source is."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {"opts": self.opts}
        context |= {"may_change": self.has_change_permission(request), "may_add": self.has_add_permission(request)}
        return health.page(request, context)

    def list_view(self, request: HttpRequest) -> HttpResponse:
        """A list of feeds, looked at and taken on."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return lists.page(request, self.admin_site.each_context(request) | {"opts": self.opts})

    def download_view(self, request: HttpRequest) -> HttpResponse:
        """Our own feeds as a list."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return lists.download()

    def act_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A button was pressed: on the feed's page, or on the health page, to which it then goes back."""
        feed = get_object_or_404(Feed.objects.select_related("source"), pk=pk)
        if not self.has_change_permission(request, feed):
            raise PermissionDenied
        acts.carry_out(request, request.POST.get("act", ""), feed)
        back = request.POST.get("next", "")
        known = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
        return HttpResponseRedirect(back if known else reverse("admin:ingest_feed_change", args=[pk]))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The form, below how the feed is and above its last visits."""
        feed = self.get_object(request, object_id)
        shown = visits.shown(feed, timezone.now()) if feed and self.has_view_permission(request, feed) else {}
        if feed and shown:
            shown |= {"feed_rules": rules.of_feed(feed)}
        if feed:
            shown |= {"title": str(feed), "subtitle": None}
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))

    def get_readonly_fields(self, request: HttpRequest, obj: Feed | None = None) -> Any:
        """A feed at rest is resumed by its button, which is signed."""
        return () if obj is None or obj.state in AT_WORK else ("state",)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """By the clock or when told; the rest is done by buttons."""
        if db_field.name == "state":
            kwargs["choices"] = [(state.value, state.label) for state in AT_WORK]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("feed"), ordering="title")
    def name(self, feed: Feed) -> str:
        """What the list calls it."""
        return str(feed)

    @admin.display(description=gettext_lazy("health"), ordering="problem")
    def health(self, feed: Feed) -> Any:
        """How it is, as a word and in plain words."""
        state = vitals.state_of(feed, None)
        one = FeedVitals(feed, state)
        said = words.ailment(one, timezone.now())
        chip = words.chip(words.mark(state), state.label)
        return format_html('{} <span class="quiet-line">{}</span>', chip, said) if said else chip

    @admin.display(description=gettext_lazy("last good"), ordering="last_good_at")
    def last_good(self, feed: Feed) -> str:
        """How long ago it was last read."""
        return words.ago(feed.last_good_at, timezone.now())

    @admin.display(description=gettext_lazy("next look"), ordering="next_poll_at")
    def next_look(self, feed: Feed) -> str:
        """When we look again, or why not."""
        return words.next_try(FeedVitals(feed, vitals.state_of(feed, None)), timezone.now())

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With what to do where there is nothing."""
        empty = _("No feeds yet. Add the address of an outlet's site or feed, or import a list.")
        context = {"empty_sentence": empty, "title": _("Each feed in a list")}
        return super().changelist_view(request, context | (extra_context or {}))

    def save_model(self, request: HttpRequest, obj: Feed, form: ModelForm[Feed], change: bool) -> None:  # noqa: FBT001
        """Save, and say which feed was found behind a site; a new address is due now and has no past.

        Only what was typed is written: a worker may have visited the feed while the form stood open.
        """
        typed = {name for name in form.changed_data if name in form.Meta.fields}  # type: ignore[attr-defined]
        if "url" in typed:
            afresh = healing.afresh() | {"found_url": "", "host": "", "title": obj.title}
            for name, value in afresh.items():
                setattr(obj, name, value)
            typed |= afresh.keys()
        obj.save(update_fields=typed if change else None)
        found = form.found if isinstance(form, FeedForm) else None
        if found:
            count = len(found.parsed.entries)
            text = ngettext("%(url)s answers with %(n)d story.", "%(url)s answers with %(n)d stories.", count)
            messages.info(request, text % {"url": found.url, "n": count})

    def response_change(self, request: HttpRequest, obj: Feed) -> HttpResponse:
        """After “Save and look now”, stay on the page, with the new visit in the list."""
        if "_poll" in request.POST:
            acts.say_looked(request, [obj])
            return HttpResponseRedirect(request.get_full_path())
        return super().response_change(request, obj)

    @admin.action(description=gettext_lazy("Look now"), permissions=["change"])
    def poll_now(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Hand the chosen feeds to the workers at once."""
        acts.say_looked(request, queryset)

    @admin.action(description=gettext_lazy("Pause"), permissions=["change"])
    def pause(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Look no more until resumed."""
        self._say(request, [healing.pause(feed, self._by(request)) for feed in queryset], _("paused"))

    @admin.action(description=gettext_lazy("Resume"), permissions=["change"])
    def resume(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Let the clock look again, from now on."""
        done = [healing.resume(feed, self._by(request)) for feed in queryset]
        self._say(request, done, _("polled by the clock again"))

    @admin.action(description=gettext_lazy("Retire: gone for good"), permissions=["change"])
    def retire(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Keep the feed for its history alone."""
        self._say(request, [healing.retire(feed, self._by(request)) for feed in queryset], _("retired"))

    def _by(self, request: HttpRequest) -> Any:
        return request.user

    def _say(self, request: HttpRequest, done: list[bool], what: str) -> None:
        count = sum(done)
        text = ngettext("%(n)d feed is %(what)s.", "%(n)d feeds are %(what)s.", count)
        messages.success(request, text % {"n": count, "what": what})
        if same := len(done) - count:
            text = ngettext("%(n)d was so already.", "%(n)d were so already.", same)
            messages.info(request, text % {"n": same})
