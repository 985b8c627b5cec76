"""What the desk's templates ask for: filters as menus, chips, moments and word-by-word changes. Reads only."""

import re
from typing import Any

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.sanitize import clean
from articles.status import Status
from newsroom.desk import mentions
from newsroom.desk.admin import columns
from newsroom.desk.compare import Piece
from newsroom.ingest import provenance

register = template.Library()
PICTURE = re.compile(r"<img\b[^>]*>")
register.filter("moment", columns.moment)
register.filter("status_chip", columns.status_chip)
register.filter("findings_chip", columns.findings_chip)
register.filter("origins", provenance.fields)
register.filter("confidence", provenance.confidence)
register.filter("page_label", provenance.label_in_words)


@register.filter
def filters_shown(cl: Any) -> list[dict[str, Any]]:
    """The filters of a list as menus: title, choices, and the choice that is in force."""
    shown = []
    for spec in cl.filter_specs:
        if getattr(spec, "parameter_name", "") == "queue":
            continue
        choices = list(spec.choices(cl))
        chosen = next((choice["display"] for choice in choices[1:] if choice["selected"]), "")
        shown.append({"title": spec.title, "choices": choices, "active": chosen})
    return shown


@register.filter
def minutes(count: int) -> str:
    """A length of time in minutes as people say it: “45 min”, “3 h 20 min”, “2 d 4 h”."""
    if count < 60:
        return _("%(m)s min") % {"m": count}
    hours, rest = divmod(count, 60)
    if hours < 48:
        return _("%(h)s h %(m)s min") % {"h": hours, "m": rest} if rest else _("%(h)s h") % {"h": hours}
    return _("%(d)s d %(h)s h") % {"d": hours // 24, "h": hours % 24}


@register.filter
def changed_words(pieces: list[Piece]) -> SafeString:
    """A change as text: what went struck out, what came underlined."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


@register.filter
def side_words(pieces: list[Piece]) -> SafeString:
    """One side of two texts: what the other does not have is marked."""
    return format_html_join("", "{}", ((_side_piece(piece),) for piece in pieces))


def _side_piece(piece: Piece) -> SafeString | str:
    if piece.kind == "same":
        return piece.text
    words = '<mark class="only-{}"><span class="visually-hidden">{} </span>{}</mark>'
    return format_html(words, piece.kind, _("only here:"), piece.text)


def _piece(piece: Piece) -> SafeString | str:
    if piece.kind == "gone":
        return format_html('<del><span class="visually-hidden">{} </span>{}</del>', _("was:"), piece.text)
    if piece.kind == "new":
        return format_html('<ins><span class="visually-hidden">{} </span>{}</ins>', _("now:"), piece.text)
    if piece.kind == "skipped":
        return format_html('<span class="quiet"> {} </span>', piece.text)
    return piece.text


@register.filter
def names_marked(note: str, colleagues: Any) -> SafeString:
    """A note as text with its lines, in which the names that call a colleague are marked."""
    pieces = mentions.pieces(note, [colleague.username for colleague in colleagues])
    return linebreaksbr(format_html_join("", "{}", ((_called(piece),) for piece in pieces)))


def _called(piece: mentions.Piece) -> SafeString | str:
    return format_html('<strong class="called">{}</strong>', piece.text) if piece.name else piece.text


@register.filter
def status_word(status: str) -> str:
    """A state as a word."""
    return str(Status(status).label) if status in Status.values else status


@register.filter
def sanitised(html: str) -> SafeString:
    """What came in, cleaned once more; its pictures are named, not fetched from their outlet."""
    return mark_safe(PICTURE.sub(_("[picture]"), clean(html)))  # noqa: S308 - the sanitiser had the last word


@register.filter
def percent(share: float | None) -> str:
    """A share of one in whole per cent."""
    return "" if share is None else f"{round(share * 100)} %"


@register.filter
def person(user: Any) -> str:
    """A member of the staff by name, the machine by its own."""
    if user is None:
        return _("somebody")
    return str(user.get_full_name() or user.get_username())
