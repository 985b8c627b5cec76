"""What tag hygiene says to people: each kind of remark, why it matters, by which rule it was made, what is proposed."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.tag_remarks import Remark


@dataclass(frozen=True)
class Kind:
    """A kind of remark: its name, what it is and why it matters, the button of its remedy, the word on a tag."""

    title: Any
    why: Any
    remedy: Any
    mark: Any


KINDS: dict[str, Kind] = {
    "country": Kind(
        gettext_lazy("Countries used as tags"),
        gettext_lazy(
            "A section has its own page, menu and feed; a tag of the same name splits its readers. The stories are "
            "said to be also about the section, and the tag's address leads there."
        ),
        gettext_lazy("Make it the section…"),
        gettext_lazy("a country"),
    ),
    "outlet": Kind(
        gettext_lazy("Outlets used as tags"),
        gettext_lazy("Every story names its outlet already, and each outlet has its page; as a topic it says nothing."),
        gettext_lazy("Retire it…"),
        gettext_lazy("an outlet"),
    ),
    "junk": Kind(
        gettext_lazy("Tags that name no topic"),
        gettext_lazy("Readers who follow such a tag find everything and nothing, and search engines think it thin."),
        gettext_lazy("Retire it…"),
        gettext_lazy("no topic"),
    ),
    "twins": Kind(
        gettext_lazy("Twins"),
        gettext_lazy(
            "Two tags for one topic halve its page, its feed and its count. After merging, the names that go become "
            "synonyms, and their addresses lead to the tag that stays."
        ),
        gettext_lazy("Merge them…"),
        gettext_lazy("a twin"),
    ),
    "case": Kind(
        gettext_lazy("Written unlike the others"),
        gettext_lazy("Most tags of this house are written in one way; the address of a tag stays as it is."),
        gettext_lazy("Rename it…"),
        gettext_lazy("its letters"),
    ),
    "unused": Kind(
        gettext_lazy("On no story"),
        gettext_lazy("A new tag may wait for its first story; an old one only lengthens the list to choose from."),
        gettext_lazy("Retire it…"),
        gettext_lazy("unused"),
    ),
    "single": Kind(
        gettext_lazy("On one story only"),
        gettext_lazy("A topic of one story is a page of one line. Perhaps a wider tag says the same."),
        gettext_lazy("Retire it…"),
        gettext_lazy("one story"),
    ),
}

REASONS: dict[str, Any] = {
    "case": gettext_lazy("differ in capitals alone"),
    "spelling": gettext_lazy("differ in spaces, hyphens or accents"),
    "plural": gettext_lazy("differ in number"),
    "order": gettext_lazy("are the same words in another order"),
    "filler": gettext_lazy("differ in a word that says nothing"),
    "stem": gettext_lazy("come from one word"),
    "meaning": gettext_lazy("have words that mean the same"),
    "initials": gettext_lazy("are a name and its initials"),
    "synonym": gettext_lazy("have a name or synonym in common"),
    "letter": gettext_lazy("differ in one letter"),
    "together": gettext_lazy("nearly always stand on the same stories"),
    "site": gettext_lazy("It is the name of our own site."),
    "nothing": gettext_lazy("All that we publish is that."),
    "figures": gettext_lazy("It has no letters."),
    "address": gettext_lazy("It is an address or a piece of code."),
    "list": gettext_lazy("It is a list of several."),
    "sentence": gettext_lazy("It is a sentence."),
    "lower": gettext_lazy("Most are written in small letters."),
    "title": gettext_lazy("Most are written with capitals."),
}
SINGLE_LETTER = gettext_lazy("It is a single letter.")
SENTENCE_CASE = gettext_lazy("Most begin with a capital.")


def why(remark: Remark) -> str:
    """By which rules a remark was made, as a sentence; empty where its kind says it all."""
    if remark.code == "twins":
        said = _(", ").join(str(REASONS[reason]) for reason in remark.reasons)
        return _("They %(reasons)s.") % {"reasons": said}
    return " ".join(str(_sentence(remark.code, reason)) for reason in remark.reasons)


def _sentence(code: str, reason: str) -> Any:
    if code == "junk" and reason == "letter":
        return SINGLE_LETTER
    if code == "case" and reason == "sentence":
        return SENTENCE_CASE
    return REASONS[reason]
