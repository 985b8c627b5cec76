"""The buttons of a feed: which are offered in which state, and what is said when one was pressed. Verbs do the work."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsroom.ingest import healing, tasks
from newsroom.ingest.models import Feed

State = Feed.State
Offered = Callable[[Feed], bool]


@dataclass(frozen=True, slots=True)
class Button:
    """What a button is called, and when it is offered."""

    act: str
    label: Any
    offered: Offered
    main: bool = False
    careful: bool = False


BUTTONS = (
    Button("adopt", gettext_lazy("Use the found address"), lambda feed: bool(feed.found_url), main=True),
    Button("look", gettext_lazy("Look now"), lambda feed: feed.state in {State.ACTIVE, State.MANUAL}),
    Button("search", gettext_lazy("Search for it again"), lambda feed: bool(feed.failures or feed.found_url)),
    Button("resume", gettext_lazy("Resume"), lambda feed: feed.state in {State.PAUSED, State.RETIRED}, main=True),
    Button("pause", gettext_lazy("Pause"), lambda feed: feed.state in {State.ACTIVE, State.MANUAL}),
    Button("retire", gettext_lazy("Retire"), lambda feed: feed.state != State.RETIRED, careful=True),
)


def offered(feed: Feed) -> list[Button]:
    """The buttons that make sense for a feed as it is."""
    return [button for button in BUTTONS if button.offered(feed)]


def carry_out(request: HttpRequest, act: str, feed: Feed) -> None:
    """Do what a button says, and say what came of it. What nobody offers is refused in words."""
    by: Any = request.user
    reason = request.POST.get("reason", "").strip()[:200]
    if act == "look":
        say_looked(request, [feed])
    elif act == "pause":
        _say(request, _("“%(feed)s” is paused."), feed, done=healing.pause(feed, by, reason))
    elif act == "resume":
        _say(request, _("“%(feed)s” is polled by the clock again."), feed, done=healing.resume(feed, by))
    elif act == "retire":
        done = healing.retire(feed, by, reason)
        _say(request, _("“%(feed)s” is retired; it is kept for its history."), feed, done=done)
    elif act == "search":
        _search(request, feed, by)
    elif act == "adopt":
        _adopt(request, feed, by)
    else:
        messages.error(request, _("There is no such button."))


def say_looked(request: HttpRequest, feeds: Iterable[Feed]) -> None:
    """Hand feeds to the workers at once, and say how many."""
    answers = [tasks.poll_now(feed) for feed in feeds]
    handed, busy = answers.count(True), answers.count(False)
    if handed:
        text = ngettext("%d feed is being looked at.", "%d feeds are being looked at.", handed)
        messages.success(request, text % handed)
    if busy:
        text = ngettext("%d is being looked at already.", "%d are being looked at already.", busy)
        messages.warning(request, text % busy)


def _search(request: HttpRequest, feed: Feed, by: Any) -> None:
    found = healing.search_again(feed, by)
    if found:
        messages.success(request, _("Found a feed at %(url)s. Use it if it is the right one.") % {"url": found})
    else:
        messages.warning(request, _("No feed was found on the outlet's pages. Ask the outlet, or retire this one."))


def _adopt(request: HttpRequest, feed: Feed, by: Any) -> None:
    try:
        healing.adopt(feed, by)
    except healing.NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("From now on it is read from %(url)s.") % {"url": feed.url})


def _say(request: HttpRequest, sentence: str, feed: Feed, *, done: bool) -> None:
    if done:
        messages.success(request, sentence % {"feed": feed})
    else:
        messages.warning(request, _("“%(feed)s” was so already.") % {"feed": feed})
