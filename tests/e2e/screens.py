"""Every page of the desk that has an address of its own, and one of each record; with something in all of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, URLResolver, reverse

from tests.e2e.conftest import Newsroom

# Sessions end, files are sent, or scripts ask: no pages.
NO_PAGES = {"logout", "jsi18n", "autocomplete", "view_on_site", "ingest_feed_download", "articles_change_export"}
# They take forms alone.
POSTED = {"articles_article_triage_press", "desk_bulkact_begin"}
BESIDE_THE_ADMIN = ("second_factor", "second_factor_set_up", "admin_password_reset", "password_reset_done")


@dataclass(frozen=True)
class Rooms:
    """Where the walk leads: every address, by name what has arguments, and the keys of the stories that it works on."""

    addresses: list[str]
    named: dict[str, Any]


def live_in(newsroom: Newsroom) -> Rooms:
    """Fill the newsroom with one of everything."""
    printed = newsroom.manage("shell", "-v0", "-c", "from tests.e2e import lived_in; lived_in.fill()")
    line = next(line for line in printed.splitlines() if line.startswith("ROOMS "))
    found = json.loads(line.removeprefix("ROOMS "))
    return Rooms(sorted({*plain(), *records(found["firsts"]), *found["places"].values()}), found["named"])


def plain() -> list[str]:
    """The pages without arguments, but for those that a form alone opens."""
    names = [name for name in _names(admin.site.get_urls()) if name not in NO_PAGES | POSTED]
    ours = [reverse(name) for name in BESIDE_THE_ADMIN]
    return ours + [reverse(f"admin:{name}") for name in names if not name.endswith("process_import")]


def records(firsts: dict[str, Any]) -> list[str]:
    """For each model its first record; the history of two of them, for the others' is the same page."""
    found = [reverse(f"admin:{label.replace('.', '_')}_change", args=[key]) for label, key in firsts.items()]
    return found + [reverse(f"admin:{name}_history", args=[1]) for name in ("articles_article", "articles_author")]


def _names(patterns: list[Any]) -> Iterator[str]:
    """The names of the pages that take no arguments."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver) and not pattern.pattern.regex.groups:
            yield from _names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name and not pattern.pattern.regex.groups:
            yield pattern.name
