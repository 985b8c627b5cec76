"""What is typed on the review screen beside the story: a note, another headline, a schedule's minute, a reason.

None of it is a field of the story, so no working copy has a place for it. Until its own button takes it, it comes back
in its own field: on the page that answers a press, or, where a press leads to another page, out of the session.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, QueryDict

AT = "at"
NOTE = "reason-note"
HEADLINE = "reason-headline_add"
FIELDS = (NOTE, HEADLINE, AT)
HELD = "jottings"
# More than any of these fields takes, and than anybody leaves open: a session is read with every page.
LONGEST = 20_000
MOST_STORIES = 20
Jotted = dict[str, str]


def typed(data: QueryDict) -> Jotted:
    """What was typed, by the names of the fields; a minute that was only shown is not typed."""
    names = dict.fromkeys((*FIELDS, f"reason-{data.get('_do', '')}"))
    found = {name: text for name in names if (text := data.get(name, "").replace("\0", "")).strip()}
    if AT in found and found[AT] == data.get(f"initial-{AT}"):
        del found[AT]
    return found


def left(data: QueryDict, *, done: bool, leaves: bool) -> Jotted:
    """What is still to be used after a press: all of it where it was refused, else what another button takes."""
    found = typed(data)
    if not done:
        return found
    verb = data.get("_do", "")
    taken = {f"reason-{verb}"}
    if leaves or verb.partition(":")[0] == "schedule":
        taken.add(AT)
    return {name: text for name, text in found.items() if name not in taken}


def hold(request: HttpRequest, article: int, jotted: Mapping[str, str]) -> None:
    """Keep what was typed beside a story until the next press on it; what was kept of it before goes."""
    held: dict[str, Any] = request.session.get(HELD, {})
    others = {key: value for key, value in held.items() if key != str(article)}
    if jotted:
        others[str(article)] = {name: text[:LONGEST] for name, text in jotted.items()}
    if others != held:
        request.session[HELD] = dict(list(others.items())[-MOST_STORIES:])


def shown(request: HttpRequest, article: int | None) -> dict[str, Any]:
    """What the page puts into its fields again, and the reason of the verb that was pressed with that verb."""
    held = request.session.get(HELD, {}).get(str(article), {})
    found = typed(request.POST) if request.method == "POST" else held
    reasons = [(name.removeprefix("reason-"), text) for name, text in found.items() if name not in FIELDS]
    return {
        "typed_note": found.get(NOTE, ""),
        "typed_headline": found.get(HEADLINE, ""),
        "typed_at": found.get(AT, ""),
        "typed_reason": reasons[0] if reasons else ("", ""),
    }
