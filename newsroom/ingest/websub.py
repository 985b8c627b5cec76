"""WebSub (W3C Recommendation of 2018), the subscriber's side: hubs that tell us at once when a feed has news.

A push says no more than "look now": the feed is then due, and comes in by the one way that all stories take. Polling
never stops, it only becomes rare while a promise stands. Forms for hubs go out through the outbox.
"""

import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.ingest.drafts import fit
from newsroom.ingest.models import Feed, Subscription
from newsroom.outbox import pings
from newsroom.outbox.addresses import is_public

State = Subscription.State
LIVE = (State.ASKED, State.VERIFIED)
LEASE = timedelta(days=10)
LONGEST_LEASE = timedelta(days=90)
RENEWED_AT = 0.8
SOONEST = timedelta(hours=1)
PATIENCE = timedelta(days=1)
GAP = timedelta(minutes=1)
"""So far apart are two looks that a hub causes, however often it pushes."""
BODY_LIMIT = 10 * 1024 * 1024
CHALLENGE_LIMIT = 2000
ALGORITHMS = frozenset({"sha1", "sha256", "sha384", "sha512"})
BATCH = 50


def attend(now: datetime) -> int:
    """End what is no longer wanted, ask for what is offered, renew what runs out; the number of forms written."""
    ended = sum(end(subscription, now) for subscription in list(_unwanted()[:BATCH]))
    return ended + sum(ask(feed, now) for feed in list(_wanting(now)[:BATCH]))


def _wished() -> Q:
    """Feeds that we would have pushed to us: polled by the clock, of a source that does not mind."""
    if not settings.WEBSUB_SUBSCRIBE or settings.DEMO or not is_public(settings.SITE_URL):
        return Q(pk__in=[])  # no hub can reach us
    return Q(state=Feed.State.ACTIVE, source__opted_out=False) & ~Q(hub="") & ~Q(topic="")


def _unwanted() -> QuerySet[Subscription]:
    """Live subscriptions to feeds that rest, that have another hub by now, or whose source asked us to stay away."""
    wished = Feed.objects.filter(_wished())
    same = Q(hub=F("feed__hub"), topic=F("feed__topic"), feed__in=wished)
    return Subscription.objects.filter(~same, state__in=LIVE).select_related("feed")


def _wanting(now: datetime) -> QuerySet[Feed]:
    """Feeds whose hub is to be asked: for the first time, or again."""
    due = Q(subscription=None) | Q(subscription__renew_at=None) | Q(subscription__renew_at__lte=now)
    return Feed.objects.filter(_wished(), due).order_by("pk")


@transaction.atomic
def ask(feed: Feed, now: datetime) -> bool:
    """Ask the hub of a feed to push it, or to go on; False where another clock has just done so."""
    made = {"token": secrets.token_urlsafe(32), "secret": secrets.token_urlsafe(48)}
    found, _made = Subscription.objects.get_or_create(
        feed=feed, defaults={"hub": feed.hub, "topic": feed.topic, "state": State.ENDED, **made}
    )
    due = Q(renew_at=None) | Q(renew_at__lte=now)
    stands = found.state == State.VERIFIED and found.expires_at is not None and found.expires_at > now
    in_vain = found.state == State.ASKED
    values: dict[str, Any] = {"asked_at": now, "renew_at": now + (LEASE if in_vain else PATIENCE)}
    if not stands:
        values |= {"state": State.ASKED, "hub": feed.hub, "topic": feed.topic, "expires_at": None}
        values |= {"problem": _("The hub has not answered.") if in_vain else ""}
    if found.state == State.ENDED:
        values |= made  # what the old hub knew is worth nothing any more
    if not Subscription.objects.filter(due, pk=found.pk).update(**values):
        return False
    found.refresh_from_db()
    _write(found, "subscribe", now, {"hub.lease_seconds": str(int(LEASE.total_seconds()))})
    return True


@transaction.atomic
def end(subscription: Subscription, now: datetime) -> bool:
    """Ask the hub to push no more; from now on a push is answered with "gone". False where it has ended already."""
    ended = {"state": State.ENDED, "expires_at": None, "renew_at": now + SOONEST}
    if not Subscription.objects.filter(pk=subscription.pk, state__in=LIVE).update(**ended):
        return False
    _write(subscription, "unsubscribe", now, {})
    return True


def _write(subscription: Subscription, mode: str, now: datetime, more: Mapping[str, str]) -> None:
    """Put the form into the outbox (section 5.1)."""
    form = {
        "hub.mode": mode,
        "hub.topic": subscription.topic,
        "hub.callback": callback(subscription),
        "hub.secret": subscription.secret,
        **more,
    }
    pings.ask(f"websub:{mode}:{subscription.pk}:{now.timestamp():.6f}", subscription.hub, form)


def callback(subscription: Subscription) -> str:
    """The secret address at which the hub reaches us."""
    return settings.SITE_URL + reverse("websub", args=[subscription.token])


def known(token: str) -> Subscription | None:
    """The subscription behind a callback's address."""
    return Subscription.objects.select_related("feed").filter(token=fit(token, 100)).first()


def confirm(subscription: Subscription, given: Mapping[str, str], now: datetime) -> str | None:
    """What to answer when a hub asks whether we meant it (section 5.3); None for no: we did not, or not so.

    A hub that denies (section 5.2) is taken at its word.
    """
    mode, challenge = given.get("hub.mode", ""), given.get("hub.challenge", "")
    if given.get("hub.topic") != subscription.topic:
        return None
    if mode == "denied":
        return "" if _deny(subscription, given.get("hub.reason", ""), now) else None
    if not challenge or len(challenge) > CHALLENGE_LIMIT:
        return None
    if mode == "unsubscribe":
        return challenge if subscription.state == State.ENDED else None
    if mode != "subscribe" or not _verify(subscription, _lease(given.get("hub.lease_seconds", "")), now):
        return None
    return challenge


def _deny(subscription: Subscription, reason: str, now: datetime) -> bool:
    values = {"state": State.DENIED, "problem": fit(reason, 300), "expires_at": None, "renew_at": now + LEASE}
    return bool(Subscription.objects.filter(pk=subscription.pk, state__in=LIVE).update(**values))


def _verify(subscription: Subscription, lease: timedelta, now: datetime) -> bool:
    values = {"state": State.VERIFIED, "problem": "", "expires_at": now + lease}
    values |= {"renew_at": now + max(lease * RENEWED_AT, SOONEST)}
    return bool(Subscription.objects.filter(pk=subscription.pk, state__in=LIVE).update(**values))


def _lease(seconds: str) -> timedelta:
    """The lease that a hub grants; what we asked for where it does not say."""
    usable = seconds.isascii() and seconds.isdigit() and len(seconds) < 12 and int(seconds) > 0
    return min(timedelta(seconds=int(seconds)), LONGEST_LEASE) if usable else LEASE


def is_signed(subscription: Subscription, signature: str, body: Iterable[bytes]) -> bool:
    """Whether a push carries our secret (X-Hub-Signature: method=hex, section 8). `body` is read only where it may."""
    method, _equals, given = signature.strip().partition("=")
    if method.lower() not in ALGORITHMS or not given.isascii():
        return False
    expected = hmac.new(subscription.secret.encode(), digestmod=method.lower())
    for piece in body:
        expected.update(piece)
    return hmac.compare_digest(expected.hexdigest(), given.strip().lower())


def distrust(subscription: Subscription, now: datetime) -> None:
    """Say on the subscription that somebody pushed without our secret: nothing comes of such a push."""
    sentence = _("A push without the right signature was left alone (%(at)s UTC).") % {"at": f"{now:%Y-%m-%d %H:%M}"}
    Subscription.objects.filter(pk=subscription.pk, state__in=LIVE).update(problem=sentence)


def look_now(subscription: Subscription, now: datetime) -> bool:
    """The feed has news: the clock is to look at it. False while a visit goes on, which may have come too early."""
    at, feed = now, subscription.feed
    if feed.last_polled_at and feed.last_polled_at + GAP > now:
        at = feed.last_polled_at + GAP
    Subscription.objects.filter(pk=subscription.pk).update(last_push_at=now)
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    sooner = Feed.objects.filter(free, pk=feed.pk, state=Feed.State.ACTIVE, next_poll_at__gt=at)
    reason = _("Its hub says that there is news.")
    return bool(sooner.update(next_poll_at=at, next_reason=reason)) or Feed.objects.filter(free, pk=feed.pk).exists()
