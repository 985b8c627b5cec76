"""A row of a spreadsheet as a story: read, compared with what stands, and written by the verbs of the desk alone.

No status is ever read from a spreadsheet: what is published or rejected is decided at the desk.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Author, Country, Source, Tag
from articles.models.article import Kind
from articles.refusals import Refused
from articles.sanitize import BODY_BYTES, plain_text
from newsroom.desk import decisions
from newsroom.desk.admin.past import Difference
from newsroom.desk.compare import words
from newsroom.desk.forms.moments import MomentField

if TYPE_CHECKING:
    RowBase = forms.ModelForm[Article]
else:
    RowBase = forms.ModelForm

LISTS: Mapping[str, Any] = {"authors": Author, "tags": Tag}
# Left empty, these stay as they are: a story always has them.
NEVER_EMPTY = frozenset({"kind", "language", "slug"})
LONGEST_CELL = 32_767
"""Characters that Excel and LibreOffice keep of a cell; what is longer they cut off without a word."""


class Wrong(Refused):
    """What is wrong with a row, each as a sentence."""

    def __init__(self, sentences: Iterable[str]) -> None:
        """Keep the sentences apart."""
        self.sentences = list(sentences)
        super().__init__(" ".join(self.sentences))


class Taken(NamedTuple):
    """What became of a row: the story, whether it is new, and what changed; nothing where it was so already."""

    article: Article
    new: bool
    differences: list[Difference]


class SlugsField(forms.CharField):
    """Several of a vocabulary by their slugs, with commas between them, in order; none is made here."""

    def __init__(self, model: Any) -> None:
        """Say of which vocabulary."""
        super().__init__(required=False, max_length=5_000)
        self.model = model

    def clean(self, value: Any) -> Any:
        """The objects, as a list. An unknown slug is named."""
        wanted = list(dict.fromkeys(filter(None, map(str.strip, super().clean(value).split(",")))))
        found = {one.slug: one for one in self.model.objects.filter(slug__in=wanted)}
        unknown = [slug for slug in wanted if slug not in found]
        if unknown:
            raise ValidationError(_("there is none with the slug %(slugs)s") % {"slugs": ", ".join(unknown)[:200]})
        return [found[slug] for slug in wanted]


class RowForm(RowBase):
    """The columns that are read, each as strict as the model is."""

    body = forms.CharField(required=False, strip=False, max_length=BODY_BYTES)
    country = forms.ModelChoiceField(Country.objects.all(), to_field_name="iso2", required=False)
    source = forms.ModelChoiceField(Source.objects.all(), to_field_name="slug", required=False)
    source_url = forms.URLField(required=False, max_length=2000, assume_scheme="https")
    authors = SlugsField(Author)
    tags = SlugsField(Tag)

    class Meta:
        model = Article
        fields = (
            "headline",
            "slug",
            "standfirst",
            "body",
            "kind",
            "language",
            "country",
            "source",
            "source_url",
            "source_headline",
            "source_language",
            "source_author",
            "source_published_at",
        )
        field_classes: ClassVar[Mapping[str, Any]] = {"source_published_at": MomentField}

    def __init__(self, cells: Mapping[str, str], article: Article | None) -> None:
        """Read the columns that the row has; `article` is the story as it stands, if there is one."""
        super().__init__(cells, instance=article)
        self.stands = article
        for name in set(self.fields) - cells.keys():
            del self.fields[name]
        for name in NEVER_EMPTY & self.fields.keys():
            self.fields[name].required = False

    def _post_clean(self) -> None:
        """Nothing is put on the story here: the verbs do that."""

    def clean_slug(self) -> str:
        """Free, or the story's own."""
        slug: str = self.cleaned_data["slug"]
        others = Article.objects.exclude(pk=self.stands.pk) if self.stands else Article.objects.all()
        if slug and others.filter(slug=slug).exists():
            raise ValidationError(_("another story has it"))
        return slug

    def clean_body(self) -> str:
        """As it came, unless a spreadsheet program cut it off."""
        body = str(self.cleaned_data["body"]).replace("\r\n", "\n")
        stood = self.stands.body if self.stands else ""
        if len(body) >= LONGEST_CELL - 2 and stood.startswith(body) and body != stood:
            raise ValidationError(_("a spreadsheet program has cut it off; leave this column out"))
        return body

    @property
    def sentences(self) -> list[str]:
        """What is wrong, column by column."""
        return [f"{name}: {' '.join(map(str, told))}" for name, told in self.errors.items()]

    @property
    def values(self) -> dict[str, Any]:
        """What was given, without what was left empty and must not be."""
        given = self.cleaned_data
        return {name: value for name, value in given.items() if value not in ("", None) or name not in NEVER_EMPTY}


def take(cells: Mapping[str, str], *, by: User) -> Taken:
    """Write one row: a story without a number begins in review, one with a number is changed where the row differs.

    Raises Wrong for what cannot be read, and whatever the verbs refuse: the gate, a claim, a section, a later version.
    """
    article = _numbered(cells.get("id", "").strip())
    form = RowForm(cells, article)
    if not form.is_valid():
        raise Wrong(form.sentences)
    return _begin(form.values, by) if article is None else _revise(article, form.values, cells, by)


def _numbered(number: str) -> Article | None:
    """The story with a number; None without one."""
    if not number:
        return None
    known = number.isascii() and number.isdigit() and len(number) < 19
    found = Article.objects.select_related("claim__by").filter(pk=int(number)).first() if known else None
    if found is None:
        raise Wrong([_("There is no story with the number %(number)s.") % {"number": number[:30]}])
    return found


def _begin(values: dict[str, Any], by: User) -> Taken:
    """A new story in review, on which nobody is; without authors it is signed as one that was begun by hand."""
    given = {name: value for name, value in values.items() if value not in ("", None, [])}
    if not given.get("headline"):
        raise Wrong([_("A new story needs a headline.")])
    with transaction.atomic():
        article = decisions.begin(by=by, **({"kind": Kind.ORIGINAL} | given))
        decisions.release(article, by=by)
    shown = [Difference(name, name, words("", _as_text(name, value))) for name, value in given.items()]
    return Taken(article, new=True, differences=shown)


def _revise(article: Article, values: dict[str, Any], cells: Mapping[str, str], by: User) -> Taken:
    """Only what differs, and only upon the version that was exported, where the row says which."""
    before = {name: _stands(article, name) for name in values}
    changes = {name: value for name, value in values.items() if not _same(name, before[name], value)}
    if not changes:
        return Taken(article, new=False, differences=[])
    decisions.revise(article, by=by, changes=changes, reason=_("from a spreadsheet"), version=_version(cells))
    both = {name: (_as_text(name, before[name]), _as_text(name, value)) for name, value in changes.items()}
    return Taken(
        article, new=False, differences=[Difference(name, name, words(old, new)) for name, (old, new) in both.items()]
    )


def _version(cells: Mapping[str, str]) -> int | None:
    """The version that the row was made from."""
    said = cells.get("version", "").strip()
    if said and not (said.isascii() and said.isdigit() and len(said) < 10):
        raise Wrong([_("version: this is no number of a version.")])
    return int(said) if said else None


def _stands(article: Article, name: str) -> Any:
    """What a column holds now."""
    if name == "authors":
        return [byline.author for byline in article.bylines.select_related("author")]
    if name == "tags":
        return list(Tag.objects.filter(taggings__content_object=article).order_by("slug"))
    return getattr(article, name)


def _same(name: str, old: Any, new: Any) -> bool:
    """Tags have no order; texts are compared as they are stored."""
    return {one.pk for one in old} == {one.pk for one in new} if name == "tags" else (old or "") == (new or "")


def _as_text(name: str, value: Any) -> str:
    """What people read of it."""
    if name == "body":
        return plain_text(value or "")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
