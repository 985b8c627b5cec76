"""Article: one piece on our site, whatever its state, and the queryset in which "published" is defined, once.

Nothing here writes a status (that is `lifecycle`) or a text (that is `editing`).
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from taggit.managers import TaggableManager

from articles import addresses
from articles.models.cards import BARE_CARD, CARD
from articles.models.tag import Tagging
from articles.models.written import Written, written
from articles.status import WAITING, Status

PUBLIC = models.Q(status="published")


class Kind(models.TextChoices):
    """What sort of piece it is; readers see the word."""

    ORIGINAL = "original", _("Original")
    COMPILED = "compiled", _("Compiled from several sources")
    SUMMARY = "summary", _("Summary of one source")
    LICENSED = "licensed", _("Licensed")
    EXCERPT = "excerpt", _("Excerpt")
    LINK = "link", _("Link")


OURS = frozenset({Kind.ORIGINAL.value, Kind.COMPILED.value})


class MadeBy(models.TextChoices):
    """How much of the text a machine made."""

    PEOPLE = "people", _("people")
    ASSISTED = "assisted", _("people, with a machine's help")
    MACHINE = "machine", _("a machine")


class Priority(models.IntegerChoices):
    """How soon the desk should look."""

    NORMAL = 0, _("normal")
    HIGH = 1, _("high")
    URGENT = 2, _("urgent")


class Removal(models.TextChoices):
    """What a withdrawn address answers: 410, 451 or 404 (RFC 9110 §15.5.11, RFC 7725)."""

    NONE = "", _("not removed")
    GONE = "gone", _("removed at the owner's request (410)")
    LEGAL = "legal", _("removed on a legal demand (451)")
    PRIVACY = "privacy", _("removed to protect a person (404)")


class ArticleQuerySet(models.QuerySet["Article"]):
    """Querysets finish the sentence "articles …"."""

    def published(self) -> Self:
        """What the public may see: the one definition, from which every public query starts."""
        return self.filter(status=Written(Status.PUBLISHED))

    def waiting(self) -> Self:
        """What editors have yet to judge."""
        return self.filter(status__in=written(*WAITING))

    def newest(self) -> Self:
        """Newest first, in a fixed order; the same order as the indexes."""
        return self.order_by("-published_at", "-id")

    def due(self, now: datetime) -> Self:
        """Scheduled articles whose minute has come."""
        return self.filter(status=Status.SCHEDULED, publish_at__lte=now)

    def on_day(self, day: date) -> Self:
        """Published on a day of the site's time zone."""
        zone = timezone.get_current_timezone()
        start = datetime.combine(day, time.min, tzinfo=zone)
        end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
        return self.published().filter(published_at__gte=start, published_at__lt=end)

    def tagged(self, tag: models.Model) -> Self:
        """Published with a tag, newest first, from the tagging's own index."""
        tied = self.published().filter(taggings__tag=tag, taggings__shown_at__isnull=False)
        return tied.order_by("-taggings__shown_at", "-taggings__id")

    def by_author(self, author: models.Model) -> Self:
        """Published under an author's name, newest first."""
        return (
            self.published()
            .filter(bylines__author=author, bylines__shown_at__isnull=False)
            .order_by("-bylines__shown_at", "-bylines__id")
        )

    def for_cards(self, *, bare: bool = False) -> Self:
        """With what a card in a list shows, `bare` without its picture; `opening` is the beginning of the text."""
        joined = ("country", "source") if bare else ("country", "source", "picture")
        rows = self.select_related(*joined).only(*(BARE_CARD if bare else CARD))
        return rows.annotate(opening=Substr("body_text", 1, 400))


class Article(models.Model):  # type: ignore[django-manager-missing] # of `taggings`: taggit has no types
    """One piece: its text, its source, its labels and where it stands."""

    # Where it stands: `lifecycle` alone writes these.
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.INCOMING, editable=False)
    held_from = models.CharField(max_length=12, choices=Status, blank=True, editable=False)
    withdrawn_from = models.CharField(max_length=12, choices=Status, blank=True, editable=False)
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    removal = models.CharField(max_length=8, choices=Removal, default=Removal.NONE, blank=True, editable=False)
    public_sentence = models.CharField(_("public sentence"), max_length=300, blank=True, editable=False)
    delisted_at = models.DateTimeField(_("kept out of search engines since"), null=True, blank=True, editable=False)
    arrived_at = models.DateTimeField(_("arrived"), default=timezone.now, editable=False)
    overruled = models.BooleanField(_("a chief overruled the gate"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    # What it says: `editing` alone writes these.
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.EXCERPT)
    made_by = models.CharField(_("made by"), max_length=8, choices=MadeBy, default=MadeBy.PEOPLE)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    reviewed_at = models.DateTimeField(null=True, blank=True, editable=False)
    headline = models.CharField(_("headline"), max_length=300, blank=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True, blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True, max_length=600)
    body = models.TextField(_("body"), blank=True)
    body_text = models.TextField(blank=True, editable=False)
    language = models.CharField(_("language"), max_length=12, default="en")
    edited_at = models.DateTimeField(_("last edited"), null=True, blank=True, editable=False)

    # Where it comes from.
    source = models.ForeignKey(
        "articles.Source", models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("source")
    )
    source_url = models.URLField(_("source address"), max_length=2000, blank=True)
    source_headline = models.CharField(_("original headline"), max_length=500, blank=True)
    source_language = models.CharField(_("original language"), max_length=12, blank=True)
    source_author = models.CharField(_("original byline"), max_length=200, blank=True)
    source_published_at = models.DateTimeField(_("published there"), null=True, blank=True)
    source_words = models.PositiveIntegerField(_("length of the original in words"), default=0, editable=False)

    # How it is found.
    country = models.ForeignKey(
        "articles.Country", models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("country")
    )
    also_about = models.ManyToManyField(
        "articles.Country", blank=True, related_name="mentions", verbose_name=_("also about")
    )
    authors = models.ManyToManyField("articles.Author", through="articles.Byline", related_name="articles")
    tags = TaggableManager(through=Tagging, blank=True)
    coverage = models.ForeignKey(
        "articles.Coverage", models.SET_NULL, null=True, blank=True, related_name="articles", verbose_name=_("coverage")
    )
    picture = models.ForeignKey(
        "articles.Picture", models.SET_NULL, null=True, blank=True, related_name="articles", verbose_name=_("picture")
    )
    body_pictures = models.ManyToManyField("articles.Picture", related_name="in_bodies", blank=True, editable=False)
    # How it is worked on: set by rules and editors, never shown to readers.
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    pinned_until = models.DateTimeField(_("pinned to the front page until"), null=True, blank=True)
    embargo_until = models.DateTimeField(_("under embargo until"), null=True, blank=True)
    expires_at = models.DateTimeField(_("off the site at"), null=True, blank=True)

    # What the machine remarked: written by `editing` after the gate has looked.
    findings: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True, editable=False)
    mends: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True, editable=False)
    remarks: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True, editable=False)
    # The keys of the findings that a person looked at and found fine: `dismissals` writes them.
    dismissed: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True, editable=False)

    # Set by `lifecycle` for the one save that writes its own row of history.
    skip_history_when_saving: bool

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["body_text"])

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("review_article", _("Can take in review and send back")),
            ("publish_article", _("Can publish and schedule")),
            ("reject_article", _("Can reject")),
            ("unpublish_article", _("Can unpublish")),
            ("correct_article", _("Can correct in public")),
            ("override_gate", _("Can overrule a required finding")),
            ("withhold_article", _("Can withhold and release")),
            ("withdraw_article", _("Can withdraw")),
            ("restore_article", _("Can restore what was withdrawn")),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="article_status_known"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="article_kind_known"),
            models.CheckConstraint(
                condition=~models.Q(status=Status.PUBLISHED) | models.Q(published_at__isnull=False, publish_at=None),
                name="published_has_its_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.SCHEDULED) | models.Q(publish_at__isnull=False),
                name="scheduled_has_its_minute",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.PUBLISHED)
                | (~models.Q(headline="") & models.Q(country__isnull=False)),
                name="published_has_headline_and_country",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.PUBLISHED)
                | models.Q(kind=Kind.ORIGINAL)
                | (~models.Q(source_url="") & models.Q(source__isnull=False)),
                name="published_names_its_source",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="newest_of_state"),
            *(
                models.Index(fields=[label, "-published_at", "-id"], condition=PUBLIC, name=f"public_of_{label}")
                for label in ("country", "source")
            ),
            models.Index(fields=["id", "status", "published_at", "country", "source", "language", "kind"], name="slim"),
            models.Index(fields=["status", "-arrived_at"], name="desk_queue"),
            models.Index(
                fields=["-priority", "-arrived_at", "-id"],
                condition=models.Q(status__in=["incoming", "in_review"]),
                name="desk_waiting",
            ),
            models.Index(fields=["publish_at"], condition=models.Q(status="scheduled"), name="desk_due"),
            models.Index(
                fields=["expires_at"], condition=models.Q(expires_at__isnull=False) & PUBLIC, name="desk_expiring"
            ),
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="desk_due_stories"),
            models.Index(fields=["embargo_until"], condition=models.Q(embargo_until__isnull=False), name="embargoes"),
            models.Index(fields=["pinned_until"], condition=models.Q(pinned_until__isnull=False), name="desk_pinned"),
            models.Index(fields=["edited_at"], condition=models.Q(edited_at__isnull=False), name="edited_lately"),
        ]

    def __str__(self) -> str:
        return self.headline or self.source_headline or str(_("(no headline)"))

    def get_absolute_url(self) -> str:
        """Its address: the day of publication in the site's time zone, then the slug."""
        moment = self.published_at or self.publish_at or self.arrived_at
        day = timezone.localdate(moment, timezone.get_default_timezone())
        return addresses.of_story(day, self.slug)

    @property
    def is_public(self) -> bool:
        """Whether readers see it now."""
        return self.status == Status.PUBLISHED

    @property
    def is_under_embargo(self) -> bool:
        """Whether nobody may make it public yet."""
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    @property
    def is_waiting(self) -> bool:
        """Whether an editor has yet to judge it."""
        return self.status in WAITING

    @property
    def must_name_source(self) -> bool:
        """Every article that is not our own shows its primary source (law 3)."""
        return self.kind != Kind.ORIGINAL

    @property
    def is_ours(self) -> bool:
        """Whether the text is our own work, though a compilation rests on others' and names them."""
        return self.kind in OURS

    @property
    def may_be_indexed(self) -> bool:
        """Whether search engines are invited: only for what adds value."""
        return self.is_ours and self.delisted_at is None

    @property
    def required_findings(self) -> Sequence[dict[str, str]]:
        """The remarks that block publication."""
        return [finding for finding in self.findings if finding.get("level") == "required"]
