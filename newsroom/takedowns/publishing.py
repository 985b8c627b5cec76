"""What would be published of a case, for an officer to read before any file is made: each shape, what was blanked."""

import json
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from newsroom.takedowns import exports
from newsroom.takedowns.models import Case
from newsroom.takedowns.redaction import PRIVATE


class Shape(NamedTuple):
    """One file as it would be written."""

    name: Any
    text: str
    blanked: int


def shapes(case: Case) -> list[Shape]:
    """The case as it would be exported; the very functions that write the files make it."""
    found = [(_("Markdown"), exports.markdown(case)), (_("Lumen"), _as_json(exports.lumen(case)))]
    if statements := exports.statements(case):
        found.append((_("Statement of reasons (EU)"), _as_json(statements)))
    return [Shape(name, text, text.replace("\\", "").count(PRIVATE)) for name, text in found]


def panel(case: Case) -> dict[str, Any]:
    """The panel of the case page; nothing is published of a request that nobody confirmed."""
    if case.confirmed_at is None:
        return {}
    known = exports.known_of(case)
    return {"shapes": shapes(case), "left": [words for words in known if _stands(words, case)]}


def _stands(words: str, case: Case) -> bool:
    """Whether something that is known of the claimant would still be read; then the blanking has missed it."""
    return any(words.casefold() in shape.text.casefold() for shape in shapes(case))


def _as_json(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True)
