"""Saved queues at the desk: kept from the lists that they narrow, put in order, shared, opened, and told of by mail."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom.desk import digests, saved_queues
from newsroom.desk.admin.queue_forms import DigestForm, QueueForm
from newsroom.desk.admin.shown import ModelAdmin
from newsroom.desk.models import QueueDigest, SavedQueue

STEPS = {"up": -1, "down": 1}
NAME = "desk_savedqueue_"
if TYPE_CHECKING:
    Row = Any
else:
    Row = SavedQueue


class QueuesList(ChangeList):
    """The queues, each with what the person who looks sees in it."""

    def get_results(self, request: HttpRequest) -> None:
        """One page of rows, completed."""
        super().get_results(request)
        user: Any = request.user
        rows: list[Any] = list(self.result_list)
        reader = saved_queues.Reader(user)
        numbers = saved_queues.counts(rows, reader)
        letters = {one.queue_id: one for one in QueueDigest.objects.filter(queue__in=rows, to=user)}
        for place, row in enumerate(rows):
            row.number = numbers[row.pk]
            row.words = reader.in_words(row.query)
            row.letter = letters.get(row.pk)
            row.is_own = row.owner_id == user.pk
            row.steps = _steps(rows, place) if saved_queues.may_change(row, user) else ()
        self.result_list = rows


@admin.register(SavedQueue)
class SavedQueueAdmin(ModelAdmin):
    """A person's own queues and the shared ones; those of others are not there."""

    form = QueueForm
    list_display = ("opening", "filters", "whose", "letter", "placing")
    list_display_links = None
    list_select_related = ("owner",)
    list_per_page = 50
    list_max_show_all = 0
    sortable_by = ()
    ordering = ("shared", "place", "name", "pk")
    actions = None
    change_list_template = "admin/desk/queues/list.html"
    change_form_template = "admin/desk/queues/form.html"

    class Media:
        css = {"all": ["queues.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[SavedQueue]:
        """What the person may see."""
        return saved_queues.visible_to(request.user).select_related("owner")

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> SavedQueue:
        """One of them. Raises Http404 for any other, be it there or not."""
        found: SavedQueue | None = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404(_("There is no such queue, or it is somebody else's own."))
        return found

    def has_change_permission(self, request: HttpRequest, obj: SavedQueue | None = None) -> bool:
        """Its owner, and chiefs a shared one."""
        return super().has_change_permission(request, obj) and (
            obj is None or saved_queues.may_change(obj, request.user)
        )

    def has_delete_permission(self, request: HttpRequest, obj: SavedQueue | None = None) -> bool:
        """Its owner in any case, and chiefs a shared one."""
        user = request.user
        mine = obj is None or obj.owner_id == user.pk or saved_queues.may_change(obj, user)
        return super().has_delete_permission(request, obj) and mine

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[QueuesList]:
        """Our own list."""
        return QueuesList

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """A form that knows whose it is."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    def get_fields(self, request: HttpRequest, obj: SavedQueue | None = None) -> tuple[str, ...]:
        """Sharing is for those who review; whoever only looks reads the filters in words."""
        sharing = ("shared",) if request.user.has_perm(saved_queues.SHARE) else ()
        if obj is None:
            return ("name", *sharing, "address")
        if not self.has_change_permission(request, obj):
            return ("name", "filters", "whose")
        return ("name", *sharing, "filters", "address", "whose")

    def get_readonly_fields(self, request: HttpRequest, obj: SavedQueue | None = None) -> tuple[str, ...]:
        """What is told and not typed."""
        return ("filters", "whose") if obj else ()

    def get_urls(self) -> list[Any]:
        """With opening, moving, and choosing a letter."""
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/open/", wrap(self.open_view), name=f"{NAME}open"),
            path("<int:pk>/move/<str:step>/", wrap(require_POST(self.move_view)), name=f"{NAME}move"),
            path("<int:pk>/letter/", wrap(require_POST(self.letter_view)), name=f"{NAME}letter"),
        ]
        return own + super().get_urls()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Under its own name, saying how a queue is kept."""
        how = _("Narrow the list of triage or of the stories by filters, then choose “Save as a queue” there.")
        return super().changelist_view(
            request, {"title": _("Saved queues"), "empty_sentence": how} | (extra_context or {})
        )

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form. Of two presses at once the second is told of the first at the name."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            return super().changeform_view(request, object_id, form_url, extra_context)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Under its own name."""
        own = {"title": _("Add a queue"), "show_save_and_continue": False, "show_save_and_add_another": False}
        return super().add_view(request, form_url, own | (extra_context or {}))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """With the person's own letter below."""
        queue, user = self.get_object(request, object_id), request.user
        reader = saved_queues.Reader(user)
        own = {
            "title": queue.name,
            "subtitle": None,
            "show_save_and_continue": False,
            "show_save_and_add_another": False,
            "number": saved_queues.counts([queue], reader)[queue.pk],
            "lost": reader.sift(queue.query).lost,
            "digest_form": DigestForm(digest=QueueDigest.objects.filter(queue=queue, to=user.pk).first()),
        }
        return super().change_view(request, object_id, form_url, own | (extra_context or {}))

    def save_model(self, request: HttpRequest, obj: SavedQueue, form: Any, change: Any) -> None:
        """A new queue stands below the others of its kind, and so does one that becomes shared or private."""
        if not change:
            obj.owner = request.user  # type: ignore[assignment]
        if not change or "shared" in form.changed_data:
            obj.place = saved_queues.last_place(obj)
        super().save_model(request, obj, form, change)
        for sentence in form.lost:
            messages.warning(request, sentence)

    def response_add(self, request: HttpRequest, obj: SavedQueue, post_url_continue: Any = None) -> HttpResponse:
        """The list that was kept, as it was."""
        messages.success(request, _("“%(name)s” is kept. It stands in the menu, below the places.") % {"name": obj})
        return HttpResponseRedirect(saved_queues.kept(obj.query).address)

    def open_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The screen that the queue narrows; what of its filters is gone is said there."""
        queue = self._seen(request, pk)
        sifted = saved_queues.Reader(request.user).sift(queue.query)
        for sentence in sifted.lost:
            messages.warning(request, sentence)
        return HttpResponseRedirect(sifted.kept.address)

    def move_view(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        """One place up or down in the menu."""
        queue = self._seen(request, pk)
        if step not in STEPS or not self.has_change_permission(request, queue):
            raise PermissionDenied
        saved_queues.move(queue, STEPS[step])
        return HttpResponseRedirect(reverse(f"admin:{NAME}changelist"))

    def letter_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The person's own letter about the queue: how often, at which hour, or none."""
        queue, user, form = self._seen(request, pk), request.user, DigestForm(request.POST)
        back = HttpResponseRedirect(reverse(f"admin:{NAME}change", args=[queue.pk]))
        if not form.is_valid():
            messages.error(request, _("Choose how often and at which hour the letter should come."))
        elif not form.cleaned_data["every"]:
            digests.stop(queue, user)  # type: ignore[arg-type]
            messages.success(request, _("No letter tells of this queue any more."))
        elif not user.has_perm("desk.add_queuedigest"):
            raise PermissionDenied
        elif not user.email:  # type: ignore[union-attr]
            messages.error(request, _("Your account has no mail address. Ask a chief editor to enter one."))
        else:
            digest = digests.choose(queue, user, form.cleaned_data["every"], form.cleaned_data["hour"])  # type: ignore[arg-type]
            messages.success(request, digests.in_words(digest))
        return back

    def _seen(self, request: HttpRequest, pk: int) -> SavedQueue:
        return get_object_or_404(self.get_queryset(request), pk=pk)

    @admin.display(description=gettext_lazy("queue"))
    def opening(self, queue: Row) -> Any:
        """The name, which opens it, and how many stories are in it."""
        url = reverse(f"admin:{NAME}open", args=[queue.pk])
        link = format_html('<a class="story" href="{}"><bdi>{}</bdi></a>', url, queue.name)
        return format_html('{} <span class="count">{}</span>', link, queue.number)

    @admin.display(description=gettext_lazy("filters"))
    def filters(self, queue: Row) -> Any:
        """Every filter by name and choice."""
        words = getattr(queue, "words", None) or saved_queues.Reader(queue.owner).in_words(queue.query)
        return format_html_join(" · ", "{}: <bdi>{}</bdi>", words)

    @admin.display(description=gettext_lazy("whose"))
    def whose(self, queue: Row) -> str:
        """Whether everybody sees it, and who keeps it."""
        owner = queue.owner.get_full_name() or queue.owner.get_username()
        if not queue.shared:
            return _("yours alone")
        return _("for everybody, kept by %(person)s") % {"person": owner}

    @admin.display(description=gettext_lazy("letter"))
    def letter(self, queue: Row) -> Any:
        """The person's own letter, and the way to the queue's page where it is chosen."""
        said = digests.shortly(queue.letter) if queue.letter else _("no letter")
        url = reverse(f"admin:{NAME}change", args=[queue.pk])
        label = _("Settings of “%(name)s”") % {"name": queue.name}
        return format_html('{} · <a href="{}" aria-label="{}">{}</a>', said, url, label, _("Settings"))

    @admin.display(description=gettext_lazy("place in the menu"))
    def placing(self, queue: Row) -> Any:
        """Buttons that move it, as far as it can go."""
        words = {"up": ("↑", _("Move “%(name)s” up")), "down": ("↓", _("Move “%(name)s” down"))}
        rows = [
            (reverse(f"admin:{NAME}move", args=[queue.pk, step]), words[step][1] % {"name": queue.name}, words[step][0])
            for step in queue.steps
        ]
        button = '<button type="submit" class="button" formaction="{}" aria-label="{}">{}</button>'
        return format_html_join(" ", button, rows)


def _steps(rows: list[Any], place: int) -> list[str]:
    """In which directions a row can be moved among those of its kind on the page."""
    kind = rows[place].shared
    up = place > 0 and rows[place - 1].shared == kind
    down = place + 1 < len(rows) and rows[place + 1].shared == kind
    return [step for step, can in (("up", up), ("down", down)) if can]
