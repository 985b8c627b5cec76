"""Every page of the desk that has an address of its own, and one of each record; with something in all of them."""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, URLResolver, reverse

from tests.e2e.conftest import Newsroom

# Sessions end, files are sent, or scripts ask: no pages.
NO_PAGES = {"logout", "jsi18n", "autocomplete", "view_on_site"}
LIVED_IN = """
import json
from django.contrib import admin
from django.contrib.auth.models import User
from articles.models import Coverage, Tag
from articles.status import Status
from newsroom.desk import decisions, grouping
from tests import world
User.objects.filter(username="root").exists() or world.root()
ada, author, picture = world.person("ada"), world.make_author(), None
Tag.objects.get_or_create(name="Harbours")
told = [world.make_article(status=status, authors=[author]) for status in Status]
waiting = [world.make_article(status=Status.INCOMING) for _ in range(3)]
grouping.merge(waiting, by=ada, title="The fog over the pier")
blocked = world.make_article("Blocked by the gate", status=Status.INCOMING, country=None)
public = next(article for article in told if article.is_public)
decisions.correct(public, by=ada, note="It was forty boats.")
decisions.note(public, by=ada, text="Looked at twice.")
rows = {model._meta.label_lower: model._default_manager.first() for model in admin.site._registry}
firsts = {label: row.pk for label, row in rows.items() if row is not None}
print("FIRSTS", json.dumps(firsts, default=str))
"""


def live_in(newsroom: Newsroom) -> dict[str, Any]:
    """Fill the newsroom with one of everything; the first row's key of each model."""
    printed = newsroom.manage("shell", "-v0", "-c", LIVED_IN)
    line = next(line for line in printed.splitlines() if line.startswith("FIRSTS "))
    found: dict[str, Any] = json.loads(line.removeprefix("FIRSTS "))
    return found


def addresses(firsts: dict[str, Any]) -> list[str]:
    """All pages: those without arguments, and for each model its first record and that one's history."""
    found = [reverse(f"admin:{name}") for name in _names(admin.site.get_urls()) if name not in NO_PAGES]
    for label, key in firsts.items():
        prefix = label.replace(".", "_")
        found += [reverse(f"admin:{prefix}_{page}", args=[key]) for page in ("change", "history")]
    return sorted(set(found))


def _names(patterns: list[Any]) -> Iterator[str]:
    """The names of the pages that take no arguments."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver) and not pattern.pattern.regex.groups:
            yield from _names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name and not pattern.pattern.regex.groups:
            yield pattern.name
