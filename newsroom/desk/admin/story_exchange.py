"""Stories as spreadsheets: the filtered list goes out; what comes in is written row by row as at the review screen.

The look before is the import itself, taken back: gate, sections and claims have really been asked.
"""

from collections import Counter
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.results import Error, RowResult

from articles.absolute import absolute
from articles.models import Article, Byline, Tagging
from articles.refusals import Refused
from newsroom.desk.admin.exchange import Exchange, Harmless, taken_back
from newsroom.desk.admin.story_rows import LISTS, RowForm, Taken, Wrong, take

MOST_OUT = 10_000
MOST_IN = 200
"""Rows of one file: it is one transaction, and nobody else can save on SQLite meanwhile."""
READ = ("id", "version", *RowForm.Meta.fields, *LISTS)
TOLD = ("status", "body_text", "address", "arrived_at", "edited_at", "published_at")
MOMENTS = frozenset({"source_published_at", "arrived_at", "edited_at", "published_at"})


class StoryResource(Harmless):
    """The columns of stories: those of READ are read again, the others only told."""

    authors = Field(column_name="authors")
    tags = Field(column_name="tags")
    address = Field(column_name="address")

    class Meta:
        model = Article
        import_id_fields = ["id"]
        fields = READ + TOLD
        export_order = ("id", "version", "status", *RowForm.Meta.fields, *LISTS, *TOLD[1:])
        use_transactions = True

    def filter_export(self, queryset: QuerySet[Article], **kwargs: Any) -> QuerySet[Article]:
        """The first ten thousand, with all that a row holds in a few queries for each hundred."""
        bylines = Prefetch("bylines", Byline.objects.select_related("author"))
        taggings = Prefetch("taggings", Tagging.objects.select_related("tag"))
        return queryset.defer(None).select_related("country", "source").prefetch_related(bylines, taggings)[:MOST_OUT]

    def export_field(self, field: Any, instance: Any, **kwargs: Any) -> Any:
        """Moments to the second and beyond, in the site's time zone."""
        moment = getattr(instance, field.column_name, None) if field.column_name in MOMENTS else None
        return timezone.localtime(moment).isoformat() if moment else super().export_field(field, instance, **kwargs)

    def dehydrate_country(self, article: Article) -> str:
        """By its ISO code."""
        return article.country.iso2 if article.country else ""

    def dehydrate_source(self, article: Article) -> str:
        """By its slug."""
        return article.source.slug if article.source else ""

    def dehydrate_authors(self, article: Article) -> str:
        """By their slugs, in the order in which they sign."""
        return ",".join(byline.author.slug for byline in article.bylines.all())

    def dehydrate_tags(self, article: Article) -> str:
        """By their slugs."""
        return ",".join(sorted(tagging.tag.slug for tagging in article.taggings.all()))

    def dehydrate_address(self, article: Article) -> str:
        """Where readers find it."""
        return absolute(article.get_absolute_url()) if article.is_public else ""

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Refuse what is too long or has a column that nobody knows; find the numbers that stand there twice."""
        super().before_import(dataset, **kwargs)
        headers = [str(name) for name in dataset.headers or ()]
        unknown = [name for name in headers if name not in READ + TOLD]
        rows = len(dataset)
        ids = dataset["id"] if "id" in headers else []
        self.counted = Counter(str(one).strip() for one in ids)
        if unknown or rows > MOST_IN:
            dataset.wipe()
        if unknown:
            names = ", ".join(unknown)[:200]
            raise Wrong([_("These columns are not known: %(names)s. Nothing was read.") % {"names": names}])
        if rows > MOST_IN:
            raise Wrong([_("The file has %(n)s rows; split it: at most %(most)s.") % {"n": rows, "most": MOST_IN}])

    def import_row(self, row: Any, instance_loader: Any, **kwargs: Any) -> RowResult:
        """One row by the verbs of the desk, or why not."""
        result = RowResult()
        taken_back(row)
        cells = {name: "" if value is None else str(value) for name, value in row.items() if name in READ}
        try:
            taken = self._take(cells, kwargs["user"])
        except Refused as refusal:
            result.import_type = RowResult.IMPORT_TYPE_ERROR
            sentences = refusal.sentences if isinstance(refusal, Wrong) else [str(refusal)]
            result.errors = [Error(Wrong([sentence]), number=kwargs["row_number"]) for sentence in sentences]
        else:
            result.import_type = _type_of(taken)
            result.diff, result.instance = taken.differences, taken.article
            result.add_instance_info(taken.article)
        return result

    def _take(self, cells: dict[str, str], user: Any) -> Taken:
        """The row, unless another row is about the same story."""
        if cells.get("id", "").strip() and self.counted[cells["id"].strip()] > 1:
            raise Wrong([_("Two rows are about the story %(id)s; leave one.") % {"id": cells["id"][:30]}])
        try:
            with transaction.atomic():
                return take(cells, by=user)
        except DatabaseError:
            raise Wrong([_("It could not be stored. Nothing of it was changed; try again.")]) from None


def _type_of(taken: Taken) -> str:
    if taken.new:
        return str(RowResult.IMPORT_TYPE_NEW)
    return str(RowResult.IMPORT_TYPE_UPDATE if taken.differences else RowResult.IMPORT_TYPE_SKIP)


class StoryExchange(Exchange):
    """Export and import on the list of stories."""

    resource_classes = (StoryResource,)
    import_export_change_list_template = "admin/articles/article/change_list.html"
    import_template_name = "admin/desk/exchange/import_stories.html"
    export_template_name = "admin/desk/exchange/export_stories.html"

    def has_import_permission(self, request: Any) -> bool:
        """Whoever judges the stories of others; each row is asked once more."""
        return bool(request.user.has_perms(["articles.add_article", "articles.review_article"]))
