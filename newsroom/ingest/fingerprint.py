"""Same address? Same text? Pure: strings and bytes in, keys out; the same on every machine and in every release.

Keys are SHA-256 in hexadecimal (64 characters). What kind of key it is, is kept beside it, never inside it.
"""

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

SHINGLE_WORDS = 5
SHINGLE_CHARACTERS = 8

_TRACKING = re.compile(
    r"(?ix) ^(?: utm_\w+ | mtm_\w+ | pk_\w+ | hsa_\w+ | _hs\w+ | vero_\w+ | oly_\w+ | at_\w+ | stm_\w+"
    r"| fbclid | gclid | gclsrc | dclid | gbraid | wbraid | msclkid | yclid | ysclid | twclid | ttclid | igshid | igsh"
    r"| mc_cid | mc_eid | mkt_tok | ml_subscriber\w* | wickedid | s_cid | s_kwcid | ncid | nr_email_referer"
    r"| cmpid | cmp | icid | ito | ocid | taid | rss | ref | referrer | ref_src | ref_url | smid | smtyp | sref | spm"
    r"| xtor | wt[._]?mc(?:[._]\w+)? | feature | guccounter | guce_\w+ | partner | traffic_source | outputtype | share"
    r"| _?amp | amp_\w+ | usqp | __twitter_impression | campaign_?id | emc | cmpid\w* | wprov | soc_\w+"
    r"| phpsessid | jsessionid | aspsessionid\w* | cfid | cftoken )$"
)
_TRACKING_VALUE = re.compile(
    r"(?ix) ^(?: (?:output | view | mode | format) = amp | m = [01]"
    r"| (?:from | source | src | via | channel | medium | origin | cid | ns_campaign | camp) ="
    r" (?:rss | atom | feed | newsletter | twitter | facebook | telegram | whatsapp | social | googlenews)[\w-]* )$"
)
_CACHED = re.compile(r"(?i)^/(?:[avc]|amp)/(s/)?(?=[^/]+\.[^/]+(?:/|$))")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_ROUTE = re.compile(r"!?/[^/]")
"""What a page's own script shows (#!/story/7) is an address; #comments is a place on the page."""
_MEANINGLESS_PREFIX = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)")
_AMP_PATH = re.compile(r"(?i)^/amp(?=/)|/amp(?:/|\.html)?$|(?<=/)amp/(?=[^/]+/?$)|\.amp(?=\.html?$)|\.amp$")
_SAFE = "/:@!$&'()*+,;=~-._"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def canonical_address(url: str) -> str:
    """The one spelling under which all spellings of a story's address meet; "" when it is no web address.

    It is for comparing only, not for following: the scheme becomes https and www., m. and amp. disappear.
    """
    try:
        parts = urlsplit(_out_of_cache(url.strip()))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host:
        return ""
    host = _MEANINGLESS_PREFIX.sub("", _ascii_host(host))
    if port and port != _DEFAULT_PORTS[parts.scheme.lower()]:
        host = f"{host}:{port}"
    route = quote(unquote(parts.fragment), safe=_SAFE) if _ROUTE.match(parts.fragment) else ""
    return urlunsplit(("https", host, _canonical_path(parts.path), _canonical_query(parts.query), route))


def is_front_page(url: str) -> bool:
    """Whether an address is that of a whole site."""
    return re.fullmatch(r"https://[^/?#]+", canonical_address(url)) is not None


def _out_of_cache(url: str) -> str:
    """The address behind one of a shared AMP cache (/c/s/ and the host), or behind a search engine's own redirect."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    google = re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,7}", host) is not None
    if google and parts.path == "/url":
        given = dict(parse_qsl(parts.query))
        behind = given.get("url") or given.get("q") or ""
        return behind if behind.startswith(("http://", "https://")) else url
    found = _CACHED.match(parts.path) if google or host.endswith(".cdn.ampproject.org") else None
    if found is None:
        return url
    return f"http{'s' if found.group(1) else ''}://{parts.path[found.end() :]}" + (
        f"?{parts.query}" if parts.query else ""
    )


def _ascii_host(host: str) -> str:
    """Lower case and punycode (RFC 5890); a host that has none is kept as it is."""
    host = unicodedata.normalize("NFC", host.rstrip(".")).lower()
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return quote(host, safe=".-:[]")


def _canonical_path(path: str) -> str:
    path = quote(unquote(re.sub(r"/{2,}", "/", _SESSION.sub("", path))), safe=_SAFE)
    path = _AMP_PATH.sub("", path)
    path = re.sub(r"/(?:index|default)\.(?:html?|php|aspx?)$", "/", path, flags=re.IGNORECASE)
    return path.rstrip("/")


def _canonical_query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=None, errors="replace")
    kept = [pair for pair in pairs if not _TRACKING.match(pair[0]) and not _TRACKING_VALUE.match("=".join(pair))]
    return urlencode(sorted(kept))


def address_key(url: str) -> str:
    """The key of an address, "" when there is none."""
    return _key(canonical_address(url))


def guid_key(scope: object, guid: str) -> str:
    """The key of a guid within its scope (a feed or a source): two feeds may both call a story "1"."""
    return _key(f"{scope}\n{guid.strip()}") if guid.strip() else ""


def text_key(text: str) -> str:
    """The key of a text's words, whatever its case, punctuation, spacing or character forms; "" without words."""
    return _key(" ".join(words(text)))


def _key(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest() if value else ""


def words(text: str) -> list[str]:
    """The words of a text as they are compared: compatibility-composed, case-folded, without punctuation."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def shingles(text: str) -> set[str]:
    """Overlapping runs of five words, or of eight characters where words are not set apart by spaces."""
    run = words(text)
    joined = "".join(run)
    if len(_UNSPACED.findall(joined)) * 2 > len(joined):
        return {joined[i : i + SHINGLE_CHARACTERS] for i in range(max(1, len(joined) - SHINGLE_CHARACTERS + 1))}
    if not run:
        return set()
    return {" ".join(run[i : i + SHINGLE_WORDS]) for i in range(max(1, len(run) - SHINGLE_WORDS + 1))}


def likeness(one: str, other: str) -> float:
    """The share of words that two headlines have in common, 0 to 1; of pairs of letters where none are set apart."""
    first, second = _pieces(one), _pieces(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def _pieces(headline: str) -> set[str]:
    found = words(headline)
    joined = "".join(found)
    if len(_UNSPACED.findall(joined)) * 2 > len(joined):
        return {joined[i : i + 2] for i in range(max(1, len(joined) - 1))}
    return set(found)


def figures(text: str) -> frozenset[str]:
    """The numbers in a text: they may be all that sets two reports of one kind apart."""
    return frozenset(_FIGURE.findall(unicodedata.normalize("NFKC", text)))
