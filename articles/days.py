"""Days as the paper writes them, remembered: a page names a dozen, and the next page many of them again."""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language

REMEMBERED = 8192


def written_day(day: date, form: str) -> str:
    """A day in the words of the active language; `form` as Django's `date` filter takes it."""
    return _written(day, form, get_language())


@lru_cache(maxsize=REMEMBERED)
def _written(day: date, form: str, _language: str | None) -> str:
    return date_format(day, form)
