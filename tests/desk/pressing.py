"""Pressing keys in triage as its script does, and the few stories that its tests work through."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from articles.models import Article, Coverage
from articles.status import Status
from newsroom.desk import grouping
from newsroom.ingest import suggestions
from newsroom.ingest.entry import Suggested
from tests.world import make_article, make_source, person

SignIn = Callable[[str], Client]
SCREEN = "/admin/articles/article/triage/"
PRESS = SCREEN + "press/"
BY_SCRIPT = {"accept": "application/json"}


def incoming(headline: str = "", **values: Any) -> Article:
    return make_article(headline, status=Status.INCOMING, **values)


def shown(client: Client, **query: str) -> str:
    answer = client.get(SCREEN, query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def press(client: Client, article: Article, verb: str, status: int = 200, **typed: Any) -> dict[str, Any]:
    """Press as the script does, on the version that is shown now."""
    version = Article.objects.get(pk=article.pk).version
    data = {"verb": verb, "story": article.pk, "version": version} | typed
    answer = client.post(PRESS, data, headers=BY_SCRIPT)
    assert answer.status_code == status, answer.content
    told: dict[str, Any] = answer.json()
    article.refresh_from_db()
    return told


def event(number: int = 3) -> list[Article]:
    """Stories of one event, the first of which leads."""
    stories = [incoming(source=make_source(f"Outlet {place}")) for place in range(number)]
    coverage = grouping.merge(stories, by=person("ada"))
    Coverage.objects.filter(pk=coverage.pk).update(lead=stories[0])
    for story in stories:
        story.refresh_from_db()
    return stories


def copy_of(other: Article) -> Article:
    copy = incoming("Told again")
    suggestions.offer(copy, [Suggested("duplicate", str(other.pk), "the same sentences", 0.9, False)])
    return copy
