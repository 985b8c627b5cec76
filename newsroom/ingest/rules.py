"""What the rules of a feed do to a story, and by which words. Pure: a story and its orders in, what is to be done out.

A field that is not known is None, and nothing that is asked of it holds: so the same rules can be asked before the page
is read.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from newsroom.ingest.matching import BadPattern, Patience, fold, holds_words, words_at

AROUND = 48
WORD = 20
PRIORITIES = {0: "normal", 1: "high", 2: "urgent"}


@dataclass(frozen=True, slots=True)
class Story:
    """What can be asked of a story; None is what is not known yet. `country` is an ISO 3166-1 code, "" for none.

    `partial` says that more text and more words may come: what is missing proves nothing then.
    """

    title: str | None = None
    text: str | None = None
    author: str | None = None
    url: str | None = None
    categories: tuple[str, ...] | None = None
    language: str | None = None
    country: str | None = None
    words: int | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition: the names of field and operator are those of `models.Condition`."""

    field: str
    operator: str
    value: str


@dataclass(frozen=True, slots=True)
class Order:
    """A rule as it is carried out. `value` is what it sets (code, tag, person's key, priority), `label` its name."""

    rule: int
    name: str
    act: str
    value: str = ""
    label: str = ""
    clauses: tuple[Clause, ...] = ()

    @property
    def will(self) -> str:
        """What it will do with a story, after "would"."""
        return self._said(drop="drop it", tag="add", assign="assign")

    @property
    def did(self) -> str:
        """What it did with a story, after its name."""
        return self._said(drop="dropped it", tag="added", assign="assigned")

    def _said(self, *, drop: str, tag: str, assign: str) -> str:
        sentences = {
            "drop": drop,
            "country": f"set the country to {self.label}",
            "tag": f"{tag} the tag “{self.label}”",
            "assign": f"{assign} it to {self.label}",
            "priority": f"set the priority to {self.label}",
        }
        return sentences.get(self.act, self.act)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all rules together make of a story, and which of them had a part in it. `drop` is the one that ended it."""

    touched: tuple[Order, ...] = ()
    drop: Order | None = None
    country: str = ""
    tags: tuple[str, ...] = ()
    assignee: int | None = None
    priority: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def said(self) -> list[dict[str, Any]]:
        """Each rule that touched the story, and what it did, as a capture keeps it."""
        return [{"rule": order.rule, "name": order.name, "did": order.did} for order in self.touched]


UNRULED = Outcome()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a condition holds: the words that it found, with a little of what stands around them."""

    field: str
    before: str
    found: str
    after: str


def judge(story: Story, orders: Iterable[Order], patience: Patience | None = None) -> Outcome:
    """Ask the rules in their order: the first that drops ends it; a later country, person or priority wins.

    A country that a rule sets is the one that later rules see.
    """
    outcome, patience = UNRULED, patience or Patience()
    for order in orders:
        holding, notes = _holding(order, story, patience)
        outcome = replace(outcome, notes=(*outcome.notes, *notes))
        if not holding:
            continue
        outcome = _carried_out(order, outcome)
        if outcome.drop:
            return outcome
        if order.act == "country":
            story = replace(story, country=order.value)
    return outcome


def evidence(story: Story, order: Order, patience: Patience | None = None) -> tuple[Evidence, ...]:
    """Which words of the story fulfil the conditions of a rule that touched it; conditions on absence have none."""
    patience = patience or Patience()
    found = (_first_evidence(clause, story, patience) for clause in order.clauses)
    return tuple(one for one in found if one is not None)


def _carried_out(order: Order, outcome: Outcome) -> Outcome:
    outcome = replace(outcome, touched=(*outcome.touched, order))
    if order.act == "drop":
        return replace(outcome, drop=order)
    if order.act == "country":
        return replace(outcome, country=order.value)
    if order.act == "tag":
        return replace(outcome, tags=tuple(dict.fromkeys((*outcome.tags, order.value))))
    if order.act == "assign":
        return replace(outcome, assignee=int(order.value))
    return replace(outcome, priority=int(order.value))


def _holding(order: Order, story: Story, patience: Patience) -> tuple[bool, list[str]]:
    """Whether all conditions hold, and a note for each pattern that could not be asked."""
    notes: list[str] = []
    for clause in order.clauses:
        try:
            if not _holds(clause, story, patience):
                return False, notes
        except TimeoutError:
            notes.append(f"The pattern of “{order.name}” takes too long on this text, so it does not match.")
            return False, notes
        except BadPattern as error:
            notes.append(f"“{order.name}”: {error}")
            return False, notes
    return True, notes


def _holds(clause: Clause, story: Story, patience: Patience) -> bool:
    if clause.field == "words":
        return _counts(clause, story)
    values = _values(story, clause.field)
    if values is None or (clause.operator == "has_not" and story.partial and clause.field == "text"):
        return False
    if clause.operator == "has_not":
        return not any(holds_words(fold(value), clause.value) for value in values)
    return any(_fits(clause, value, patience) for value in values)


def _fits(clause: Clause, value: str, patience: Patience) -> bool:
    if clause.operator == "matches":
        return patience.search(clause.value, value) is not None
    wanted, text = fold(clause.value).strip(), fold(value).strip()
    if clause.operator == "is":
        return text == wanted
    if clause.operator == "starts":
        return bool(wanted) and text.startswith(wanted)
    return clause.operator == "has" and holds_words(text, clause.value)


def _counts(clause: Clause, story: Story) -> bool:
    """A comparison of numbers. Of a text that is not whole, only "more" can be known."""
    if story.words is None or not clause.value.strip().isdecimal():
        return False
    number = int(clause.value)
    if clause.operator == "more":
        return story.words > number
    if story.partial:
        return False
    return story.words < number if clause.operator == "less" else clause.operator == "is" and story.words == number


def _values(story: Story, name: str) -> tuple[str, ...] | None:
    """What stands in a field, which may be several things; None where it is not known."""
    if name == "category":
        return story.categories
    value: str | None = getattr(story, name, None)
    if value is None:
        return None
    return (value, value.partition("-")[0]) if name == "language" else (value,)


def _first_evidence(clause: Clause, story: Story, patience: Patience) -> Evidence | None:
    if clause.field == "words":
        return Evidence("words", "", str(story.words), "")
    for value in () if clause.operator == "has_not" else _values(story, clause.field) or ():
        if (span := _span(clause, value, patience)) is not None:
            text, start, end = span
            return Evidence(clause.field, _tail(text[:start]), text[start:end], _head(text[end:]))
    return None


def _span(clause: Clause, value: str, patience: Patience) -> tuple[str, int, int] | None:
    """The text as it is shown, and from where to where a condition found what it asks for."""
    if clause.operator == "matches":
        text = unicodedata.normalize("NFKC", value)
        try:
            found = patience.search(clause.value, value)
        except (TimeoutError, BadPattern):
            return None
        return (text, *found.span()) if found else None
    if not _fits(clause, value, patience):
        return None
    if clause.operator == "has":
        return words_at(value, clause.value)
    whole = clause.operator == "is"
    return value, 0, len(value) if whole else len(clause.value.strip())


def _tail(text: str) -> str:
    """The end of what stands before, from a whole word on where there are any."""
    text = " ".join(text[-2 * AROUND :].split()) + (" " if text[-1:].isspace() else "")
    if len(text) <= AROUND:
        return text
    first, space, rest = text[-AROUND:].partition(" ")
    return f"…{rest if space and len(first) < WORD else text[-AROUND:]}"


def _head(text: str) -> str:
    """The beginning of what stands after, to the end of a whole word where there are any."""
    text = (" " if text[:1].isspace() else "") + " ".join(text[: 2 * AROUND].split())
    if len(text) <= AROUND:
        return text
    rest, space, last = text[:AROUND].rpartition(" ")
    return f"{rest if space and len(last) < WORD else text[:AROUND]}…"
