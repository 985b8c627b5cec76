"""Brings an article before the gate: gathers its facts for `readiness`, and says no in words when it is closed."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import copying, prints
from articles.accounts import is_system
from articles.findings.quotations import limit, share_of
from articles.models import Article
from articles.models.article import Kind
from articles.readiness import REQUIRED, Finding, Piece, blocks, check
from articles.refusals import GateClosed, Unfit

LONGEST_PIN = timedelta(days=31)


class Copied(NamedTuple):
    """What of a text stands in one of its sources too, for people to look at.

    `share` is the part of the source in percent, None where its length is unknown; `limit` in words, None where the
    owner sets none; `paragraphs` hold the text in pieces, each with whether it is copied.
    """

    source: str
    words: int
    share: int | None
    limit: int | None
    paragraphs: list[list[tuple[str, bool]]]

    @property
    def scale(self) -> int:
        """What a meter of the words is drawn up to."""
        return max(self.words, 2 * (self.limit or 0), 1)

    @property
    def is_too_much(self) -> bool:
        """Whether more was copied than the owner allows."""
        return self.limit is not None and self.words > self.limit


def look(article: Article, *, by: User | None = None) -> tuple[Finding, ...]:
    """The findings on an article as it stands; `by` is the person who is about to answer for it, if anybody is."""
    return check(facts(article, by=by))


def facts(article: Article, *, by: User | None = None) -> Piece:
    """What the gate needs to know of an article."""
    source, picture = article.source, article.picture
    return Piece(
        kind=article.kind,
        headline=article.headline,
        standfirst=article.standfirst,
        text=article.body_text,
        html=article.body,
        language=article.language,
        country=article.country.name if article.country else "",
        authors=_authors(article),
        source=source.name if source else "",
        source_url=article.source_url,
        source_headline=article.source_headline,
        source_language=article.source_language,
        source_author=article.source_author,
        source_published_at=article.source_published_at,
        published_at=article.published_at,
        rights=source.rights if source else "",
        source_opted_out=bool(source and source.opted_out and not article.published_at),
        source_words=article.source_words,
        originals=prints.originals(article),
        made_by=article.made_by,
        reviewed=article.reviewed_by_id is not None or (by is not None and not is_system(by)),
        picture=picture is not None,
        picture_cleared=bool(picture and picture.is_public),
        picture_credit=picture.credit if picture else "",
        picture_alt=picture.alt if picture else "",
        now=timezone.now(),
        dismissed=frozenset(article.dismissed),
        remarks=tuple(Finding(**remark) for remark in article.remarks),
    )


def _authors(article: Article) -> int | None:
    """How many bylines our own work has; of others' work the original's byline counts."""
    if article.kind not in {Kind.ORIGINAL, Kind.COMPILED} or not article.pk:
        return None
    return article.bylines.count()


def require(
    article: Article, *, overruled: bool = False, by: User | None = None, at: datetime | None = None
) -> tuple[Finding, ...]:
    """The findings, if the article may be public from a moment on (aware, now if None).

    Raises GateClosed with those that forbid it.
    """
    findings = (*timely(article, at=at), *look(article, by=by))
    closed = blocks(findings, overruled=overruled)
    if closed:
        raise GateClosed(article, closed)
    return findings


def timely(article: Article, *, at: datetime | None = None) -> tuple[Finding, ...]:
    """What its own dates have against an article that would be public from a moment on (aware, now if None).

    Asked anew each time and never stored with the other findings: time alone makes them come and go.
    """
    at = at or timezone.now()
    found = []
    if article.embargo_until and at < article.embargo_until:
        sentence = _("It is under embargo until %(at)s; schedule it for then.")
        found.append(Finding("embargo", REQUIRED, sentence % {"at": minute(article.embargo_until)}, "embargo_until"))
    if article.expires_at and article.expires_at <= at:
        sentence = _("It was to be off the site from %(at)s on. Choose another end, or none.")
        found.append(Finding("expired", REQUIRED, sentence % {"at": minute(article.expires_at)}, "expires_at"))
    return tuple(found)


def keep_embargo(article: Article, *, at: datetime | None = None) -> None:
    """Raise GateClosed where an article would be public before its embargo ends: for whatever else is no gate."""
    closed = tuple(finding for finding in timely(article, at=at) if finding.code == "embargo")
    if closed:
        raise GateClosed(article, closed)


def dates_fit(article: Article, changed: Collection[str]) -> None:
    """Raise Unfit where new dates of an article make no sense as it stands; `changed` are the names of the new ones."""
    now, embargo, end = timezone.now(), article.embargo_until, article.expires_at
    if "embargo_until" in changed and embargo and embargo > now and article.is_public:
        raise Unfit(_("Readers see “%(article)s” already; it cannot be put under embargo.") % {"article": article})
    if "embargo_until" in changed and embargo and article.publish_at and article.publish_at < embargo:
        names = {"article": article, "at": minute(article.publish_at)}
        raise Unfit(_("“%(article)s” is to go out at %(at)s, before that embargo ends; unschedule it first.") % names)
    if "pinned_until" in changed and article.pinned_until and article.pinned_until > now + LONGEST_PIN:
        raise Unfit(_("A pin ends within %(n)s days.") % {"n": LONGEST_PIN.days})
    if "expires_at" in changed and end:
        starts = max(filter(None, [now, article.publish_at, embargo]))
        if end <= starts:
            raise Unfit(_("Its end must lie after %(at)s.") % {"at": minute(starts)})


def minute(when: datetime) -> str:
    """A minute in the site's time zone: the time alone today, with its day else."""
    local = timezone.localtime(when)
    shown = date_format(local, "H:i" if local.date() == timezone.localdate() else "j M Y H:i")
    return f"{shown} {local.tzname()}"


def copied(article: Article) -> list[Copied]:
    """What is copied from each source whose print we have, the most first."""
    piece = facts(article)
    found = [
        Copied(
            source=original.source,
            words=copy.words,
            share=round(share_of(original, copy) * 100) if original.words else None,
            limit=limit(original),
            paragraphs=_paragraphs(piece.text, copy),
        )
        for original, copy in piece.copies
    ]
    return sorted(found, key=lambda one: -one.words)


def _paragraphs(text: str, copy: copying.Copy) -> list[list[tuple[str, bool]]]:
    """The text by paragraphs, each in pieces, with whether they are copied."""
    paragraphs: list[list[tuple[str, bool]]] = [[]]
    for words, is_copied in copying.pieces(text, copy.stretches):
        first, *others = words.split("\n")
        if first:
            paragraphs[-1].append((first, is_copied))
        paragraphs += [[(line, is_copied)] if line else [] for line in others]
    return [pieces for pieces in paragraphs if pieces]
