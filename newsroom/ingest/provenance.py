"""What an editor should know before trusting what came in: where each field is from, and how far the text is sure.

Reads one capture; looks nothing else up.
"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsroom.ingest.models import Capture

TRUSTED, DOUBTED = 0.9, 0.7
LABELS = {
    "article": gettext_lazy("the whole article"),
    "paywall": gettext_lazy("paywall: only the opening"),
    "cookie-wall": gettext_lazy("a cookie notice stands before the text"),
    "challenge": gettext_lazy("a check for robots stands before the text"),
    "script": gettext_lazy("the text is made by a script, which we do not run"),
    "empty": gettext_lazy("no text on the page"),
}
FIELDS = {
    "headline": gettext_lazy("Headline"),
    "author": gettext_lazy("Byline"),
    "date": gettext_lazy("Date"),
    "body": gettext_lazy("Text"),
    "picture": gettext_lazy("Picture"),
    "language": gettext_lazy("Language"),
    "address": gettext_lazy("Address"),
}
ORIGINS = {
    "feed": gettext_lazy("from the feed"),
    "page": gettext_lazy("from the page"),
    "text": gettext_lazy("from the file"),
}
GUESSED = frozenset({"author"})
"""What a page states in so many ways that we may have read it wrongly."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One field of what came in: its name, what it says, where it is from, and whether that was a guess."""

    name: str
    value: str
    where: str
    guessed: bool


def fields(capture: Capture) -> list[Origin]:
    """Where each field is from, so that an editor sees what to distrust."""
    values = {
        "headline": capture.title,
        "author": capture.author,
        "date": _dated(capture),
        "body": ngettext("%d word", "%d words", capture.words) % capture.words,
        "picture": capture.image_url,
        "language": capture.language,
        "address": capture.url,
    }
    return [
        Origin(str(FIELDS[name]), values[name], _where(name, where), guessed=name in GUESSED and where == "page")
        for name in FIELDS
        if (where := str(capture.origins.get(name, ""))) and values[name]
    ]


def _where(name: str, where: str) -> str:
    said = str(ORIGINS.get(where, where))
    return _("%(where)s (a guess)") % {"where": said} if name in GUESSED and where == "page" else said


def _dated(capture: Capture) -> str:
    """The date as we took it; as it was given where none could be read from it."""
    if capture.published_at is None:
        return capture.published_raw
    return date_format(timezone.localtime(capture.published_at), "DATETIME_FORMAT")


def confidence(capture: Capture) -> str:
    """How far the text may be trusted, in a sentence; "" where there is none to speak of."""
    if capture.agreement is None:
        return _("It is the feed's own text; no page was compared with it.") if capture.reader == "feed" else ""
    if capture.reader == "selectors":
        sentence = _("The selectors of the source took it; the readers agree with them to %(share)d %%.")
    elif capture.agreement >= TRUSTED:
        sentence = _("The two readers agree to %(share)d %%: trust it.")
    elif capture.agreement >= DOUBTED:
        sentence = _("The two readers agree to %(share)d %%: look at its beginning and end.")
    else:
        sentence = _("The two readers agree to %(share)d %% only: compare it with the original.")
    return sentence % {"share": round(capture.agreement * 100)}


def label_in_words(capture: Capture) -> str:
    """What the page was found to be, "" where no page was read."""
    return str(LABELS.get(capture.label, capture.label))
