"""Pictures at the desk: taken in through `articles.pictures`, with credit, rights, text alternative and focal point."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import edition, pictures
from articles.models import Article, Picture
from articles.status import Status
from newsroom.desk import captions
from newsroom.desk.admin import picture_facts
from newsroom.desk.admin.columns import NOTHING
from newsroom.desk.admin.queue import CappedPaginator
from newsroom.desk.admin.shown import ShownAdmin
from newsroom.takedowns import unsealing

FOCUS = {"focal_x", "focal_y"}


class NewPictureForm(forms.ModelForm):  # type: ignore[type-arg]
    """A file and what must be known of it."""

    upload = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("JPEG, PNG, WebP, AVIF or GIF, up to 15 MB. It is made anew."),
    )

    class Meta:
        model = Picture
        fields = ("alt", "credit", "licence", "cleared", "source", "original_url")

    def clean_upload(self) -> bytes:
        """The bytes, once they are known to be a picture."""
        data = self.cleaned_data["upload"].read(pictures.MAX_BYTES + 1)
        try:
            pictures.reencode(data)
        except pictures.NotAPicture as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return bytes(data)


@admin.register(Picture)
class PictureAdmin(ShownAdmin):
    """Every picture, with whether readers may see it."""

    list_display = ("__str__", "thumbnail", "credit", "rights", "size", "created_at")
    list_filter = (picture_facts.MissingFilter, "withheld")
    change_list_template = "admin/ingest/change_list.html"
    ordering = ("-id",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_max_show_all = 0
    paginator = CappedPaginator
    sortable_by = ()
    search_fields = ("alt", "credit", "source__name")
    choosers = ("source",)
    readonly_fields = ("large", "size", "withheld", "used_by", "same")
    list_per_page = 40

    class Media:
        js = ("pictures_focal.js",)
        css = {"all": ("pictures_focal.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Picture]:
        """With the source, whose name stands in for a text alternative that nobody wrote; none that is sealed."""
        found = super().get_queryset(request).select_related("source")
        if unsealing.may_open(request.user):
            return found
        removed = Article.objects.filter(picture=OuterRef("pk"), status=Status.WITHDRAWN)
        return found.exclude(Exists(removed), withheld=True)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Under its own name."""
        own = {"title": _("Pictures"), "empty_sentence": _("Pictures come in with stories, or are added here.")}
        return super().changelist_view(request, own | (extra_context or {}))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """A new one asks for a file; a stored one keeps it."""
        return super().get_form(request, obj, change, **(kwargs if obj else kwargs | {"form": NewPictureForm}))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Where the picture is in stories, whoever may change all of these."""
        user: Any = request.user
        return super().has_change_permission(request, obj) and (obj is None or not captions.out_of_reach(obj, by=user))

    def kept_by(self, obj: Any) -> str:
        """What shows it keeps it."""
        return picture_facts.kept_by(obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What is asked for, and what is shown."""
        words = ("alt", "credit", "licence", "cleared", "source", "original_url")
        if obj is None:
            return ((None, {"fields": ("upload", *words)}),)
        return (
            (None, {"fields": ("large", ("focal_x", "focal_y"), "size", *words)}),
            (gettext_lazy("Use"), {"fields": ("used_by", "same", "withheld")}),
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Take a new file in; have a stored one cut again by the clock where its focal point moved."""
        if change:
            if FOCUS & set(form.changed_data) and obj.file:
                obj.render_at = timezone.now()
            super().save_model(request, obj, form, change)
            return
        with transaction.atomic():
            taken = pictures.take(
                form.cleaned_data["upload"], source=obj.source, original_url=obj.original_url, cleared=obj.cleared
            )
            for name in ("alt", "credit", "licence"):
                setattr(taken, name, getattr(obj, name) or getattr(taken, name))
            taken.save(update_fields=["alt", "credit", "licence"])
            edition.bump()
        obj.__dict__.update(taken.__dict__)
        if picture_facts.alike(obj).exists():
            messages.warning(request, picture_facts.warning(obj))

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, picture: Picture) -> Any:
        """Small."""
        return picture_facts.thumbnail(picture)

    @admin.display(description=gettext_lazy("picture"))
    def large(self, picture: Picture) -> Any:
        """The whole of it, on which the focal point is shown and chosen, and how it will be cut."""
        return picture_facts.large(picture)

    @admin.display(description=gettext_lazy("rights"))
    def rights(self, picture: Picture) -> Any:
        """Whether readers may see it, as a word with its mark."""
        return picture_facts.rights_chip(picture)

    @admin.display(description=gettext_lazy("size"))
    def size(self, picture: Picture) -> str:
        """In pixels."""
        return f"{picture.width} × {picture.height}" if picture.width else NOTHING

    @admin.display(description=gettext_lazy("used by"))
    def used_by(self, picture: Picture) -> Any:
        """The stories and authors that show it, each leading there."""
        return picture_facts.uses(picture)

    @admin.display(description=gettext_lazy("the same picture"))
    def same(self, picture: Picture) -> Any:
        """Others with the same bytes or the same look."""
        return picture_facts.alike_listed(picture)
