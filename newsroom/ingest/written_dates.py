"""Days written in a line of text, in words or figures, in many languages. Pure; "today" and its like are no days."""

import re
from datetime import date
from typing import NamedTuple

from newsroom.ingest.months import month
from newsroom.ingest.persian_days import LAST_YEAR, common_day, persian_month

LONGEST = 400
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\W{1,3}$")
_FIGURE = re.compile(r"\d")
_WORD = r"([^\W\d_][^\s\d,/|()\[\]:;<>–—-]{0,22}(?:\s(?:الأول|الثاني))?)"
# Syrian and Western names of the same month stand side by side.
_BETWEEN = r"(?:\s/\s[^\W\d_]{3,9})?[\s.,،/–-]{0,3}"
_OF = r"(?:(?:de|del|di|da|of|d['’])\s{0,2})?"
_YEAR = r"(\d{4})(?!\d|\.\d)"
# The years of an emperor or a republic are counted from the one before their first.
_ERAS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}
_PATTERNS = tuple(
    (re.compile(pattern, re.IGNORECASE), order)
    for pattern, order in (
        (r"(?<!\d)(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)", "y-md"),
        (r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일號号]?", "ymd"),
        (r"(令和|平成|民國|民国)\s?(\d{1,3})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日", "eymd"),
        (rf"(?<!\d)(\d{{1,2}})\s?([-/.])\s?(\d{{1,2}})\s?\2\s?{_YEAR}", "d-my"),
        (rf"(?<!\d)(\d{{1,2}})\s(?:tháng|thg)\s(\d{{1,2}}),?\s(?:năm\s)?{_YEAR}", "dmy"),
        (
            rf"(?<!\d)(\d{{1,2}})\s?(?:st|nd|rd|th|er|ter|re|º|ª)?{_BETWEEN}{_OF}{_WORD}{_BETWEEN}{_OF}{_YEAR}",
            "dmy",
        ),
        (rf"{_WORD}[\s.,-]{{1,2}}(\d{{1,2}})\s?(?:st|nd|rd|th|º)?[\s,.-]{{1,3}}{_OF}{_YEAR}", "mdy"),
        (rf"{_WORD}\s(\d{{1,2}})\s\d\d:\d\d:\d\d\s(?:[A-Z]{{2,5}}\s)?{_YEAR}", "mdy"),
        (rf"(?<!\d){_YEAR}(?:\.\s?gada|\s?m\.|\.|,|-?ko)?\s{_WORD}\s(\d{{1,2}})(?!\d)", "ymd"),
        (r"(?<!\d)(\d{4})\s?оны\s(\d{1,2})(?:-р)?\s?сарын\s(\d{1,2})", "ymd"),
        (rf"(?<!\d){_YEAR}\.\s?gada\s(\d{{1,2}})\.\s?{_WORD}", "ydm"),
        # Two figures are a year where nothing follows that would make them an hour.
        (rf"(?<![\d:])(\d{{1,2}})[\s.-]{{1,2}}{_WORD}[\s.-]{{1,2}}'?(\d{{2}})(?=\s*(?:$|[,|(]|\d\d?[:.]\d\d))", "dmy"),
        (r"(?<![\d./])(\d{1,2})([/.])(\d{1,2})\2(\d{2})(?![\d./])", "d-my"),
    )
)


class Written(NamedTuple):
    """A day and where in the line it stands; `other` is the day it would be with day and month exchanged."""

    day: date
    start: int
    end: int
    other: date | None = None


def days_in(text: str, language: str = "", *, month_first: bool = False) -> list[Written]:
    """All days that the line's first 400 characters write out, in order of place."""
    text = text[:LONGEST]
    found: list[Written] = []
    for pattern, order in _PATTERNS if _FIGURE.search(text) else ():
        for match in pattern.finditer(text):
            one = _written(match, order, language, month_first=month_first)
            if one and not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def _written(match: re.Match[str], order: str, language: str, *, month_first: bool) -> Written | None:
    parts = dict(zip(order, match.groups(), strict=True))
    year, named, day = _year(parts["y"], language, parts.get("e", "")), parts["m"], int(parts["d"])
    if len(parts["y"]) == 4 and year <= LAST_YEAR:
        best = common_day(year, int(named) if named.isdecimal() else persian_month(named), day)
        return Written(best, match.start(), match.end()) if best else None
    number = int(named) if named.isdecimal() else month(named, language)
    # Only a slash is written both ways; and a thirteenth month tells that it was the other one.
    if order == "d-my" and (number > 12 or (month_first and parts["-"] == "/" and day <= 12)):
        number, day = day, number
    best = _day(year, number, day)
    unsure = order == "d-my" and parts["-"] == "/" and number != day
    other = _day(year, day, number) if unsure else None
    if other and best and _weekday(match) in {other.weekday(), best.weekday()}:
        best, other = (best if _weekday(match) == best.weekday() else other), None
    return Written(best, match.start(), match.end(), other) if best else None


def _weekday(match: re.Match[str]) -> int | None:
    """The English weekday right before a day, by which one can tell 3/4 from 4/3; Monday is 0."""
    found = _WEEKDAY.search(match.string[max(0, match.start() - 12) : match.start()].casefold())
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(found.group(1)) if found else None


def _year(digits: str, language: str, era: str) -> int:
    year = int(digits)
    if era:
        return _ERAS[era] + year
    if len(digits) == 2:
        return 1957 + year if language.startswith("th") else 2000 + year
    return year - 543 if year > 2400 else year  # the Buddhist era, as in Thailand


def _day(year: int, number: int, day: int) -> date | None:
    try:
        return date(year, number, day) if 1990 <= year <= 2100 else None
    except ValueError:
        return None
