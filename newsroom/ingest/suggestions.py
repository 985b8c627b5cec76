"""What the machine suggests, kept until an editor answers, and the answers, from which its precision is counted."""

from collections.abc import Iterable

from articles.models import Article
from newsroom.ingest.entry import Suggested
from newsroom.ingest.models import Suggestion

REASON, VALUE = 500, 200


def offer(article: Article, suggested: Iterable[Suggested]) -> int:
    """Keep suggestions on an article, each once; the number of rows asked for. One query."""
    rows = [
        Suggestion(
            article=article,
            kind=one.kind,
            value=one.value[:VALUE],
            reason=one.reason[:REASON],
            score=one.score,
            applied=one.applied,
        )
        for one in suggested
        if one.value
    ]
    Suggestion.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
