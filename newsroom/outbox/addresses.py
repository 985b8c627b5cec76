"""Which addresses may be visited at all. Pure; looks nothing up and opens nothing.

Refuses everything that is not on the public Internet, in every spelling that a resolver would understand
(IANA special-purpose registries, RFC 6890; NAT64 RFC 6052 and 8215; the loose IPv4 forms of inet_aton).
"""

import ipaddress
import re
import unicodedata
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import SplitResult, unquote, urlsplit

PORTS = frozenset({80, 443, 8080, 8443})
_DEFAULT_PORTS = {"http": 80, "https": 443}
_REFUSED_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4",
        "168.63.129.16/32",  # a cloud's inner service on a public number
        "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2002::/16", "3fff::/20", "5f00::/16",
        "fec0::/10",
    )
)  # fmt: skip
_INNER_NAMES = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa|in-addr\.arpa|onion)$"
)
_IPV4_PART = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)$")
_HOST_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$")


class Refused(Exception):
    """We do not visit this address; raised before a socket opens. `reason` is a sentence for an editor."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(reason)
        self.url = url
        self.reason = reason


def check_url(url: str, allow_hosts: frozenset[str] = frozenset()) -> str:
    """Return the host of `url` in ASCII when its scheme, port and spelling are allowed.

    A host in `allow_hosts` (as "name" or "name:port") is exempt from the rules on ports and addresses.
    Raises `Refused`. A name still has to be resolved, and what it resolves to be checked with `why_not_public`.
    """
    parts, port = _split(url)
    if parts.username is not None or parts.password is not None:
        raise Refused(url, "Addresses with a user name or password in them are not visited.")
    host = _ascii_host(url, parts.hostname or "")
    if allow_hosts & {host, f"{host}:{port}"}:
        return host
    if port not in PORTS:
        raise Refused(url, f"Port {port} is not one that web pages are served on.")
    literal = _literal(url, host)
    if literal is not None and (reason := why_not_public(literal)):
        raise Refused(url, reason)
    if literal is None and ("." not in host or _INNER_NAMES.search(host)):
        raise Refused(url, f"“{host}” is a name inside a private network.")
    return host


def is_public(url: str) -> bool:
    """Whether `url` names a host on the public Internet, as far as its spelling tells."""
    try:
        check_url(url)
    except Refused:
        return False
    return True


def _split(url: str) -> tuple[SplitResult, int]:
    if re.search(r"[\x00-\x20\x7f\\]", url.strip()):
        raise Refused(url, "The address contains spaces, backslashes or control characters.")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise Refused(url, "This is not a complete web address.") from None
    if parts.scheme.lower() not in _DEFAULT_PORTS:
        raise Refused(url, "Only http and https addresses are visited.")
    if not parts.hostname:
        raise Refused(url, "The address names no host.")
    if "[" in parts.netloc and ":" not in parts.hostname:  # RFC 3986 keeps brackets for numbers yet to be invented
        raise Refused(url, "The address is not a valid network number.")
    return parts, _DEFAULT_PORTS[parts.scheme.lower()] if port is None else port


def _ascii_host(url: str, host: str) -> str:
    """The host as a resolver would see it: percent escapes and look-alike digits and dots resolved, then punycode."""
    if ":" in host:
        return host.lower()
    host = unicodedata.normalize("NFKC", unquote(host)).replace("。", ".").lower().rstrip(".")
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        raise Refused(url, "The host name cannot be written in the domain name system.") from None
    if not _HOST_NAME.match(host) or len(host) > 253:
        raise Refused(url, "The host name contains characters that no host name may contain.")
    return host


def _literal(url: str, host: str) -> IPv4Address | IPv6Address | None:
    """The number that `host` spells, None when it is a name."""
    if ":" in host:
        try:
            return ipaddress.IPv6Address(host)
        except ValueError:
            raise Refused(url, "The address is not a valid network number.") from None
    labels = host.split(".")
    if not _IPV4_PART.match(labels[-1]):
        return None
    number = _loose_ipv4(labels)
    if number is None:
        raise Refused(url, "The host is neither a name nor a valid network number.")
    return number


def _loose_ipv4(labels: list[str]) -> IPv4Address | None:
    """One to four parts, each decimal, octal (0…) or hexadecimal (0x…), the last filling what is left."""
    if len(labels) > 4 or not all(_IPV4_PART.match(label) for label in labels):
        return None
    try:
        parts = [_loose_number(label) for label in labels]
    except ValueError:
        return None
    if any(part > 255 for part in parts[:-1]) or parts[-1] >= 256 ** (5 - len(parts)):
        return None
    return IPv4Address(sum(part << (24 - 8 * place) for place, part in enumerate(parts[:-1])) + parts[-1])


def _loose_number(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8) if label.startswith("0") else int(label)


def why_not_public(address: IPv4Address | IPv6Address) -> str | None:
    """Why we do not connect to `address`, as a sentence; None when it is on the public Internet."""
    inner = _wrapped_ipv4(address)
    if inner is not None:
        return why_not_public(inner)
    refused = any(address in network for network in _REFUSED_NETWORKS if network.version == address.version)
    if refused or not address.is_global or address.is_multicast or address.is_reserved:
        return f"{address} is not an address on the public Internet."
    return None


def _wrapped_ipv4(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside an IPv4-mapped or ISATAP one; NAT64, 6to4 and Teredo are refused as a whole."""
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if (int(address) >> 32) & 0xFDFFFFFF == 0x00005EFE:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
