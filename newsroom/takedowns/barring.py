"""Bars set by hand: what would be hit, set it, lift it. Nothing live is hidden by a bar: it keeps from coming in.

A claim on common words (a press release, agency copy, a quotation) could keep many stories out. So a bar on a text
needs 120 words and never refuses: what is the same or nearly the same comes in out of sight, for an officer to judge.
"""

import re
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import bars
from articles.accounts import is_system
from articles.bands import bands
from articles.models import Article, Source
from articles.models.bar import KeyKind
from articles.refusals import Refused, Unfit
from newsroom.ingest import alike, duplicates, fingerprint
from newsroom.takedowns import addresses
from newsroom.takedowns.hand_bars import HandBar

MAY = "takedowns.add_handbar"
LEAST_WORDS = 120
NEAR = 0.85
SHOWN = 20
Kind = HandBar.Kind


class Wanted(NamedTuple):
    """A bar that somebody thinks of: its kind, its keys, a text's sketch, and the one outlet that it is for."""

    kind: str
    keys: list[tuple[str, str]]
    signature: bytes
    source: Source | None


class Hit(NamedTuple):
    """What a bar would have kept out of what readers see now: how many stories, and the newest of them."""

    number: int
    stories: list[Article]


def wanted(kind: str, typed: str, *, host: str = "") -> Wanted:
    """What was typed, as keys. Raises Unfit with a sentence where nothing can be barred by it."""
    source, typed = _source(host), typed.strip()
    if kind not in Kind.values:
        raise Unfit(_("Choose what to bar."))
    if not typed:
        raise Unfit(_("Type what to bar. Nothing was changed."))
    if kind == Kind.TEXT:
        return _text(typed, source)
    key = _KEYS[kind](typed, source)
    return Wanted(kind, [(kind, key)], b"", source)


def hits(bar: Wanted) -> Hit:
    """The live stories that it would have kept out."""
    found = _hit(bar).filter(source=bar.source) if bar.source else _hit(bar)
    return Hit(found.count(), list(found.select_related("source").order_by("-published_at")[:SHOWN]))


def impose(bar: Wanted, *, by: User, reason: str) -> HandBar:
    """Set it, with a reason; every key at once. Raises Refused or Unfit."""
    must_be_allowed(by)
    if not reason.strip():
        raise Unfit(_("Say why; it is kept with the bar."))
    number = hits(bar).number
    with transaction.atomic():
        row = HandBar.objects.create(
            kind=bar.kind,
            source=bar.source,
            keys=[list(key) for key in bar.keys],
            reason=reason.strip()[:300],
            live=number,
            set_by=by,
        )
        scope = str(bar.source.pk) if bar.source else ""
        bars.impose(bar.keys, note=row.mark, scope=scope, signature=bar.signature)
    return row


def lift(row: HandBar, *, by: User, reason: str) -> HandBar:
    """Let in again what it kept out; the row stays as a record. Raises Refused or Unfit."""
    must_be_allowed(by)
    if not reason.strip():
        raise Unfit(_("Say why it is lifted; it is kept with the bar."))
    values = {"lifted_by": by, "lifted_at": timezone.now(), "lifted_why": reason.strip()[:300]}
    with transaction.atomic():
        if not HandBar.objects.filter(pk=row.pk, lifted_at=None).update(**values):
            raise Unfit(_("It was lifted already. Nothing was changed."))
        bars.lift_by_hand(row.mark)
    row.refresh_from_db()
    return row


def times(row: HandBar) -> int:
    """How often it kept something out."""
    return bars.hits_by_hand(row.mark)


def must_be_allowed(by: User) -> None:
    """Raise Refused where a person may set no bars."""
    if not (is_system(by) or by.has_perm(MAY)):
        raise Refused(_("Bars are set by takedown officers and chief editors. Ask one of them; nothing was changed."))


def _source(host: str) -> Source | None:
    """The outlet of a host, where one was named."""
    if not host.strip():
        return None
    plain = host.strip().lower().removeprefix("https://").removeprefix("http://").strip("/")
    found = Source.objects.filter(Q(host=plain) | Q(host=plain.removeprefix("www."))).first()
    if found is None:
        raise Unfit(_("No outlet here has the host “%(host)s”. Look at the list of sources.") % {"host": host.strip()})
    return found


def _text(typed: str, source: Source | None) -> Wanted:
    number = len(fingerprint.words(typed))
    if number < LEAST_WORDS:
        raise Unfit(
            _("These are %(number)d words; a bar on a text needs %(least)d, or it would keep out what many write.")
            % {"number": number, "least": LEAST_WORDS}
        )
    if source is not None:
        raise Unfit(_("A bar on a text counts for every outlet; leave the host empty."))
    signature = alike.pack(alike.sketch("", typed))
    return Wanted(Kind.TEXT, [(KeyKind.BAND.value, band) for band in bands(signature)], signature, None)


def _address(typed: str, _source: Source | None) -> str:
    if fingerprint.is_front_page(typed):
        raise Unfit(_("That is the front page of a site. Bar the whole outlet instead."))
    key = fingerprint.address_key(typed)
    if not key:
        raise Unfit(_("That is no web address. It begins with https://."))
    return key


def _guid(typed: str, source: Source | None) -> str:
    if source is None:
        raise Unfit(_("Each outlet numbers its stories by itself: name the host whose id this is."))
    return fingerprint.guid_key(source.pk, typed)


def _picture(typed: str, _source: Source | None) -> str:
    """A picture by its SHA-256, or by the address of a story here that shows it."""
    if re.fullmatch(r"[0-9a-fA-F]{64}", typed):
        return typed.lower()
    path = addresses.path_of(typed)
    story = addresses.article_at(path) if path else None
    if story is None or story.picture is None or not story.picture.sha256:
        raise Unfit(_("Give the address of a story on this site that shows the picture, or the file's SHA-256."))
    return story.picture.sha256


def _words(typed: str, _source: Source | None) -> str:
    key = fingerprint.text_key(typed)
    if not key:
        raise Unfit(_("Type a name in letters."))
    return key


_KEYS = {
    Kind.ADDRESS.value: _address,
    Kind.GUID.value: _guid,
    Kind.PICTURE.value: _picture,
    Kind.AUTHOR.value: _words,
    Kind.OUTLET.value: _words,
}


def _hit(bar: Wanted) -> QuerySet[Article]:
    live, [_kind, key] = Article.objects.published(), bar.keys[0] if bar.keys else ("", "")
    if bar.kind == Kind.TEXT:
        mine = alike.unpack(bar.signature)
        near = [one.article for one in duplicates.copies(bar.signature) if _is_near(mine, one.signature)]
        return live.filter(pk__in=near)
    if bar.kind == Kind.PICTURE:
        return live.filter(picture__sha256=key)
    if bar.kind == Kind.AUTHOR:
        names = live.exclude(source_author="").order_by().values_list("source_author", flat=True).distinct()
        return live.filter(source_author__in=[name for name in names if fingerprint.text_key(name) == key])
    if bar.kind == Kind.OUTLET:
        sources = Source.objects.values_list("pk", "name")
        return live.filter(source__in=[pk for pk, name in sources if fingerprint.text_key(name) == key])
    return live.filter(fingerprints__kind=bar.kind, fingerprints__key=key)


def _is_near(mine: alike.Sketch, other: bytes) -> bool:
    like = alike.compare(mine, alike.unpack(other))
    return like.same or like.resemblance >= NEAR
