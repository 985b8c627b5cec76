"""Saved queues: what the filters kept in one mean to whoever looks, in words, as an address and as a number.

The filters are those of the list of stories itself, so a queue holds exactly what its screen shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from django.contrib.admin import site
from django.contrib.admin.views.main import ChangeList
from django.core.cache import cache
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from articles.models import Article
from articles.refusals import Unfit
from newsroom.desk.filters import FIRST, ORDER, USUAL_ORDER, Articles, of_queue
from newsroom.desk.models import SavedQueue

TRIAGE, STORIES = "articles_article_triage", "articles_article_changelist"
SCREEN, STORY, WORDS, QUEUE = "screen", "story", "q", "queue"
BEAT, MINE, ALL = "beat", "mine", "all"
WORKED_THROUGH = (FIRST, "mine")
NOISE = frozenset(
    {SCREEN, STORY, "p", "o", "e", "all", "next", "before", "triage", "_changelist_filters", "_facets", "_popup"}
)
RELATIVE = {QUEUE: {"mine"}, BEAT: {MINE}, "claimed": {"me", "others"}, "assigned": {"me", "others"}}
LONGEST = 2_000
MOST_COUNTED = 99
ENDLESS = ("published", "rejected", "unpublished", "all")
LOOKED_THROUGH = 10_000
FRESH = 30
"""Seconds for which a number is good."""
IN_MENU = 12
JOINERS = "\u200c\u200d"
SEE = ("articles.view_article", "desk.view_savedqueue")
SHARE, CHIEF = "articles.review_article", "articles.override_gate"


@dataclass(frozen=True)
class Kept:
    """Filters by the names that they have in an address, and the page of the admin that they narrow."""

    params: dict[str, str]
    screen: str = TRIAGE

    @property
    def query(self) -> str:
        """The filters as a query string without a question mark."""
        return urlencode(self.params)

    @property
    def stored(self) -> str:
        """As a queue keeps it: the list of stories is named, triage is usual."""
        named = {SCREEN: "stories"} if self.screen == STORIES else {}
        return urlencode(named | self.params)

    @property
    def address(self) -> str:
        """The path of the screen, with the filters."""
        return f"{reverse(f'admin:{self.screen}')}?{self.query}"

    @property
    def is_relative(self) -> bool:
        """Whether two people may see different stories in it."""
        return any(self.params.get(name) in values for name, values in RELATIVE.items())


@dataclass(frozen=True)
class Sifted:
    """The filters that still mean something, and for each of the others a sentence that names it."""

    kept: Kept
    lost: list[str]


def kept(query: str) -> Kept:
    """The filters of a query string, whatever it is; pages, stories and the order are left out."""
    found = dict(parse_qsl(query[: 2 * LONGEST]))
    params = {name: value for name, value in found.items() if name not in NOISE and "\0" not in name + value}
    return _kept(params, is_list=found.get(SCREEN) == "stories")


def _kept(params: dict[str, str], *, is_list: bool) -> Kept:
    """On the list of stories, or in triage, which would narrow by the beat of whoever looks unless told otherwise."""
    if is_list or params.get(QUEUE, FIRST) not in WORKED_THROUGH:
        return Kept(params, STORIES)
    return Kept(params if BEAT in params else params | {BEAT: ALL}, TRIAGE)


def from_address(address: str) -> Kept:
    """What a queue keeps of the address of a filtered list. Raises Unfit where it leads elsewhere or is too long."""
    if len(address) > LONGEST:
        raise Unfit(_("These filters are too long to be kept. Search for fewer words."))
    parts = _parts(address.strip())
    screens = {reverse(f"admin:{TRIAGE}"): {}, reverse(f"admin:{STORIES}"): {SCREEN: "stories"}}
    if not parts.netloc and not parts.path:
        screens[""] = {}
    if parts.path not in screens:
        raise Unfit(_("This is not the address of triage or of the list of stories."))
    found = kept(f"{urlencode(screens[parts.path])}&{parts.query}")
    if len(found.stored) > LONGEST:
        raise Unfit(_("These filters are too long to be kept. Search for fewer words."))
    return found


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", address, "", "", "")


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
        return Sifted(_kept(params, is_list=found.screen == STORIES), lost)

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

    def count(self, query: str) -> str:
        """How many there are, such as “34”, or “99+”: counted no further than that.

        Of what was ever published or refused only the newest are looked through; with older ones it is “34+”.
        """
        found, more = self.stories(query).order_by(), False
        name = self.sift(query).kept.params.get(QUEUE, FIRST)
        if name in ENDLESS:
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
    """The queues in the menu with their numbers, which of them is open, and whether there are more."""
    user: Any = request.user
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


def on_one_line(text: str) -> str:
    """A text without line breaks and without signs that nobody sees, but for those that join letters."""
    return " ".join("".join(sign if sign.isprintable() or sign in JOINERS else " " for sign in text).split())


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
