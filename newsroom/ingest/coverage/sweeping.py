"""The round: what was left ungrouped, what people decided on other screens, what is no more, and lost leads."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from articles.accounts import system_account
from articles.models import Article, Change, Coverage
from articles.status import Status
from newsroom.ingest.coverage import merging
from newsroom.ingest.coverage.effects import entitle
from newsroom.ingest.coverage.grouping import group
from newsroom.ingest.coverage.members import DEAD
from newsroom.ingest.coverage.turns import WINDOW, taken
from newsroom.ingest.events import misplaced
from newsroom.ingest.models import Capture, Gist, Turn

logger = logging.getLogger(__name__)

EVERY = timedelta(minutes=5)
PATIENCE = timedelta(minutes=2)
"""So long whoever took a story in has for grouping it."""
BATCH = 100


def claim(now: datetime) -> bool:
    """Whether a round is due and nobody else has claimed it."""
    Turn.objects.get_or_create(pk=Turn.ONE)
    due = Q(swept_at=None) | Q(swept_at__lt=now - EVERY)
    return bool(Turn.objects.filter(due, pk=Turn.ONE).update(swept_at=now))


def sweep(now: datetime) -> int:
    """One round; how many things it put right. Told again at once, it finds nothing."""
    return _decided(now) + _emptied(now) + _missed(now) + _led(now) + _looked_over(now)


def _missed(now: datetime) -> int:
    """Group what came in and was not grouped, from its capture."""
    came = Article.objects.filter(
        status=Status.INCOMING, arrived_at__gte=now - WINDOW, arrived_at__lt=now - PATIENCE, gist=None
    )
    found = came.filter(Exists(Capture.objects.filter(article=OuterRef("pk"), version__gt=0)))
    articles = list(found.select_related("country").order_by("arrived_at", "pk")[:BATCH])
    for article in articles:
        _group(article, now)
    return len(articles)


def _group(article: Article, now: datetime) -> None:
    newest = Capture.objects.filter(article=article, version__gt=0).order_by("-version", "-id")
    text = newest.values_list("full_text", flat=True).first() or article.body_text
    country = article.country.iso2 if article.country else ""
    at = article.source_published_at or article.arrived_at
    try:
        group(article.pk, article.source_headline or article.headline, text, country=country, at=at, now=now)
    except Exception:
        # One story that breaks must not keep the others ungrouped.
        logger.exception("A story could not be grouped: %s", article.pk)


def _decided(now: datetime) -> int:
    """Where a person set the coverage of a story on its own screen, that is where it belongs."""
    here, there = Q(coverage=None), Q(article__coverage=None)
    differ = (here & ~there) | (there & ~here) | (~here & ~there & ~Q(coverage=F("article__coverage")))
    gists = Gist.objects.filter(differ, at__gte=now - WINDOW, by_editor=False).values_list("pk", "article__coverage")
    acts = Change.objects.filter(article__in=[key for key, _pk in gists], act="revise").exclude(by=system_account())
    decided = {act.article_id for act in acts if "coverage" in act.details.get("fields", ())}
    for key, coverage in gists:
        if key in decided:
            Gist.objects.filter(pk=key).update(coverage=coverage, by_editor=True, turn=0)
            Coverage.objects.filter(pk=coverage).update(by_editor=True)
    return len(decided)


def _emptied(now: datetime) -> int:
    """Keep nothing of what was rejected or taken down, nor of what left the window long ago."""
    dead = Gist.objects.filter(article__status__in=DEAD).exclude(terms=b"")
    emptied = dead.update(terms=b"", coverage=None, turn=0)
    return emptied + Gist.objects.filter(at__lt=now - 2 * WINDOW).delete()[0]


def _led(now: datetime) -> int:
    """Choose anew where the lead is no more, or waits while readers see another story."""
    standing = Article.objects.filter(coverage=OuterRef("pk"))
    lost = Q(lead=None) | Q(lead__status__in=DEAD) | ~Q(lead__coverage=F("pk"))
    behind = Q(lead_by_editor=False) & ~Q(lead__status=Status.PUBLISHED) & Exists(standing.published())
    found = Coverage.objects.filter(lost | behind, Exists(standing.exclude(status__in=DEAD)))
    with transaction.atomic():
        return sum(entitle(coverage) for coverage in found.order_by("-pk")[:BATCH])


def _looked_over(now: datetime) -> int:
    """Look again at the latest stories that stand alone: what came since may show where they belong."""
    joined = 0
    with taken(now) as turn:
        window = turn.window
        for key in list(window.place_of)[-BATCH:]:
            event = window.place_of[key]
            better = misplaced(window, key) if turn.coverage_of(event) is None else None
            if better is not None and better.event is not None:
                joined += merging.merge(turn, event, better.event) is not None
    return joined
