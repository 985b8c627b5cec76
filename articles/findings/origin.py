"""Where a story comes from: outlet, link, date, author, country, and how old it is. Pure."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from articles.findings.piece import Piece, Remark

OLD = timedelta(days=120)


def source(piece: Piece) -> Iterator[Remark]:
    """Every article that is not our own names its primary source, and the source has not said no."""
    if not piece.source:
        yield Remark("no-source", "No source is named. Choose the outlet.", "source")
    if not piece.source_url:
        yield Remark("no-source-link", "There is no link to the source. Paste its address.", "source_url")
    if piece.source_opted_out:
        yield Remark("opted-out", f"{piece.source} asked not to be taken from.", "source")
    if not piece.source_headline:
        yield Remark("no-source-headline", "The original headline is not known.", "source_headline")


def date(piece: Piece) -> Iterator[Remark]:
    """Readers see when the source published it; what is old is not presented as new."""
    if not piece.source_published_at:
        sentence = "When the source published it is not known; old news may pass for new. Look it up."
        yield Remark("no-source-date", sentence, "source_published_at")
        return
    shown = piece.published_at or piece.now
    if shown and shown - piece.source_published_at > OLD:
        day, age = _day(piece.source_published_at), _ago(shown - piece.source_published_at)
        sentence = f"The source published this on {day}, {age} earlier. Say in the text how old it is, or leave it."
        yield Remark("old-news", sentence, "source_published_at")


def author(piece: Piece) -> Iterator[Remark]:
    """Somebody wrote it: our byline on our own work, the original's byline on others'."""
    asked = any(remark.code == "author-from-page" for remark in piece.remarks)
    if piece.source_author or piece.authors or asked:
        return
    if piece.kind in {"original", "compiled"}:
        if piece.authors is not None:
            yield Remark("no-author", "No author is named. Choose who wrote it.", "authors")
    else:
        yield Remark(
            "no-author",
            "Who wrote the original is not known. Credit the author if the page names one.",
            "source_author",
        )


def country(piece: Piece) -> Iterator[Remark]:
    """Every article stands in a section."""
    if not piece.country:
        yield Remark("no-country", "No country is chosen. Choose the section it belongs to.", "country")


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _ago(age: timedelta) -> str:
    months = age.days // 30
    return f"{months} months" if months < 24 else f"{age.days // 365} years"


RULES = (source, date, author, country)
