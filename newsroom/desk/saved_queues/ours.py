"""Whose the saved queues are: who sees, shares and changes one, in which order they stand, and what the menu shows."""

from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest

from articles.refusals import Unfit
from newsroom.desk.models import SavedQueue
from newsroom.desk.saved_queues.addresses import Kept, from_address, kept
from newsroom.desk.saved_queues.reading import Reader, counts

IN_MENU = 12
SEE = ("articles.view_article", "desk.view_savedqueue")
SHARE, CHIEF = "articles.review_article", "articles.override_gate"


def visible_to(user: Any) -> QuerySet[SavedQueue]:
    """A person's own queues and the shared ones, in the order of the menu: what is the person's alone comes first."""
    found = SavedQueue.objects.order_by("shared", "place", "name", "pk")
    return found.filter(Q(owner=user.pk) | Q(shared=True)) if user.has_perms(SEE) else found.none()


def may_change(queue: SavedQueue, user: Any) -> bool:
    """Whether a person may rename, change and move a queue: its owner; of a shared one, who may share, or a chief."""
    if not queue.shared:
        return bool(queue.owner_id == user.pk)
    return bool(user.has_perm(CHIEF) or (queue.owner_id == user.pk and user.has_perm(SHARE)))


def in_menu(request: HttpRequest) -> dict[str, Any]:
    """The queues in the menu with their numbers, which of them is open, and whether there are more.

    Accounts that come with a session know whether they have any (`roles.RolesBackend`), so most pages ask nothing.
    """
    user: Any = request.user
    if not getattr(user, "sees_queues", True):
        return {"rows": [], "more": False}
    found = list(visible_to(user)[: IN_MENU + 1])
    queues = found[:IN_MENU]
    numbers, opened = counts(queues, Reader(user)), _opened(request)
    rows = [{"queue": one, "count": numbers[one.pk], "current": kept(one.query) == opened} for one in queues]
    return {"rows": rows, "more": len(found) > IN_MENU}


def _opened(request: HttpRequest) -> Kept | None:
    try:
        return from_address(request.get_full_path())
    except Unfit:
        return None


def beside(queue: SavedQueue) -> QuerySet[SavedQueue]:
    """The queues among which one has its place: all shared ones, or those that are its owner's alone."""
    among = SavedQueue.objects.order_by("place", "name", "pk").filter(shared=queue.shared)
    return among if queue.shared else among.filter(owner=queue.owner_id)


def last_place(queue: SavedQueue) -> int:
    """The place below all others."""
    last = beside(queue).exclude(pk=queue.pk).aggregate(last=Max("place"))["last"]
    return 0 if last is None else int(last) + 1


def move(queue: SavedQueue, step: int) -> None:
    """Move a queue up (-1) or down (1) by one place; at the end it stays. The others keep their order."""
    with transaction.atomic():
        among = list(beside(queue).select_for_update())
        now = next((place for place, one in enumerate(among) if one.pk == queue.pk), None)
        if now is None:
            return
        among.insert(max(0, now + step), among.pop(now))
        for place, one in enumerate(among):
            one.place = place
        SavedQueue.objects.bulk_update(among, ["place"])
