"""Sources and countries at the desk: whom we credit, with which rights, and the sections of the site."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Country, Source
from newsroom.desk.admin.columns import NOTHING, moment
from newsroom.desk.admin.exchange import Exchange, SourceResource
from newsroom.desk.admin.shown import LeadingOnAdmin
from newsroom.desk.admin.source_rights import SourceForm, changes_rights
from newsroom.ingest.models import Feed, Recipe
from newsroom.ingest.selectors import lines
from newsroom.takedowns import strikes


@admin.register(Source)
class SourceAdmin(Exchange, LeadingOnAdmin):
    """An outlet, its rights, and where we look for its stories."""

    resource_classes = [SourceResource]
    form = SourceForm
    list_display = ("name", "country", "language", "medium", "rights", "feed_count", "opted_out")
    list_filter = ("rights", "opted_out", "medium", "country")
    list_select_related = ("country",)
    search_fields = ("name", "host")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("what_it_says", "feeds_and_health", "selectors", "stories", "strikes_against_it")
    list_per_page = 50
    fieldsets = (
        (None, {"fields": ("name", "slug", "home_page", "country", "language", "about")}),
        (
            gettext_lazy("What readers are told of it"),
            {"fields": ("medium", "owner", "paywall")},
        ),
        (
            gettext_lazy("Rights"),
            {
                "fields": ("rights", "licence", "pictures_cleared"),
                "description": gettext_lazy("They decide how much of a text comes in and what the gate lets through."),
            },
        ),
        (
            gettext_lazy("Contact and opt-outs"),
            {"fields": ("contact", "opted_out", "robots_opt_out", "tdm_opt_out", "what_it_says")},
        ),
        (
            gettext_lazy("What comes from it"),
            {"fields": ("feeds_and_health", "strikes_against_it", "selectors", "stories")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """With the number of feeds."""
        feeds = (
            Feed.objects.filter(source=OuterRef("pk")).order_by().values("source").annotate(n=Count("pk")).values("n")
        )
        found: QuerySet[Source] = super().get_queryset(request)
        return found.annotate(feeds_found=Subquery(feeds))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """With the box that says "I have seen it" where the rights are about to change."""
        found = super().get_fieldsets(request, obj)
        if obj is None or not changes_rights(request, obj):
            return found
        asked = {"fields": ("rights", "rights_seen", "licence", "pictures_cleared")}
        return [(name, options | asked if "rights" in options["fields"] else options) for name, options in found]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """With who looks at it: not everybody may open all that its page could lead to."""
        found: Any = super().get_object(request, object_id, from_field)
        if found is not None:
            found.seen_by = request.user
        return found

    @admin.display(description=gettext_lazy("feeds"), ordering="feeds_found")
    def feed_count(self, source: Any) -> Any:
        """How many feeds it has."""
        return source.feeds_found or NOTHING

    @admin.display(description=gettext_lazy("feeds"))
    def feeds_and_health(self, source: Source) -> Any:
        """Each feed with its health, and the way to one more."""
        if source.pk is None:
            return _("Save the source first, then give it feeds.")
        leads = _may(source, "view_feed")
        rows = [
            (_called(feed, leads=leads), feed.get_state_display(), _health(feed)) for feed in source.feeds.all()[:50]
        ]
        listed = format_html_join("", '<li>{} <span class="quiet">{}</span> {}</li>', rows)
        more = ""
        if _may(source, "add_feed"):
            url = reverse("admin:ingest_feed_add")
            more = format_html('<a href="{}?source={}">{}</a>', url, source.pk, _("Add a feed"))
        return format_html('<ul class="plain-list">{}</ul>{}', listed, more)

    @admin.display(description=gettext_lazy("what its site tells machines"))
    def what_it_says(self, source: Source) -> Any:
        """What was found there when it was last asked. An opt-out is set by it, and unset by an editor alone."""
        if not source.opt_outs_note or source.opt_outs_read_at is None:
            return _("Its site has not been asked yet.")
        return format_html('{} <span class="quiet">{}</span>', source.opt_outs_note, moment(source.opt_outs_read_at))

    @admin.display(description=gettext_lazy("selectors"))
    def selectors(self, source: Source) -> Any:
        """Where its text stands on its pages, if somebody has said so, and the way to say it."""
        if source.pk is None:
            return NOTHING
        recipe: Recipe | None = getattr(source, "recipe", None)
        said = _("none: the two readers look for the text")
        if recipe is not None:
            said = ", ".join(lines(recipe.take or recipe.drop)) + ("" if recipe.active else f" ({_('off')})")
        if not _may(source, "add_recipe"):
            return said
        url = reverse("admin:ingest_recipe_for", args=[source.pk])
        return format_html('{} · <a href="{}">{}</a>', said, url, _("Set selectors"))

    @admin.display(description=gettext_lazy("stories"))
    def stories(self, source: Source) -> Any:
        """The way to its stories, with their number up to a thousand."""
        if source.pk is None:
            return NOTHING
        count = source.articles.order_by()[:1001].count()
        words = (
            _("more than 1,000 stories")
            if count > 1000
            else ngettext("%(n)s story", "%(n)s stories", count) % {"n": count}
        )
        url = reverse("admin:articles_article_changelist")
        return format_html('<a href="{}?queue=all&amp;source={}">{}</a>', url, source.pk, words)

    @admin.display(description=gettext_lazy("owners who were right"))
    def strikes_against_it(self, source: Source) -> Any:
        """How many cases of owners were upheld against it, and whether its feeds rest for that."""
        if source.pk is None:
            return NOTHING
        told = strikes.shown(source, timezone.now())
        said = _("%(lately)d in 90 days, %(all)d in twelve months") % {
            "lately": told["lately"],
            "all": len(told["strikes"]),
        }
        if told["suspension"] is None:
            return said
        url = reverse("admin:takedowns_suspension_change", args=[told["suspension"].pk])
        return format_html('{} · <a href="{}">{}</a>', said, url, told["suspension"].get_decision_display())

    def kept_by(self, obj: Source) -> str:
        """Its stories keep a source: their credit must not vanish."""
        if not (obj.articles.exists() or obj.feeds.exists() or obj.captures.exists()):
            return ""
        return _(
            "Stories or feeds come from %(source)s, and their credit must not vanish. Tick “opted out” instead: "
            "nothing new is taken in."
        ) % {"source": obj}


@admin.register(Country)
class CountryAdmin(LeadingOnAdmin):
    """A section of the site."""

    list_display = ("name", "native_name", "iso2", "region", "is_active")
    list_filter = ("is_active", "region")
    search_fields = ("name", "native_name", "iso2")
    prepopulated_fields = {"slug": ("name",)}
    list_per_page = 100

    def kept_by(self, obj: Country) -> str:
        """Its stories and outlets keep a section."""
        if not (obj.articles.exists() or obj.sources.exists() or obj.feed_set.exists()):
            return ""
        return _(
            "Stories, sources or feeds stand in %(country)s. Move them to another section first, or untick “shown in "
            "the menu”."
        ) % {"country": obj}


def _may(source: Any, act: str) -> bool:
    """Whether whoever looks at the page of a source may do this with what belongs to it."""
    return bool(source.seen_by.has_perm(f"ingest.{act}"))


def _called(feed: Feed, *, leads: bool) -> Any:
    """A feed by its name, which leads to its page for those who may open it."""
    if not leads:
        return str(feed)
    return format_html('<a href="{}">{}</a>', reverse("admin:ingest_feed_change", args=[feed.pk]), feed)


def _health(feed: Feed) -> Any:
    """Whether a feed is well, in words."""
    if feed.failures:
        return format_html('<span class="finding finding-must">{}</span> {}', _("sick"), feed.problem)
    if feed.last_good_at is None:
        return format_html('<span class="finding finding-advice">{}</span>', _("never read yet"))
    return format_html('<span class="finding finding-clear">{}</span> {}', _("well"), moment(feed.last_good_at))
