"""What tests of counter-notices and appeals need: a removed story that somebody wrote, and their link."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Byline
from newsroom.takedowns import countering, handling, parties
from newsroom.takedowns.disputes import CounterNotice, Party
from newsroom.takedowns.models import Case, Item
from tests.takedowns.room import confirmed
from tests.world import make_article, make_author, person

SIGNED = {
    "reason": "fair_use",
    "explanation": "It is a quotation of three lines, with its source.",
    "name": "Cy Writer",
    "email": "cy@paper.example",
    "postal_address": "4 Canal Street, Delta City",
    "phone": "555-0144",
    "signature": "Cy Writer",
    "statements": ("mistake", "jurisdiction", "service", "passed_on"),
}


def written_story(headline: str = "", by: str = "cy", **values: Any) -> Any:
    """A public story with the byline of one of our people."""
    article = make_article(headline, **values)
    author = make_author(f"{by} writer", account=person(by))
    Byline.objects.create(article=article, author=author, place=0)
    return article


def removed_case(*articles: Any, **values: Any) -> Case:
    """A case whose stories Tao has removed."""
    case = confirmed(*(articles or (written_story(),)), **{"claim": "copyright", **values})
    for item in case.items.order_by("number"):
        handling.remove(fresh(item), by=person("tao"), reason="It is theirs.")
    case.refresh_from_db()
    return case


def party_of(case: Case, name: str = "cy", number: int = 1) -> Party:
    """The author's link to an address of a case, as it stands now."""
    item = case.items.get(number=number)
    parties.link_for(item, person(name))
    rows = Party.objects.select_related("item__case", "item__article", "person")
    return rows.get(item=item, person__username=name)


def countered(case: Case, *, at: datetime | None = None, number: int = 1, **values: Any) -> CounterNotice:
    """A counter-notice that has come."""
    signed = countering.Signed(**(SIGNED | values))
    return countering.receive(party_of(case, number=number), signed, at=at or timezone.now())


def again(counter: CounterNotice) -> CounterNotice:
    """As another process would read it."""
    return CounterNotice.objects.select_related("item__case", "item__article").get(pk=counter.pk)


def fresh(item: Item) -> Item:
    """As another process would read it."""
    return Item.objects.select_related("case", "article").get(pk=item.pk)


def second_officer() -> User:
    """An officer who had no part in anything yet: the chief with the right to decide cases."""
    return person("ada") if person("ada").has_perm(handling.OFFICER) else _made_officer("ada")


def _made_officer(name: str) -> User:
    user = person(name)
    user.groups.add(*person("tao").groups.all())
    return User.objects.get(pk=user.pk)
