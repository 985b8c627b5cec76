"""Show what repair makes of plain-text pages: `python tests/evaluate/seeds.py DIR`, DIR with *.txt files.

One JSON object by file: the mends by rule, the gate's findings, and the words that were not there before (none may be).
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from articles.readiness import Piece, check
from articles.sanitize import clean, plain_text
from newsroom.ingest.page_text import read_page_text
from newsroom.ingest.place import place
from newsroom.ingest.repair import repair_headline, repair_plain

OWN_HOSTS = ("azia.news", "asia-news.biz")


def letter_words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]+", text))


def seed(path: Path) -> dict[str, Any]:
    """What comes of one file, whose first line or byline gives what the page itself says of its origin."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    page = read_page_text(raw)
    headline, headline_mends = repair_headline(page.title, page.outlet)
    html, mends = repair_plain(page.body_text, own_hosts=OWN_HOSTS, outlet=page.outlet, headline=headline)
    text = plain_text(clean(html))
    piece = Piece(
        kind="excerpt",
        headline=headline,
        text=text,
        language="en",
        country=place(headline, text).primary or "",
        source=page.outlet,
        source_headline=page.source_headline,
        source_published_at=page.date,
        rights="excerpt",
        source_words=len(text.split()),
    )
    findings = check(piece)
    added = letter_words(f"{headline} {text}") - letter_words(raw + " " + raw)
    made = [*headline_mends, *mends]
    return {
        "mends": len(made),
        "findings": len(findings),
        "words_added": sum(added.values()),
        "mends_by_rule": dict(Counter(mend.rule for mend in made).most_common()),
        "mend_list": [[mend.rule, mend.place, mend.before, mend.after] for mend in made],
        "finding_list": [[finding.code, finding.level, finding.sentence, finding.place] for finding in findings],
        "words_added_list": sorted(added),
        "title": headline,
        "author": page.author,
        "source": page.outlet,
        "source_headline": page.source_headline,
    }


def main(folder: Path) -> None:
    print(json.dumps({path.name: seed(path) for path in sorted(folder.glob("*.txt"))}, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
