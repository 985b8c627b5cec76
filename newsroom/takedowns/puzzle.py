"""An optional proof of work for the public forms: a browser counts for a second, a robot for every form.

The challenge is signed and not stored; to check an answer costs one signature and one hash. An answer counts once.
"""

import hashlib
import secrets
import time

from django.conf import settings
from django.core import signing
from django.core.cache import cache

SALT = "newsroom.takedowns.puzzle"
LASTS_SECONDS = 600
BITS, MOST_BITS = 15, 20


def challenge(harder: int = 0) -> str:
    """A new challenge: how many bits, a random word, the time; each bit of `harder` doubles the work."""
    bits = min(BITS + harder, MOST_BITS)
    return signing.TimestampSigner(salt=SALT, sep="~").sign(f"{bits}.{secrets.token_hex(8)}")


def is_on() -> bool:
    """Whether this site poses the puzzle."""
    return bool(settings.FORM_PUZZLE)


def solved(answer: str) -> bool:
    """Whether `challenge number` is right, in time, and was not used before."""
    posed, _space, number = answer.partition(" ")
    if len(answer) > 200 or not (number.isascii() and number.isdigit()):
        return False
    try:
        bits = signing.TimestampSigner(salt=SALT, sep="~").unsign(posed, max_age=LASTS_SECONDS).partition(".")[0]
    except signing.BadSignature:
        return False
    if not is_right(answer, int(bits)):
        return False
    spent = hashlib.sha256(posed.encode()).hexdigest()
    return bool(cache.add(f"puzzle:{spent}", int(time.time()), LASTS_SECONDS))


def is_right(answer: str, bits: int) -> bool:
    """Whether the hash of an answer begins with so many empty bits."""
    return int.from_bytes(hashlib.sha256(answer.encode()).digest()) >> (256 - bits) == 0
