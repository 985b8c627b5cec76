"""Every kind of page that a reader can come upon; a shell fills the paper for them."""

import json
from typing import Any

from django.conf import settings

from articles import editing
from articles.accounts import system_account
from articles.models import Coverage, Page, Tag
from articles.models.article import Kind
from articles.status import Status
from newsroom.takedowns import claimants
from tests import world
from tests.takedowns import room

SEARCHES = ("?q=boats", "?q=nothingofthiskind", "?q=boats&since=2026-02-30", "")
FIXED = (
    "/",
    "/?view=text",
    "/authors/",
    "/sources/",
    "/corrections/",
    "/site-map/",
    "/contact/",
    room.FORM,
    "/takedown/",
)
COUNTER = ("/contact/", "/contact/?topic=other", "/takedown/", room.FORM, "/transparency/")


def fill() -> None:
    """Publish a story of each kind and take one away; print an address of every kind of page."""
    tag, author = (
        Tag.objects.get_or_create(slug="boats", defaults={"name": "Boats"})[0],
        world.make_author(bio="Walks the quays."),
    )
    coverage = Coverage.objects.create(title="Boats in the fog", slug="boats-in-the-fog")
    told: dict[str, Any] = {"tags": [tag], "authors": [author], "coverage": coverage, "country": world.make_country()}
    stories = [world.make_article(f"Boats as {kind}", kind=kind, **(told | _facts(kind))) for kind in Kind]
    world.make_article("Boats elsewhere", source=world.make_source("Strait Courier"), coverage=coverage)
    gone = world.make_article("Boats no more", status=Status.WITHDRAWN)
    editing.correct(stories[0], by=system_account(), note="It was 57 boats.")
    lists = [tag, author, coverage, world.make_source(), world.make_country()]
    day = stories[0].get_absolute_url().split("/")
    archive = ["/".join(day[:length]) + "/" for length in (2, 3, 4)]
    found = [*FIXED, *COUNTER, *archive, *(f"/search/{asked}" for asked in SEARCHES)]
    found += [one.get_absolute_url() for one in (*stories, gone, *lists, *Page.objects.filter(published=True))]
    case = claimants.receive(room.notice(settings.SITE_URL + stories[0].get_absolute_url()))
    claimants.confirm(room.confirm_token(case))
    found.append(f"/takedown/status/{room.status_token(case)}/")
    print("READERS " + json.dumps(found))


def _facts(kind: Kind) -> dict[str, Any]:
    """What a story of a kind has, or has not."""
    without = {Kind.LINK: {"body": ""}, Kind.ORIGINAL: {"source_url": ""}}
    return dict(without.get(kind, {}))
