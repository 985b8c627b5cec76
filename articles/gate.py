"""Brings an article before the gate: gathers its facts for `readiness`, and says no in words when it is closed."""

from articles.models import Article
from articles.readiness import Finding, Piece, blocks, check
from articles.refusals import GateClosed


def look(article: Article) -> tuple[Finding, ...]:
    """The findings on an article as it stands."""
    return check(facts(article))


def facts(article: Article) -> Piece:
    """What the gate needs to know of an article."""
    source, picture = article.source, article.picture
    return Piece(
        kind=article.kind,
        headline=article.headline,
        standfirst=article.standfirst,
        text=article.body_text,
        language=article.language,
        country=article.country.name if article.country else "",
        source=source.name if source else "",
        source_url=article.source_url,
        source_headline=article.source_headline,
        source_published_at=article.source_published_at,
        rights=source.rights if source else "",
        source_opted_out=bool(source and source.opted_out and not article.published_at),
        source_words=article.source_words,
        made_by=article.made_by,
        reviewed=article.reviewed_by_id is not None,
        picture=picture is not None,
        picture_cleared=bool(picture and picture.is_public),
        picture_credit=picture.credit if picture else "",
        picture_alt=picture.alt if picture else "",
        remarks=tuple(Finding(**remark) for remark in article.remarks),
    )


def require(article: Article, *, overruled: bool = False) -> tuple[Finding, ...]:
    """The findings, if the article may be public; raises GateClosed with those that forbid it."""
    findings = look(article)
    closed = blocks(findings, overruled=overruled)
    if closed:
        raise GateClosed(article, closed)
    return findings
