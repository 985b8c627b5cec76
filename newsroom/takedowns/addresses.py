"""Addresses that claimants type: are they ours, how do we spell them, which story stands there. Changes nothing."""

import hashlib
import re
import unicodedata
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac

from articles.models import Article, OldAddress

_STORY = re.compile(r"^/\d{4}/\d{2}/\d{2}/([^/]+)/?$")
SEALED = "#"
"""What a path begins with of which only the fingerprint is left; no path of ours does."""
_HOST = re.compile(r"(?:https?://|\bwww\.)([^\s/?#:@]+)(?:[/?#:]\S*)?", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f\u202a-\u202e\u2066-\u2069]")


def path_of(typed: str) -> str:
    """The path of an address on this site in its one spelling; "" when it is not an address of ours.

    A missing scheme, `www.`, capitals in the path, a query, a fragment or percent escapes make no difference.
    """
    typed = typed.strip()
    if _CONTROL.search(typed) or "\\" in typed:
        return ""
    if typed.startswith("/") and not typed.startswith("//"):
        return _spelling(typed.partition("?")[0].partition("#")[0])
    try:
        parts = urlsplit(typed if "://" in typed else f"https://{typed}")
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    if (
        parts.scheme.lower() not in {"http", "https"}
        or "@" in parts.netloc
        or host.removeprefix("www.") not in our_hosts()
    ):
        return ""
    return _spelling(parts.path)


def our_hosts() -> frozenset[str]:
    """The names under which this site answers."""
    sites = (settings.SITE_URL, *settings.FORMER_SITE_URLS)
    named = [*(urlsplit(site).hostname or "" for site in sites), *(host.lstrip(".") for host in settings.ALLOWED_HOSTS)]
    return frozenset(host.lower().removeprefix("www.") for host in named if host and host != "*")


def key_of(path: str) -> str:
    """A path as a key of fixed length."""
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()


def fingerprint(path: str) -> str:
    """What stands for an address: the same for each request about it, made with the site's key."""
    if path.startswith(SEALED):
        return path.removeprefix(SEALED)
    digest = salted_hmac("newsroom.takedowns.fingerprint", path, algorithm="sha256").hexdigest()[:20]
    return "-".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def sealed_path(path: str) -> str:
    """A path of which only its fingerprint is left."""
    return SEALED + fingerprint(path)


def article_at(path: str) -> Article | None:
    """The story that stands, stood or would stand at a path, whatever its state; None when there is none."""
    return articles_at([path])[path]


def articles_at(paths: list[str]) -> dict[str, Article | None]:
    """The story at each path. Asks the same two questions whatever stands there, so that no time tells what does."""
    slugs = {path: story[1] if (story := _STORY.match(path)) else "" for path in paths}
    found = {article.slug: article for article in Article.objects.filter(slug__in=slugs.values())}
    old = OldAddress.objects.filter(slug__in=slugs.values()).select_related("article")
    formerly = {address.slug: address.article for address in old}
    return {path: found.get(slug) or formerly.get(slug) for path, slug in slugs.items()}


def stripped(text: str) -> str:
    """A text without letters that cannot be seen or that turn others: in an address they only serve to deceive."""
    return "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cf"})


def with_plain_hosts(text: str) -> str:
    """A text in which each address with foreign letters in its host is followed by the host as machines read it."""
    return _HOST.sub(_with_plain_host, text)


def _with_plain_host(found: re.Match[str]) -> str:
    if found[1].isascii():
        return found[0]
    try:
        plain = found[1].encode("idna").decode()
    except UnicodeError:
        plain = "?"
    return f"{found[0]} [{plain}]"


def _spelling(path: str) -> str:
    path = unicodedata.normalize("NFC", unquote(path, errors="replace")).casefold()
    path = re.sub(r"/{2,}", "/", "/" + path.replace("\x00", ""))
    return (path if path.endswith("/") else f"{path}/")[:2000]
