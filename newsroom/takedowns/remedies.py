"""What can be done short of removing a story: drop its picture, shorten it, put its credit right, anonymise, delist.

Each remedy is planned first, without touching anything, so that it can be looked at; then it is a real edit.
"""

import re
from collections.abc import Callable
from html import escape
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from articles import amending, delisting
from articles.models import Article
from articles.refusals import Unfit
from newsroom.takedowns import handling, letters, moves, sealed, surfaces
from newsroom.takedowns.claims import Remedy
from newsroom.takedowns.models import Item
from newsroom.takedowns.states import ItemState

Typed = dict[str, str]
TOLD = 40  # letters of a word that an error repeats
_TAG = re.compile(r"(<[^>]*>)")
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_is_address = URLValidator(schemes=["http", "https"])


class Line(NamedTuple):
    """One thing that would change."""

    label: str
    before: str
    after: str


class Plan(NamedTuple):
    """What a remedy would change in a story."""

    changes: dict[str, Any]
    lines: list[Line]


def plan(item: Item, remedy: str, typed: Typed) -> Plan:
    """What a remedy would change; nothing is touched. Raises Unfit where it cannot be done, or would change nothing."""
    article = handling.story_of(item)
    if remedy not in PLANS:
        raise Unfit(_("Choose what is to be changed."))
    made = PLANS[remedy](article, typed)
    if not made.lines:
        raise Unfit(_("That would change nothing in the story."))
    return made


def amend(item: Item, *, by: User, remedy: str, typed: Typed, reason: str = "") -> Item:
    """Change a story instead of removing it, with a revision and a row of its history; a hold is lifted with it.

    Raises Unfit, or GateClosed where what is left may not be public.
    """
    handling.must_be_officer(item.case, by)
    made = plan(item, remedy, typed)
    article, was_held = handling.story_of(item), item.state == ItemState.HELD
    pictures = sealed.pictures_of(article)
    with transaction.atomic():
        event = moves.move_item(item, ItemState.AMENDED, by=by, text=reason or remedy, remedy=remedy, reason=reason)
        if was_held:
            handling.show_again(item, by=by, reason=reason)
        why = handling.why(item, reason)
        if remedy == Remedy.DELIST:
            delisting.delist(article, by=by, reason=why)
        else:
            amending.amend(article, by=by, changes=made.changes, reason=why)
        letters.reasons(item, event, act="amend")
        handling.conclude(item.case, by=by)
    article.refresh_from_db()
    left = {picture.pk for picture in sealed.pictures_of(article)}
    sealed.seal_dropped(article, [picture for picture in pictures if picture.pk not in left])
    if was_held:
        surfaces.bring_back(article)
    return item


def _without_pictures(article: Article, _typed: Typed) -> Plan:
    changes: dict[str, Any] = {}
    lines = []
    if article.picture:
        changes["picture"] = None
        lines.append(Line(_("Picture"), str(article.picture), _("none")))
    bare = _IMAGE.sub("", article.body)
    if bare != article.body:
        changes["body"] = bare
        lines.append(Line(_("Pictures in the text"), str(len(_IMAGE.findall(article.body))), "0"))
    return Plan(changes, lines)


def _shorter(article: Article, typed: Typed) -> Plan:
    text = typed.get("text", "").replace("\r\n", "\n").strip()
    if not text:
        raise Unfit(_("Leave some of the text, or remove the story."))
    if len(text.split()) >= len(article.body_text.split()):
        raise Unfit(_("The text is not shorter than it was."))
    if strange := sorted(set(text.split()) - set(article.body_text.split()))[:3]:
        words = ", ".join(word if len(word) <= TOLD else f"{word[:TOLD]}…" for word in strange)
        raise Unfit(_("Only take words out; these do not stand in the story: %(words)s.") % {"words": words})
    body = "".join(f"<p>{escape(part.strip())}</p>" for part in re.split(r"\n\s*\n|\n", text) if part.strip())
    return Plan({"body": body}, [Line(_("Text"), article.body_text, text)])


def _credited(article: Article, typed: Typed) -> Plan:
    changes: dict[str, str] = {}
    if typed.get("source_author"):
        changes["source_author"] = " ".join(typed["source_author"].split())[:200]
    if url := typed.get("source_url", ""):
        try:
            _is_address(url)
        except ValidationError as error:
            raise Unfit(_("The link must be a complete address that begins with http:// or https://.")) from error
        changes["source_url"] = url
    changes = {name: value for name, value in changes.items() if value != getattr(article, name)}
    labels = {"source_author": _("Byline of the original"), "source_url": _("Link to the original")}
    return Plan(changes, [Line(labels[name], getattr(article, name), value) for name, value in changes.items()])


def _anonymised(article: Article, typed: Typed) -> Plan:
    name, instead = " ".join(typed.get("who", "").split()), " ".join(typed.get("instead", "").split())
    if len(name) < 2 or not instead:
        raise Unfit(_("Say which name is to go, and what stands in its place."))
    if name.casefold() in instead.casefold():
        raise Unfit(_("What stands in its place still holds the name."))
    wanted = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    in_markup = re.compile(rf"(?<!\w){re.escape(escape(name, quote=False))}(?!\w)", re.IGNORECASE)
    fresh = {
        field: wanted.sub(lambda _found: instead, getattr(article, field))
        for field in ("headline", "standfirst", "source_headline", "source_author")
    }
    fresh["body"] = _in_text(article.body, in_markup, escape(instead, quote=False))
    if wanted.search(" ".join(_TAG.sub("", fresh["body"]).split())):
        raise Unfit(_("Markup stands inside the name somewhere in the text; let an editor take it out by hand."))
    changes = {field: value for field, value in fresh.items() if value != getattr(article, field)}
    lines = [Line(_label(field), getattr(article, field), value) for field, value in changes.items()]
    if "headline" in changes:
        changes["slug"] = changes["headline"]
    return Plan(changes, lines)


def _label(field: str) -> str:
    """The name of a field as editors know it."""
    return str(getattr(Article._meta.get_field(field), "verbose_name", field))  # noqa: SLF001 - Django's own way


def _in_text(html: str, wanted: re.Pattern[str], instead: str) -> str:
    """Replace in what is read, never inside a tag."""
    parts = _TAG.split(html)
    return "".join(part if part.startswith("<") else wanted.sub(lambda _found: instead, part) for part in parts)


def _delisted(article: Article, _typed: Typed) -> Plan:
    if article.delisted_at:
        return Plan({}, [])
    return Plan({}, [Line(_("Search engines"), _("may list it"), _("are asked to forget it; out of the sitemaps"))])


PLANS: dict[str, Callable[[Article, Typed], Plan]] = {
    Remedy.PICTURE: _without_pictures,
    Remedy.SHORTEN: _shorter,
    Remedy.CREDIT: _credited,
    Remedy.ANONYMISE: _anonymised,
    Remedy.DELIST: _delisted,
}
