"""Finished parts that many pages share, such as the frame and the lists at the side: composed once an edition.

They are kept beside whole pages, and a page that is composed anew takes them as they are. What tells one edition's
parts from another's is the key: the edition, the build, the day and the language.
"""

import hashlib
from collections.abc import Callable
from typing import TypeVar, cast

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from articles import languages
from articles.caching import build, current_edition

SECONDS = 24 * 3600
Part = TypeVar("Part")


def key(request: HttpRequest, *facts: object) -> str:
    """What a part of this edition is kept under; the facts tell it from all other parts."""
    return "kept:" + hashlib.sha256(repr((_moment(request), facts)).encode()).hexdigest()


def _moment(request: HttpRequest) -> tuple[str, ...]:
    """What all parts of a page have in common; found out once a request."""
    language = languages.site_language()
    known: tuple[str, ...] = getattr(request, "kept_moment", ())
    if not known or known[-1] != language:
        known = (current_edition(request).key, build(), timezone.localdate().isoformat(), language)
        request.kept_moment = known  # type: ignore[attr-defined]
    return known


def of_edition(request: HttpRequest, compose: Callable[[], Part], *facts: object) -> Part:
    """The kept part with these facts, else what is composed now, which is kept; a part is never None."""
    found = cast("Part | None", cache.get(key(request, *facts)))
    return keep(request, compose(), *facts) if found is None else found


def keep(request: HttpRequest, part: Part, *facts: object) -> Part:
    """Keep a part under these facts, in place of what is kept there."""
    cache.set(key(request, *facts), part, SECONDS)
    return part
