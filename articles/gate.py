"""Brings an article before the gate: gathers its facts for `readiness`, and says no in words when it is closed."""

from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils import timezone

from articles import copying, prints
from articles.accounts import is_system
from articles.findings.quotations import limit, share_of
from articles.models import Article
from articles.models.article import Kind
from articles.readiness import Finding, Piece, blocks, check
from articles.refusals import GateClosed


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


def require(article: Article, *, overruled: bool = False, by: User | None = None) -> tuple[Finding, ...]:
    """The findings, if the article may be public; raises GateClosed with those that forbid it."""
    findings = look(article, by=by)
    closed = blocks(findings, overruled=overruled)
    if closed:
        raise GateClosed(article, closed)
    return findings


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
