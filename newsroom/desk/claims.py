"""Who is on an article: holding it while a verb is carried out, and telling others to keep off. Decides nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import bars
from articles.accounts import is_system
from articles.models import Article
from articles.refusals import NotPermitted, Refused, SomeoneWasFirst
from newsroom.desk import roles
from newsroom.desk.models import CLAIM_LASTS, Claim


class HeldBySomeone(Refused):
    """Another person has claimed the article."""

    def __init__(self, article: Article, claim: Claim) -> None:
        """Name the article, who is on it, and until when."""
        self.claim = claim
        until = date_format(timezone.localtime(claim.expires_at), "H:i")
        super().__init__(
            _("%(who)s is on “%(article)s” until %(until)s. Nothing was changed; take it over if you must.")
            % {"who": claim.by.get_full_name() or claim.by.username, "article": article, "until": until}
        )


@contextmanager
def deciding(article: Article, by: User, *, version: int | None = None) -> Iterator[Article]:
    """Hold an article while a verb is carried out: all of it happens, or nothing.

    Yields the locked article, on which the verb's moves are made; the caller's own is refreshed when all went well and
    left as it was when not. Raises SomeoneWasFirst where its status, or the version that was looked at, has moved on,
    HeldBySomeone where another person is on it, and OffBeat where it is the section alone that forbids the verb.
    """
    with transaction.atomic():
        held = hold(article, version=version)
        keep_off(held, by)
        try:
            yield held
        except NotPermitted as refusal:
            raise roles.told(refusal, held, by) from None
    article.refresh_from_db()


def hold(article: Article, *, version: int | None = None) -> Article:
    """The article as it is in the database, locked; its keys first, in the order in which `lifecycle` locks them."""
    bars.lock(bars.keys_of(article))
    held = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    if held.status != article.status:
        raise SomeoneWasFirst(article, held.status)
    if version is not None and held.version != version:
        past: Any = held.history
        was = past.filter(version=version).values_list("status", flat=True).first()
        raise SomeoneWasFirst(article, "" if was in {None, held.status} else held.status)
    return held


def holder(article: Article) -> Claim | None:
    """The claim that stands on an article now."""
    claim = getattr(article, "claim", None)
    return claim if claim is not None and claim.is_live else None


def keep_off(article: Article, by: User) -> None:
    """Raise HeldBySomeone where another person is on the article; the machine keeps its own hours."""
    claim = holder(article)
    if claim is not None and claim.by_id != by.pk and not is_system(by):
        raise HeldBySomeone(article, claim)


def take(article: Article, by: User) -> Claim:
    """Put a person on an article for the next half hour."""
    now = timezone.now()
    values = {"by": by, "since": now, "expires_at": now + CLAIM_LASTS}
    return Claim.objects.update_or_create(article=article, defaults=values)[0]


def prolong(article: Article, by: User) -> None:
    """Let a person's claim run for another half hour: they are at work."""
    Claim.objects.filter(article=article, by=by).update(expires_at=timezone.now() + CLAIM_LASTS)


def drop(article: Article) -> None:
    """Nobody is on it any more."""
    Claim.objects.filter(article=article).delete()
