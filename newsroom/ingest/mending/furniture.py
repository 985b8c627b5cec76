"""What stands around a story on a web page and came along with it. Pure; takes a line away only when it is known."""

import re

_NETWORKS = "facebook|twitter|whatsapp|telegram|linkedin|pinterest|reddit|e-?mail|print|copy\\ link|tweet"
_LINES = re.compile(
    rf"""(?ix) (?:
      advertisement s? | advertorial | sponsored (?:\ content)? | - \s* advertisement \s* -
    | (?: share (?:\ (?:this|on) (?:\ (?:{_NETWORKS}|x))? )? [\s:|•]* )+
    | share\ (?:this\ )? (?:story|article|post) [.:]?
    | (?:{_NETWORKS}) (?: [\s|•/,]* (?:{_NETWORKS}) )+
    | read\ more (?:\s*details)? [.:…»]* | continue\ reading [.:…»]* | see\ also \s* : | also\ read \s* :
    | no\ result | view\ all\ results? | toggle | table\ of\ contents
    | go\ to\ mobile\ version | skip\ to\ (?:main\ )?content
    | (?:previous|next)\ (?:post|article|story)
    | related\ (?:posts?|articles?|stories|topics|news) [.:]? | you\ may\ also\ like [.:]?
    | leave\ a\ (?:reply|comment) | comments? \s* (?:\(\d+\))?
    | (?:sign\ up|subscribe) \ (?:to|for)\ (?:our|the)\ [\w\ ]{{0,30}} newsletter [.!]?
    | follow\ us\ on \ [\w ,&]{{3,60}}
    ) \s* $"""
)
_STARTS = re.compile(
    r"(?i)(?:this website uses cookies|by continuing to use this website|denial of responsibility!"
    r"|© ?(?:19|20)\d\d\b.{0,80}$"
    r"|copyright © (?:19|20)\d\d\b.{0,80}$|all rights reserved\.?$|click here to (?:subscribe|read)\b.{0,60}$)"
)
_INTRODUCTION = re.compile(r"^(?:introduction\s*:\s*)+", re.IGNORECASE)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = (
    rf"(?:\d{{4}}[-/.]\d{{2}}[-/.]\d{{2}}|\d{{1,2}} (?:{_MONTHS})[a-z]* \d{{4}}|(?:{_MONTHS})[a-z]* \d{{1,2}}, \d{{4}})"
)
_GLUED_DATE = re.compile(
    rf"\s*(?:(?i:(?:date|published|posted|updated)\s?:?\s+{_DAY})|\d{{4}}-\d{{2}}-\d{{2}})\s+(?=[A-Z“\"])"
)


def is_furniture(line: str) -> bool:
    """Whether the whole line is a button, an advertisement's label, a menu word or a notice of the site."""
    line = " ".join(line.split())
    return len(line) < 400 and bool(_LINES.match(line) or _STARTS.match(line))


def without_introduction(line: str) -> str:
    """The line without the label "Introduction:" at its start, however often it stands there."""
    return _INTRODUCTION.sub("", line, count=1)


def without_date(text: str) -> str:
    """`text` without the date that was glued to its first sentence."""
    found = _GLUED_DATE.match(text)
    return text[found.end() :] if found else text


def openings(before: str, after: str) -> tuple[str, str]:
    """The opening of a text with a label and without it, the same few words behind both."""
    following = " ".join(after.split()[:6])
    return f"{before[: len(before) - len(after)]}{following}".strip(), following


def without_own_addresses(text: str, own_hosts: tuple[str, ...]) -> str:
    """`text` without web addresses of our own hosts and of the paths below them."""
    if "://" not in text:
        return text
    for host in filter(None, own_hosts):
        address = rf"\bhttps?://\s?(?:www\.)?{re.escape(host)}(?![\w-]|\.\w)(?:[^\s<>\"”()]*[^\s<>\"”().,;:!?])?"
        text = re.sub(rf"(?i)\s?\({address}\)|\s?{address}", "", text)
    return text
