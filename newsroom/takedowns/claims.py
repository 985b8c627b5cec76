"""What can be claimed, who claims, and the statements that are signed. Pure data; the form and the case read it.

A statement's text is never edited: a changed text gets a new version, since a case keeps the version that was signed.
"""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Claim(models.TextChoices):
    """Why something should come down; the form asks only what the claim needs."""

    OWNER = "owner", _("owner's wish")
    COPYRIGHT = "copyright", _("copyright notice")
    PRIVACY = "privacy", _("privacy")
    LEGAL = "legal", _("order of a court or authority")
    OTHER = "other", _("other")

    @property
    def sentence(self) -> str:
        """As a claimant would say it."""
        return str(SENTENCES[self])


SENTENCES: dict[Claim, str | Promise] = {
    Claim.OWNER: _("The story is mine or my outlet's, and I do not want it here"),
    Claim.COPYRIGHT: _("I send a formal copyright notice (17 U.S.C. 512)"),
    Claim.PRIVACY: _("It is about me and harms my privacy"),
    Claim.LEGAL: _("A court or an authority orders it"),
    Claim.OTHER: _("Something else is unlawful or wrong with it"),
}


class Remedy(models.TextChoices):
    """What would settle the matter."""

    REMOVE = "remove", _("Remove it")
    PICTURE = "picture", _("Remove the picture only")
    SHORTEN = "shorten", _("Shorten it")
    CREDIT = "credit", _("Correct the credit or the link")
    ANONYMISE = "anonymise", _("Take a name out of it")
    DELIST = "delist", _("Keep it out of search engines")
    OTHER = "other", _("Something else (say what below)")


class Role(models.TextChoices):
    """In what capacity somebody writes."""

    OWNER = "owner", _("the owner of the material")
    AGENT = "agent", _("somebody authorised to act for the owner or person")
    PERSON = "person", _("the person the story is about")
    AUTHORITY = "authority", _("a court or an authority")


ROLES: dict[Claim, tuple[Role, ...]] = {
    Claim.OWNER: (Role.OWNER, Role.AGENT),
    Claim.COPYRIGHT: (Role.OWNER, Role.AGENT),
    Claim.PRIVACY: (Role.PERSON, Role.AGENT),
    Claim.LEGAL: (Role.AUTHORITY, Role.AGENT),
    Claim.OTHER: (Role.OWNER, Role.PERSON, Role.AGENT, Role.AUTHORITY),
}

# The fields that a claim asks for besides those that every claim does; postal address and telephone are asked for
# only where the statute does (17 U.S.C. 512(c)(3)(A)(iv)).
EXTRA_FIELDS: dict[Claim, frozenset[str]] = {
    Claim.OWNER: frozenset({"originals"}),
    Claim.COPYRIGHT: frozenset({"originals", "country", "postal_address", "phone", "authority"}),
    Claim.PRIVACY: frozenset(),
    Claim.LEGAL: frozenset({"country"}),
    Claim.OTHER: frozenset(),
}

TEXT_VERSION = "2026-11"
STATEMENTS: dict[str, dict[str, str | Promise]] = {
    "2026-11": {
        "good_faith": _("I believe in good faith that what I say here is accurate and complete."),
        "authority": _(
            "Under penalty of perjury: this notice is accurate, I am the owner or authorised to act for the owner, and "
            "I believe in good faith that the use is not allowed by the owner, an agent or the law. I have considered "
            "whether it is a fair use or a quotation."
        ),
    }
}
MAX_ADDRESSES = 50


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A complete request as it was sent: what the form hands to `claimants.receive`."""

    claim: Claim
    addresses: tuple[str, ...]
    name: str
    email: str
    role: Role
    explanation: str
    settle: Remedy = Remedy.REMOVE
    organisation: str = ""
    principal: str = ""
    country: str = ""
    postal_address: str = ""
    phone: str = ""
    originals: str = ""
    statements: tuple[str, ...] = ("good_faith",)
    signature: str = ""
    language: str = "en"
    key: UUID = field(default_factory=uuid4)


def statement_texts(version: str, names: list[str]) -> list[str | Promise]:
    """The statements as they were signed; a name that the version does not know is shown as it is."""
    known = STATEMENTS.get(version, {})
    return [known.get(name, name) for name in names]
