"""The review screen with everything on it at once: each thing is shown, and the questions to the database stay few."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import editing
from articles.models import Article, Picture, Tag
from articles.readiness import Finding
from articles.status import Status
from newsroom.desk import claims, copies, decisions, grouping, headlines
from newsroom.desk.models import Beat
from newsroom.ingest import notices, store, suggestions
from newsroom.ingest.entry import Suggested
from tests.desk.screen import SignIn, address
from tests.ingest.test_unmending import ENTRY, read
from tests.world import make_article, make_author, make_country, make_source, person

pytestmark = pytest.mark.django_db
MOST = 25
SHOWN = ("Boats out?", "Boats back", "mends", "the same sentences", "It resembles another story.", "Typed, never saved")


def mended() -> Article:
    """A story with a capture and mends, in review."""
    source = make_source("Harbour Post")
    article = Article.objects.get(pk=store.settle(read(ENTRY, source), source).article or 0)
    decisions.claim(article, by=person("ben"))
    return article


def laden() -> Article:
    """A story with all that the screen can show."""
    article, ada, ben = mended(), person("ada"), person("ben")
    picture = Picture.objects.create(
        file="pictures/harbour.jpg", width=640, height=360, alt="x", credit="y", cleared=True
    )
    labels: dict[str, Any] = {
        "country": make_country(),
        "tags": [Tag.objects.create(name=name, slug=name.lower()) for name in ("Fog", "Sea")],
        "authors": [make_author(), make_author("Dee")],
        "also_about": [make_country("JP")],
        "picture": picture,
        "body": article.body + f'<p><img src="{settings.SITE_URL}/media/pictures/harbour.jpg" alt="x"></p>',
        "assigned_to": ada,
        "priority": 2,
    }
    decisions.revise(article, by=ben, changes=labels)
    for text in ("Boats out", "Boats back"):
        headlines.add(article, by=ada, text=text)
        decisions.note(article, by=ada, text=f"{text}?")
    others = [make_article(status=Status.IN_REVIEW, source=make_source(f"Outlet {number}")) for number in range(2)]
    grouping.merge([article, *others], by=ben)
    article.refresh_from_db()
    offered = [
        Suggested("country", "NP", "“Nepal” 3×", 0.9),
        Suggested("also_about", "JP", "“Tokyo” 1×", 0.7),
        Suggested("tag", "Fog", "“fog” in the headline", 0.2),
        Suggested("coverage", str(article.coverage_id), "same boats", 0.9),
        Suggested("duplicate", str(others[0].pk), "the same sentences", 0.9, applied=False),
    ]
    make_country("NP")
    suggestions.offer(article, offered)
    notices.gone(article, "There is nothing at this address (404).")
    editing.remark(article, Finding("reprint", "recommended", "It resembles another story.", "source"))
    copies.save_working_copy(article, by=ben, data={"headline": "Typed, never saved"}, version=article.version)
    claims.take(article, ben)
    return article


def test_everything_at_once_is_shown_with_few_questions(signed_in: SignIn) -> None:
    make_country("NP")
    Beat.objects.create(user=person("ben")).countries.set([make_country(), make_country("JP")])
    article = laden()
    client = signed_in("ben")
    client.get(address(article))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address(article))
    shown = answer.content.decode()
    for words in (*SHOWN, "Dee", "Fog", "Sea", "Japan", "Harbour Post"):
        assert words in shown, words
    said = [f"{one['sql'][:80]} … {one['sql'][one['sql'].find(' FROM ') :][:160]}" for one in asked.captured_queries]
    assert len(said) <= MOST, "\n".join(said)
