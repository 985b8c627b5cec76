"""A case in the shapes that others read: Lumen's notice, the EU's statement of reasons, a page of Markdown.

Files only: nothing is sent. The names and addresses of people are in none of them; an operator who sends a file to
Lumen adds them there if the law asks for it.
"""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from newsroom.takedowns import record
from newsroom.takedowns.claims import Claim, Role
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.redaction import PRIVATE, redacted
from newsroom.takedowns.states import ItemState, Outcome

A_CALL = 100
LUMEN_TYPES = {
    Claim.COPYRIGHT: "DMCA",
    Claim.PRIVACY: "PrivateInformation",
    Claim.LEGAL: "CourtOrder",
    Claim.TRADEMARK: "Trademark",
    Claim.DEFAMATION: "Defamation",
    Claim.DATA: "DataProtection",
    Claim.SAFETY: "Other",
    Claim.OWNER: "Other",
    Claim.OTHER: "Other",
}
ACTIONS = {Outcome.REMOVED: "Yes", Outcome.PARTLY: "Partial", Outcome.AMENDED: "Partial", Outcome.REJECTED: "No"}
REGULATIONS = {Claim.COPYRIGHT: ["17 U.S.C. 512"], Claim.PRIVACY: ["GDPR Art. 17"], Claim.DATA: ["GDPR Art. 17"]}
# Outcome of an address: what was done to its visibility, in the words of the EU's schema.
VISIBILITY = {
    "removed": "DECISION_VISIBILITY_CONTENT_REMOVED",
    "held": "DECISION_VISIBILITY_CONTENT_DISABLED",
    "delist": "DECISION_VISIBILITY_CONTENT_DEMOTED",
}
SOURCES = {"form": "SOURCE_ARTICLE_16", "staff": "SOURCE_TYPE_OTHER_NOTIFICATION"}
CATEGORIES = {
    Claim.OWNER: ("STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS", "KEYWORD_COPYRIGHT_INFRINGEMENT"),
    Claim.COPYRIGHT: ("STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS", "KEYWORD_COPYRIGHT_INFRINGEMENT"),
    Claim.PRIVACY: ("STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS", "KEYWORD_RIGHT_TO_BE_FORGOTTEN"),
    Claim.LEGAL: ("STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH", ""),
    Claim.TRADEMARK: ("STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS", "KEYWORD_TRADEMARK_INFRINGEMENT"),
    Claim.DEFAMATION: ("STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH", "KEYWORD_DEFAMATION"),
    Claim.DATA: ("STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS", "KEYWORD_RIGHT_TO_BE_FORGOTTEN"),
    Claim.SAFETY: ("STATEMENT_CATEGORY_OTHER_VIOLATION_TC", ""),
    Claim.OTHER: ("STATEMENT_CATEGORY_OTHER_VIOLATION_TC", ""),
}
# A corrected credit restricts nobody, so it needs no statement.
RESTRICTING = ("picture", "shorten", "anonymise", "delist")
_OUR_GROUND = {
    Claim.OWNER: "The terms promise owners that their material is taken down on request.",
    Claim.SAFETY: "The terms promise that nothing stays that endangers a person.",
    Claim.OTHER: "The terms promise that well-founded requests are followed.",
}
_ADDRESS = re.compile(r"https?://\S+")


def public_text(case: Case) -> str:
    """What was claimed, as it may be published."""
    return redacted("\n\n".join(filter(None, (case.work, case.explanation))), known_of(case))


def known_of(case: Case) -> list[str]:
    """What a case knows of the person who wrote."""
    fields = (case.name, case.organisation, case.principal, case.email, case.postal_address, case.phone, case.signature)
    return [field for field in fields if field]


def lumen(case: Case) -> dict[str, Any]:
    """The notice as Lumen's interface takes it."""
    items = list(case.items.order_by("number"))
    originals = [_stripped(address) for address in _ADDRESS.findall(case.originals)]
    return {
        "notice": {
            "type": LUMEN_TYPES[Claim(case.claim)],
            "title": f"Takedown request {case.reference} to {settings.SITE_NAME}",
            "subject": str(Claim(case.claim).label),
            "body": public_text(case),
            "date_sent": _day(case.received_at),
            "date_received": _day(case.confirmed_at or case.received_at),
            "source": "Online form",
            "language": case.language,
            "action_taken": ACTIONS.get(Outcome(case.outcome), "Unspecified"),
            "submission_id": case.reference,
            "case_id_number": case.reference,
            "request_type": case.settle,
            "jurisdiction_list": [case.country] if record.ISO.fullmatch(case.country) else [],
            "regulation_list": REGULATIONS.get(Claim(case.claim), []),
            "tag_list": [],
            "works_attributes": [
                {
                    "kind": "news",
                    "description": public_text(case)[:500],
                    "infringing_urls_attributes": [{"url": settings.SITE_URL + item.path} for item in items],
                    "copyrighted_urls_attributes": [{"url": address} for address in originals],
                }
            ],
            "entity_notice_roles_attributes": _entities(case),
        }
    }


def _entities(case: Case) -> list[dict[str, Any]]:
    """Who has which part in the notice; a person is named by kind alone."""
    sender = {"name": PRIVATE, "kind": "individual"}
    roles = [
        {"name": "recipient", "entity_attributes": {"name": settings.SITE_NAME, "kind": "organization"}},
        {"name": "sender", "entity_attributes": sender},
        {"name": "submitter", "entity_attributes": {"name": settings.SITE_NAME, "kind": "organization"}},
    ]
    if case.role == Role.AGENT:
        roles.append({"name": "principal", "entity_attributes": {"name": PRIVATE, "kind": "individual"}})
    return roles


def statements(case: Case) -> list[dict[str, Any]]:
    """One statement of reasons for each address whose visibility was restricted, without personal data."""
    items = case.items.select_related("article", "case", "decided_by").order_by("number")
    history = record.History(list(items))
    return [_statement(item, history) for item in items if _restricted(item)]


def _restricted(item: Item) -> bool:
    changed = item.state == ItemState.AMENDED and item.remedy in RESTRICTING
    return item.article is not None and (changed or item.state in {ItemState.REMOVED, ItemState.HELD})


def _statement(item: Item, history: record.History) -> dict[str, Any]:
    case, article = item.case, item.article
    category, keyword = CATEGORIES[Claim(case.claim)]
    acted = history.first(item, "hold", "remove", "amend")
    machine = bool(acted and acted.by and acted.by.username == settings.SYSTEM_ACCOUNT)
    decision = VISIBILITY.get(record.outcome(item), "DECISION_VISIBILITY_OTHER")
    told: dict[str, Any] = {
        "decision_visibility": [decision],
        "content_type": ["CONTENT_TYPE_IMAGE" if item.remedy == "picture" else "CONTENT_TYPE_TEXT"],
        "category": category,
        "category_specification": [keyword] if keyword else [],
        "content_date": _day(article.published_at or article.arrived_at) if article else "",
        "content_language": str(article.language or "en")[:2].upper() if article else "EN",
        "application_date": _day(acted.at if acted else item.decided_at or case.received_at),
        "decision_facts": _facts(item)[:5000],
        "source_type": SOURCES[record.channel(history.of_case[case.pk])],
        "automated_detection": "No",
        "automated_decision": "AUTOMATED_DECISION_FULLY" if machine else "AUTOMATED_DECISION_NOT_AUTOMATED",
        "puid": f"{case.reference}-{item.number}",
    }
    if decision == "DECISION_VISIBILITY_OTHER":
        told["decision_visibility_other"] = f"The content was changed: {item.remedy or item.state}."
    return told | _ground(case)


def _ground(case: Case) -> dict[str, str]:
    """On the law where a law was claimed, else on our own terms: the promise to owners."""
    law = record.GROUNDS.get(Claim(case.claim), "other")
    if case.claim in {Claim.OWNER, Claim.OTHER, Claim.SAFETY}:
        return {
            "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
            "incompatible_content_ground": _OUR_GROUND[Claim(case.claim)],
            "incompatible_content_explanation": "Somebody asked for it, and the request was found to be right.",
        }
    return {
        "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
        "illegal_content_legal_ground": law[:500],
        "illegal_content_explanation": f"A notice on the ground of {law} was found to be right."[:2000],
    }


def _facts(item: Item) -> str:
    """What happened, measured and without names."""
    case = item.case
    return (
        f"A notice ({case.get_claim_display()}) of {_day(case.received_at)} named one address of this site. "
        f"It was confirmed by mail and judged by staff. Result: {record.outcome(item)}."
    )


def calls(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Statements in as many bulk calls as the EU's database needs: a hundred in each."""
    return [{"statements": found[start : start + A_CALL]} for start in range(0, len(found), A_CALL)]


def markdown(case: Case) -> str:
    """The notice as a page for a public archive under version control."""
    items = list(case.items.order_by("number"))
    history = record.History(list(record.items().filter(case=case)))
    offered = "yes" if any(item.state == ItemState.AMENDED for item in items) else "no"
    head = [
        f"# {case.reference}",
        "",
        f"- Received: {_day(case.received_at)}",
        f"- Claim: {plain(str(case.get_claim_display()))}",
        f"- Outcome: {plain(str(case.get_outcome_display()))}",
        f"- Changed instead of removed: {offered}",
        f"- Counter-notice: {'yes' if history.countered else 'no'}",
        "",
        "## Notice",
        "",
        *(f"> {plain(line)}" for line in public_text(case).splitlines() or [""]),
        "",
        "## Addresses",
        "",
    ]
    # The address of what was removed would tell its headline, so its number stands for it.
    rows = [f"- Address {item.number}: {plain(str(item.get_state_display()))}" for item in items]
    originals = [f"- {plain(_stripped(address))}" for address in _ADDRESS.findall(case.originals)]
    return "\n".join([*head, *rows, "", "## Original", "", *(originals or ["- not given"]), ""])


def file_name(case: Case) -> str:
    """The name of its Markdown file: the day and the reference, never a person."""
    return f"{_day(case.received_at)}-{case.reference}.md"


def plain(text: str) -> str:
    """Words that Markdown and HTML take for words: no link, picture, heading or tag can be made by a claimant."""
    text = re.sub(r"(?i)\b(http)(s?)://", r"hxxp\2://", text)
    return re.sub(r"([\\`*_{}\[\]<>#|!~&])", r"\\\1", text.replace("\r", " ").replace("\x00", ""))


def _stripped(address: str) -> str:
    """An address without who was signed in, what was asked and where on the page."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return PRIVATE
    return redacted(f"{parts.scheme}://{host}{parts.path}")


def _day(at: datetime) -> str:
    """A day in the time zone of the site."""
    return f"{timezone.localtime(at):%Y-%m-%d}"
