"""A story that is public and watched, and what its original says from then on."""

from django.utils import timezone
from time_machine import Traveller

from articles import lifecycle
from articles.accounts import system_account
from articles.models import Article
from articles.models.source import Rights
from articles.status import Status
from newsroom.ingest import upstream, watching
from newsroom.ingest.models import Notice, Watch
from tests.fakes import FakeWeb
from tests.ingest.press import PARAGRAPHS, Outlet, Story, bring

TUESDAY = (PARAGRAPHS[0].replace("Monday", "Tuesday"), *PARAGRAPHS[1:])
CORRECTED = (*TUESDAY, "Correction: an earlier version of this story named the wrong day for the opening.")


def publish(web: FakeWeb, story: Story | None = None, rights: Rights = Rights.LICENSED) -> tuple[Outlet, Article]:
    """A story that came in and is public, with its watch."""
    outlet = bring(web, story or Story(), rights=rights)
    watching.follow(timezone.now())
    article = Article.objects.get()
    for state in (Status.IN_REVIEW, Status.PUBLISHED):
        lifecycle.move(article, state, by=system_account())
    watching.follow(timezone.now())
    return outlet, article


def look(clock: Traveller) -> str:
    """Go to the next look, and make it."""
    watch = Watch.objects.select_related("article__source").get()
    assert watch.next_at is not None
    clock.move_to(max(watch.next_at, timezone.now()))
    assert watching.claim(watch.pk, timezone.now())
    watch.refresh_from_db()
    return upstream.look(watch, timezone.now())


def say(web: FakeWeb, paragraphs: tuple[str, ...] = PARAGRAPHS, title: str = Story().title, **rest: str) -> None:
    """Let the page say this from now on."""
    page = Story(title=title, paragraphs=paragraphs).page
    for old, new in rest.items():
        page = page.replace(f"<!--{old}-->", new)
    web.serve(Story().url, page, {"content-type": "text/html; charset=utf-8"})


def notice() -> Notice:
    return Notice.objects.get()
