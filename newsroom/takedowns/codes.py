"""Codes that are mailed to a claimant before something is done in their name: one use, half an hour, a hash is kept."""

import secrets
from datetime import datetime, timedelta

from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac

VALID = timedelta(minutes=30)
DIGITS, TRIES, A_DAY = 8, 5, 3


class Code(models.Model):
    """One mailed code; only the newest of a case counts."""

    case = models.ForeignKey("takedowns.Case", models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.made_at:%Y-%m-%d %H:%M}"

    def is_good(self, now: datetime) -> bool:
        """Whether it still opens something."""
        return self.used_at is None and self.tries < TRIES and now < self.made_at + VALID

    def fits(self, typed: str) -> bool:
        """Whether this is what was mailed; spaces between the digits do not matter."""
        return constant_time_compare(self.digest, digest_of(self.case_id, "".join(typed.split())))


def new() -> str:
    """A random code."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def digest_of(case: int, code: str) -> str:
    """What is kept of a code. It needs the site's key: a stolen database cannot be searched for eight digits."""
    return salted_hmac("newsroom.takedowns.code", f"{case}:{code}", algorithm="sha256").hexdigest()
