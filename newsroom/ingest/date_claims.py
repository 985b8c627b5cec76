"""The signals by which a page tells its date: data, meta tags, what it shows near its headline, its address. Pure."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice, pairwise
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import html as lxml_html

from newsroom.ingest.dates import Stated, stated
from newsroom.ingest.months import month, month_first
from newsroom.ingest.page_data import PageData, line
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
_RANGE = re.compile(r"^\W*(?:[-–—]|bis|to|until|till|au|al|hasta|a)\W*$", re.IGNORECASE)
_SCRIPTED = re.compile(
    r"""["'](?:date_?published|published_?at|pub_?date|publish(?:ed)?_?(?:date|time)|publication_?date"""
    r"""|(?:meta)?first_?published(?:_?(?:date|at))?)["']\s?:\s?["']?([^"',}]{8,40})""",
    re.IGNORECASE,
)
_URL_DAYS = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0\d|1[0-2])[/_.-]?([0-2]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?!\d)"),
)
_URL_DAY_FIRST = re.compile(r"(?<!\d)([0-2]\d|3[01])[._-](0\d|1[0-2])[._-]((?:19|20)\d\d)(?!\d)")
_SHORT = 160
_MOST_LINES = 500
_NEAR = 1500
_ABOVE = -300


class Claim(NamedTuple):
    """One signal: a day, how much it counts, what kind it is, the text that states it, and the exact time if told.

    `other` is the day that it would be with day and month exchanged; `above` says that it stands over the headline.
    """

    day: date
    weight: int
    kind: str
    raw: str = ""
    exact: Stated | None = None
    other: date | None = None
    above: bool = False


class Custom(NamedTuple):
    """How a page writes its dates."""

    language: str
    month_first: bool


def claims(data: PageData, lines: list[Line], language: str, url: str) -> list[Claim]:
    """Every signal on the page, the surest kinds first."""
    custom = Custom(language, month_first(language, host_of(url)))
    found = [*_of_data(data, custom), *_of_meta(data.meta, custom), *_of_lines(lines, custom)]
    return [*found, *_of_address(url), *_of_address(data.meta.get("og:url", ""))]


def host_of(url: str) -> str:
    """The host of an address, "" when it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _claim(raw: Any, weight: int, kind: str, custom: Custom) -> Iterator[Claim]:
    """The claim that one stated value makes, if it can be read."""
    raw = line(str(raw) if isinstance(raw, int | float) else raw)[:100]
    if exact := stated(raw):
        yield Claim(exact.day, weight, kind, raw, exact)
    elif days := days_in(raw, custom.language, month_first=custom.month_first):
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
    near = (one for one in lines if not one.elsewhere and (one.stamp or (one.text and _is_hopeful(one))))
    found = [claim for one in islice(near, _MOST_LINES) for claim in _of_line(one, custom) if claim.weight > 0]
    shown = [claim for claim in found if claim.kind != "changed"]
    shown.sort(key=lambda claim: (-claim.weight, claim.above))
    rivals = {claim.day for claim in shown if claim.weight == shown[0].weight}
    for claim in shown:
        less = 2 if claim.day != shown[0].day or len(rivals) > 3 else 0
        yield claim._replace(weight=claim.weight - less)
    yield from (claim._replace(weight=min(claim.weight, 3)) for claim in found if claim.kind == "changed")


def _is_hopeful(one: Line) -> bool:
    """Whether a day in the line could count: it has a figure, and it is near, short or marked up as a date."""
    hopeful = one.place >= _ABOVE and re.search(r"\d", one.text[:LONGEST]) is not None
    return hopeful and (one.place <= _NEAR or len(one.text) <= _SHORT or _MARKED.search(one.marks) is not None)


def _of_line(one: Line, custom: Custom) -> Iterator[Claim]:
    exact, above = stated(one.stamp) if one.stamp else None, one.place < 0
    days = _days(one, custom)
    for place, (before, day) in enumerate(days, 1):
        kind = "changed" if _is_change(one, before, place, of=len(days)) else "shown"
        known = exact if len(days) == 1 else None
        raw = one.text[day.start : day.end]
        yield Claim(day.day, _worth(one, before, day), kind, raw, known, day.other, above)
    if exact and not days:
        kind = "changed" if _is_change(one, one.text, 1, of=1) else "stamp"
        yield Claim(exact.day, _worth(one, one.text, None), kind, one.stamp, exact, above=above)


def _days(one: Line, custom: Custom) -> list[tuple[str, Written]]:
    """The days in a line, each with what stands before it; none when they are the ends of a span of time."""
    days = days_in(one.text, custom.language, month_first=custom.month_first)
    if len(days) > 3 or any(_RANGE.match(one.text[a.end : b.start]) for a, b in pairwise(days)):
        return []
    starts = [0, *(day.end for day in days)]
    told = [(one.text[start : day.start], day) for start, day in zip(starts, days, strict=False)]
    return [(before, day) for before, day in told if not _NOT_RELEASED.search(before)]


def _worth(one: Line, before: str, day: Written | None) -> int:
    """How much the place of a shown day, and the words and marks about it, make it count."""
    marked, released = bool(_MARKED.search(one.marks)), bool(_RELEASED.search(before))
    weight = _placed(one, sure=marked or released) + marked + released - (one.linked and not marked)
    weight += bool(one.stamp) and "datepublished" in one.marks
    if len(one.text) > _SHORT and day and not _is_dateline(one.text, day):
        weight -= 1 if day.start < 40 and (marked or released) else 3
    return weight


def _is_change(one: Line, before: str, place: int, *, of: int) -> bool:
    """Whether the line says that its day is that of a change; where marks say it, they mean the last of several."""
    # Themes call their only day "updated", since the hAtom format asks for that word.
    marked = _MARKED_UPDATED.search(one.marks) if of == 1 else place == of and "updated" in one.marks
    return bool(marked or _UPDATED.search(before))


def _is_dateline(text: str, day: Written) -> bool:
    """Whether a paragraph starts with a place and a day, and then its first sentence."""
    return day.start <= 30 and re.match(r"\)?\s?(?:[–—:|/(]|- )", text[day.end : day.end + 4]) is not None


def _placed(one: Line, *, sure: bool) -> int:
    """How much the place alone counts: most at the headline, less in it, little where no headline was found."""
    if one.apart < 1:
        return 2 + one.apart
    if 0 <= one.place <= _NEAR or (one.place >= _ABOVE and one.apart <= 4):
        return 3 if one.apart <= 5 else 2
    return 1 if sure and one.place > 0 else 0


def scripted(tree: lxml_html.HtmlElement, language: str, url: str) -> list[Claim]:
    """The date that a page hands to its own programs, when it is but one."""
    custom = Custom(language, month_first(language, host_of(url)))
    texts = (script.text or "" for script in tree.iter("script"))
    found = [match.group(1) for text in texts for match in islice(_SCRIPTED.finditer(text), 20)]
    told = [claim for raw in found[:100] for claim in _claim(raw, 2, "script", custom)]
    return told[:1] if len({claim.day for claim in told}) == 1 else []


def _of_address(url: str) -> Iterator[Claim]:
    """The day in an address's path; of an archived page's address, that of the page itself."""
    try:
        path = unquote(urlsplit(url).path).lower()
    except ValueError:
        return
    path = path[path.rfind("http") :] if "http" in path else path
    for pattern in (*_URL_DAYS, _URL_DAY_FIRST):
        for match in pattern.finditer(path[:500]):
            parts = match.groups() if pattern is not _URL_DAY_FIRST else match.groups()[::-1]
            if day := _day(*parts):
                yield Claim(day, _worth_in_address(path, match), "url", day.isoformat())
                return


def _worth_in_address(path: str, match: re.Match[str]) -> int:
    """How much a day in an address counts; /2027/03/5-ways-to-sail names the fifth of nothing."""
    if "/" in match.group() and path[match.end() : match.end() + 1] in {"-", "_"}:
        return 2
    return 4 if path[match.start() - 1 : match.start()] == "/" else 3


def _day(year: str, named: str, day: str) -> date | None:
    try:
        found = date(int(year), int(named) if named.isdecimal() else month(named, "en"), int(day))
    except ValueError:
        return None
    return found if found.year >= 1990 else None
