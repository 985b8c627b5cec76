"""Who may make which move of a case or an address, by which verb: the table that the state tests hold the product to.

Roles: `cy` writes, `ben` edits, `ada` leads, `tao` handles takedowns, `root` is a superuser; the claimant holds the
mailed links, an anonymous visitor guesses them; `system` is the clock, and the account with which our own rules sign.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.accounts import system_account
from articles.refusals import Refused
from newsroom.takedowns import asking, destroying, endings, handling, remedies, tasks
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.tokens import CONFIRM, DISOWN, STATUS, token
from tests.takedowns.room import confirmed, only_item, proved
from tests.world import counter, person, root

PEOPLE = ("cy", "ben", "ada", "tao", "root")
ROLES = (*PEOPLE, "claimant", "anonymous", "system")
OFFICERS = frozenset({"tao", "root", "system"})

# By the words of the table of cases. `system` stands with the officers where a rule of ours may sign.
WHO: dict[str, frozenset[str]] = {
    "confirm": frozenset({"claimant"}),
    "withdraw": frozenset({"claimant"}),
    "supply": frozenset({"claimant"}),
    "lapse": frozenset({"system", "claimant"}),  # "this was not me" ends an unconfirmed request too
    "give_up": frozenset({"system"}),
    "destroy": frozenset({"system"}),
    "lift": frozenset({"root"}),
    **dict.fromkeys(("hold", "release", "decide", "close", "reopen"), OFFICERS),
    **dict.fromkeys(("ask", "call_abusive", "merge", "litigate"), frozenset({"tao", "root"})),
}
# Of disputes: `author` holds the link of whoever wrote the story. `tao` has decided, so `tao` answers no appeal.
WHO_DISPUTES: dict[str, frozenset[str]] = {
    "counter": frozenset({"author"}),
    "refuse_counter": frozenset({"tao", "root"}),
    "counter_won": frozenset({"system"}),
    "appeal": frozenset({"author", "claimant"}),
    "uphold": frozenset({"root"}),
    "reverse": frozenset({"root"}),
}

BY_PERSON: dict[str, Callable[[Case, User], object]] = {
    "hold": lambda case, by: handling.hold(only_item(case), by=by),
    "release": lambda case, by: handling.release(only_item(case), by=by),
    "decide": lambda case, by: handling.reject(only_item(case), by=by, reason="It is licensed to us."),
    "close": lambda case, by: handling.close(case, by=by),
    "reopen": lambda case, by: handling.reopen(case, by=by, reason="New facts."),
    "ask": lambda case, by: asking.ask(case, by=by, question="Which of the two?"),
    "call_abusive": lambda case, by: endings.call_abusive(case, by=by, reason="It is not about you."),
    "merge": lambda case, by: endings.merge(case, by=by, into=other_of(case).reference),
    "litigate": lambda case, by: endings.litigate(case, by=by, reason="Harbour District Court"),
    "lift": lambda case, by: endings.lift(case, by=by, reason="It was settled."),
}
BY_LINK: dict[str, Callable[[str, str, str], str]] = {
    "confirm": lambda confirm, _status, _disown: f"/takedown/confirm/{confirm}/",
    "withdraw": lambda _confirm, status, _disown: f"/takedown/status/{status}/withdraw/",
    "supply": lambda _confirm, status, _disown: f"/takedown/status/{status}/supply/",
    "lapse": lambda _confirm, _status, disown: f"/takedown/not-me/{disown}/",
}
BY_CLOCK: dict[str, Callable[[], object]] = {
    "lapse": lambda: tasks.lapse_unconfirmed(in_days(8)),
    "give_up": lambda: asking.follow_up(in_days(15)),
    "destroy": lambda: destroying.run(in_days(400)),
}
BY_ITEM: dict[str, Callable[[Item, User], object]] = {
    "hold": lambda item, by: handling.hold(item, by=by),
    "release": lambda item, by: handling.release(item, by=by),
    "remove": lambda item, by: handling.remove(item, by=by),
    "reject": lambda item, by: handling.reject(item, by=by, reason="It is licensed to us."),
    "amend": lambda item, by: remedies.amend(item, by=by, remedy="credit", typed=credit(), reason="As asked."),
    "restore": lambda item, by: handling.restore(item, by=by, reason="It was a mistake."),
}


def doors() -> list[tuple[str, str]]:
    """Every move of a case with everybody who could try it; for the others there is nothing to press."""
    signed = [(act, role) for act in BY_PERSON for role in (*PEOPLE, "system")]
    linked = [(act, role) for act in BY_LINK for role in ("claimant", "anonymous")]
    return signed + linked + [(act, "system") for act in BY_CLOCK]


def try_case(case: Case, act: str, role: str) -> None:
    """Somebody tries a move of a case by the door there is for it; what came of it is looked for afterwards."""
    case = Case.objects.get(pk=case.pk)
    with suppress(Refused):
        if role in ("claimant", "anonymous"):
            proved(Client(), case).post(
                BY_LINK[act](*links(case, right=role == "claimant")), {"answer": "The second one."}
            )
        elif act in BY_PERSON:
            BY_PERSON[act](case, somebody(role))
        else:
            BY_CLOCK[act]()


def try_item(item: Item, act: str, role: str) -> None:
    """Somebody with an account tries to do something to an address."""
    with suppress(Refused):
        BY_ITEM[act](Item.objects.select_related("case", "article").get(pk=item.pk), somebody(role))


def press(case: Case, role: str, values: dict[str, str]) -> int:
    """Send the form of a button; who has no account sends it without one. What it answers."""
    client = Client()
    if role in PEOPLE:
        client.force_login(somebody(role), backend="newsroom.desk.roles.RolesBackend")
    return int(client.post(f"/admin/takedowns/case/{case.pk}/act/", values).status_code)


def links(case: Case, *, right: bool) -> tuple[str, str, str]:
    """The ends of the links to confirm, to the status and to disown; wrong ones for a stranger who guesses."""
    seed = case.seed if right else "guessed"
    return token(seed, CONFIRM), token(seed, STATUS), f"{case.reference}.{token(seed, DISOWN)}"


def somebody(role: str) -> User:
    """The account of a role."""
    if role == "system":
        return system_account()
    return root() if role == "root" else person(role)


def other_of(case: Case) -> Case:
    """A second case of the same claimant about the same story, for merging; made before anything is counted."""
    return Case.objects.exclude(pk=case.pk).get()


def make_other(case: Case) -> Case:
    """Make it."""
    article = only_item(case).article
    assert article
    return confirmed(article, claim="privacy")


def in_days(days: int) -> datetime:
    """A moment that is so far away."""
    return timezone.now() + timedelta(days=days)


def credit() -> dict[str, str]:
    """Another byline each time, so that the remedy always changes something."""
    return {"source_author": f"Mira Quill {next(counter)}", "source_url": ""}
