"""Reading saved queues for a person: which filters still mean something, in words, the stories, and how many they are.

The filters are those of the list of stories itself, so a queue holds exactly what its screen shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import site
from django.contrib.admin.views.main import ChangeList
from django.core.cache import cache
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from articles.models import Article
from newsroom.desk.filters import FIRST, ORDER, USUAL_ORDER, Articles, of_queue
from newsroom.desk.models import SavedQueue
from newsroom.desk.saved_queues.addresses import ALL, BEAT, MINE, QUEUE, STORIES, WORDS, Kept, kept, with_screen

MOST_COUNTED = 99
ENDLESS = ("published", "rejected", "unpublished", "all")
LOOKED_THROUGH = 10_000
FRESH = 30
"""Seconds for which a number is good."""


@dataclass(frozen=True)
class Sifted:
    """The filters that still mean something, and for each of the others a sentence that names it."""

    kept: Kept
    lost: list[str]


class Stories(ChangeList):
    """A list of stories of which only the query is made."""

    def get_results(self, request: HttpRequest) -> None:
        """Fetch nothing."""
        self.result_count, self.result_list = 0, []


class Reader:
    """Reads queues for one person; what can be chosen in a filter is asked once, however many queues there are."""

    def __init__(self, user: Any) -> None:
        """For the person who looks, on whom “me” and “my beat” depend."""
        self.user = user
        self.request = HttpRequest()
        self.request.user = user
        self._choices: dict[str, tuple[str, dict[str, Any]]] = {}

    @cached_property
    def admin(self) -> Any:
        """The admin of the list of stories."""
        return site.get_model_admin(Article)

    @cached_property
    def filters(self) -> dict[str, Any]:
        """The filters of the list of stories by their names in an address."""
        listed = self.admin.get_list_filter(self.request)
        return {f"{one}__exact" if isinstance(one, str) else one.parameter_name: one for one in listed}

    def choices(self, name: str) -> tuple[str, dict[str, Any]]:
        """What a filter is called, and its values with their labels."""
        if name not in self._choices:
            self._choices[name] = self._asked(name)
        return self._choices[name]

    def _asked(self, name: str) -> tuple[str, dict[str, Any]]:
        known = self.filters[name]
        if isinstance(known, str):
            field: Any = Article._meta.get_field(known)  # noqa: SLF001 - Django documents it
            return str(field.verbose_name), {str(value): label for value, label in field.flatchoices}
        if name == BEAT:
            return str(known.title), {MINE: _("my beat"), ALL: _("all")}
        spec = known(self.request, {}, Article, self.admin)
        return str(spec.title), {str(value): label for value, label in spec.lookup_choices}

    def sift(self, query: str) -> Sifted:
        """What a kept query string means today: filters and values that are gone are left out and named."""
        found, lost = kept(query), []
        params = dict(found.params)
        for name, value in found.params.items():
            if name != WORDS and (sentence := self._gone(name, value)):
                lost.append(sentence)
                del params[name]
        return Sifted(with_screen(params, is_list=found.screen == STORIES), lost)

    def _gone(self, name: str, value: str) -> str:
        if name not in self.filters:
            shown = Truncator(name).chars(40)
            return _("The filter “%(name)s” of this queue is not known any more. It was left out.") % {"name": shown}
        title, values = self.choices(name)
        if value in values:
            return ""
        return _("The %(filter)s of this queue is gone. It was left out, so there may be more stories.") % {
            "filter": title
        }

    def in_words(self, query: str) -> list[tuple[str, str]]:
        """Each filter as its name and its choice; the words searched for last."""
        found = self.sift(query).kept
        said = [(QUEUE, found.params.get(QUEUE, FIRST))]
        said += [(name, value) for name, value in found.params.items() if name not in {QUEUE, WORDS}]
        named = [(*self.choices(name), value) for name, value in said if (name, value) != (BEAT, ALL)]
        words = [(capfirst(title), str(values[value])) for title, values, value in named]
        return words + ([(_("Words"), f"“{found.params[WORDS]}”")] if WORDS in found.params else [])

    def stories(self, query: str) -> Articles:
        """The stories of a queue, by the filters and the search of their list."""
        admin, request = self.admin, self.request
        params = {name: value for name, value in self.sift(query).kept.params.items() if (name, value) != (BEAT, ALL)}
        request.GET = QueryDict(urlencode(params))
        used = [one for name, one in self.filters.items() if name == QUEUE or name in params]
        fields, joined = admin.get_search_fields(request), admin.get_list_select_related(request)
        shown = Stories(
            request, Article, ["__str__"], (), used, None, fields, joined, 1, 0, (), admin, (), admin.search_help_text
        )
        stories: Articles = shown.queryset
        return stories

    def count(self, query: str, *, whole: bool = False) -> str:
        """How many there are, such as “34”, or “99+”: counted no further than that.

        Of what was ever published or refused only the newest are looked through, unless it must be the `whole`; where
        there are older ones, it is “34+”.
        """
        found, more = self.stories(query).order_by(), False
        name = self.sift(query).kept.params.get(QUEUE, FIRST)
        if name in ENDLESS and not whole:
            newest = of_queue(Article.objects.all(), name, self.user).order_by(*ORDER.get(name, USUAL_ORDER))
            found = found.filter(pk__in=newest.values("pk")[:LOOKED_THROUGH])
            more = newest.values("pk")[LOOKED_THROUGH : LOOKED_THROUGH + 1].exists()
        number = found.values("pk")[: MOST_COUNTED + 1].count()
        return f"{min(number, MOST_COUNTED)}{'+' if more or number > MOST_COUNTED else ''}"


def counts(queues: Sequence[SavedQueue], reader: Reader) -> dict[int, str]:
    """The numbers of queues as they are shown, such as “34” or “99+”, by the keys of the queues."""
    keys = {queue.pk: _cache_key(queue, reader.user) for queue in queues}
    known = cache.get_many(keys.values())
    fresh = {keys[one.pk]: reader.count(one.query) for one in queues if keys[one.pk] not in known}
    if fresh:
        cache.set_many(fresh, FRESH)
    found = known | fresh
    return {pk: found[key] for pk, key in keys.items()}


def _cache_key(queue: SavedQueue, user: Any) -> str:
    """A number is everybody's, unless the queue is another one for each; it changes with the filters."""
    whose = user.pk if kept(queue.query).is_relative else "all"
    return f"queue-{queue.pk}-{whose}-{sha256(queue.query.encode()).hexdigest()[:16]}"
