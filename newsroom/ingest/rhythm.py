"""When to look at a feed again. Pure: the same feed and moment give the same answer; nothing is left to chance."""

from datetime import timedelta
from hashlib import blake2b

LEAST = timedelta(minutes=5)
MOST = timedelta(days=1)
SPREAD = 0.1


def after_success(interval: timedelta, seed: str) -> timedelta:
    """The feed's own interval, spread by a tenth either way, so that a thousand feeds do not come due together."""
    return _spread(_within(interval), seed)


def after_failure(interval: timedelta, failures: int, seed: str, retry_after: int | None = None) -> timedelta:
    """Twice as long with every failure in a row, at most a day, and never sooner than the site asked.

    `failures` counts this one; `retry_after` is in seconds (RFC 9110, section 10.2.3).
    """
    doubled = _within(interval) * 2 ** min(max(failures, 1), 12)
    wait = _spread(min(doubled, MOST), seed)
    return max(wait, timedelta(seconds=retry_after or 0))


def _within(interval: timedelta) -> timedelta:
    return min(max(interval, LEAST), MOST)


def _spread(wait: timedelta, seed: str) -> timedelta:
    """`wait` moved by up to a tenth, as the seed decides."""
    share = int.from_bytes(blake2b(seed.encode(), digest_size=4).digest()) / 0xFFFFFFFF
    return wait * (1 + SPREAD * (2 * share - 1))
