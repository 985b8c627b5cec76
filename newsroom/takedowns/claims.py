"""What can be claimed, who claims, and the statements that are signed. Pure data; the form and the case read it.

A statement's text is never edited: a changed text gets a new version, since a case keeps the version that was signed.
"""

from dataclasses import dataclass, field
from datetime import date
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
    TRADEMARK = "trademark", _("trademark")
    DEFAMATION = "defamation", _("defamation")
    SAFETY = "safety", _("safety of a person")
    DATA = "data", _("data request")
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
    Claim.TRADEMARK: _("It misuses a trademark of mine"),
    Claim.DEFAMATION: _("It says something untrue about me that harms my name"),
    Claim.SAFETY: _("It puts somebody in danger or shows an intimate picture"),
    Claim.DATA: _("I want to know, correct or delete what you hold about me (GDPR, CCPA)"),
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


class Part(models.TextChoices):
    """Which part of a story the claim is about."""

    WHOLE = "whole", _("The whole story")
    TEXT = "text", _("The text, or a passage of it")
    PICTURE = "picture", _("A picture")
    HEADLINE = "headline", _("The headline")
    NAME = "name", _("A name")


class DataLaw(models.TextChoices):
    """The law that a data request relies on; it sets the time for our answer."""

    GDPR = "gdpr", _("European or British data protection law (GDPR)")
    CCPA = "ccpa", _("California's privacy law (CCPA)")
    OTHER = "other", _("Another law, or I do not know")


class DataRight(models.TextChoices):
    """What a data request asks for."""

    ACCESS = "access", _("Tell me what you hold about me")
    ERASE = "erase", _("Delete what you hold about me")
    CORRECT = "correct", _("Correct what you hold about me")
    OPT_OUT = "opt_out", _("Do not sell or share it")


ROLES: dict[Claim, tuple[Role, ...]] = {
    Claim.OWNER: (Role.OWNER, Role.AGENT),
    Claim.COPYRIGHT: (Role.OWNER, Role.AGENT),
    Claim.PRIVACY: (Role.PERSON, Role.AGENT),
    Claim.LEGAL: (Role.AUTHORITY, Role.AGENT),
    Claim.TRADEMARK: (Role.OWNER, Role.AGENT),
    Claim.DEFAMATION: (Role.PERSON, Role.AGENT),
    Claim.SAFETY: (Role.PERSON, Role.AGENT, Role.AUTHORITY),
    Claim.DATA: (Role.PERSON, Role.AGENT),
    Claim.OTHER: (Role.OWNER, Role.PERSON, Role.AGENT, Role.AUTHORITY),
}

# Beside these every claim asks who writes, in what capacity, for a mail address, and that it is said in good faith.
# Postal address, telephone and signature are asked for only where the statute does (17 U.S.C. 512(c)(3)(A)).
_STORY = frozenset({"addresses", "settle", "country"})
_PART = frozenset({"part", "part_words"})
_ORIGINAL = frozenset({"originals", "first_published"})
_FORMAL = frozenset({"work", "postal_address", "phone", "authority", "fair_use", "passed_on", "signature"})
_TOLD = frozenset({"explanation", "passed_on_nameless"})
ASKED: dict[Claim, frozenset[str]] = {
    Claim.OWNER: _STORY | _ORIGINAL | _TOLD,
    Claim.COPYRIGHT: _STORY | _PART | _ORIGINAL | _FORMAL,
    Claim.PRIVACY: _STORY | _PART | _TOLD,
    Claim.LEGAL: _STORY | _TOLD,
    Claim.TRADEMARK: _STORY | _PART | _TOLD,
    Claim.DEFAMATION: _STORY | _PART | _TOLD,
    Claim.SAFETY: _STORY | _PART | _TOLD,
    Claim.DATA: frozenset({"addresses", "country", "data_law", "data_right", "explanation"}),
    Claim.OTHER: _STORY | _TOLD,
}
# What a claim asks for but takes without: nobody in danger has to say who they are, and an owner need not argue.
_SPARE = frozenset({"part_words", "first_published", "country"})
MAY_BE_EMPTY: dict[Claim, frozenset[str]] = dict.fromkeys(Claim, _SPARE) | {
    Claim.OWNER: _SPARE | {"explanation"},
    Claim.COPYRIGHT: _SPARE - {"country"},
    Claim.LEGAL: _SPARE - {"country"},
    Claim.SAFETY: _SPARE | {"name"},
    # What we hold about somebody need not stand on a page of ours.
    Claim.DATA: frozenset({"addresses", "explanation"}),
}

TEXT_VERSION = "2026-11-26"
_GOOD_FAITH = _("I believe in good faith that what I say here is accurate and complete.")
STATEMENTS: dict[str, dict[str, str | Promise]] = {
    "2026-11": {
        "good_faith": _GOOD_FAITH,
        "authority": _(
            "Under penalty of perjury: this notice is accurate, I am the owner or authorised to act for the owner, and "
            "I believe in good faith that the use is not allowed by the owner, an agent or the law. I have considered "
            "whether it is a fair use or a quotation."
        ),
    },
    "2026-11-26": {
        "good_faith": _GOOD_FAITH,
        "authority": _(
            "Under penalty of perjury: this notice is accurate, I am the owner or authorised to act for the owner, and "
            "I believe in good faith that the use is not allowed by the owner, an agent or the law."
        ),
        "fair_use": _("I have considered whether the use is a fair use or a quotation that the law allows."),
        "passed_on": _(
            "I know that this notice may be passed on to whoever contributed the story, with my name, organisation, "
            "mail address, the description of the work and these statements, and that it may be published without "
            "my contact data. My postal address, telephone and files are not passed on."
        ),
        "passed_on_nameless": _(
            "I know that whoever wrote the story is told what is claimed, but not who claims it, and that figures are "
            "published, but no names."
        ),
    },
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
    first_published: date | None = None
    work: str = ""
    part: str = ""
    part_words: str = ""
    data_law: str = ""
    data_right: str = ""
    slow: bool = False
    evidence: tuple[int, ...] = ()
    statements: tuple[str, ...] = ("good_faith",)
    signature: str = ""
    language: str = "en"
    key: UUID = field(default_factory=uuid4)


def statement_texts(version: str, names: list[str]) -> list[str | Promise]:
    """The statements as they were signed; a name that the version does not know is shown as it is."""
    known = STATEMENTS.get(version, {})
    return [known.get(name, name) for name in names]
