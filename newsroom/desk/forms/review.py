"""The form of the review screen: what goes out. It says what a person touched; keeping it is `decisions.revise`."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Author, Byline, Country, Tag, Tagging
from articles.models.article import Kind
from newsroom.desk.forms.body import BodyField
from newsroom.desk.forms.chooser import ChooserMany, ChooserOne, OrderedField
from newsroom.desk.forms.moments import MomentField, MomentInput

if TYPE_CHECKING:
    BaseForm = forms.ModelForm[Article]
else:
    BaseForm = forms.ModelForm

CAPTIONS = {"picture_alt": "alt", "picture_credit": "credit"}
CHOSEN = ("source", "picture", "coverage")
LISTS = ("authors", "tags", "also_about")
MOMENTS = ("source_published_at", "due_at", "pinned_until", "embargo_until", "expires_at")


class ReviewForm(BaseForm):
    """Text, labels and source of one article, with the version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    source_url = forms.URLField(label=_("Source address"), required=False, max_length=2000, assume_scheme="https")
    body = BodyField(label=_("Body"), required=False)
    authors = OrderedField(
        label=_("Authors"),
        required=False,
        queryset=Author.objects.all(),
        widget=ChooserMany("articles.byline.author"),
        help_text=_("In the order in which they sign."),
    )
    tags = OrderedField(
        label=_("Tags"),
        required=False,
        queryset=Tag.objects.all(),
        widget=ChooserMany("articles.tagging.tag"),
        help_text=_("From the vocabulary; new tags are made on the page of tags."),
    )
    picture_alt = forms.CharField(
        label=_("What the picture shows"),
        required=False,
        max_length=300,
        help_text=_("For those who cannot see it; kept with the picture."),
    )
    picture_credit = forms.CharField(label=_("Who made the picture"), required=False, max_length=200)
    also_about = OrderedField(
        label=_("Also about"),
        required=False,
        queryset=Country.objects.all(),
        widget=ChooserMany("articles.source.country"),
    )

    class Meta:
        model = Article
        fields = (
            "headline",
            "standfirst",
            "body",
            "kind",
            "made_by",
            "language",
            "country",
            "source",
            "source_url",
            "source_headline",
            "source_language",
            "source_author",
            "source_published_at",
            "picture",
            "coverage",
            "slug",
            "pinned_until",
            "embargo_until",
            "expires_at",
            "priority",
            "assigned_to",
            "due_at",
        )
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2, "data-count": "110"}),
            "standfirst": forms.Textarea(attrs={"rows": 3, "data-count": "300"}),
            "source_headline": forms.Textarea(attrs={"rows": 2}),
            "source": ChooserOne("articles.article.source"),
            "picture": ChooserOne("articles.article.picture"),
            "coverage": ChooserOne("articles.article.coverage"),
            "source_published_at": MomentInput(),
            "pinned_until": MomentInput(),
            "embargo_until": MomentInput(),
            "expires_at": MomentInput(),
            "due_at": MomentInput(),
        }
        field_classes = dict.fromkeys(MOMENTS, MomentField)
        help_texts = {
            "slug": _("The last part of the address. Old addresses lead to the new one."),
            "pinned_until": _("Keeps it at the top of the front page until then."),
            "embargo_until": _("Nothing and nobody makes it public before this minute."),
            "expires_at": _("At this minute it goes off the site by itself."),
        }

    def __init__(self, data: Any = None, *, instance: Article, editable: bool = True) -> None:
        """`editable` is false for those who may look but not touch."""
        things = {name: chosen(instance, name) for name in LISTS} if instance.pk else {}
        lists: dict[str, Any] = {name: [thing.pk for thing in found] for name, found in things.items()}
        things |= {name: [found] for name in CHOSEN if (found := getattr(instance, name)) is not None}
        picture = instance.picture
        lists |= {"picture_alt": picture.alt, "picture_credit": picture.credit} if picture else {}
        initial = lists | moments(instance) | {"version": instance.version if instance.pk else 0}
        super().__init__(data, instance=instance, initial=initial, label_suffix="")
        for name, found in things.items():
            self.fields[name].widget.known = {str(thing.pk): thing for thing in found}
        for name, field in self.fields.items():
            field.disabled = not editable
            field.show_hidden_initial = name not in {"version", "body"}
        for name in ("headline", "standfirst", "body"):
            self.fields[name].widget.attrs |= {"lang": instance.language, "dir": "auto", "spellcheck": "true"}
        if instance.published_at:
            leads = {"data-was": instance.slug, "data-once-changed": str(_("The old address will lead here."))}
            self.fields["slug"].widget.attrs |= leads
        self.fields["slug"].required = self.fields["priority"].required = False
        assignee: Any = self.fields["assigned_to"]
        assignee.queryset, assignee.label_from_instance = staff(instance.assigned_to_id), by_name
        if picture is None:
            del self.fields["picture_alt"], self.fields["picture_credit"]
        if not instance.pk:
            self.fields["kind"].initial = self.initial["kind"] = Kind.ORIGINAL

    def validate_constraints(self) -> None:
        """Left to the gate, which says it in better words and only when the article goes out."""

    @property
    def spoiled(self) -> bool:
        """Whether something that the person typed cannot be kept; what they left alone cannot stop them."""
        return not self.is_valid() and bool(set(self.errors) & {*self.changed_data, "version", "__all__"})

    @property
    def touched(self) -> dict[str, Any]:
        """What the person changed, of what they saw; the form must not be spoiled."""
        names = [name for name in self.changed_data if name != "version" and name not in CAPTIONS]
        return {name: self.cleaned_data[name] for name in names if self.fits(name)}

    @property
    def caption(self) -> dict[str, str]:
        """What the person changed in what is said of the picture, unless they chose another one."""
        if "picture" in self.changed_data:
            return {}
        return {CAPTIONS[name]: self.cleaned_data[name] for name in self.changed_data if name in CAPTIONS}

    def fits(self, name: str) -> bool:
        """An emptied slug or priority means "as it was"."""
        return name not in {"slug", "priority"} or self.cleaned_data[name] not in {"", None}

    @property
    def seen_version(self) -> int | None:
        """The version that the person saw."""
        return self.cleaned_data.get("version") or None


def staff(kept: int | None) -> QuerySet[User]:
    """To whom a story may be given: whoever works at the desk, and whoever has it already."""
    return User.objects.filter(Q(is_staff=True, is_active=True) | Q(pk=kept)).order_by("first_name", "username")


def by_name(user: User) -> str:
    """A member of the staff as colleagues call them."""
    return user.get_full_name() or user.username


def read_labels(article: Article) -> None:
    """Read authors, tags and other countries at once, for whoever asks for them afterwards."""
    bylines = Byline.objects.select_related("author").order_by("place", "id")
    taggings = Tagging.objects.select_related("tag").order_by("tag__name")
    prefetch_related_objects([article], Prefetch("bylines", bylines), Prefetch("taggings", taggings), "also_about")


def chosen(article: Article, name: str) -> list[Any]:
    """What a list of an article holds, in order."""
    if "bylines" not in getattr(article, "_prefetched_objects_cache", {}):
        read_labels(article)
    if name == "authors":
        return [byline.author for byline in article.bylines.all()]
    if name == "tags":
        return [tie.tag for tie in article.taggings.all()]
    return list(article.also_about.all())


def moments(article: Article) -> dict[str, Any]:
    """Times to the minute, as the browser's picker knows them."""
    return {
        name: timezone.localtime(when).replace(second=0, microsecond=0)
        for name in MOMENTS
        if (when := getattr(article, name)) is not None
    }
