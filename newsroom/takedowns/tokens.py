"""The secret links of a case. The database keeps a seed and hashes; a link is made of the seed and the site's key.

So a stolen copy of the database opens no case, a letter written next week can carry the same link, and a new seed
revokes every link of a case.
"""

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac

CONFIRM, STATUS, DISOWN = "confirm", "status", "disown"


def new_seed() -> str:
    """A random seed of 160 bits."""
    return secrets.token_hex(20)


def token(seed: str, purpose: str) -> str:
    """The token of a link: 160 bits, safe in an address."""
    digest = salted_hmac(f"newsroom.takedowns.{purpose}", seed, algorithm="sha256").digest()[:20]
    return base64.b32encode(digest).decode().lower()


def hash_of(token: str) -> str:
    """What the database keeps of a token, and looks it up by: a lookup by hash gives nothing away by its timing."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
