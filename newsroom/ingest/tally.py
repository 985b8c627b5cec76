"""What came of the entries of one visit, counted, and said in one sentence."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.ingest.verdict import Verdict


@dataclass
class Tally:
    """Counts of entries; `left` wait for the next visit, `again` have a page that did not answer yet.

    Of `unread`, the page could not be read, or held no article. `closed` says why no page was asked for.
    """

    entries: int = 0
    new: int = 0
    changed: int = 0
    seen: int = 0
    kept_out: int = 0
    empty: int = 0
    left: int = 0
    again: int = 0
    unread: int = 0
    closed: str = ""
    problems: list[str] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)

    def count(self, verdict: Verdict) -> None:
        """Count one verdict."""
        if verdict.comes_in:
            self.new += 1
        elif verdict.kind == "changed":
            self.changed += 1
        elif verdict.kind == "seen":
            self.seen += 1
        else:
            self.kept_out += 1
        if verdict.article and (verdict.comes_in or verdict.kind == "changed"):
            self.articles.append(verdict.article)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be looked at again."""
        return not (self.left or self.again or self.problems)

    def sentence(self, problem: str = "") -> str:
        """What happened, for the feed's history."""
        said = [ngettext("%d story", "%d stories", self.entries) % self.entries]
        counted = (
            (self.new, _("%d new")),
            (self.changed, _("%d changed")),
            (self.seen, _("%d known already")),
            (self.kept_out, _("%d kept out")),
            (self.empty, _("%d without any text or address")),
            (self.left, _("%d left for the next visit")),
            (self.again, _("%d to be read again")),
            (self.unread, _("%d without the text of the page")),
        )
        said += [text % number for number, text in counted if number]
        closed = _("%(why)s, so no page was read.") % {"why": self.closed} if self.closed else ""
        return " ".join([", ".join(said) + ".", closed, *self.problems, problem]).replace("  ", " ").strip()
