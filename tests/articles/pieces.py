"""Stories before the gate: one that nothing is said of, and what is said of others."""

from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

from articles.readiness import Finding, Piece, check

SOUND = (
    "The harbour office said on Monday that the ferry will sail every hour from next week, because "
    "the old timetable left "
    "people who work on the smaller island without a way home after seven in the evening."
)
NOW = datetime(2026, 3, 4, tzinfo=UTC)


def piece(*paragraphs: str, html: str = "", **values: Any) -> Piece:
    html = html or "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    facts: dict[str, Any] = {
        "kind": "summary",
        "headline": "Ferries will sail every hour",
        "country": "Nepal",
        "source": "Harbour Gazette",
        "source_url": "https://harbour-gazette.example/ferries",
        "source_headline": "Ferries to sail hourly",
        "source_author": "Odval Bat",
        "source_published_at": NOW - timedelta(days=1),
        "rights": "excerpt",
        "language": "en",
        "now": NOW,
    }
    return Piece(text="\n".join(paragraphs), html=html, **(facts | values))


def findings(*paragraphs: str, **values: Any) -> dict[str, Finding]:
    return {finding.code: finding for finding in check(piece(*paragraphs, **values))}
