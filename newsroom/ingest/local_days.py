"""Which day it is where a page is written, told by its address and its language. Pure."""

from datetime import date, datetime

import pytz

# Country codes that the whole world uses for their look.
_FOR_THEIR_LOOK = frozenset({
    "ac", "ag", "ai", "am", "as", "bz", "cc", "cd", "co", "dj", "eu", "fm", "gg", "gl", "io", "la", "li", "ly",
    "me", "ms", "mu", "nu", "pw", "sc", "sh", "st", "to", "tv", "vc", "ws",
})  # fmt: skip
# What software says when nobody has told it better; es-LA and ar-AR are no language of Laos and of Argentina.
_UNSAID = frozenset({"es-es", "fr-fr", "es-la"})
# A language's code said twice names a country only where both go by the same letters.
_ALIKE = frozenset({
    "az", "bg", "de", "fi", "hr", "hu", "id", "is", "it", "lt", "lv", "mg", "mk", "mn", "mt", "nl", "no", "pl", "pt",
    "ro", "ru", "rw", "sk", "so", "th", "to", "tr",
})  # fmt: skip


def local_day(at: datetime, host: str, language: str) -> date:
    """The day of `at` in the page's country, when it is the same in all of it; else the day in UTC."""
    zones = pytz.country_timezones.get(_country(host, language), [])
    days = {at.astimezone(pytz.timezone(zone)).date() for zone in zones}
    return days.pop() if len(days) == 1 else at.date()


def _country(host: str, language: str) -> str:
    top = host.rpartition(".")[2].lower()
    if len(top) == 2 and top not in _FOR_THEIR_LOOK:
        return "gb" if top == "uk" else top
    code, _, region = language.lower().rpartition("-")
    return "" if language.lower() in _UNSAID or (code == region and code not in _ALIKE) or not code else region
