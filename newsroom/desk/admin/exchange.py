"""Importing and exporting authors, sources and tags as spreadsheets; an import happens whole or not at all."""

from typing import Any

from import_export import resources
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.forms import ExportForm
from import_export.widgets import ForeignKeyWidget

from articles import edition
from articles.models import Author, Country, Source, Tag
from articles.slugs import slugify, unique_slug


class ShownResource(resources.ModelResource):
    """A spreadsheet of what readers see: rows are known by their slug, a missing slug is made from the name."""

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        """A slug for a row that brings none."""
        if not str(row.get("slug") or "").strip():
            model = self._meta.model

            def taken(slug: str) -> bool:
                return bool(model.objects.filter(slug=slug).exists())

            known = model.objects.filter(name=row.get("name") or "").values_list("slug", flat=True).first()
            row["slug"] = known or unique_slug(str(row.get("name") or ""), taken, fallback=slugify(model.__name__))

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Readers see it in a new edition."""
        if not kwargs.get("dry_run"):
            edition.bump()


class AuthorResource(ShownResource):
    """Authors; photos and accounts are joined by hand."""

    class Meta:
        model = Author
        import_id_fields = ("slug",)
        fields = ("slug", "name", "role", "bio", "languages", "email", "automated", "active")
        use_transactions = True
        clean_model_instances = True


class SourceResource(ShownResource):
    """Sources, with their country by its ISO code."""

    country = Field(attribute="country", column_name="country", widget=ForeignKeyWidget(Country, field="iso2"))

    class Meta:
        model = Source
        import_id_fields = ("slug",)
        fields = (
            "slug",
            "name",
            "home_page",
            "country",
            "language",
            "rights",
            "licence",
            "pictures_cleared",
            "contact",
            "about",
            "opted_out",
            "tdm_opt_out",
        )
        use_transactions = True
        clean_model_instances = True


class TagResource(ShownResource):
    """The vocabulary."""

    class Meta:
        model = Tag
        import_id_fields = ("slug",)
        fields = ("slug", "name", "description", "synonyms")
        use_transactions = True
        clean_model_instances = True


class Exchange(ImportExportMixin):
    """Buttons for both ways on a list; each asks for the permission to change or to view."""

    import_error_display = ("message",)
    export_form_class = ExportForm  # the other one writes styles and scripts into the page

    def has_import_permission(self, request: Any) -> bool:
        """Whoever may add and change."""
        return bool(self.has_add_permission(request) and self.has_change_permission(request))

    def has_export_permission(self, request: Any) -> bool:
        """Whoever may look."""
        return bool(self.has_view_permission(request))
