"""The registry of places where a story can be seen. Each lists its addresses, purges itself, says if it is clean.

A feature that shows articles registers a Surface (`register`, from its app's `ready`), or `uncovered` names its address
and the test suite fails: law 8 of the house.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from newsroom.takedowns.probe import TOMBSTONES, Answer, Marks, Site

log = logging.getLogger(__name__)
Label = str | Promise


def _nothing(_article: Article) -> None:
    return None


@dataclass(frozen=True)
class Surface:
    """A place where a story can be seen.

    `patterns` are the names of the URL patterns that it answers for; `addresses` lists where this story could be seen;
    `purge` and `bring_back` act on what is kept apart from the database, such as files; `own` marks the story's own
    addresses, which must answer 404, 410 or 451; `expect` may look for more than the addresses tell and returns the
    sentences of what it found.
    """

    name: str
    label: Label
    patterns: frozenset[str]
    addresses: Callable[[Article], Iterable[str]]
    purge: Callable[[Article], None] = _nothing
    bring_back: Callable[[Article], None] = _nothing
    expect: Callable[[Article], Iterable[str]] = lambda _article: ()
    own: bool = False


@dataclass(frozen=True)
class Look:
    """What one address answered: gone, or in which words it was not."""

    surface: str
    address: str
    status: int
    gone: bool
    problem: str = ""

    def as_dict(self) -> dict[str, Any]:
        """As it is stored on the item."""
        return self.__dict__.copy()


@dataclass
class Registry:
    """The surfaces by name, in the order in which they are looked at, and the exempted patterns with the reason."""

    surfaces: dict[str, Surface] = field(default_factory=dict)
    exempt: dict[str, Label] = field(default_factory=dict)


REGISTRY = Registry()


def register(surface: Surface) -> Surface:
    """Add a surface; the same name again replaces the one before."""
    REGISTRY.surfaces[surface.name] = surface
    return surface


def exempt(pattern: str, reason: Label) -> None:
    """A URL pattern that shows no story, and why it cannot."""
    REGISTRY.exempt[pattern] = reason


def label_of(name: str) -> Label:
    """The words for a surface."""
    surface = REGISTRY.surfaces.get(name)
    return surface.label if surface else name


def purge(article: Article) -> None:
    """Let every surface drop what it keeps of a story. One that fails is looked at by `examine`, which shows it."""
    for surface in list(REGISTRY.surfaces.values()):
        try:
            surface.purge(article)
        except OSError as error:
            log.warning("Surface %s could not be purged of article %s: %s", surface.name, article.pk, error)


def bring_back(article: Article) -> None:
    """Let every surface show a story again."""
    for surface in list(REGISTRY.surfaces.values()):
        surface.bring_back(article)


def examine(article: Article, marks: Marks) -> list[Look]:
    """Look at every surface as a stranger would; one row for each address."""
    site = Site()
    return [look for surface in list(REGISTRY.surfaces.values()) for look in _examine(surface, article, marks, site)]


def _examine(surface: Surface, article: Article, marks: Marks, site: Site) -> Iterator[Look]:
    try:
        for address in dict.fromkeys(surface.addresses(article)):
            # Its own addresses must say themselves that it is gone; a list may have moved.
            answer = site.get(address) if surface.own else site.reach(address)
            problem = judge(answer, marks, own=surface.own)
            yield Look(surface.name, address, answer.status, not problem, problem)
        for problem in surface.expect(article):
            yield Look(surface.name, "", 0, gone=False, problem=problem)
    except Exception as error:  # a surface that fails must not hide the others, and must not count as clean
        log.exception("Surface %s could not be looked at for article %s", surface.name, article.pk)
        yield Look(surface.name, "", 0, gone=False, problem=f"{type(error).__name__}: {error}"[:200])


def judge(answer: Answer, marks: Marks, *, own: bool) -> str:
    """What is wrong with an answer, "" when the story is not in it."""
    if answer.status == 0:
        return str(_("The page broke: %(error)s")) % {"error": answer.text}
    if own and answer.status not in TOMBSTONES:
        return str(_("It answers %(status)d; expected are 404, 410 or 451.")) % {"status": answer.status}
    if not own and answer.status != 200 and answer.status not in TOMBSTONES:
        return str(_("It answers %(status)d, so nobody could look.")) % {"status": answer.status}
    mark = marks.title_in(answer.text) if own else marks.found_in(answer.text + answer.location)
    return str(_("“%(mark)s” still stands there.")) % {"mark": mark} if mark else ""


def covered_patterns() -> frozenset[str]:
    """The URL patterns that some surface answers for."""
    return frozenset().union(*(surface.patterns for surface in REGISTRY.surfaces.values()))


def uncovered() -> list[str]:
    """The URL patterns for which no surface answers and that nobody has exempted: must be empty (law 8)."""
    known = covered_patterns() | REGISTRY.exempt.keys()
    return sorted(patterns() - known)


def stale() -> list[str]:
    """The patterns that a surface or an exemption names and that the site does not have: a name that was mistyped."""
    return sorted((covered_patterns() | REGISTRY.exempt.keys()) - patterns())


def patterns() -> frozenset[str]:
    """The names of the site's URL patterns."""
    return frozenset(_patterns(get_resolver()))


def _patterns(resolver: URLResolver) -> Iterator[str]:
    """A namespace stands for all of its patterns, a route for a nameless one."""
    for found in resolver.url_patterns:
        if isinstance(found, URLPattern):
            yield found.name or str(found.pattern)
        elif found.namespace:
            yield f"{found.namespace}:"
        else:
            yield from _patterns(found)
