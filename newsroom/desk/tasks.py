"""What happens at its minute: scheduled articles go out and those whose time is over go off, by everybody's own verbs.

The database says what is due. A doubled task, two workers or a killed one do nothing twice and lose nothing.
"""

import logging
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from articles import editing
from articles.accounts import is_system, system_account
from articles.gate import minute
from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.refusals import GateClosed, SomeoneWasFirst
from newsroom.desk import alerts, claims, coming, decisions, digests
from newsroom.desk.models import AlertKind, Note
from newsroom.desk.roles import Role
from newsroom.outbox import letters
from newsroom.outbox.models import Letter

log = logging.getLogger(__name__)
LATE = coming.LATE


def enqueue_due(now: datetime | None = None) -> int:
    """Hand what is due to the queue, one task each; called by the clock. How many there were.

    The alarm for what is late rings first: where the clock itself stood still, the next line would silence it.
    """
    now = now or timezone.now()
    ring_for_missed(now)
    due = list(Article.objects.due(now).values_list("pk", flat=True))
    over = list(coming.over(now).values_list("pk", flat=True))
    for pk in due:
        publish_scheduled.enqueue(pk)
    for pk in over:
        unpublish_expired.enqueue(pk)
    return len(due) + len(over) + digests.enqueue_due(now)


@task()
def publish_scheduled(pk: int) -> bool:
    """Publish one scheduled article if its minute has come; whether this task did it."""
    return publish_at_its_minute(pk, timezone.now())


@task()
def unpublish_expired(pk: int) -> bool:
    """Take one published article off the site if its time is over; whether this task did it."""
    return unpublish_at_its_end(pk, timezone.now())


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


def unpublish_at_its_end(pk: int, now: datetime) -> bool:
    """Unpublish an article whose time is over; False if it was not, or if somebody took it off or holds it back."""
    try:
        with transaction.atomic():
            article = coming.over(now).filter(pk=pk).first()
            if article is None:
                return False
            held = claims.hold(article)
            if held.expires_at is None or held.expires_at > now:
                return False
            decisions.unpublish(held, by=system_account(), reason=_("its time was over"))
    except SomeoneWasFirst:
        return False
    return True


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
    return coming.late(now or timezone.now())


def ring_for_missed(now: datetime | None = None) -> int:
    """Write to people about every article that is late by more than two minutes, once for each minute; how many."""
    now = now or timezone.now()
    return sum(_ring(article, now) for article in list(missed(now)) if not _rang(article))


def _ring(article: Article, now: datetime) -> bool:
    """One alarm, under the article's lock, so that of two clocks one rings."""
    try:
        with transaction.atomic():
            held = claims.hold(article)
            if held.publish_at is None or held.publish_at != article.publish_at or _rang(held):
                return False
            chosen, at = _scheduler_of(held), minute(held.publish_at)
            text = _("“%(article)s” was to go out at %(at)s and has not.") % {"article": held, "at": at}
            Note.objects.create(article=held, by=system_account(), text=text, alarm=True)
            alerts.tell([*chiefs(), chosen], AlertKind.MISSED, text=text, article=held)
            for to in dict.fromkeys([settings.SITE_CONTACT, *([chosen.email] if chosen else [])]):
                context = {"article": held, "at": at, "now": minute(now), "link": _screen_of(held)}
                letters.write(key=_alarm_key(held, to), to=to, template="missed_minute", context=context)
    except SomeoneWasFirst:
        return False
    return True


def _rang(article: Article) -> bool:
    """Whether the alarm for this minute of this article was written before."""
    return Letter.objects.filter(key=_alarm_key(article, settings.SITE_CONTACT)).exists()


def _alarm_key(article: Article, to: str) -> str:
    at = article.publish_at.timestamp() if article.publish_at else 0
    return f"missed-{article.pk}-{at:.0f}-{to}"[:200]


def chiefs() -> list[User]:
    """The chief editors who work here now."""
    return list(User.objects.filter(is_active=True, groups__name=Role.CHIEF).distinct())


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
                "link": _screen_of(article),
            },
        )
        alerts.tell([scheduler], AlertKind.MISSED, text=str(closed), article=article)


def _screen_of(article: Article) -> str:
    return settings.SITE_URL + reverse("admin:articles_article_change", args=[article.pk])


def _scheduler_of(article: Article) -> User | None:
    """Whoever chose the minute, if a letter can reach them."""
    chosen = article.changes.filter(act="schedule").select_related("by").order_by("id").last()
    if chosen is None or is_system(chosen.by) or not chosen.by.email:
        return None
    return chosen.by
