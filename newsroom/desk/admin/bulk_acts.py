"""Bulk acts at the desk: beginning one, watching it, stopping it, undoing it, and the list of past ones."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.models import Article
from articles.refusals import Refused
from newsroom.desk import bulk
from newsroom.desk.admin import bulk_pages
from newsroom.desk.admin.columns import moment
from newsroom.desk.admin.shown import ReadOnlyAdmin
from newsroom.desk.models import BulkAct, BulkState, BulkStep
from newsroom.ingest.suggestions import is_number

SHOWN = 100
OPEN = (BulkState.WAITING, BulkState.RUNNING)
# The look of a state of stories that means as much: waiting, at work, over, given up.
MARKS = {"waiting": "incoming", "running": "scheduled", "done": "published", "stopped": "rejected"}


class VerbFilter(admin.SimpleListFilter):
    """Which verb, by the word on its button."""

    title, parameter_name = gettext_lazy("act"), "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """All that can be done to many at once."""
        return [(act.name, act.label) for act in bulk.ACTS.values()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[BulkAct]) -> QuerySet[BulkAct]:
        """Only those."""
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(BulkAct)
class BulkActAdmin(ReadOnlyAdmin):
    """Past bulk acts, and the page of one."""

    list_display = ("what", "person", "state_chip", "sums", "begun")
    list_display_links = None
    list_filter = (VerbFilter, "state")
    show_facets = admin.ShowFacets.NEVER
    change_list_template = "admin/desk/bulk/list.html"
    list_select_related = ("by",)
    list_per_page = 50
    ordering = ("-id",)
    sortable_by = ()
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[BulkAct]:
        """With how many were done and refused, counted for the rows of the page alone."""
        steps = BulkStep.objects.filter(act=OuterRef("pk")).order_by().values("act")
        done = steps.annotate(n=Count("pk", filter=Q(refused=""))).values("n")
        refused = steps.annotate(n=Count("pk", filter=~Q(refused=""))).values("n")
        found: QuerySet[BulkAct] = super().get_queryset(request)
        return found.annotate(was_done=Subquery(done), was_refused=Subquery(refused))

    def get_urls(self) -> list[Any]:
        """Beginning, watching, stopping and undoing."""
        wrap, name = self.admin_site.admin_view, "desk_bulkact_"
        own = [
            path("begin/", wrap(require_POST(self.begin_view)), name=f"{name}begin"),
            path("<int:pk>/progress/", wrap(self.progress_view), name=f"{name}progress"),
            path("<int:pk>/stop/", wrap(require_POST(self.stop_view)), name=f"{name}stop"),
            path("<int:pk>/undo/", wrap(require_POST(self.undo_view)), name=f"{name}undo"),
        ]
        return own + super().get_urls()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Under its own name, saying how one begins."""
        how = _("Tick stories in the list of stories, choose what to do with them, and press Go.")
        own = {"title": _("Bulk acts"), "empty_sentence": how}
        return super().changelist_view(request, own | (extra_context or {}))

    @admin.display(description=gettext_lazy("what"))
    def what(self, act: BulkAct) -> Any:
        """The act, which leads to its page."""
        url = reverse("admin:desk_bulkact_change", args=[act.pk])
        return format_html('<a class="story" href="{}">{}</a>', url, title_of(act))

    @admin.display(description=gettext_lazy("who"))
    def person(self, act: BulkAct) -> str:
        """Whoever pressed the button."""
        return act.by.get_full_name() or act.by.get_username()

    @admin.display(description=gettext_lazy("state"))
    def state_chip(self, act: BulkAct) -> Any:
        """How it stands, as a word with its mark."""
        return format_html('<span class="state state-{}">{}</span>', MARKS[act.state], act.get_state_display())

    @admin.display(description=gettext_lazy("done and refused"))
    def sums(self, act: Any) -> str:
        """How many were done, and how many refused."""
        done, refused = act.was_done or 0, act.was_refused or 0
        said = _("%(n)s done") % {"n": f"{done:,}"}
        return f"{said}, {_('%(n)s refused') % {'n': f'{refused:,}'}}" if refused else said

    @admin.display(description=gettext_lazy("begun"))
    def begun(self, act: BulkAct) -> Any:
        """How long ago."""
        return moment(act.created_at)

    def begin_view(self, request: HttpRequest) -> HttpResponse:
        """Do what the page before proposed."""
        act = bulk.ACTS.get(request.POST.get("verb", ""))
        user: Any = request.user
        if act is None or not act.offered or not bulk.has_it(act, user):
            raise PermissionDenied
        keys, form = bulk_pages.keys_of(request), bulk_pages.GivenForm(act, request.POST)
        if not form.is_valid():
            back = bulk_pages.back_of(request)
            return bulk_pages.look_page(self.admin_site, request, act, keys, back=back, form=form)
        try:
            begun = bulk.begin(act.name, keys, by=user, given=form.given)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(bulk_pages.back_of(request))
        return self._after(request, begun)

    def _after(self, request: HttpRequest, begun: BulkAct) -> HttpResponse:
        """A small one is over: the list again, saying so. A large one is watched."""
        if len(begun.articles) > bulk.AT_ONCE and begun.verb != "group":
            return HttpResponseRedirect(reverse("admin:desk_bulkact_change", args=[begun.pk]))
        for level, sentence in bulk_pages.sentences(begun):
            messages.add_message(request, level, sentence)
        return HttpResponseRedirect(bulk_pages.back_of(request))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """How far it is, what was refused and why, and the ways to stop or undo it."""
        act = self._seen(request, int(object_id) if is_number(object_id) else 0)
        now = bulk.progress(act)
        context = self.admin_site.each_context(request) | {
            "title": title_of(act),
            "opts": self.opts,
            "act": act,
            "now": now,
            "over": act.state not in OPEN,
            "given": bulk_pages.in_words(act),
            "refused": bulk.refused_steps(act)[:SHOWN],
            "more_refused": max(0, now["refused"] - SHOWN),
            "done": Article.objects.filter(pk__in=bulk.done_keys(act)[:SHOWN]).only(
                "pk", "headline", "source_headline"
            ),
            "more_done": max(0, now["done"] - SHOWN),
            "may_act": self._may_act(request, act),
            "undoable": bool(now["done"]) and act.verb not in {"undo", "group", "replace_author"},
        }
        return TemplateResponse(request, "admin/desk/bulk/act.html", context)

    def progress_view(self, request: HttpRequest, pk: int) -> JsonResponse:
        """How far it is, for the script of the page."""
        act = self._seen(request, pk)
        return JsonResponse(bulk.progress(act) | {"over": act.state not in OPEN, "word": act.get_state_display()})

    def stop_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Stop it where it stands."""
        act = self._own(request, pk)
        if bulk.stop(act):
            messages.success(request, _("Stopped. What was done stays done; the rest was left as it is."))
        else:
            messages.warning(request, _("It was over already."))
        return HttpResponseRedirect(reverse("admin:desk_bulkact_change", args=[act.pk]))

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take all of it back, as far as nobody has built on it."""
        act, user = self._own(request, pk), request.user
        try:
            begun = bulk.undo_of(act, by=user)  # type: ignore[arg-type]
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:desk_bulkact_change", args=[act.pk]))
        return HttpResponseRedirect(reverse("admin:desk_bulkact_change", args=[begun.pk]))

    def _seen(self, request: HttpRequest, pk: int) -> BulkAct:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(BulkAct.objects.select_related("by"), pk=pk)

    def _own(self, request: HttpRequest, pk: int) -> BulkAct:
        """One that the person may stop and undo."""
        act = self._seen(request, pk)
        if not self._may_act(request, act):
            raise PermissionDenied
        return act

    def _may_act(self, request: HttpRequest, act: BulkAct) -> bool:
        """Whoever did it, and chiefs."""
        user = request.user
        return user.has_perm("desk.add_bulkact") and (act.by_id == user.pk or user.has_perm("articles.override_gate"))


def title_of(act: BulkAct) -> str:
    """Such as “Publish: 34 stories”."""
    known = bulk.ACTS.get(act.verb)
    return bulk_pages.named(str(known.label) if known else act.verb, len(act.articles))
