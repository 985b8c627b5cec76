"""What keeps robots from the public forms without a puzzle: an empty field, a signed time, a limit for each sender.

Never drops anything silently: whoever is stopped is told why in plain words, and keeps what was typed.
"""

import hashlib
import time
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

SALT = "newsroom.takedowns.form"
OLDEST_SECONDS = 24 * 3600
# How many forms one sender may send, in which time. A mail address gets three letters a day, whoever asks for them.
SENDER_LIMITS = ((5, 3600), (20, 24 * 3600))
MAIL_LIMITS = ((3, 24 * 3600),)
# A network holds many people, so it gets four times as much; whoever changes their address within it gains little.
NETWORK_LIMITS = tuple((4 * most, seconds) for most, seconds in SENDER_LIMITS)
UPLOAD_LIMITS = ((20, 3600), (60, 24 * 3600))


def stamp(moment: float | None = None) -> str:
    """The signed time at which a form was shown."""
    return signing.Signer(salt=SALT).sign(str(int(time.time() if moment is None else moment)))


def age(stamped: str) -> float | None:
    """The seconds since a form was shown; None for a stamp that is not ours."""
    try:
        return time.time() - int(signing.Signer(salt=SALT).unsign(stamped))
    except (signing.BadSignature, ValueError):
        return None


def youngest_seconds() -> float:
    """How long a person needs at least to fill in a form."""
    return float(settings.FORM_MIN_SECONDS)


def sender_of(request: HttpRequest) -> str:
    """Who sends, as a keyed hash that says nothing about the network address it was made of."""
    return _hashed(_network(_address_of(request), 32, 64))


def network_of(request: HttpRequest) -> str:
    """The network somebody sends from (IPv4 /24, IPv6 /48), as a keyed hash."""
    return _hashed(_network(_address_of(request), 24, 48))


def wait_of_sender(request: HttpRequest) -> int:
    """Count one form of this sender and network; the seconds to wait when that was too many, else 0."""
    waits = (
        _count(f"form:{sender_of(request)}", SENDER_LIMITS),
        _count(f"network:{network_of(request)}", NETWORK_LIMITS),
    )
    return max(waits)


def wait_of_upload(request: HttpRequest) -> int:
    """Count one file of this sender; the seconds to wait when that was too many, else 0."""
    return _count(f"upload:{sender_of(request)}", UPLOAD_LIMITS)


def sent_lately(request: HttpRequest) -> int:
    """How many forms this sender has sent in this hour, without counting one more."""
    _most, seconds = SENDER_LIMITS[0]
    return int(cache.get(f"form:{sender_of(request)}:{seconds}:{int(time.time() // seconds)}", 0))


def _address_of(request: HttpRequest) -> str:
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        # Behind our own proxy the last address is the one that the proxy itself has seen.
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", 1)[-1].strip()
    return str(address)


def _network(address: str, bits4: int, bits6: int) -> str:
    """The network of an address; one household has a whole /64 of IPv6 to itself."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    bits = bits4 if read.version == 4 else bits6
    return str(ip_network((read, bits), strict=False))


def _hashed(text: str) -> str:
    return salted_hmac(SALT, text).hexdigest()[:32]


def wait_of_mail(address: str) -> int:
    """Count one letter to a mail address; the seconds to wait when that was too many, else 0."""
    digest = hashlib.sha256(address.strip().lower().encode()).hexdigest()[:32]
    return _count(f"letter:{digest}", MAIL_LIMITS)


def wait_in_words(seconds: int) -> str:
    """How long to wait, for people: whole minutes up to an hour, whole hours beyond; never less than it will be."""
    minutes = -(-seconds // 60)
    if minutes > 60:
        hours = -(-minutes // 60)
        words = ngettext(
            "Wait %(count)d hour and press the button again; nothing you typed is lost.",
            "Wait %(count)d hours and press the button again; nothing you typed is lost.",
            hours,
        )
        return words % {"count": hours}
    words = ngettext(
        "Wait %(count)d minute and press the button again; nothing you typed is lost.",
        "Wait %(count)d minutes and press the button again; nothing you typed is lost.",
        minutes,
    )
    return words % {"count": minutes}


def _count(key: str, limits: tuple[tuple[int, int], ...]) -> int:
    waits = [0]
    for most, seconds in limits:
        window = int(time.time() // seconds)
        name = f"{key}:{seconds}:{window}"
        cache.add(name, 0, seconds)
        try:
            used = cache.incr(name)
        except ValueError:  # it ran out between the two calls
            used = 1
        if used > most:
            waits.append(int((window + 1) * seconds - time.time()) + 1)
    return max(waits)
