"""What tests of takedowns need often: a request, a confirmed case, the links of a case, the clock of the form."""

import time
from typing import Any

from django.http import HttpResponse
from django.test import Client

from articles.models import Article
from newsroom.takedowns import claimants, doorstep, traps
from newsroom.takedowns.claims import Claim, Notice, Role
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.tokens import CONFIRM, STATUS, token
from tests.world import make_article

SITE = "http://testserver"
FORM = "/takedown/?claim=owner"


def notice(*addresses: str, **values: Any) -> Notice:
    """A complete request about some addresses."""
    facts: dict[str, Any] = {
        "claim": Claim.OWNER,
        "addresses": addresses,
        "name": "Mira Quill",
        "email": "mira@owner.example",
        "role": Role.OWNER,
        "explanation": "This is our own report and it should not stand here.",
        "originals": "https://owner.example/report",
        "signature": "Mira Quill",
    }
    return Notice(**(facts | values))


def confirmed(*articles: Article, **values: Any) -> Case:
    """A confirmed case about some stories; about a new one where none is given."""
    named = articles or (make_article(),)
    at = values.pop("at", None)
    case = claimants.receive(notice(*(address(article) for article in named), **values), at=at)
    claimants.confirm(confirm_token(case), at=at)
    case.refresh_from_db()
    return case


def only_item(case: Case) -> Item:
    """The one address of a case."""
    return case.items.select_related("case", "article").get()


def address(article: Article) -> str:
    """The whole address of a story."""
    return SITE + article.get_absolute_url()


def confirm_token(case: Case) -> str:
    """What the first letter's link ends in."""
    return token(case.seed, CONFIRM)


def status_token(case: Case) -> str:
    """What the second letter's link ends in."""
    return token(case.seed, STATUS)


def proved(client: Client, case: Case) -> Client:
    """A browser of the claimant that has typed the mailed code a moment ago."""
    client.cookies.update(doorstep.let_in(HttpResponse(), status_token(case)).cookies)
    return client


def fields(*addresses: str, seconds_ago: float = 60, **values: str) -> dict[str, str]:
    """The form of an owner as a browser would send it, shown some seconds ago."""
    given = {
        "addresses": "\n".join(addresses),
        "originals": "https://owner.example/report",
        "settle": "remove",
        "explanation": "This is our own report and it should not stand here.",
        "role": "owner",
        "name": "Mira Quill",
        "email": "mira@owner.example",
        "good_faith": "on",
        "passed_on_nameless": "on",
        "stamp": traps.stamp(time.time() - seconds_ago),
        "website": "",
    }
    return given | values


# What the formal notice asks for beside the fields of an owner.
FORMAL = {
    "part": "text",
    "work": "Our report on the harbour fire, printed on the first page.",
    "country": "NO",
    "postal_address": "1 Pier Road, Harbour Town",
    "phone": "555-0100",
    "authority": "on",
    "fair_use": "on",
    "passed_on": "on",
    "signature": "mira quill",
}
