"""Show what repair and the gate make of plain-text pages: `python tests/evaluate/seeds.py DIR`, DIR with *.txt files.

One JSON object by file: the mends by rule, the findings, the words that were not there before (none may be), and for
each fault of `faults.TABLE` that is known of the file whether it was caught, and by what. `_total` sums up.
"""

import json
import re
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from articles import copying
from articles.findings import blocks, headlines, telegraphic
from articles.readiness import Original, Piece, check
from articles.sanitize import clean, plain_text
from articles.tag_remarks import Around, TagFacts, remarks
from newsroom.ingest.page_text import PlainPage, read_page_text
from newsroom.ingest.place import place
from newsroom.ingest.repair import repair_headline, repair_plain
from tests.evaluate.faults import TABLE, Fault

OWN_HOSTS = ("azia.news", "asia-news.biz")
LONG = 25
_CARD = re.compile(
    r"^ *(?P<original>\S.{20,200}) [–-] (?P<outlet>[^\n]{3,60})\n"
    r"(?:[^\n]{3,30}\n)?\n *(?P<headline>\S[^\n]{20,200})$",
    re.MULTILINE,
)
_COUNTED = re.compile(r"([^\W\d_][^()\n]{1,40}?) \((\d{1,6})\)")
_MENU = re.compile(r"^ {2}• (.{3,30})$", re.M)


def letter_words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]+", text))


def piece_of(page: PlainPage, headline: str, html: str) -> Piece:
    """The page as a story of an aggregated outlet that allows an excerpt, with all of its text taken over."""
    text = plain_text(html)
    words = copying.count(text)
    original = Original(page.outlet, "excerpt", words, copying.unpack(copying.source_print(text)))
    return Piece(
        kind="excerpt",
        headline=headline,
        text=text,
        html=html,
        language="en",
        country=place(headline, text).primary or "",
        source=page.outlet,
        source_headline=page.source_headline,
        source_author=page.author,
        source_published_at=page.date,
        rights="excerpt",
        source_words=words,
        originals=(original,),
        now=datetime.now(UTC),
    )


def hyped_cards(raw: str) -> list[str]:
    """Of the other stories that a page shows, the headlines that promise more than the original does."""
    cards = [(card["headline"], card["original"]) for card in _CARD.finditer(raw)]
    return [headline for headline, original in cards if headlines.excitement(headline, original)]


def tag_faults(raw: str) -> list[str]:
    """What is remarked on the tags that a page counts, knowing the sections and the outlets that it shows."""
    tags = [TagFacts(number, tag[1].strip(), (), int(tag[2])) for number, tag in enumerate(_COUNTED.finditer(raw), 1)]
    if len(tags) < 10:
        return []
    sections = {name.strip(): name.strip() for name in _MENU.findall(raw)}
    outlets = {card["outlet"]: card["outlet"] for card in _CARD.finditer(raw)}
    return [remark.code for remark in remarks(tags, Around(countries=sections, outlets=outlets))]


def sound(name: str, piece: Piece) -> tuple[int, int]:
    """How many long paragraphs a page of sound prose has, and how many of them are called garbled."""
    long = [block.text for block in piece.blocks if block.role != blocks.CELL and len(block.text.split()) > LONG]
    return (0, 0) if name.startswith("000") else (len(long), sum(telegraphic.garbled(text, "en") for text in long))


def seed(path: Path) -> dict[str, Any]:
    """What comes of one file, whose first line or byline gives what the page itself says of its origin."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    page = read_page_text(raw)
    headline, headline_mends = repair_headline(page.title, page.outlet)
    html, mends = repair_plain(page.body_text, own_hosts=OWN_HOSTS, outlet=page.outlet, headline=headline)
    piece = piece_of(page, headline, clean(html))
    findings = check(piece)
    made = [*headline_mends, *mends]
    added = letter_words(f"{headline} {piece.text}") - letter_words(raw + " " + raw)
    found = {finding.code for finding in findings} | {mend.rule for mend in made}
    found |= {f"tag-{code}" for code in tag_faults(raw)} | ({"hype"} if hyped_cards(raw) else set())
    found |= {"outlet-in-caption"} if page.outlet and not page.source_headline.endswith(page.outlet) else set()
    paragraphs, flagged = sound(path.name, piece)
    return {
        "mends": len(made),
        "findings": len(findings),
        "words_added": sum(added.values()),
        "faults": [judged(fault, found, piece.text) for fault in TABLE if path.name[:3] in fault.seeds],
        "sound_paragraphs": paragraphs,
        "sound_flagged": flagged,
        "garbled_paragraphs": [block.number for block in piece.running if telegraphic.garbled(block.text, "en")],
        "mends_by_rule": dict(Counter(mend.rule for mend in made).most_common()),
        "mend_list": [[mend.rule, mend.place, mend.before, mend.after] for mend in made],
        "finding_list": [[finding.code, finding.level, finding.sentence, finding.place] for finding in findings],
        "words_added_list": sorted(added),
        "hyped_cards": hyped_cards(raw),
        "title": headline,
        "author": page.author,
        "source": page.outlet,
        "source_headline": page.source_headline,
    }


def judged(fault: Fault, found: set[str], text: str) -> dict[str, Any]:
    """Whether one fault was caught: mended away or remarked upon, and nothing of it left that had to go."""
    by = sorted(fault.caught_by & found)
    left = [one for one in fault.must_go if one in text]
    return {"rank": fault.rank, "fault": fault.name, "caught": bool(by) and not left, "by": by, "left": left}


def total(seeds: dict[str, dict[str, Any]]) -> dict[str, int]:
    """The sums that the bars are set upon."""
    faults = [fault for made in seeds.values() for fault in made["faults"]]
    easy = [fault["caught"] for fault in faults if fault["rank"] <= 20]
    hard = [fault["caught"] for fault in faults if 20 < fault["rank"] <= 33]
    return {
        "ranks_1_20_caught": sum(easy),
        "ranks_1_20": len(easy),
        "ranks_21_33_caught": sum(hard),
        "ranks_21_33": len(hard),
        "sound_paragraphs": sum(made["sound_paragraphs"] for made in seeds.values()),
        "sound_flagged": sum(made["sound_flagged"] for made in seeds.values()),
        "words_added": sum(made["words_added"] for made in seeds.values()),
    }


def main(folder: Path) -> None:
    seeds = {path.name: seed(path) for path in sorted(folder.glob("*.txt"))}
    print(json.dumps(seeds | {"_total": total(seeds)}, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
