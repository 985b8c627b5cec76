"""What goes out at its minute: scheduled articles are published by the same verb as everybody's, by the machine.

The database says what is due. A doubled task, two workers or a killed one publish nothing twice and lose nothing.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from articles import editing
from articles.accounts import is_system, system_account
from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.refusals import GateClosed, SomeoneWasFirst
from newsroom.desk import claims, decisions
from newsroom.desk.models import Note
from newsroom.outbox import letters

log = logging.getLogger(__name__)
LATE = timedelta(minutes=2)


def enqueue_due(now: datetime | None = None) -> int:
    """Hand the due articles to the queue, one task each; called by the clock. How many there were."""
    due = list(Article.objects.due(now or timezone.now()).values_list("pk", flat=True))
    for pk in due:
        publish_scheduled.enqueue(pk)
    return len(due)


@task()
def publish_scheduled(pk: int) -> bool:
    """Publish one scheduled article if its minute has come; whether this task did it."""
    return publish_at_its_minute(pk, timezone.now())


def publish_due(now: datetime | None = None) -> int:
    """Publish every scheduled article whose minute has come, without a queue; how many. One failure stops no other."""
    now = now or timezone.now()
    published = 0
    for pk in list(Article.objects.due(now).order_by("publish_at", "pk").values_list("pk", flat=True)):
        try:
            published += publish_at_its_minute(pk, now)
        except Exception:
            log.exception("Scheduled article %s could not be published; it is tried again at the next tick", pk)
    return published


def publish_at_its_minute(pk: int, now: datetime) -> bool:
    """Publish a scheduled article, or put it back with an alarm where the gate is closed; False if it was not due.

    Whether it is due is asked again under the lock: it may have got another minute, or gone, since it was found.
    """
    try:
        with transaction.atomic():
            article = Article.objects.due(now).filter(pk=pk).first()
            if article is None:
                return False
            held = claims.hold(article)
            if held.publish_at is None or held.publish_at > now:
                return False
            reason = _("its minute has come")
            decisions.publish(held, by=system_account(), overruled=held.overruled, reason=reason)
    except SomeoneWasFirst:
        return False
    except GateClosed as closed:
        put_back(Article.objects.get(pk=pk), closed)
        return False
    return True


def missed(now: datetime | None = None) -> ArticleQuerySet:
    """Scheduled articles that are late by more than two minutes: the clock or the workers stand still."""
    return Article.objects.due((now or timezone.now()) - LATE).order_by("publish_at")


def put_back(article: Article, closed: GateClosed) -> None:
    """Take an article that failed the gate at its minute back into review, and ring: on the article and by letter."""
    minute, scheduler = article.publish_at, _scheduler_of(article)
    with transaction.atomic():
        change = decisions.unschedule(article, by=system_account(), reason=str(closed))
        editing.look_again(article)
        Note.objects.create(article=article, by=system_account(), text=str(closed), alarm=True)
        letters.write(
            key=f"not-published-{change.pk}",
            to=scheduler.email if scheduler else settings.SITE_CONTACT,
            template="not_published",
            context={
                "article": article,
                "minute": minute,
                "remarks": [finding.sentence for finding in closed.findings],
                "link": settings.SITE_URL + reverse("admin:articles_article_change", args=[article.pk]),
            },
        )


def _scheduler_of(article: Article) -> User | None:
    """Whoever chose the minute, if a letter can reach them."""
    chosen = article.changes.filter(act="schedule").select_related("by").order_by("id").last()
    if chosen is None or is_system(chosen.by) or not chosen.by.email:
        return None
    return chosen.by
