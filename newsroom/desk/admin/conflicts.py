"""What two people typed into one story, field by field and word by word, and which of the two is to stand.

Nothing is changed here. Values are lists of strings, as a browser sends a form's fields.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.forms import DateTimeField
from django.http import QueryDict

from articles.sanitize import plain_text
from newsroom.desk import vocabulary
from newsroom.desk.compare import Piece, words
from newsroom.desk.forms.moments import MOMENT
from newsroom.desk.forms.review import LISTS, ReviewForm

TAKE = "take-"
IN_ORDER = "authors"
Values = Mapping[str, list[str]]


class Clash(NamedTuple):
    """One field that somebody changed: what they made of it, what I made of it, and what stands there now."""

    name: str
    label: str
    theirs: list[Piece]
    mine: list[Piece]
    they_changed: bool
    i_changed: bool
    now: list[str]

    @property
    def both(self) -> bool:
        """Whether one of the two must give way."""
        return self.they_changed and self.i_changed


def clashes(fresh: ReviewForm, base: Values, mine: Values) -> list[Clash]:
    """The fields that differ between what both began with, what stands now (`fresh`) and what I typed."""
    found = []
    for name in fresh.fields:
        if name == "version" or name not in base:
            continue
        was, now, typed = base[name], posted(fresh, name), mine.get(name, base[name])
        they, i = differs(fresh, name, was, now), differs(fresh, name, was, typed)
        if i and not differs(fresh, name, now, typed):
            i = False
        # An address that follows its headline is no news.
        if i or (they and name != "slug"):
            found.append(_clash(fresh, name, (was, now, typed), they=they, i=i))
    return found


def _clash(form: ReviewForm, name: str, values: tuple[list[str], ...], *, they: bool, i: bool) -> Clash:
    was, now, typed = (in_words(form, name, one) for one in values)
    label = str(form[name].label)
    return Clash(name, label, words(was, now) if they else [], words(was, typed) if i else [], they, i, values[1])


def began_with(data: QueryDict, seen: Any) -> dict[str, list[str]]:
    """What the form showed when it was opened: its hidden first values, and the text as it stood in that version."""
    began = {name.removeprefix("initial-"): data.getlist(name) for name in data if name.startswith("initial-")}
    return began | ({"body": [seen.body]} if seen is not None else {})


def unsaved(fresh: ReviewForm, data: Mapping[str, Any]) -> list[Clash]:
    """How a working copy differs from the story as it is now; empty where it does not."""
    mine = {name: value if isinstance(value, list) else [value] for name, value in data.items()}
    base = {name: posted(fresh, name) for name in fresh.fields if name in mine}
    return clashes(fresh, base, mine)


def restored(fresh: ReviewForm, data: Mapping[str, Any]) -> QueryDict:
    """A working copy put into the form, upon the story as it is now."""
    filled = QueryDict(mutable=True)
    filled["version"] = str(fresh.initial["version"])
    for name in fresh.fields:
        if name == "version":
            continue
        now = posted(fresh, name)
        value = data.get(name, now)
        filled.setlist(f"initial-{name}", now)
        filled.setlist(name, value if isinstance(value, list) else [value])
    return filled


def settled(data: QueryDict, fresh: ReviewForm) -> QueryDict:
    """What was posted, with the fields of which the person said "take theirs" as they are now."""
    given_way = [name for name in fresh.fields if data.get(TAKE + name) == "theirs"]
    if not given_way:
        return data
    chosen = data.copy()
    for name in given_way:
        chosen.setlist(name, posted(fresh, name))
    return chosen


def followed(data: QueryDict) -> tuple[QueryDict, list[vocabulary.Went]]:
    """A form whose tags are those that took the place of merged ones, typed and first values alike; and which went."""
    went: dict[str, vocabulary.Went] = {}
    found = data
    for name in ("tags", "initial-tags"):
        keys, gone = vocabulary.follow(data.getlist(name))
        if gone:
            found = found.copy() if found is data else found
            found.setlist(name, keys)
            went |= {one.name: one for one in gone}
    return found, list(went.values())


def posted(form: ReviewForm, name: str) -> list[str]:
    """A field's value as a browser would send it."""
    value = form[name].value()
    if name in LISTS:
        return [str(one) for one in value or []]
    if hasattr(value, "strftime"):
        return [value.strftime(MOMENT)]
    return ["" if value is None else str(value)]


def differs(form: ReviewForm, name: str, one: list[str], other: list[str]) -> bool:
    """Whether two values of a field mean something different."""
    if name in LISTS:
        return one != other if name == IN_ORDER else sorted(one) != sorted(other)
    first, second = ("".join(value).replace("\r\n", "\n").strip() for value in (one, other))
    field = form.fields[name]
    if first == second or not isinstance(field, DateTimeField):
        return first != second
    try:
        return bool(field.to_python(first) != field.to_python(second))
    except ValidationError:
        return True


def in_words(form: ReviewForm, name: str, values: list[str]) -> str:
    """A value as people read it: names for keys, words for markup."""
    field: Any = form.fields[name]
    if name == "body":
        return plain_text("".join(values))
    if hasattr(field, "queryset"):
        keys = [value for value in values if value.isascii() and value.isdigit() and len(value) < 19]
        things = field.queryset.filter(pk__in=keys) if keys else ()
        found = {str(thing.pk): field.label_from_instance(thing) for thing in things}
        return ", ".join(found[key] for key in keys if key in found)
    choices = dict(getattr(field, "choices", ()))
    return ", ".join(str(choices.get(value, value)) for value in values)
