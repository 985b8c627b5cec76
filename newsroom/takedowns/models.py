"""Case (one request), Item (one address in it), Event (what was done, append-only) and Message (the contact inbox).

Nothing here moves a case: that is `handling`. The effect on a story lives in `articles`; here stands who asked and why.
"""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.takedowns.claims import TEXT_VERSION, Claim, DataLaw, DataRight, Part, Remedy, Role
from newsroom.takedowns.references import new_message_reference, new_reference
from newsroom.takedowns.states import LAPSES_AFTER, WORKING, ItemState, Outcome, State
from newsroom.takedowns.tokens import new_seed


class CaseQuerySet(models.QuerySet["Case"]):
    """Querysets finish the sentence "cases …"."""

    def working(self) -> Self:
        """On which the clock is running."""
        return self.filter(state__in=WORKING)

    def unconfirmed_since(self, moment: datetime) -> Self:
        """Never confirmed and received before a moment."""
        return self.filter(state=State.RECEIVED, received_at__lte=moment)

    def lapsing(self, now: datetime) -> Self:
        """Whose seven days are over."""
        return self.unconfirmed_since(now - LAPSES_AFTER)

    def by_due_time(self) -> Self:
        """Open ones first, the nearest deadline on top, slow ones after the others; then the newest of the rest."""
        rank = models.Case(models.When(state__in=WORKING, then=0), models.When(state=State.RECEIVED, then=1), default=2)
        due = models.F("due_at").asc(nulls_last=True)
        return self.annotate(rank=rank).order_by("rank", "slow", due, "-received_at")


class Case(models.Model):
    """One request to take something down: who asks, on what ground, by when it must be decided."""

    reference = models.CharField(_("reference"), max_length=12, unique=True, default=new_reference, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED, editable=False)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, blank=True, editable=False)

    # The claim, exactly as it was sent.
    claim = models.CharField(_("claim"), max_length=10, choices=Claim)
    settle = models.CharField(_("what would settle it"), max_length=10, choices=Remedy)
    part = models.CharField(_("which part"), max_length=8, choices=Part, blank=True)
    part_words = models.TextField(_("the part in words"), blank=True)
    explanation = models.TextField(_("explanation"), blank=True)
    work = models.TextField(_("description of the work"), blank=True)
    originals = models.TextField(_("where the original is"), blank=True)
    original_published_on = models.DateField(_("the original was published on"), null=True, blank=True)
    data_law = models.CharField(_("law"), max_length=5, choices=DataLaw, blank=True)
    data_right = models.CharField(_("asks for"), max_length=7, choices=DataRight, blank=True)
    statements: models.JSONField[Any, Any] = models.JSONField(_("statements"), default=list)
    text_version = models.CharField(_("version of the statements"), max_length=20, default=TEXT_VERSION)
    signature = models.CharField(_("signature"), max_length=200, blank=True)

    # Who asks.
    name = models.CharField(_("name"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=Role)
    principal = models.CharField(_("on behalf of"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), db_index=True)
    country = models.CharField(_("country"), max_length=80, blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")

    # The clock.
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    alarmed = models.PositiveSmallIntegerField(_("last alarm in per cent"), default=0, editable=False)
    looked_at = models.DateTimeField(_("first seen by an officer"), null=True, blank=True, editable=False)
    look_alarmed = models.PositiveSmallIntegerField(default=0, editable=False)  # in hours
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True, editable=False)
    slow = models.BooleanField(_("slow queue"), default=False, editable=False)

    # A question to the claimant: while it is open the clock stands still.
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True, editable=False)
    asked_for = models.TextField(_("what is missing"), blank=True)
    reminded = models.PositiveSmallIntegerField(default=0, editable=False)  # the day of the last reminder
    supplied = models.TextField(_("what the claimant added"), blank=True)
    paused_for = models.DurationField(_("the clock stood still for"), default=timedelta(), editable=False)

    # How it ended.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates", verbose_name=_("merged into")
    )
    shrunk_at = models.DateTimeField(_("claimant's data erased"), null=True, blank=True, editable=False)
    mail_domain = models.CharField(_("mail domain"), max_length=254, blank=True, editable=False)

    # Its links, and what makes a second sending the same case.
    seed = models.CharField(max_length=40, default=new_seed, editable=False)
    confirm_hash = models.CharField(max_length=64, unique=True, editable=False)
    status_hash = models.CharField(max_length=64, unique=True, editable=False)
    key = models.UUIDField(unique=True, editable=False)
    digest = models.CharField(max_length=64, db_index=True, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("takedown case")
        verbose_name_plural = _("takedown cases")
        permissions = [("open_sealed", "Can open the sealed text of a removed story")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="case_state_known"),
            models.CheckConstraint(condition=Q(claim__in=Claim.values), name="case_claim_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[*WORKING, State.DECIDED, State.CLOSED])
                | Q(confirmed_at__isnull=False, due_at__isnull=False),
                name="case_confirmed_has_its_clock",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DECIDED) | (Q(decided_at__isnull=False) & ~Q(outcome=Outcome.NONE)),
                name="case_decided_has_its_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="case_queue"),
            models.Index(fields=["received_at"], name="case_cohort"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_working(self) -> bool:
        """Whether the clock is running."""
        return self.state in WORKING

    @property
    def paused_at(self) -> datetime | None:
        """Since when the clock stands still; None while it does not."""
        return self.asked_at if self.state == State.NEEDS_INFO else None


class Item(models.Model):
    """One address in a case, decided on its own."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="items", verbose_name=_("case"))
    number = models.PositiveSmallIntegerField(_("number"))
    address = models.CharField(_("address as it was typed"), max_length=2000)
    path = models.CharField(_("address on this site"), max_length=2000)
    path_key = models.CharField(max_length=64, editable=False)
    article = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("article")
    )
    state = models.CharField(_("state"), max_length=10, choices=ItemState, default=ItemState.OPEN, editable=False)
    removal = models.CharField(_("what the address answers"), max_length=8, blank=True)
    remedy = models.CharField(_("what was done"), max_length=10, blank=True, editable=False)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    # The leak table: what every surface answered, and when we look again.
    checks: models.JSONField[Any, Any] = models.JSONField(_("surfaces"), default=list, blank=True)
    checked_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    next_check_at = models.DateTimeField(_("next look"), null=True, blank=True)
    looks = models.PositiveSmallIntegerField(_("times looked"), default=0, editable=False)

    class Meta:
        ordering = ["case", "number"]
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="item_state_known"),
            models.UniqueConstraint(fields=["case", "number"], name="item_number_once"),
            models.UniqueConstraint(fields=["case", "path_key"], name="item_address_once"),
            models.CheckConstraint(
                condition=~Q(state__in=[ItemState.REMOVED, ItemState.REJECTED, ItemState.RESTORED, ItemState.AMENDED])
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="item_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=ItemState.REJECTED) | ~Q(reason=""), name="item_rejected_with_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["next_check_at"], condition=Q(next_check_at__isnull=False), name="item_due_for_a_look")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.path}"

    @property
    def done(self) -> str:
        """What was changed instead of removing, in words."""
        return str(Remedy(self.remedy).label) if self.remedy in Remedy.values else ""

    @property
    def leaks(self) -> list[dict[str, Any]]:
        """The surfaces on which the story was still found, or that could not be looked at."""
        return [look for look in self.checks if not look.get("gone")]


class AppendOnly(Exception):
    """A row of the log was to be changed or deleted."""


class Event(models.Model):
    """One thing done in a case. Never updated, never deleted. `by` is empty where the claimant acted."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="events")
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    act = models.CharField(_("act"), max_length=20)
    old = models.CharField(_("from"), max_length=10, blank=True)
    new = models.CharField(_("to"), max_length=10, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["act", "at"], name="event_of_act")]

    def __str__(self) -> str:
        return f"{self.act}: {self.old} → {self.new}"

    def save(self, *args: Any, **values: Any) -> None:
        """Write a new row; an old one is refused."""
        if self.pk is not None:
            raise AppendOnly(_("The log of a case is never changed."))
        super().save(*args, **values)

    def delete(self, *args: Any, **values: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnly(_("The log of a case is never deleted."))


class Message(models.Model):
    """A letter to the newsroom that is no takedown request, with its answer."""

    class Topic(models.TextChoices):
        """What somebody writes about."""

        CORRECTION = "correction", _("A mistake in a story")
        PRIVACY = "privacy", _("Privacy and personal data")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        """Whether somebody has answered."""

        NEW = "new", _("new")
        ANSWERED = "answered", _("answered")

    reference = models.CharField(
        _("reference"), max_length=12, unique=True, default=new_message_reference, editable=False
    )
    topic = models.CharField(_("topic"), max_length=10, choices=Topic)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.NEW, editable=False)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"))
    about = models.CharField(_("address of the story"), max_length=2000, blank=True)
    text = models.TextField(_("message"))
    language = models.CharField(_("language"), max_length=12, default="en")
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    key = models.UUIDField(unique=True, editable=False)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ["-state", "-received_at"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="message_answered_has_its_answer",
            )
        ]
        indexes = [models.Index(fields=["state", "-received_at"], name="message_inbox")]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.name}"


# Models that stand apart; here so that Django finds them.
from newsroom.takedowns import blocked, codes, evidence, floods, hand_bars, proposals, scores, snapshots  # noqa: E402, F401
from newsroom.takedowns.disputes import Appeal, CounterNotice, Party  # noqa: E402, F401
from newsroom.takedowns.sanctions import DataClock, SlowSender, Suspension, Switch  # noqa: E402, F401
