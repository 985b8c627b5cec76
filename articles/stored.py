"""What our software may store in a browser, as the code and the settings have it; the cookie page shows it."""

from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAY = 24 * 3600


class Stored(NamedTuple):
    """One thing: its name, where it is kept and on which pages, what it is for, how long it stays."""

    name: str
    where: str
    purpose: str
    stays: str


def everything() -> list[Stored]:
    """All of it, cookies first."""
    until_cleared, at_the_end = _("until you clear it"), _("until the message was shown")
    for_staff, local = _("cookie, only for staff who sign in"), _("local storage, only for staff who sign in")
    return [
        Stored(
            settings.CSRF_COOKIE_NAME,
            _("cookie, only on pages with a form"),
            _("proves that a form was sent from our page and not from another"),
            _days(settings.CSRF_COOKIE_AGE),
        ),
        Stored(
            "request",
            _("cookie, only on the page of your takedown request"),
            _("remembers that you typed the code that we mailed you"),
            _("two hours"),
        ),
        Stored(
            settings.SESSION_COOKIE_NAME,
            for_staff,
            _("keeps an editor signed in"),
            _days(settings.SESSION_COOKIE_AGE),
        ),
        Stored("messages", for_staff, _("carries what the desk has to say to the next page"), at_the_end),
        Stored(
            "theme",
            _("local storage, only after you use the switch for light and dark"),
            _("remembers your choice; it is never sent to us"),
            until_cleared,
        ),
        Stored("draft:", local, _("keeps a text that was not saved yet"), until_cleared),
        Stored("pressed", local, _("remembers which save an editor pressed"), _("until the tab is closed")),
    ]


def _days(seconds: int) -> str:
    days = round(seconds / DAY)
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
