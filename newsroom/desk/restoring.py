"""Bringing an earlier version of an article back: texts and labels are written again, through the gate."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import history
from articles.models import Article, Author, Change, Country, Tag
from articles.refusals import Unfit
from newsroom.desk import decisions
from newsroom.desk.undo import BuiltUpon

# What a version brings back; dates of publication, grouping and who works on it belong to the story, not to a version.
RESTORED = (
    "headline",
    "standfirst",
    "body",
    "kind",
    "made_by",
    "language",
    "source_url",
    "source_headline",
    "source_language",
    "source_author",
    "source_published_at",
)
KEYS = ("country", "source", "picture")
LISTS: Mapping[str, Any] = {"authors": Author, "tags": Tag, "also_about": Country}


def restore_version(article: Article, number: int, *, by: User) -> Change:
    """Write again what stood in a version, as a new one. Raises Unfit where there is no such version, or no difference.

    What was deleted meanwhile, such as a picture, is passed over.
    """
    past: Any = article.history
    row = past.filter(version=number).order_by("-history_id").first()
    if row is None:
        raise Unfit(_("There is no version %(number)s; it was cleared away.") % {"number": number})
    changes = _fields_of(article, row) | _changed_lists(article, lists_at(article, number))
    if not changes:
        raise Unfit(_("Version %(number)s is as it stands now. Nothing was changed.") % {"number": number})
    return decisions.revise(
        article, by=by, changes=changes, reason=_("restored version %(number)s") % {"number": number}
    )


def lists_at(article: Article, number: int) -> dict[str, list[int]]:
    """The keys of authors, tags and other countries in a version, as far as the log knows them.

    Lists are logged where they change: what stood in a version is what the next change of the list found there.
    """
    found: dict[str, list[int]] = {}
    logged = article.changes.filter(act="revise", details__has_key="lists").order_by("-id")
    for change in logged:
        if change.details.get("version", 0) <= number:
            break
        found |= {name: both[0] for name, both in change.details["lists"].items()}
    now = history.lists_of(article, LISTS)
    return now | found


def take_back_labels(article: Article, rows: Sequence[Change], *, by: User) -> None:
    """Give back the labels that stood before an edit. Raises BuiltUpon where the story was changed since."""
    last = article.changes.select_related("by").order_by("-id").first()
    if last is not None and last.pk != rows[-1].pk:
        raise BuiltUpon(article, last)
    past: Any = article.history
    before = past.filter(version=article.version - len(rows)).order_by("-history_id").first()
    names = {name for row in rows for name in row.details.get("fields", [])}
    changes: dict[str, Any] = {}
    for name in sorted(names - LISTS.keys()):
        if before is None:
            raise Unfit(_("What stood before is not kept any more."))
        changes[name] = _value(before, name)
    for row in reversed(rows):
        for name, both in row.details.get("lists", {}).items():
            changes[name] = _existing(name, both[0])
    decisions.revise(article, by=by, changes=changes, reason=_("undoing “%(act)s”") % {"act": "revise"})


def _fields_of(article: Article, row: Any) -> dict[str, Any]:
    """The fields of a version that are not as they stand now."""
    plain = {name: getattr(row, name) for name in RESTORED if getattr(row, name) != getattr(article, name)}
    for name in KEYS:
        key = getattr(row, f"{name}_id")
        if key == getattr(article, f"{name}_id"):
            continue
        value = _value(row, name)
        if value is not None or key is None:
            plain[name] = value
    return plain


def _value(row: Any, name: str) -> Any:
    """What stood in a field; None for what was deleted meanwhile."""
    field: Any = Article._meta.get_field(name)  # noqa: SLF001 - Django's own way to the fields of a model
    if not field.is_relation:
        return getattr(row, name)
    return field.related_model.objects.filter(pk=getattr(row, field.attname)).first()


def _changed_lists(article: Article, lists: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    now = history.lists_of(article, LISTS)
    return {name: _existing(name, keys) for name, keys in lists.items() if list(keys) != list(now[name])}


def _existing(name: str, keys: Iterable[int]) -> list[Any]:
    found = LISTS[name].objects.in_bulk(list(keys))
    return [found[key] for key in keys if key in found]
