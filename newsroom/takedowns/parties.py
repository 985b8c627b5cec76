"""The links by which whoever wrote a story answers what was decided about it: one for each person and address.

The database keeps a seed and a hash; a link is made of the seed and the site's key. It opens for thirty days; after
them it opens nothing but a button that mails a new one to the same person, and then it is dead.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from newsroom.takedowns import tokens
from newsroom.takedowns.disputes import Party
from newsroom.takedowns.models import Item

PURPOSE = "party"
VALID = timedelta(days=30)


def link_for(item: Item, person: User, *, at: datetime | None = None) -> str:
    """The token of a person's link to one address, good for thirty days from now."""
    until = (at or timezone.now()) + VALID
    seed = tokens.new_seed()
    fresh = {"seed": seed, "token_hash": _hash(seed), "expires_at": until}
    party, made = Party.objects.get_or_create(item=item, person=person, defaults=fresh)
    if not made:
        Party.objects.filter(pk=party.pk).update(expires_at=until)
    return token_of(party)


def by_token(token: str) -> Party | None:
    """Whose link this is, expired or not; a lookup by hash gives nothing away by its timing."""
    rows = Party.objects.select_related("item__case", "item__article", "person")
    party = rows.filter(token_hash=tokens.hash_of(token)).first()
    return party if party and party.person.is_active else None


def is_open(party: Party, now: datetime) -> bool:
    """Whether the link still shows the decision."""
    return now < party.expires_at


def renew(party: Party, *, at: datetime | None = None) -> bool:
    """Make a new link and let the old one die. False where somebody has just done so."""
    seed = tokens.new_seed()
    values = {"seed": seed, "token_hash": _hash(seed), "expires_at": (at or timezone.now()) + VALID}
    renewed = bool(Party.objects.filter(pk=party.pk, seed=party.seed).update(**values))
    party.refresh_from_db()
    return renewed


def token_of(party: Party) -> str:
    """The token of the link as it stands now."""
    return tokens.token(party.seed, PURPOSE)


def _hash(seed: str) -> str:
    return tokens.hash_of(tokens.token(seed, PURPOSE))
