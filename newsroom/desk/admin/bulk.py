"""Acts on many articles chosen in a list: each leads to a page that says what will go and what will not, and why."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.models import Article
from newsroom.desk import bulk
from newsroom.desk.admin import bulk_pages

Action = Callable[[Any, HttpRequest, QuerySet[Article]], HttpResponse | None]
ADDING = "desk.add_bulkact"


def _action(act: bulk.Act) -> Any:
    """The action of a list for an act."""

    def action(admin: Any, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse | None:
        keys = list(chosen.values_list("pk", flat=True)[: bulk.MOST])
        return bulk_pages.look_page(admin.admin_site, request, act, keys, back=request.get_full_path())

    action.__name__ = act.name
    action.short_description = act.label  # type: ignore[attr-defined]
    return action


ACTIONS: list[Any] = [_action(act) for act in bulk.ACTS.values() if act.offered]


def permitted(actions: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """The actions that a person's role grants."""
    if not request.user.has_perm(ADDING):
        return {}
    return {name: action for name, action in actions.items() if request.user.has_perm(bulk.ACTS[name].permission)}
