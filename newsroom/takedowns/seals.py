"""Seals what we publish with the site's key, so that a figure that was changed afterwards is found out. Pure.

Whoever kept yesterday's copy can ask us: we say whether a row was published by us as it stands there.
"""

import json
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

SEAL = "seal"


def sealed_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its seal as the last column."""
    return row | {SEAL: _seal(row)}


def is_ours(row: dict[str, Any]) -> bool:
    """Whether a row carries the seal that belongs to it."""
    bare = {name: value for name, value in row.items() if name != SEAL}
    return constant_time_compare(str(row.get(SEAL, "")), _seal(bare))


def _seal(row: dict[str, Any]) -> str:
    """The seal; over the words of the cells, so that a row of the CSV and one of the JSON have the same."""
    words = {name: "" if value is None else str(value) for name, value in row.items()}
    text = json.dumps(words, ensure_ascii=False, sort_keys=True)
    return salted_hmac("newsroom.takedowns.transparency", text, algorithm="sha256").hexdigest()
