"""Invented stories of invented events, for the tests of grouping."""

from typing import Any

from articles.models import Article
from articles.status import Status
from tests.world import make_article, make_source

HARBOUR = (
    ("Ferry Merisa sinks off Calvane, 40 rescued", "The ferry Merisa sank off Calvane harbour on its way to Tolby."),
    (
        "Forty saved as the Merisa goes down near Calvane",
        "Coastguards of Calvane pulled 40 passengers of the Merisa out.",
    ),
    ("Calvane mourns the Merisa", "The Merisa, a ferry between Calvane and Tolby, went down with its cargo."),
    ("Why did the Merisa sink? Calvane asks its coastguard", "The ferry Merisa lay too deep when it left Calvane."),
)
ELECTION = (
    ("Ostrava Lunn wins the mayoralty of Perrin", "Ostrava Lunn beat Gideon Marsh in Perrin by 312 votes."),
    ("Perrin elects Lunn mayor by 312 votes", "Gideon Marsh concedes to Ostrava Lunn after the count in Perrin."),
)
OUTLETS = ("Harbour Gazette", "Calvane Courier", "Tolby Times", "Northern Lantern")


def came_in(number: int, told: tuple[str, str], **values: Any) -> Article:
    """An incoming story of one of the outlets, not yet grouped."""
    source = make_source(OUTLETS[number % len(OUTLETS)])
    facts: dict[str, Any] = {"source": source, "body": f"<p>{told[1]}</p>", "status": Status.INCOMING}
    return make_article(told[0], **(facts | values))
