"""Importing and exporting authors, sources and tags as spreadsheets; an import happens whole or not at all.

No cell that goes out is a formula (OWASP, "CSV injection"); what was done against that is undone when it comes in.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from import_export import resources
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.formats.base_formats import CSV, JSON, TSV
from import_export.forms import ExportForm, ImportForm
from import_export.widgets import ForeignKeyWidget

from articles import edition
from articles.models import Author, Country, Source, Tag
from articles.refusals import Unfit
from articles.slugs import slugify, unique_slug
from newsroom.desk import log
from newsroom.desk.admin.past import Difference
from newsroom.desk.compare import words

MOST_BYTES = 20_000_000
"""Of a file that comes in."""


class Changed(resources.Diff):
    """What a row changes, as words: the library's own way writes styles into the page."""

    def __init__(self, resource: Any, instance: Any, new: bool) -> None:  # noqa: FBT001 - called by the library
        """Remember the columns' names."""
        super().__init__(resource, instance, new)
        self.names = [field.column_name for field in resource.get_import_fields()]

    def as_html(self) -> list[Difference]:
        """The cells that differ; no markup, whatever the library calls it."""
        before = [""] * len(self.left) if self.new else [_as_text(value) for value in self.left]
        both = zip(self.names, before, map(_as_text, self.right), strict=True)
        return [Difference(name, name, words(old, new)) for name, old, new in both if old != new]


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


class Harmless(resources.ModelResource):
    """A spreadsheet in which nothing is a formula."""

    @classmethod
    def get_diff_class(cls) -> type[Changed]:
        """Ours."""
        return Changed

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Refuse rows without columns, such as the JSON `[{}]`. Raises Unfit."""
        if not dataset.headers and len(dataset):
            dataset.wipe()
            raise Unfit(_("The rows of this file have no columns. Nothing was read."))
        super().before_import(dataset, **kwargs)

    def export_field(self, field: Any, instance: Any, **kwargs: Any) -> Any:
        """A cell, made harmless."""
        value = super().export_field(field, instance, **kwargs)
        return log.harmless(value) if isinstance(value, str) else value


def taken_back(row: Any) -> None:
    """Take the apostrophes off a row that comes in."""
    for name, value in list(row.items()):
        if isinstance(value, str):
            row[name] = log.as_it_was(value)


class ShownResource(Harmless):
    """A spreadsheet of what readers see: rows are known by their slug, a missing slug is made from the name."""

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        """Each cell as it was, and a slug for a row that brings none."""
        taken_back(row)
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
            "medium",
            "owner",
            "paywall",
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


class SmallImportForm(ImportForm):
    """The form of an import, which refuses what would fill the memory, and knows a format by the file's name."""

    def __init__(self, formats: Any, chosen: Any, **kwargs: Any) -> None:
        """Without the library's script."""
        super().__init__(formats, chosen, **kwargs)
        self.endings = {str(place): one().get_extension() for place, one in enumerate(formats)}
        known: Any = self.fields["format"]
        known.required = False
        known.choices = [("", _("by the name of the file")), *known.choices[1:]]

    @property
    def media(self) -> forms.Media:
        """None."""
        return forms.Media()

    def clean_import_file(self) -> Any:
        """The file, if it is not too large."""
        file = self.cleaned_data["import_file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 20 MB. Split it into several."))
        return file

    def clean_format(self) -> str:
        """The one that was chosen, or the one of the file's name."""
        file, chosen = self.cleaned_data.get("import_file"), str(self.cleaned_data["format"])
        ending = file.name.rpartition(".")[2].lower() if file else ""
        found = chosen or next((place for place, one in self.endings.items() if one == ending), "")
        if file and not found:
            raise ValidationError(_("Choose a format: the name of the file does not tell."))
        return found


class Exchange(ImportExportMixin):
    """Buttons for both ways on a list; each asks for the permission to change or to view."""

    import_error_display = ("message",)
    formats = (CSV, TSV, JSON)
    import_form_class = SmallImportForm
    export_form_class = ExportForm  # the other one writes styles and scripts into the page
    import_template_name = "admin/desk/exchange/import.html"
    export_template_name = "admin/desk/exchange/export.html"

    def has_import_permission(self, request: Any) -> bool:
        """Whoever may add and change."""
        return bool(self.has_add_permission(request) and self.has_change_permission(request))

    def has_export_permission(self, request: Any) -> bool:
        """Whoever may look."""
        return bool(self.has_view_permission(request))

    def get_import_data_kwargs(self, **kwargs: Any) -> Any:
        """Whole or not at all, whatever is wrong with a row."""
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def process_result(self, result: Any, request: Any) -> Any:
        """Say that nothing came in where something changed between the look and the import."""
        if not (result.has_errors() or result.has_validation_errors()):
            return super().process_result(result, request)
        told = [str(error.error) for _line, errors in result.row_errors() for error in errors][:5]
        messages.error(request, " ".join([_("Nothing was imported; look at the file once more."), *told]))
        return HttpResponseRedirect("../import/")

    def add_success_message(self, result: Any, request: Any) -> None:
        """What came in, in words."""
        made, changed = result.totals["new"], result.totals["update"]
        said = [
            ngettext("%(n)s new row came in.", "%(n)s new rows came in.", made) % {"n": made},
            ngettext("%(n)s row was changed.", "%(n)s rows were changed.", changed) % {"n": changed},
        ]
        messages.success(request, " ".join(said))
