"""Changes at sources: what happened there to what we show, word by word, and three ways to settle it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.refusals import Refused, Unfit
from articles.status import ASIDE
from newsroom.desk import upstream
from newsroom.desk.admin.bar import storable
from newsroom.desk.admin.columns import NOTHING, moment
from newsroom.desk.admin.past import Difference
from newsroom.desk.admin.queue import CappedPaginator
from newsroom.desk.admin.shown import ReadOnlyAdmin
from newsroom.desk.claims import holder
from newsroom.desk.compare import words
from newsroom.desk.forms.upstream import FollowForm
from newsroom.desk.verbs import available
from newsroom.ingest.models import Capture, Notice

PAGE = "admin/ingest/notice/page.html"
BESIDE = ("article__source", "article__country", "article__claim__by", "settled_by", "before__source", "after__source")
HEAVY = ("article__body", "article__body_text", "article__mends", "article__remarks", "article__findings")


class SettledFilter(admin.SimpleListFilter):
    """The open ones, unless others are asked for."""

    title = gettext_lazy("state")
    parameter_name = "settled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The choices besides the open ones."""
        return [("all", gettext_lazy("open and dealt with")), *Notice.Settled.choices]

    def choices(self, changelist: Any) -> Any:
        """With the open ones first, which need no choosing."""
        found = list(super().choices(changelist))
        found[0]["display"] = _("open")
        return found

    def queryset(self, request: HttpRequest, queryset: QuerySet[Notice]) -> QuerySet[Notice]:
        """Those chosen."""
        if self.value() == "all":
            return queryset
        return queryset.filter(settled_how=self.value()) if self.value() else queryset.filter(settled_at=None)


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    """The list, open ones first, and the page of each."""

    list_display = ("story", "kind", "outlet", "section", "noticed", "settled")
    list_display_links = None
    list_filter = (
        SettledFilter,
        "kind",
        ("article__country", admin.RelatedOnlyFieldListFilter),
        ("article__source", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("article__source", "article__country", "settled_by")
    search_fields = ("sentence", "article__headline", "article__source_url")
    search_help_text = gettext_lazy("Words of the headline, or the address of the original.")
    show_full_result_count = False
    paginator = CappedPaginator
    sortable_by = ()
    ordering = (F("settled_at").desc(nulls_first=True), "-at", "-id")
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        """What was withdrawn or is withheld is nobody's reading, here neither."""
        shown = Notice.objects.exclude(article__status__in=ASIDE)
        return shown.defer(*HEAVY)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With why there is nothing."""
        empty = _(
            "No source has changed or deleted a story that we show. We look again for thirty days after each one."
        )
        context = {"empty_sentence": empty, "title": _("Changes at sources")}
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.display(description=gettext_lazy("story"))
    def story(self, notice: Notice) -> Any:
        """The sentence, which leads to the page."""
        url = reverse("admin:ingest_notice_change", args=[notice.pk])
        return format_html('<a class="story" href="{}" dir="auto">{}</a>', url, notice.sentence)

    @admin.display(description=gettext_lazy("source"))
    def outlet(self, notice: Notice) -> Any:
        """Whose story it is."""
        return notice.article.source or NOTHING

    @admin.display(description=gettext_lazy("country"))
    def section(self, notice: Notice) -> Any:
        """The section in which we show it."""
        return notice.article.country or NOTHING

    @admin.display(description=gettext_lazy("noticed"))
    def noticed(self, notice: Notice) -> Any:
        """How long ago."""
        return moment(notice.at)

    @admin.display(description=gettext_lazy("dealt with"))
    def settled(self, notice: Notice) -> Any:
        """What was done, by whom."""
        if notice.settled_at is None:
            return _("open")
        return f"{notice.get_settled_how_display() or _('closed')}, {notice.settled_by}"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page of one notice, and what comes of what was pressed on it."""
        if not self.has_view_permission(request):
            return super().change_view(request, object_id, form_url, extra_context)
        notice = self.notice_numbered(object_id)
        return NoticePage(self, request, notice).answer()

    def notice_numbered(self, object_id: str) -> Notice:
        """The notice with all that its page shows."""
        found = Notice.objects.exclude(article__status__in=ASIDE).select_related(*BESIDE)
        heavy = [f"{side}__{name}" for side in ("before", "after") for name in ("page", "page_headers")]
        number = int(object_id) if object_id.isascii() and object_id.isdigit() else 0
        notice = found.defer(*heavy).filter(pk=number).first()
        if notice is None:
            raise Http404(_("There is no such change at a source; the story may have been taken down."))
        return notice


class NoticePage:
    """One request to the page of one notice."""

    def __init__(self, site: NoticeAdmin, request: HttpRequest, notice: Notice) -> None:
        """Keep who asks for what."""
        self.site, self.request, self.notice = site, request, notice
        self.user: Any = request.user
        self.offer = upstream.offer(notice)

    def answer(self) -> HttpResponse:
        """The page, or the list again once it is settled."""
        if self.request.method != "POST":
            return self.show(self.form())
        form = self.form(self.request.POST)
        if self.request.POST.get("_do") == "correct" and not form.is_valid():
            messages.error(self.request, _("Not corrected: see the remarks at the fields below."))
            return self.show(form)
        try:
            messages.success(self.request, self.settle(self.request.POST.get("_do", ""), form))
        except Refused as refusal:
            messages.error(self.request, str(refusal))
            self.notice = self.site.notice_numbered(str(self.notice.pk))
            return self.show(form)
        return HttpResponseRedirect(reverse("admin:ingest_notice_changelist"))

    def form(self, data: Any = None) -> FollowForm:
        """The correction as it would mostly be."""
        takes = bool(self.offer.values)
        note = upstream.usual_note(self.notice, follows=takes or self.offer.headline != self.notice.article.headline)
        initial = {"headline": self.offer.headline, "take": takes, "note": note}
        return FollowForm(data, takes=takes, initial=initial)

    def settle(self, verb: str, form: FollowForm) -> str:
        """Carry out what was pressed; the sentence that says so. Raises Refused."""
        name = {"article": str(self.notice.article)}
        if verb == "correct":
            typed = form.cleaned_data
            upstream.correct(
                self.notice, by=self.user, note=typed["note"], headline=typed["headline"], take=typed.get("take", False)
            )
            return _("The correction stands under “%(article)s”.") % name
        if verb == "unpublish":
            reason = storable(self.request.POST.get("reason-unpublish", ""))
            upstream.unpublish(self.notice, by=self.user, reason=reason)
            return _("“%(article)s” is off the site.") % name
        if verb == "leave":
            upstream.leave(self.notice, by=self.user)
            return _("“%(article)s” stays as it is.") % name
        raise Unfit(_("There is no “%(verb)s”. Nothing was changed.") % {"verb": verb[:40]})

    def show(self, form: FollowForm) -> HttpResponse:
        """The page."""
        notice, article = self.notice, self.notice.article
        possible = {verb.name for verb in available(article, self.user)} if notice.settled_at is None else set()
        claim = holder(article)
        context = self.site.admin_site.each_context(self.request) | {
            "title": str(article),
            "opts": self.site.opts,
            "notice": notice,
            "article": article,
            "form": form,
            "offer": self.offer,
            "differences": differences(notice.before, notice.after),
            "ours": words(article.body_text, self.offer.text) if self.offer.values else [],
            "verbs": possible & {"correct", "unpublish"},
            "claim": claim if claim is not None and claim.by_id != self.user.pk else None,
            "reason": self.request.POST.get("reason-unpublish") or upstream.usual_reason(notice),
            "review_url": reverse("admin:articles_article_change", args=[article.pk]),
        }
        return TemplateResponse(self.request, PAGE, context)


def differences(before: Capture | None, after: Capture | None) -> list[Difference]:
    """What the source changed: headline and text as words."""
    if before is None or after is None:
        return []
    pairs = (
        ("headline", _("Headline"), before.title, after.title),
        ("body", _("Text"), before.full_text, after.full_text),
    )
    return [Difference(name, label, pieces) for name, label, old, new in pairs if (pieces := words(old, new))]
