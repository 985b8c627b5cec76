"""Articles at the desk: the review queue, its bulk verbs, and the way to the review screen. Nothing is decided here."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.search import search
from newsroom.desk import filters
from newsroom.desk.admin import beside, bulk, columns, coming, suggested, triage
from newsroom.desk.admin.beat import BeatFilter
from newsroom.desk.admin.open_suggestions import SuggestionFilter
from newsroom.desk.admin.past import past_view
from newsroom.desk.admin.preview import changes_view, live_view
from newsroom.desk.admin.queue import CappedPaginator, QueueList, tabs
from newsroom.desk.admin.review import ReviewScreen
from newsroom.desk.admin.sealed_story import is_sealed, sealed_view, without_sealed
from newsroom.desk.admin.shown import ModelAdmin, actions_without_delete
from newsroom.desk.admin.story_exchange import StoryExchange
from newsroom.desk.views.handover import carrying
from newsroom.ingest.suggestions import is_number


@admin.register(Article)
class ArticleAdmin(StoryExchange, columns.Columns, ModelAdmin):
    """The review queue and the review screen."""

    list_display = columns.LIST
    list_display_links = None
    list_filter = (*filters.FILTERS, SuggestionFilter, BeatFilter)
    list_per_page = 50
    list_max_show_all = 0
    search_fields = ("headline",)
    search_help_text = _("Words of the headline or text, “a phrase”, or the address of the original.")
    show_full_result_count = False
    sortable_by = ("arrived",)
    paginator = CappedPaginator
    actions = bulk.ACTIONS
    actions_selection_counter = True
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[QueueList]:
        """Our own list."""
        return QueueList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """What a row needs, without the texts."""
        found = Article.objects.select_related("country", "source", "claim__by", "assigned_to")
        shown = without_sealed(found, request.user)
        return shown.defer("body", "body_text", "mends", "remarks", "standfirst")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Each queue in the order of its index."""
        return filters.ORDER.get(filters.queue_named(request), filters.USUAL_ORDER)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """By the words of the paper's own index, or by the address of the original."""
        term = search_term.strip()
        if not term:
            return queryset, False
        if term.startswith(("http://", "https://")):
            return queryset.filter(source_url__startswith=term), False
        # By arrival, except where all are public: what waits has no date of publication.
        by = "published_at" if filters.queue_named(request) == "published" else "id"
        return search(term, queryset, by=by), False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """The verbs that this person may carry out on many at once; articles are never deleted."""
        return bulk.permitted(actions_without_delete(super().get_actions(request)), request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted: it is rejected, unpublished or withdrawn."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The queue with its tabs."""
        queue = filters.queue_named(request)
        title = _("Review queue") if queue == filters.FIRST else filters.QUEUES[queue]
        context = {"tabs": tabs(request), "queue": queue, "title": title}
        return super().changelist_view(request, context | (extra_context or {}))

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Write a story: an empty page, kept by `decisions.begin` when it is first saved."""
        return ReviewScreen(self, request, None).answer()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The review screen."""
        article = self.article_numbered(object_id)
        if article is None:
            return self.no_such(request)
        if is_sealed(article):
            return sealed_view(self, request, article)
        return ReviewScreen(self, request, article).answer()

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who did what, and every version as words."""
        article = self.article_numbered(object_id)
        if article is None:
            return self.no_such(request)
        return (
            HttpResponseRedirect(self.review_url(article)) if is_sealed(article) else past_view(self, request, article)
        )

    def get_urls(self) -> list[Any]:
        """With the answers to suggestions, and two stories side by side."""
        wrap = self.admin_site.admin_view
        name = "articles_article_"
        own = [
            *triage.urls(self),
            path("add/", carrying(wrap(self.add_view)), name=f"{name}add"),
            path("<path:object_id>/change/", carrying(wrap(self.change_view)), name=f"{name}change"),
            path("coming/", wrap(self.coming_view), name=f"{name}coming"),
            path("<int:pk>/suggested/", wrap(self.suggested_view), name="articles_article_suggested"),
            path("<int:pk>/live/", wrap(self.live_view), name="articles_article_live"),
            path("<int:pk>/changes/", wrap(self.changes_view), name="articles_article_changes"),
            path("<int:pk>/beside/<int:other>/", wrap(self.beside_view), name="articles_article_beside"),
        ]
        return own + super().get_urls()

    def coming_view(self, request: HttpRequest) -> HttpResponse:
        """What will happen: the calendar and the list."""
        return coming.ComingPage(self, request).answer()

    def suggested_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One suggestion answered in place."""
        article = self.article_numbered(str(pk))
        if article is None or not request.user.has_perm(suggested.MAY_SEE):
            raise PermissionDenied
        return suggested.answer_view(request, article)

    def live_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A story as it would look with what is typed now."""
        article = self.article_numbered(str(pk))
        return self.no_such(request) if article is None else live_view(request, article)

    def changes_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What changed in a story since it came in."""
        article = self.article_numbered(str(pk))
        if article is None:
            return self.no_such(request)
        if is_sealed(article):
            return HttpResponseRedirect(self.review_url(article))
        return changes_view(request, article, self.admin_site.each_context(request))

    def beside_view(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """A story beside another of which it may be a copy."""
        article, second = self.article_numbered(str(pk)), self.article_numbered(str(other))
        if article is None or second is None or article.pk == second.pk:
            return self.no_such(request)
        return beside.BesideScreen(self, request, article, second).answer()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Never reached by our screens, and never to be: a text is written by `editing` alone."""
        raise TypeError("An article is saved through newsroom.desk.decisions.")

    def no_such(self, request: HttpRequest) -> HttpResponse:
        """Say so, and show the queue."""
        messages.warning(request, _("There is no such article; perhaps its address was cut off."))
        return HttpResponseRedirect(reverse("admin:articles_article_changelist"))

    def article_numbered(self, object_id: str) -> Article | None:
        """The article with all that its screen shows."""
        if not is_number(object_id):
            return None
        found = Article.objects.select_related("country", "source", "claim__by", "picture", "coverage", "reviewed_by")
        return found.filter(pk=int(object_id)).first()

    def review_url(self, article: Any, preserved: str = "") -> str:
        """The review screen of an article, remembering the queue that it was opened from."""
        url = reverse("admin:articles_article_change", args=[article.pk])
        return f"{url}?{preserved}" if preserved else url

    def queue_url(self, request: HttpRequest) -> str:
        """The queue that a review screen was opened from."""
        kept = request.GET.get("_changelist_filters", "")
        url = reverse(f"admin:articles_article_{'triage' if 'triage' in request.GET else 'changelist'}")
        return f"{url}?{kept}" if kept else url

    def back_to(self, request: HttpRequest, article: Article) -> HttpResponseRedirect:
        """The review screen again, still remembering its queue."""
        names = ("_changelist_filters", "triage")
        kept = {name: request.GET[name] for name in names if request.GET.get(name)}
        return HttpResponseRedirect(self.review_url(article, urlencode(kept)))
