"""What an outlet tells machines: asked once a day, recorded on the source, obeyed. Sets flags, takes none back.

A contract goes before it: where we own the texts or hold a licence, it is recorded only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import edition
from articles.models import Source
from newsroom.ingest import fetch, reservations
from newsroom.ingest.entry import Response
from newsroom.ingest.links import registrable

EVERY = timedelta(days=1)
NOTE = 300


@dataclass(frozen=True, slots=True)
class Word:
    """What was found: the sentences that set a flag, and what else an editor should know."""

    robots: str = ""
    tdm: str = ""
    remark: str = ""

    @property
    def note(self) -> str:
        """All of it for the editor."""
        said = " ".join(filter(None, (self.robots, self.tdm, self.remark)))
        return (said or _("It keeps us from nothing and reserves nothing."))[:NOTE]


def pages_closed(source: Source) -> str:
    """Why the pages of a source are not read, as a sentence without its end; "" where they are."""
    if source.allows_full_text:
        return ""
    if source.tdm_opt_out:
        return _("%(source)s reserves text and data mining") % {"source": source.name}
    if source.robots_opt_out:
        return _("%(source)s keeps machines away from its stories by its robots.txt") % {"source": source.name}
    return ""


def look(source: Source, stories: Iterable[str] = ()) -> None:
    """Ask the outlet's site what it tells machines about its `stories`, and record it: once a day, by one worker."""
    now = timezone.now()
    if source.opt_outs_read_at and now - source.opt_outs_read_at < EVERY:
        return
    old = Q(opt_outs_read_at=None) | Q(opt_outs_read_at__lte=now - EVERY)
    if not Source.objects.filter(old, pk=source.pk).update(opt_outs_read_at=now):
        return
    source.opt_outs_read_at = now
    word = said_of(_own(source, stories))
    if word is not None:
        _record(source, word)


def said_of(url: str) -> Word | None:
    """What a site says of an address: its robots.txt, then the page itself before its headers before its tdmrep.json.

    None where nobody could be asked.
    """
    try:
        robots = fetch.robots_word(url)
    except fetch.FetchError:
        return None
    if robots.unreadable:
        return None
    kept_out = "" if robots.allowed else _("Its robots.txt keeps us away from its stories.")
    page = _visited(url) if robots.allowed else None
    reserved, where = (reservations.in_page(page.body), _("its pages")) if page else (None, "")
    if page and reserved is None:
        reserved, where = reservations.in_headers(page.headers), _("its server's headers")
    if reserved is None:
        file = _visited(urljoin(url, reservations.FILE), reservations.FILE_LIMIT)
        reserved, where = (reservations.in_file(file.body, _path(url)) if file else None), reservations.FILE
        if not (kept_out or page or file):
            return None
    remarks = [_("Said by %(where)s.") % {"where": where}] if reserved else []
    if page and (words := reservations.keeps_out_ai(page.headers, page.body)):
        remarks.append(_("Its pages tell robots: %(words)s.") % {"words": ", ".join(words)})
    return Word(kept_out, _("It reserves text and data mining.") if reserved else "", " ".join(remarks))


def _own(source: Source, stories: Iterable[str]) -> str:
    """The first story on the outlet's own site, else its home page: other sites do not speak for it."""
    home = registrable(source.home_page)
    return next((url for url in stories if url and registrable(url) == home), source.home_page)


def _visited(url: str, limit: int = fetch.PAGE_LIMIT) -> Response | None:
    try:
        return fetch.get(url, limit_bytes=limit)
    except fetch.FetchError:
        return None


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def _record(source: Source, word: Word) -> None:
    """Write what is new. What was said before, and an editor took back, stays taken back."""
    flags = (("robots_opt_out", word.robots), ("tdm_opt_out", word.tdm))
    new = [name for name, said in flags if said and not getattr(source, name) and said not in source.opt_outs_note]
    if not new and word.note == source.opt_outs_note:
        return
    values: dict[str, Any] = dict.fromkeys(new, True) | {"opt_outs_note": word.note}
    with transaction.atomic():
        Source.objects.filter(pk=source.pk).update(**values)
        if new:
            edition.bump()  # the outlet's public page tells readers
    for name, value in values.items():
        setattr(source, name, value)
