"""The filter "my beat": the stories on which an editor's decisions are good."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsroom.desk.filters import Articles, Choice
from newsroom.desk.roles import sections_of

MINE, ALL = "mine", "all"


class BeatFilter(Choice):
    """My sections, stories of no section, and what was given to me. Only for whoever has a beat."""

    title = _("beat")
    parameter_name = "beat"

    def options(self) -> dict[str, Any]:
        """One choice, where the person has a beat."""
        return {MINE: _("my beat")} if has_beat(self.request.user) else {}

    def choices(self, changelist: Any) -> Any:
        """Everything is said in the address, since triage starts with the beat where the address says nothing."""
        everything = {self.parameter_name: ALL}
        chosen = self.value() == MINE
        yield {"selected": not chosen, "query_string": changelist.get_query_string(everything), "display": _("All")}
        mine = changelist.get_query_string({self.parameter_name: MINE})
        yield {"selected": chosen, "query_string": mine, "display": _("my beat")}

    def narrow(self, articles: Articles, value: str, request: HttpRequest) -> Articles:
        """As `roles.on_beat` says it of one story."""
        user: Any = request.user
        sections = sections_of(user)
        return articles.filter(Q(country__in=sections) | Q(country=None) | Q(assigned_to=user))


def has_beat(user: Any) -> bool:
    """Whether a person looks after some sections only."""
    return bool(sections_of(user))
