"""Whose domain is whose: which mail address and which host can speak for an outlet. Pure; asks no network."""

from urllib.parse import urlsplit

from newsroom.ingest.links import registrable

# Where anybody can have an address or a page: whoever holds one speaks for nobody else.
FREE_MAIL = frozenset(
    "aol.com fastmail.com gmail.com gmx.com gmx.de gmx.net googlemail.com hotmail.com hushmail.com icloud.com mail.com "  # noqa: SIM905
    "mail.ru live.com mac.com me.com msn.com naver.com outlook.com posteo.de proton.me protonmail.com qq.com "
    "rediffmail.com tuta.com tutanota.com web.de yahoo.com yandex.com yandex.ru zoho.com 126.com 163.com".split()
)
SHARED_HOSTS = frozenset(
    "blogger.com facebook.com instagram.com medium.com substack.com t.me telegram.org tiktok.com twitter.com "  # noqa: SIM905
    "vk.com wordpress.com x.com youtube.com".split()
)
LONGEST = 253


def tidy(typed: str) -> str:
    """The host of a typed domain or address, in letters that DNS knows (RFC 5891), without `www.`; "" for none."""
    typed = typed.strip().lower()
    try:
        host = (urlsplit(typed if "://" in typed else f"https://{typed}").hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    labels = host.split(".")
    fits = len(host) <= LONGEST and len(labels) > 1 and not labels[-1].isdigit()
    return host if fits and all(_is_label(label) for label in labels) else ""


def owner(host: str) -> str:
    """The name under which a host was registered: all that is below belongs to one owner."""
    return registrable(f"https://{host}/") if host else ""


def host_of_mail(address: str) -> str:
    """The host of a mail address, as `tidy` gives it."""
    return tidy(address.rpartition("@")[2]) if "@" in address else ""


def can_prove(host: str) -> bool:
    """Whether holding this domain says anything: not where its parts are given to everybody."""
    return bool(host) and owner(host) not in FREE_MAIL | SHARED_HOSTS


def speaks_for(host: str, home: str) -> bool:
    """Whether whoever holds `host` speaks for the outlet at `home`: the same registered name, and not a shared one.

    Of an outlet on a part of somebody's domain only that part, or what is below it, speaks: the rest may be others'.
    """
    host, home = tidy(host), tidy(home)
    if not (can_prove(host) and can_prove(home)) or owner(host) != owner(home):
        return False
    return home == owner(home) or host == home or host.endswith(f".{home}") or host == owner(home)


def _is_label(label: str) -> bool:
    return 0 < len(label) <= 63 and label.replace("-", "a").replace("_", "a").isalnum() and label.isascii()
