"""Undoing one mend of a story, and making it again: what the article says then. Looks up; writes nothing.

Where the text is still the machine's, it is made again from what came in, without that mend. Where people have edited
it, the words are put back in place if they stand there exactly once; else an editor is told to do it by hand.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

from django.utils.translation import gettext as _

from articles.markup import tokens
from articles.models import Article
from articles.refusals import Unfit
from articles.sanitize import clean
from newsroom.ingest import captures, drafts
from newsroom.ingest.models import Capture
from newsroom.ingest.portion import Portion, portion
from newsroom.ingest.remaking import Made

IN_WORDS = frozenset([
    "space-before", "space-after", "space-on-wrong-side", "space-in-brackets", "tag-debris", "bullets", "markdown",
    "angle-brackets", "empty-cells", "outlet-in-headline", "spaces", "glued-date", "introduction-label", "own-address",
    "escaped-markup",
])  # fmt: skip
"""The mends whose words can be put back in place; the others change the structure around words, or mark them."""
VERSIONS = 3
HEADLINE = "headline"
_WORTH = re.compile(r"\w")


def changed(article: Article, key: str, *, undone: bool) -> dict[str, Any]:
    """What is to be revised so that one mend is undone, or made again. Raises Unfit with what a person can do."""
    mend = _found(article, key)
    if bool(mend.get("undone")) == undone:
        raise Unfit(_("This mend is undone already.") if undone else _("This mend is made already."))
    before = drafts.undone(article.mends)
    after = before | {key} if undone else before - {key}
    return _made_again(article, mend, before, after) or _in_place(article, mend, undone=undone)


def _found(article: Article, key: str) -> dict[str, Any]:
    found = [mend for mend in article.mends if key and mend.get("key") == key]
    if not found:
        raise Unfit(_("This mend is not on the list any more. Look at the list as it is now."))
    return dict(found[0])


def _made_again(
    article: Article, mend: dict[str, Any], before: frozenset[str], after: frozenset[str]
) -> dict[str, Any]:
    """The machine's text with other mends undone; empty where the text is not the machine's any more."""
    field = "headline" if mend["place"] == HEADLINE else "body"
    kept = captures.for_article(article).filter(version__gt=0).exclude(unmended=b"")[:VERSIONS]
    for capture in kept:
        was, now = drafts.remade(capture, before), drafts.remade(capture, after)
        if was is None or now is None:
            continue
        said, says = _said(article, capture, was), _said(article, capture, now)
        own = {name for name in ("headline", "body") if getattr(article, name) == said[name]}
        if field in own:
            changes = {name: says[name] for name in own if says[name] != said[name]}
            return changes | _labels(article, said, says, changes) | {"mends": drafts.as_dicts(now.mends)}
    return {}


def _said(article: Article, capture: Capture, made: Made) -> dict[str, str]:
    """Headline and body that the machine gives an article of this version, within the rights of its source."""
    part = _portion(capture, made)
    return {"headline": drafts.fit(made.headline, 300), "body": clean(drafts.fit(part.body)), "kind": part.kind}


def _portion(capture: Capture, made: Made) -> Portion:
    rights = capture.source.rights
    return portion(rights, made.body, drafts.source_words(capture))


def _labels(article: Article, said: dict[str, str], says: dict[str, str], changes: dict[str, str]) -> dict[str, str]:
    """What goes with a headline or a body: the headline that we credit, and the kind."""
    labels: dict[str, str] = {}
    if "headline" in changes and article.source_headline == said["headline"]:
        labels["source_headline"] = says["headline"]
    if "body" in changes and article.kind == said["kind"] != says["kind"]:
        labels["kind"] = says["kind"]
    return labels


def _in_place(article: Article, mend: dict[str, Any], *, undone: bool) -> dict[str, Any]:
    """The words as they were, in the place of the words as they are, in a text that people have edited."""
    old, new = (mend["after"], mend["before"]) if undone else (mend["before"], mend["after"])
    field = "headline" if mend["place"] == HEADLINE else "body"
    text = getattr(article, field)
    fits = mend["rule"] in IN_WORDS and not any("¶" in words or _is_cut(words) for words in (old, new))
    changed_text = _replaced(text, old, new, markup=field == "body") if fits and _WORTH.search(old) else ""
    if not changed_text:
        raise Unfit(
            _(
                "The text was edited since, and the place of this mend cannot be found in it for certain. Nothing was"
                " changed: copy the words from the list, and set them by hand."
            )
        )
    mends = [one | {"undone": undone} if one.get("key") == mend["key"] else one for one in article.mends]
    return {field: changed_text, "mends": mends}


def _is_cut(words: str) -> bool:
    """Whether a long mend was kept in part only."""
    return words.startswith("…") or words.endswith("…")


def _replaced(text: str, old: str, new: str, *, markup: bool) -> str:
    """`text` with `new` for the only `old` in it; "" where there is none or more than one."""
    if not markup:
        return text.replace(old, new) if text.count(old) == 1 else ""
    pieces = list(_pieces(text))
    places = [number for number, (raw, said) in enumerate(pieces) if said is not None and old in said]
    if len(places) != 1 or (pieces[places[0]][1] or "").count(old) != 1:
        return ""
    said = pieces[places[0]][1] or ""
    pieces[places[0]] = (escape(said.replace(old, new), quote=False), None)
    return "".join(raw for raw, _said in pieces)


def _pieces(html: str) -> Iterator[tuple[str, str | None]]:
    """The markup in its order; of text also what it says."""
    for token in tokens(html):
        yield token.raw, unescape(token.raw) if token.kind == "text" else None
