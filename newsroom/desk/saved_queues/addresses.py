"""What a saved queue keeps: filters by their names in an address, and the screen that they narrow. Asks no database."""

from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.refusals import Unfit
from newsroom.desk.filters import FIRST

TRIAGE, STORIES = "articles_article_triage", "articles_article_changelist"
SCREEN, STORY, WORDS, QUEUE = "screen", "story", "q", "queue"
BEAT, MINE, ALL = "beat", "mine", "all"
WORKED_THROUGH = (FIRST, "mine")
"""The queues that triage shows; all others are lists of stories."""
NOISE = frozenset(
    {SCREEN, STORY, "p", "o", "e", "all", "next", "before", "triage", "_changelist_filters", "_facets", "_popup"}
)
RELATIVE = {QUEUE: {"mine"}, BEAT: {MINE}, "claimed": {"me", "others"}, "assigned": {"me", "others"}}
LONGEST = 2_000
"""Characters of a query string that a queue can keep."""
JOINERS = "\u200c\u200d"


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


def kept(query: str) -> Kept:
    """The filters of a query string, whatever it is; pages, stories and the order are left out."""
    found = dict(parse_qsl(query[: 2 * LONGEST]))
    params = {name: value for name, value in found.items() if name not in NOISE and "\0" not in name + value}
    return with_screen(params, is_list=found.get(SCREEN) == "stories")


def with_screen(params: dict[str, str], *, is_list: bool) -> Kept:
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


def on_one_line(text: str) -> str:
    """A text without line breaks and without signs that nobody sees, but for those that join letters."""
    return " ".join("".join(sign if sign.isprintable() or sign in JOINERS else " " for sign in text).split())
