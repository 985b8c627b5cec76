"""Requests written by one hand or one machine: cases whose claims share most of their words in the same order.

Of each claim's text six keys are kept, each made of three of its smallest hashed shingles (MinHash with bands); two
texts that share three quarters of their shingles share a key nearly always, two that share a tenth hardly ever.
"""

import hashlib
import re

from django.db import models
from django.db.models import QuerySet

BANDS, ROWS, WORDS = 6, 3, 4
FEWEST_WORDS = 12
_PRIME = (1 << 61) - 1
_TURNS = tuple(
    (int.from_bytes(seed[:8]) % _PRIME or 1, int.from_bytes(seed[8:16]) % _PRIME)
    for seed in (hashlib.sha256(b"turn %d" % number).digest() for number in range(BANDS * ROWS))
)


class CasePrint(models.Model):
    """One of the keys under which the text of a case's claim is found again."""

    case = models.ForeignKey("takedowns.Case", models.CASCADE, related_name="prints")
    key = models.CharField(max_length=16, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="case_print_once")]

    def __str__(self) -> str:
        return self.key


def keys_of(text: str) -> list[str]:
    """The keys of a text; none for a text too short to tell one hand from another.

    Numbers and addresses count as one word each, since machines fill them in.
    """
    plain = re.sub(r"\S*(?:://|www\.|@)\S*", " adr ", text.casefold())
    words = re.findall(r"[^\W\d_]+|\d[\d.,:-]*", plain)
    words = ["#" if word[0].isdigit() else word for word in words]
    if len(words) < FEWEST_WORDS:
        return []
    shingles = {" ".join(words[start : start + WORDS]) for start in range(len(words) - WORDS + 1)}
    marks = [int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=7).digest()) for shingle in shingles]
    least = [min((turn * mark + shift) % _PRIME for mark in marks) for turn, shift in _TURNS]
    bands = [least[start : start + ROWS] for start in range(0, BANDS * ROWS, ROWS)]
    return sorted({hashlib.sha256(repr((n, band)).encode()).hexdigest()[:16] for n, band in enumerate(bands)})


def keep(case: int, text: str) -> None:
    """Keep the keys of a case's claim."""
    CasePrint.objects.bulk_create([CasePrint(case_id=case, key=key) for key in keys_of(text)], ignore_conflicts=True)


def alike(case: int) -> QuerySet[CasePrint, int]:
    """The keys of the other cases whose claims are worded alike, whoever sent them."""
    mine = CasePrint.objects.filter(case=case).values("key")
    return CasePrint.objects.filter(key__in=mine).exclude(case=case).values_list("case", flat=True)
