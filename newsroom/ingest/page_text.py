"""A web page that came as plain text, menus and all: headline, byline, date, source line and body told apart. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from newsroom.ingest.mending.furniture import is_furniture
from newsroom.ingest.mending.headline import split_outlet

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DATE = re.compile(
    rf"(?i)^({'|'.join(_MONTHS)})\s+(\d{{1,2}}),\s+(\d{{4}})$|^(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})$"
)
_ISO_START = re.compile(r"^\s*(?:date:?\s+)?(\d{4})-(\d{2})-(\d{2})\b")
_BYLINE = re.compile(r"(?i)^by\s+([^\W\d_][\w.'’ -]{2,60})$")
_SECTION = re.compile(r"(?i)^in\s+([A-Z][\w' -]{2,40})$")
_TAGS = re.compile(r"(?i)^tags?\s*:\s*(.+)$")
_AFTER = re.compile(
    r"(?i)^(?:tags?\s*:|denial of responsibility|previous post$|next post$|related (?:posts|articles|stories)$)"
)
_STARTS_NEW = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{3})(?=[a-z]{4})")
LONGEST_TAGS = 2000


@dataclass(frozen=True, slots=True)
class PlainPage:
    """What could be told apart. `source_headline` and `outlet` come from a caption such as "Headline – Outlet"."""

    title: str = ""
    author: str = ""
    date: datetime | None = None
    section: str = ""
    source_headline: str = ""
    outlet: str = ""
    body_text: str = ""
    tags: tuple[str, ...] = ()


def read_page_text(text: str) -> PlainPage:
    """Tell a page's parts apart by its byline; text without one is a body, with a headline if its first line is one."""
    lines = [line.strip() for line in text.replace("\r", "").split("\n")]
    byline = next((i for i in range(len(lines)) if _is_byline(lines, i)), None)
    return _bare(text, lines) if byline is None else _page(lines, byline)


def _is_byline(lines: list[str], place: int) -> bool:
    following = [line for line in lines[place + 1 : place + 4] if line]
    return bool(_BYLINE.match(lines[place])) and any(_date(line) for line in following)


def _date(line: str) -> datetime | None:
    found = _DATE.match(line)
    if not found:
        return None
    month, day, year = found.group(1, 2, 3) if found.group(1) else found.group(5, 4, 6)
    try:
        return datetime(int(year), _MONTHS.index(month.lower()) + 1, int(day), tzinfo=UTC)
    except ValueError:
        return None


def _bare(text: str, lines: list[str]) -> PlainPage:
    given = [line for line in lines if line]
    start = _ISO_START.match(text)
    at = None
    if start:
        try:
            at = datetime(int(start.group(1)), int(start.group(2)), int(start.group(3)), tzinfo=UTC)
        except ValueError:
            at = None
    if len(given) < 2 or start or len(given[0]) > 140 or given[0].endswith((".", "!", "。", "।")) or len(given[1]) < 80:
        return PlainPage(date=at, body_text=text)
    return PlainPage(
        title=given[0], outlet=split_outlet(given[0])[1], date=at, body_text=text.lstrip().partition("\n")[2]
    )


def _page(lines: list[str], byline: int) -> PlainPage:
    title = next((line for line in reversed(lines[:byline]) if line and not is_furniture(line)), "")
    author = _BYLINE.match(lines[byline])
    place, at, section, caption = byline + 1, None, "", ""
    while place < min(len(lines), byline + 12):
        line = lines[place]
        if found := _SECTION.match(line):
            section = found.group(1)
        elif _date(line):
            at = at or _date(line)
        elif split_outlet(line)[1] or (" – " in line and not caption and len(line) < 240):
            caption = line
        elif line and not is_furniture(line):
            break
        place += 1
    end = next((i for i in range(place, len(lines)) if _AFTER.match(lines[i])), len(lines))
    source_headline, outlet = _caption_parts(caption)
    return PlainPage(
        title=title,
        author=author.group(1).strip() if author else "",
        date=at,
        section=section,
        source_headline=source_headline,
        outlet=outlet,
        body_text="\n".join(lines[place:end]).strip(),
        tags=_tags(lines, end),
    )


def _caption_parts(caption: str) -> tuple[str, str]:
    """A caption's headline and outlet: what follows the last long dash is the outlet."""
    head, outlet = split_outlet(caption)
    if not outlet and " – " in caption:
        head, _, outlet = caption.rpartition(" – ")
    return head.strip(), outlet.strip()


def _tags(lines: list[str], place: int) -> tuple[str, ...]:
    found = next((match for line in lines[place : place + 3] if (match := _TAGS.match(line))), None)
    if found is None:
        return ()
    given = found.group(1)[:LONGEST_TAGS]
    if "," in given:
        return tuple(dict.fromkeys(tag.strip() for tag in given.split(",") if tag.strip()))
    rest = " ".join(line for line in lines if not _TAGS.match(line))
    known = {word.casefold() for word in re.findall(r"[^\W\d_]{3,}", rest)}
    tags = [tag.strip() for piece in _STARTS_NEW.split(given) for tag in _unglued(piece, known)]
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _unglued(phrase: str, known: set[str]) -> list[str]:
    """Tags that were run together without a sign between them, cut where two words meet that the page knows apart."""
    for found in re.finditer(r"[^\W\d_]{6,}", phrase):
        word = found.group()
        if word.casefold() in known:
            continue
        for cut in range(3, len(word) - 2):
            if word[:cut].casefold() in known and _is_known(word[cut:].casefold(), known):
                middle = found.start() + cut
                return [phrase[:middle], *_unglued(phrase[middle:], known)]
    return [phrase]


def _is_known(word: str, known: set[str], parts: int = 4) -> bool:
    """Whether `word` is a known word or at most four of them run together."""
    if word in known:
        return True
    cuts = range(3, len(word) - 2) if parts > 1 and len(word) <= 60 else ()
    return any(word[:cut] in known and _is_known(word[cut:], known, parts - 1) for cut in cuts)
