"""Headlines: the outlet's name at the end goes, for it has a place of its own. Pure."""

import re

_TAIL = re.compile(r"^(?P<head>.{12,}?)\s*(?:\s[–—|-]\s|\s?[|»]\s?|:\s)(?P<tail>[^–—|»]{2,60})$", re.DOTALL)
_MASTHEAD = re.compile(
    r"(?i)\b(?:news|times|post|herald|tribune|daily|weekly|journal|gazette|guardian|telegraph|observer|chronicle|reuters"
    r"|associated press|press|agency|bbc|cnn|cna|nhk|al jazeera|bloomberg|diplomat|today|review|magazine|broadcasting"
    r"|tv|radio|euronews|newsroom|standard|express|mail|independent|monitor|mirror|\w+\.(?:com|org|net|info|news|biz))\b"
)
LONGEST = 400


def _letters(text: str) -> str:
    text = re.sub(r"^the\s+", "", text.casefold())
    return "".join(re.findall(r"\w", text))


def split_outlet(headline: str, outlet: str = "") -> tuple[str, str]:
    """The headline without the outlet's name at its end, and that name as it stood there ("" when there was none).

    Without a known `outlet`, only a short tail in capitals counts that has "News", "Times" or the like in it.
    """
    found = _TAIL.match(headline.strip()) if len(headline) <= LONGEST else None
    if not found:
        return headline.strip(), ""
    head, tail = found["head"].strip(), found["tail"].strip()
    names = {_letters(outlet), _letters(outlet.partition(" – ")[0])} - {""}
    known = _letters(tail) in names
    if known or _is_masthead(tail):
        return head, tail
    return headline.strip(), ""


def _is_masthead(tail: str) -> bool:
    names = re.findall(r"[^\W\d_][\w.'’&-]*", tail)
    capitals = [
        name for name in names if name[0].isupper() or name in ("of", "the", "and", "de", "la", "&") or "." in name
    ]
    return len(names) <= 6 and len(capitals) == len(names) and bool(_MASTHEAD.search(tail))
