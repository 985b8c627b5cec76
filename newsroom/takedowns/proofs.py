"""Proof that somebody holds the domain of an outlet, and may therefore have its stories removed at once."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.takedowns import tokens

HOLDS = timedelta(days=365)
OPEN_FOR = timedelta(days=7)
ASK, CONFIRM, LANE = "domain-ask", "domain-confirm", "domain-lane"


class Method(models.TextChoices):
    """How a domain proves itself."""

    MAIL = "mail", _("A letter to an address at the domain")
    DNS = "dns", _("A TXT record in the domain's DNS")
    FILE = "file", _("A file on the domain's website")


class DomainProofQuerySet(models.QuerySet["DomainProof"]):
    """Querysets finish the sentence "proofs …"."""

    def standing(self, now: datetime | None = None) -> Self:
        """That hold now."""
        return self.filter(proved_at__isnull=False, ended_at__isnull=True, ends_at__gt=now or timezone.now())


class DomainProof(models.Model):
    """One proof, from the first word to its end a year later."""

    source = models.ForeignKey("articles.Source", models.CASCADE, related_name="+", verbose_name=_("source"))
    host = models.CharField(_("domain"), max_length=253)
    method = models.CharField(_("method"), max_length=4, choices=Method)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), db_index=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    looked_at = models.DateTimeField(_("last looked"), null=True, blank=True)
    problem = models.CharField(_("what was found"), max_length=300, blank=True)
    proved_at = models.DateTimeField(_("proved"), null=True, blank=True)
    ends_at = models.DateTimeField(_("holds until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    removals = models.PositiveIntegerField(_("stories removed"), default=0, editable=False)
    seed = models.CharField(max_length=40, default=tokens.new_seed, editable=False)
    ask_hash = models.CharField(max_length=64, unique=True, editable=False)
    confirm_hash = models.CharField(max_length=64, unique=True, editable=False)
    lane_hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = DomainProofQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        verbose_name = _("proof of a domain")
        verbose_name_plural = _("proofs of domains")
        constraints = [
            models.CheckConstraint(
                condition=Q(proved_at__isnull=True) | Q(ends_at__isnull=False), name="proof_proved_has_its_end"
            )
        ]

    def __str__(self) -> str:
        return f"{self.host} ({self.get_method_display()})"

    def save(self, *args: Any, **values: Any) -> None:
        """Keep the hashes of its links with it."""
        self.ask_hash, self.confirm_hash, self.lane_hash = (
            tokens.hash_of(self.token(purpose)) for purpose in (ASK, CONFIRM, LANE)
        )
        super().save(*args, **values)

    def token(self, purpose: str) -> str:
        """What one of its links ends in."""
        return tokens.token(self.seed, purpose)

    @property
    def value(self) -> str:
        """What has to stand in the record or in the file; it says nothing of the links."""
        return f"newsroom-proof={tokens.token(self.seed, 'domain-value')}"

    @property
    def record(self) -> str:
        """The name of the TXT record."""
        return f"_newsroom.{self.host}"

    @property
    def file(self) -> str:
        """The address of the file."""
        return f"https://{self.host}/.well-known/newsroom-proof.txt"

    @property
    def is_standing(self) -> bool:
        """Whether it holds now."""
        return bool(self.proved_at and not self.ended_at and self.ends_at and self.ends_at > timezone.now())

    @property
    def is_open(self) -> bool:
        """Whether it may still be proved."""
        return not self.proved_at and not self.ended_at and self.asked_at > timezone.now() - OPEN_FOR
