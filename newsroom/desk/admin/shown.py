"""The base of every admin of what readers see: each change begins a new edition in the same transaction.

Also where the desk's pages meet the content security policy. Knows nothing of a particular model.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models, transaction
from django.forms import Media
from django.http import HttpRequest
from js_asset import Media as AssetMedia

from articles import edition
from newsroom.desk.forms.chooser import ChooserOne

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin = admin.ModelAdmin
    TabularInline = admin.TabularInline


class ShownAdmin(ModelAdmin):
    """An admin whose every change readers can see at once."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    choosers: tuple[str, ...] = ()
    """Foreign keys into long lists, which are searched and not listed."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A search box for the long ones."""
        if db_field.name in self.choosers:
            kwargs["widget"] = ChooserOne(str(db_field).lower())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def kept_by(self, obj: Any) -> str:
        """Why this may not be deleted and what to do instead, as a sentence; empty where it may."""
        return ""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Save, in a new edition."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            edition.bump()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete, in a new edition."""
        with transaction.atomic():
            super().delete_model(request, obj)
            edition.bump()

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """Delete several, in one new edition."""
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            edition.bump()

    def get_deleted_objects(self, objs: Iterable[Any], request: HttpRequest) -> Any:
        """What would go; where something must stay, the sentences that say so and nothing else is looked up."""
        objs = list(objs)
        reasons = [reason for obj in objs if (reason := self.kept_by(obj))]
        return ([], {}, set(), reasons) if reasons else super().get_deleted_objects(objs, request)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """The form, with the nonce that lets the text editor's modules run."""
        context["media"] = with_nonce(context["media"], request)
        return super().render_change_form(request, context, *args, **kwargs)


class LeadingOnAdmin(ShownAdmin):
    """An admin of what has a slug and, under `old_slugs`, those that it had: they lead to the one that it has."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Save, and remember the slug of before; one that somebody takes leads to nobody else any more."""
        with transaction.atomic():
            before = self.model.objects.filter(pk=obj.pk).values_list("slug", flat=True).first() if change else None
            super().save_model(request, obj, form, change)
            old, to = obj.old_slugs.model.objects, obj.old_slugs.field.name
            old.filter(slug=obj.slug).delete()
            if before and before != obj.slug:
                old.update_or_create(slug=before, defaults={to: obj})


class ReadOnlyAdmin(ModelAdmin):
    """An admin that shows and changes nothing."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody writes these by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor changes them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor deletes them."""
        return False


def with_nonce(media: Media, request: HttpRequest) -> AssetMedia:
    """The scripts and styles of a form, each with the nonce of this answer (it is lazy: reading it makes it)."""
    return AssetMedia.from_media(media).with_nonce(str(request.csp_nonce))  # type: ignore[attr-defined]


def actions_without_delete(actions: dict[str, Any]) -> dict[str, Any]:
    """The bulk actions, but for deleting."""
    return {name: action for name, action in actions.items() if name != "delete_selected"}
