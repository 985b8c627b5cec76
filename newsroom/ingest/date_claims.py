"""The signals by which a page tells its date: data, meta tags, what it shows near its headline, its address. Pure."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice, pairwise
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml import html as lxml_html

from newsroom.ingest.address_days import day_in_address
from newsroom.ingest.dates import Stated, stated
from newsroom.ingest.months import month_first
from newsroom.ingest.page_data import PageData, letters, line
from newsroom.ingest.page_lines import Line
from newsroom.ingest.written_dates import LONGEST, Written, days_in

# Names of meta tags, without what is no letter.
_PUBLISHED = frozenset({
    "articlepublishedtime", "ogarticlepublishedtime", "articlepublished", "ogpublishedtime", "datepublished",
    "publishedtime", "parselypubdate", "sailthrudate", "cxenseparserecspublishtime", "cxenseparsepublishtime",
    "btpubdate", "pubdate", "publishdate", "publicationdate", "publisheddate", "datepublication",
    "publisheddatetime", "originalpublicationdate", "citationpublicationdate", "citationonlinedate", "citationdate",
    "dcdateissued", "dctermsissued", "dctermsdateissued", "rnewsdatepublished", "firstpublished",
    "articlepublicationdate", "articledateoriginal", "articleoriginaldate", "prismpublicationdate", "dateissued",
})  # fmt: skip
_DATED = frozenset({
    "date", "dcdate", "dctermsdate", "dcdatecreated", "dctermscreated", "dccreated", "datecreated", "created",
    "articlecreated", "uploaddate", "articlecreatedtime", "articledate", "pagedate", "newsdate", "contentdate",
    "postdate", "dateline",
})  # fmt: skip
_CHANGED = frozenset({
    "articlemodifiedtime", "ogupdatedtime", "ogmodifiedtime", "datemodified", "lastmodified", "modified",
    "dcdatemodified", "dctermsmodified", "updated", "lastupdated", "revised", "btmoddate",
})  # fmt: skip
# What a line says before a day, in the languages in which newspapers say it.
_UPDATED = re.compile(
    r"\bupdated?\b|modifi|revised|aktuali[sz](?:ie|o|ac)|zuletzt|bearbeitet|geändert|\bstand\b|mise? à jour|\bm[àa]j\b"
    r"|actualiz|actualisé|atualiz|atnaujin|frissít|ενημ[εέ]ρω|ažurira|uuendat"
    r"|aggiorn|bijgewerkt|gewijzigd|uppdater|oppdater|opdater|päivitet|zaktual|upraven|güncel|обновл|оновл|измен"
    r"|diperbarui|dikemas ?kini|cập nhật|更新|수정|업데이트|تحديث|last (?:edit|chang)|अपडेट",
    re.IGNORECASE,
)
_RELEASED = re.compile(
    r"publi|posted|post on|veröffentlicht|erschienen|erstellt|geplaatst|gepubliceerd|opublik|dodano|vydáno"
    r"|yayın|опублик|дата|ditayang|terbit|ngày đăng|發佈|发布|发表|公開|掲載|등록|입력|نشر|प्रकाशित|\bdatum\b|\bdate\b"
    r"|fecha|\bdata\b",
    re.IGNORECASE,
)
_NOT_RELEASED = re.compile(
    r"(?:©|copyright|\b(?:bis|until|till|ab|from|since|seit|deadline|expires?|born|geboren|died|event|termin|valid"
    r"|gültig|hasta|desde|jusqu'au|archived|abgerufen|retrieved|accessed|joined|registered|begins?|starts?))\W*$",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(?<!up)(?<!candi)(?<!vali)date(?!picker)|datum|fecha|time(?!line)|publish|posted|byline|meta|created"
)
_MARKED_UPDATED = re.compile(r"(?:entry|date|last|post|article|time)[-_]?updated|modified|aktualisiert")
_RELEASED_AFTER = re.compile(
    r"[^.;|]{0,40}\b(?:veröffentlicht|erschienen|publiziert|gepostet|verfasst|geschrieben|erstellt|gepubliceerd|geplaatst)",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(r"(?:^|\W)(?:on|of|in|am|vom|im|le|du|il|del|dal|el|em|до|от)\W*$", re.IGNORECASE)
# Americans halve the day; these words and hours are not theirs.
_HALVED = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)
_DAY_FIRST = re.compile(
    r"publicad|fecha|publié|veröffentlicht|pubblicat|gepubliceerd|atualizad|actualizad|\d\s?(?:h\d\d|hs|hrs|uhr)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"(?=.{1,10}$)\D*\d*\D*")
_CLOCK = re.compile(
    r"(?:^|[\s_-])(?:today|heute|clock|weather|wetter|hoy|oggi)(?:$|[\s_-])|today-?s?-?date|current-?(?:date|time)"
)
_RANGE = re.compile(r"^\W*(?:[-–—]|bis|to|until|till|au|al|hasta|a)\W*$", re.IGNORECASE)
_SCRIPTED = re.compile(
    r"""["'](?:date_?published|published_?at|pub_?date|publish(?:ed)?_?(?:date|time)|publication_?date"""
    r"""|(?:meta)?first_?published(?:_?(?:date|at))?)["']\s?:\s?["']?([^"',}]{8,40})""",
    re.IGNORECASE,
)
_SHORT = 160
_MOST_LINES = 500
_NEAR = 1500
_ABOVE = -300


class Claim(NamedTuple):
    """One signal: a day, how much it counts, what kind it is, the text that states it, and the exact time if told.

    `other` is the day that it would be with day and month exchanged; `rank` is its place among equals, 0 the best.
    """

    day: date
    weight: int
    kind: str
    raw: str = ""
    exact: Stated | None = None
    other: date | None = None
    rank: int = 0


class Custom(NamedTuple):
    """How a page writes its dates; `unsaid` when it names no language, nor its host a country."""

    language: str
    month_first: bool
    unsaid: bool = False


def claims(data: PageData, lines: list[Line], language: str, url: str) -> list[Claim]:
    """Every signal on the page, the surest kinds first."""
    custom = _custom(language, host_of(url))
    found = [*_of_data(data, custom), *_of_meta(data.meta, custom), *_of_lines(lines, custom)]
    return [*found, *_of_address(url), *_of_address(data.meta.get("og:url", ""))]


def host_of(url: str) -> str:
    """The host of an address, "" when it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _custom(language: str, host: str) -> Custom:
    return Custom(language, month_first(language, host), not language and len(host.rpartition(".")[2]) > 2)


def _days_in(text: str, custom: Custom) -> list[Written]:
    """The days in a text; its own words may tell that it is written by another custom than the page."""
    american = custom.month_first or (custom.unsaid and _HALVED.search(text[:LONGEST]) is not None)
    return days_in(text, custom.language, month_first=american and not _DAY_FIRST.search(text[:LONGEST]))


def _claim(raw: Any, weight: int, kind: str, custom: Custom) -> Iterator[Claim]:
    """The claim that one stated value makes, if it can be read."""
    raw = line(str(raw) if isinstance(raw, int | float) else raw)[:100]
    if exact := stated(raw):
        yield Claim(exact.day, weight, kind, raw, exact)
    elif days := _days_in(raw, custom):
        yield Claim(days[0].day, weight, kind, raw, None, days[0].other)


def _of_data(data: PageData, custom: Custom) -> Iterator[Claim]:
    weight = 5 if data.fits else 2
    yield from _claim(data.article.get("datePublished"), weight, "data", custom)
    yield from _claim(data.page.get("datePublished"), 4, "data", custom)
    for name in ("dateCreated", "uploadDate"):
        yield from _claim(data.article.get(name), min(weight, 3), "data", custom)
    yield from _claim(data.article.get("dateModified"), 1, "changed", custom)


def _of_meta(meta: dict[str, str], custom: Custom) -> Iterator[Claim]:
    for name, value in meta.items():
        key = re.sub(r"[^a-z]", "", name)
        if key in _PUBLISHED:
            yield from _claim(value, 5, "meta", custom)
        elif key in _DATED:
            yield from _claim(value, 3, "dated", custom)
        elif key in _CHANGED:
            yield from _claim(value, 1, "changed", custom)


def _of_lines(lines: list[Line], custom: Custom) -> Iterator[Claim]:
    """What the page shows to people: the best placed day counts, the others little, and none much in a list of days."""
    own = [one for one in lines if not one.elsewhere]
    near = (one for one in (*own, *_leaves(own)) if one.stamp or (one.text and _is_hopeful(one)))
    found = [claim for one in islice(near, _MOST_LINES) for claim in _of_line(one, custom) if claim.weight > 0]
    yield from _weighed([claim for claim in found if claim.kind in {"shown", "stamp"}])
    yield from _weighed([claim for claim in found if claim.kind == "meta"])
    yield from (claim._replace(weight=min(claim.weight, 3)) for claim in found if claim.kind == "changed")


def _weighed(found: list[Claim]) -> Iterator[Claim]:
    """The claims, with less weight where more than three days stand alike, and for all days but the best."""
    alike: dict[int, set[date]] = {}
    for claim in found:
        alike.setdefault(claim.weight, set()).add(claim.day)
    found = [claim._replace(weight=claim.weight - 2 * (len(alike[claim.weight]) > 3)) for claim in found]
    best = min(found, key=lambda claim: (-claim.weight, claim.rank), default=None)
    for claim in found:
        yield claim._replace(weight=claim.weight - 2 * (best is not None and claim.day != best.day))


def _leaves(lines: list[Line]) -> Iterator[Line]:
    """Days whose parts stand under one another, as on the leaf of a calendar, each as one line."""
    for count in (2, 3):
        for some in zip(*(lines[start:] for start in range(count)), strict=False):
            if all(_PART.fullmatch(one.text) and one.apart == some[0].apart for one in some):
                yield some[0]._replace(text=" ".join(one.text for one in some))


def _is_hopeful(one: Line) -> bool:
    """Whether a day in the line could count: it has a figure, and it is near, short or marked up as a date."""
    if one.place < _ABOVE or not re.search(r"\d", one.text[:LONGEST]) or _CLOCK.search(one.marks):
        return False
    return one.place <= _NEAR or len(one.text) <= _SHORT or _MARKED.search(one.marks) is not None


def _of_line(one: Line, custom: Custom) -> Iterator[Claim]:
    exact = stated(one.stamp) if one.stamp else None
    days = _days(one, custom)
    for place, (before, day) in enumerate(days, 1):
        kind = "changed" if _is_change(one, before, place, of=len(days)) else "shown"
        known = exact if len(days) == 1 else None
        raw, rank = one.text[day.start : day.end], 2 * bool(_IN_WORDS.search(before)) + (one.place < 0)
        yield Claim(day.day, _worth(one, before, day), kind, raw, known, day.other, rank)
    if one.stamp and not days:
        kind = "changed" if _is_change(one, one.text, 1, of=1) else "stamp" if one.text else "meta"
        for claim in _claim(one.stamp, min(_worth(one, one.text, None), 5), kind, custom):
            yield claim._replace(rank=int(one.place < 0))


def _days(one: Line, custom: Custom) -> list[tuple[str, Written]]:
    """The days in a line, each with what stands before it; none when they are the ends of a span of time."""
    days = _days_in(one.text, custom)
    if len(days) > 3 or any(_RANGE.match(one.text[a.end : b.start]) for a, b in pairwise(days)):
        return []
    starts = [0, *(day.end for day in days)]
    told = [(one.text[start : day.start], day) for start, day in zip(starts, days, strict=False)]
    return [(before, day) for before, day in told if not _NOT_RELEASED.search(before)]


def _worth(one: Line, before: str, day: Written | None) -> int:
    """How much the place of a shown day, and the words and marks about it, make it count."""
    marked, after = bool(_MARKED.search(one.marks)), one.text[day.end :] if day else ""
    released = bool(_RELEASED.search(before) or _RELEASED_AFTER.match(after))
    if one.apart == 0 and day:
        return _worth_in_headline(one, before, after)
    weight = _placed(one, sure=marked or released) + marked + released - (one.linked and not marked)
    weight += bool(one.stamp) and "datepublished" in one.marks
    if day and not marked and not released and not one.stamp and _is_sentence(one.text, day):
        weight -= 2
    if len(one.text) > _SHORT and day and not _is_dateline(one.text, day):
        weight -= 1 if day.start < 40 and (marked or released) else 3
    return weight


def _is_change(one: Line, before: str, place: int, *, of: int) -> bool:
    """Whether the line says that its day is that of a change; where marks say it, they mean the last of several."""
    # Themes call their only day "updated", since the hAtom format asks for that word.
    marked = _MARKED_UPDATED.search(one.marks) if of == 1 else place == of and "updated" in one.marks
    return bool(marked or _UPDATED.search(before))


def _worth_in_headline(one: Line, before: str, after: str) -> int:
    """How much a day in the headline itself counts; most of them are those of what the story is about."""
    at_the_edge = not letters(before) or not letters(after)
    return 3 if one.stamp or (at_the_edge and not _IN_WORDS.search(before)) else 0


def _is_sentence(text: str, day: Written) -> bool:
    """Whether a day is told in a sentence, rather than put down beside it."""
    others = re.findall(r"[^\W\d_]{2,}", text[: day.start] + text[day.end :])
    return len(others) > 3 and text.rstrip()[-1:] in {".", "!", "?", "…"} and not _is_dateline(text, day)


def _is_dateline(text: str, day: Written) -> bool:
    """Whether a paragraph starts with a place and a day, and then its first sentence."""
    return day.start <= 30 and re.match(r"\)?\s?(?:[–—:|/(]|--? )", text[day.end : day.end + 5]) is not None


def _placed(one: Line, *, sure: bool) -> int:
    """How much the place alone counts: most at the headline, less in it, little where no headline was found."""
    if one.apart < 0:
        return 1
    if 0 <= one.place <= _NEAR or (one.place >= _ABOVE and one.apart <= 3):
        return 3 if one.apart <= 4 else 2
    return 1 if sure and one.place > 0 else 0


def scripted(tree: lxml_html.HtmlElement, language: str, url: str) -> list[Claim]:
    """The date that a page hands to its own programs, when it is but one."""
    custom = _custom(language, host_of(url))
    texts = (script.text or "" for script in tree.iter("script"))
    found = [match.group(1) for text in texts for match in islice(_SCRIPTED.finditer(text), 20)]
    told = [claim for raw in found[:100] for claim in _claim(raw, 2, "script", custom)]
    return told[:1] if len({claim.day for claim in told}) == 1 else []


def _of_address(url: str) -> Iterator[Claim]:
    told = day_in_address(url)
    if told:
        yield Claim(told.day, told.weight, "url", told.day.isoformat())
