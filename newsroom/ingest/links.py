"""Addresses inside HTML: made absolute, and found. Pure; follows nothing."""

import re
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from tld import get_fld

from articles.markup import Token, tokens

_ADDRESSES = frozenset({"href", "src", "poster", "cite", "data-src"})
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_FEED_PATH = re.compile(
    r"(?i)(?:/(?:feed|rss|atom)(?:[/._-]|$)|\.(?:rss|atom)$|/(?:feed|rss|atom|index)\.(?:xml|json)$)"
)
DISCOVERED = 10
LONGEST_HOST = 253
"""What is longer is no name of a host (RFC 1035, section 2.3.4), and fits into no column."""


def absolute(base: str, address: str) -> str:
    """`address` resolved against `base`, "" when the result is no http(s) address."""
    address = unescape(address.strip())
    try:
        found = urljoin(base, address)
        scheme, host = urlsplit(found).scheme.lower(), urlsplit(found).hostname
    except ValueError:
        return ""
    return found if scheme in ("http", "https") and host else ""


def registrable(url: str) -> str:
    """The name that somebody registered for the host of `url`: paper.co.uk for news.paper.co.uk (Public Suffix List).

    Under a suffix that the list does not know, the last two labels; of a bare number or label, the host itself;
    "" for what is none.
    """
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        return ""
    if len(host) > LONGEST_HOST:
        return ""
    labels = host.split(".")
    if ":" in host or labels[-1].isdigit() or len(labels) < 3:
        return host
    found = get_fld(f"https://{host}/", fail_silently=True, search_private=True)
    return found or ".".join(labels[-2:])


def with_absolute_links(html: str, base: str) -> str:
    """`html` with the relative addresses of its links and pictures resolved against `base`."""
    if "<" not in html or not base:
        return html
    return "".join(_resolved(token, base) for token in tokens(html))


def _resolved(token: Token, base: str) -> str:
    if token.kind != "open" or not any(_is_relative(name, value) for name, value in token.attributes):
        return token.raw
    pairs = []
    for name, given in token.attributes:
        plain = unescape(given)
        value = absolute(base, plain) or plain if _is_relative(name, plain) else plain
        pairs.append(f'{name}="{escape(value)}"')
    return f"<{' '.join([token.name, *pairs])}{' /' if token.raw.endswith('/>') else ''}>"


def _is_relative(name: str, value: str) -> bool:
    value = value.strip()
    if name not in _ADDRESSES or not value or value.startswith("#"):
        return False
    return not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", value)


def first_image(html: str) -> str:
    """The address of the first picture in `html` that is not a tracking pixel, "" without one."""
    for token in tokens(html):
        if token.kind == "open" and token.name == "img":
            given = dict(reversed(token.attributes))
            if given.get("src") and given.get("width") not in ("0", "1") and given.get("height") not in ("0", "1"):
                return unescape(given["src"].strip())
    return ""


def discover(html: str, url: str) -> tuple[str, ...]:
    """The addresses of the feeds that a web page names, those it declares first, then those it links to."""
    declared: list[str] = []
    linked: list[str] = []
    base = url
    for name, given in _named_tags(html):
        target = given.get("href", "")
        if name == "base" and target:
            base = absolute(url, target) or url
        elif name == "link" and _declares_feed(given):
            declared.append(absolute(base, target))
        elif name == "a" and target and _FEED_PATH.search(absolute(base, target).partition("?")[0]):
            linked.append(absolute(base, target))
    found = dict.fromkeys(address for address in [*declared, *linked] if address)
    return tuple(found)[:DISCOVERED]


def _named_tags(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    for token in tokens(html):
        if token.kind == "open" and token.name in ("a", "link", "base"):
            yield token.name, {name: unescape(value) for name, value in reversed(token.attributes)}


def _declares_feed(given: dict[str, str]) -> bool:
    relations = given.get("rel", "").lower().split()
    kind = given.get("type", "").partition(";")[0].strip().lower()
    return "alternate" in relations and kind in _FEED_TYPES and bool(given.get("href"))
