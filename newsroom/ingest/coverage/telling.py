"""Why a story belongs to an event, in the words of the site."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.ingest.coverage.members import Member
from newsroom.ingest.events import Event, Placed, Story, marks_first, unpack

SAID = 4


class Telling:
    """The reason of one newcomer, and what it says of the stories that it met."""

    def __init__(self, story: Story, placed: Placed, event: Event, found: dict[int, Member]) -> None:
        """Count once how many stories bear what the newcomer shares."""
        self.story, self.placed, self.found = story, placed, found
        known = [key for key in found if key in event.members and key != story.key]
        self.others = {key: unpack(event.members[key].packed) for key in known}

    def said(self, _key: int) -> tuple[str, float]:
        """The same words for the newcomer and for whoever it met."""
        return self.reason, self.placed.score

    @property
    def reason(self) -> str:
        """Such as "shares Samar, Landfall with 3 stories of 2 outlets; all 3 name Samar"."""
        shared = marks_first(self.story.terms, self.placed.shared)[:SAID]
        words = ", ".join(self.story.terms.words[term] for term in shared)
        outlets = {self.found[key].source for key in self.others if key in self.found} - {None}
        with_whom = ngettext("%(stories)d story", "%(stories)d stories", len(self.others)) % {
            "stories": len(self.others)
        }
        of_whom = ngettext("%(outlets)d outlet", "%(outlets)d outlets", len(outlets)) % {"outlets": len(outlets)}
        shares = _("shares %(words)s with %(stories)s of %(outlets)s")
        said = shares % {"words": words or "…", "stories": with_whom, "outlets": of_whom}
        return said + self._named(shared)

    def _named(self, shared: list[int]) -> str:
        """How many of several stories name what stands first."""
        if len(self.others) < 2 or not shared:
            return ""
        borne = Counter(term for terms in self.others.values() for term in shared if term in terms.kinds)
        told = {"some": borne[shared[0]], "all": len(self.others), "word": self.story.terms.words[shared[0]]}
        return _("; %(some)d of %(all)d name %(word)s") % told
