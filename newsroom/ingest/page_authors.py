"""Who wrote a page, as far as it says so: in its data, its markup, its meta tags or the line at its headline. Pure."""

import re
from collections.abc import Iterator
from typing import Any

from newsroom.ingest.bylines import people, says_no_more, starts_byline
from newsroom.ingest.page_data import PageData, as_text, line
from newsroom.ingest.page_lines import Line, means_author

_META = (
    "parsely-author", "sailthru.author", "cxenseparse:author", "bt:author", "citation_author", "byl", "dc.creator",
    "dcterms.creator", "author", "article:author", "article:author_name", "og:article:author", "article.author",
    "rnews:author", "author_name",
)  # fmt: skip
_ACCOUNT = re.compile(r"(?:^|\s)(?:author|fn|vcard)(?:\s|$)")
_NEAR = 1500
_ABOVE = -300
_SHORT = 120


def read_author(data: PageData, lines: list[Line], sites: list[str]) -> str:
    """The names of the people who wrote the page, parted by ", "; "" when it names none. Never a guess."""
    stated = people(_joined(_persons(data.article.get("author"), data)), sites)
    shown = _shown(lines, sites)
    if stated and not (set(stated) < set(shown) or (_is_login(stated) and shown and not _is_login(shown))):
        return ", ".join(stated)
    return ", ".join(
        shown
        or stated
        or people(_joined(_persons(data.page.get("author"), data)), sites)
        or _of_meta(data.meta, sites)
        or _told(lines, sites)
        or _below(lines, sites)
    )


def _joined(names: Iterator[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _is_login(names: list[str]) -> bool:
    """Whether these may be names of accounts: single words."""
    return all(" " not in name for name in names)


def _persons(given: Any, data: PageData) -> Iterator[str]:
    """The names in a schema.org author; organisations write no articles."""
    for one in (given if isinstance(given, list) else [given])[:10]:
        if isinstance(one, str):
            yield as_text(one)[:200]
        elif isinstance(one, dict) and "Organization" not in str(one.get("@type", ""))[:200]:
            name = one.get("name") or data.named.get(line(one.get("@id")), {}).get("name")
            yield from (as_text(line(part))[:200] for part in (name if isinstance(name, list) else [name])[:10] if part)


def _of_meta(meta: dict[str, str], sites: list[str]) -> list[str]:
    for name in _META:
        found = people(as_text(meta.get(name, ""))[:200], sites)
        if found:
            return found
    return []


def _shown(lines: list[Line], sites: list[str]) -> list[str]:
    """The names in lines at the headline that are marked up as bylines: the first, and what follows right upon it."""
    names: dict[str, None] = {}
    last = None
    for one in lines:
        if one.elsewhere or not _ABOVE <= one.place <= _NEAR or one.apart > 5:
            continue
        if last is not None and one.place - last > _SHORT:
            break
        found = _signed(one, sites)
        names |= dict.fromkeys(found)
        last = one.place + len(one.text) if found else last
    return list(names)


def _signed(one: Line, sites: list[str]) -> list[str]:
    """The names in a line's marked part, or in the whole of a short line that is marked as a whole."""
    text = one.signed or (one.text if len(one.text) <= _SHORT and means_author(one.marks) else "")
    found = people(text, sites) if text else []
    return found if not _is_login(found) or _ACCOUNT.search(one.marks) else []


def _below(lines: list[Line], sites: list[str]) -> list[str]:
    """The names that are marked up further down in the story; many of them are those of other stories."""
    far = [one for one in lines if one.place > _NEAR and one.apart <= 3 and not one.elsewhere]
    names = dict.fromkeys(name for one in far for name in _signed(one, sites))
    return list(names) if len(names) <= 2 else []


def _told(lines: list[Line], sites: list[str]) -> list[str]:
    """The names in a line at the headline that says no more than "By" and them."""
    for one in lines:
        near = -200 <= one.place <= 800 and one.apart <= 4 and not one.elsewhere
        if near and one.tag not in {"h1", "h2"} and len(one.text) < _SHORT and starts_byline(one.text):
            found = people(one.text, sites)
            # A sentence that begins with "By" goes on with other words than names.
            if found and not _is_login(found) and says_no_more(one.text, found):
                return found
    return []
