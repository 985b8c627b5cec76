"""Our own addresses by their names, as `reverse` gives them, at the price of a page that names a hundred.

The lists' addresses are few and remembered; a story's is written out. Both quote as Django does (RFC 3986).
"""

from datetime import date
from functools import lru_cache
from urllib.parse import quote

from django.urls import get_script_prefix, get_urlconf, reverse

KEPT = 8192
# Marks that Django leaves in an address as they are: RFC 3986, sub-delims and pchar.
SAFE = "!$&'()*+,;=/~:@"


def of(name: str, *args: str) -> str:
    """The address with this name; raises NoReverseMatch as `reverse` does."""
    return _remembered(get_script_prefix(), get_urlconf(), name, *args)


@lru_cache(maxsize=KEPT)
def _remembered(prefix: str, urlconf: str | None, name: str, *args: str) -> str:
    return reverse(name, args=args)


def of_story(day: date, slug: str) -> str:
    """A story's address: its day and its slug; raises NoReverseMatch where there is no slug."""
    if not slug or "/" in slug:
        return reverse("article", args=[f"{day:%Y}", f"{day:%m}", f"{day:%d}", slug])
    return f"{get_script_prefix()}{day.year:04}/{day.month:02}/{day.day:02}/{quote(slug, safe=SAFE)}/"
