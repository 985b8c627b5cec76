"""The health page: every source in a row, the one that needs a person most on top. Sorts and filters what was read."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsroom.ingest import vitals
from newsroom.ingest.admin import sparkline, words
from newsroom.ingest.vitals import ATTENTION, RANK, FeedVitals, SourceVitals, State

TEMPLATE = "admin/ingest/feed/health.html"
NEEDS = "attention"
LONG_AGO = 0.0
Key = Callable[[SourceVitals], Any]


def _name(row: SourceVitals) -> str:
    return row.source.name.casefold()


def _accepted(row: SourceVitals) -> float:
    """Those on which nobody has decided come last."""
    return 2.0 if row.accept_rate is None else row.accept_rate


def _last_good(row: SourceVitals) -> float:
    return row.last_good_at.timestamp() if row.last_good_at else LONG_AGO


SORTS: dict[str, tuple[Any, Key]] = {
    "attention": (gettext_lazy("needs attention"), lambda row: (RANK[row.state], -row.feeds[0].feed.failures)),
    "name": (gettext_lazy("name"), _name),
    "stories": (gettext_lazy("stories a day"), lambda row: (-row.intake.last_day, -row.usual)),
    "accepted": (
        gettext_lazy("accept rate, lowest first"),
        lambda row: 2.0 if row.accept_rate is None else row.accept_rate,
    ),
    "good": (gettext_lazy("last good, longest ago first"), _last_good),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what makes no sense asks for nothing."""

    sort: str = "attention"
    state: str = ""
    section: str = ""
    q: str = ""

    def shows(self, row: SourceVitals) -> bool:
        """Whether a row belongs to what was asked for."""
        section = row.source.country.slug if row.source.country else "none"
        return (
            (not self.state or self.state in _groups(row.state))
            and (not self.section or self.section == section)
            and (not self.q or self.q.casefold() in _text_of(row))
        )

    def address(self, **other: str) -> str:
        """The address of this page with something else asked for."""
        asked = {"state": self.state, "section": self.section, "q": self.q} | other
        asked["sort"] = "" if self.sort == "attention" else self.sort
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.state or self.section or self.q)


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed as the page shows it."""

    vitals: FeedVitals
    address: str
    act: str
    mark: str
    ailment: str
    last_good: str
    next: str
    why: str
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as the page shows it; its feeds stand open where one waits for a click."""

    vitals: SourceVitals
    address: str
    opens: bool
    mark: str
    ailment: str
    last_good: str
    last_good_full: str
    next: str
    why: str
    usually: str
    full: str
    accepted: str
    decided: str
    spark: sparkline.Sparkline
    feeds: list[FeedRow]


def page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The page, as the address asks for it. `context` is the admin's own."""
    now, asked = timezone.now(), _asked(request)
    everything = vitals.of_all(now)
    chosen = sorted((row for row in sorted(everything, key=_name) if asked.shows(row)), key=SORTS[asked.sort][1])
    return TemplateResponse(
        request,
        TEMPLATE,
        context
        | {
            "title": _("Feeds"),
            "summary": summary(everything),
            "rows": [_row(row, now) for row in chosen],
            "any": bool(everything),
            "asked": asked,
            "here": request.get_full_path(),
            "tabs": _tabs(everything, asked),
            "sections": _sections(everything),
            "sorts": [(name, label) for name, (label, _key) in SORTS.items()],
        },
    )


def summary(rows: list[SourceVitals]) -> str:
    """All sources in two sentences."""
    states = Counter(row.state for row in rows)
    need = sum(states[state] for state in ATTENTION)
    parts = [_("%(n)d good") % {"n": states[State.GOOD]}]
    if need:
        parts.append(ngettext("%(n)d needs attention", "%(n)d need attention", need) % {"n": need})
    for state, text in (
        (State.QUIET, _("%(n)d gone quiet")),
        (State.SLOW, _("%(n)d slow")),
        (State.PAUSED, _("%(n)d paused")),
        (State.RETIRED, _("%(n)d retired")),
    ):
        parts += [text % {"n": states[state]}] if states[state] else []
    sources = ngettext("%(n)d source", "%(n)d sources", len(rows)) % {"n": len(rows)}
    return f"{sources}: {', '.join(parts)}. {_stories(rows)}"


def _stories(rows: list[SourceVitals]) -> str:
    came, usual = sum(row.intake.last_day for row in rows), round(sum(row.usual for row in rows))
    stories = ngettext("%(n)d story in the last 24 hours", "%(n)d stories in the last 24 hours", came) % {"n": came}
    return _("%(stories)s, usually %(n)d.") % {"stories": stories, "n": usual} if usual else f"{stories}."


def _asked(request: HttpRequest) -> Asked:
    given = {name: request.GET.get(name, "").strip()[:100] for name in ("sort", "state", "section", "q")}
    given["sort"] = given["sort"] if given["sort"] in SORTS else "attention"
    given["state"] = given["state"] if given["state"] in {NEEDS, *State.values} else ""
    return Asked(**given)


def _groups(state: State) -> set[str]:
    return {state.value, NEEDS} if state in ATTENTION else {state.value}


def _text_of(row: SourceVitals) -> str:
    """What the search looks through."""
    feeds = (f"{one.feed.title} {one.feed.url} {one.feed.folder} {one.feed.problem}" for one in row.feeds)
    return " ".join((row.source.name, row.source.host, *feeds)).casefold()


def _tabs(rows: list[SourceVitals], asked: Asked) -> list[dict[str, Any]]:
    """All, those that need attention, and each state that is there."""
    states = Counter(row.state for row in rows)
    need = sum(states[state] for state in ATTENTION)
    shown = [("", _("All"), len(rows)), (NEEDS, _("Needs attention"), need)]
    shown += [(state.value, str(state.label).capitalize(), states[state]) for state in State if states[state]]
    return [
        {"url": asked.address(state=value), "label": label, "count": count, "current": value == asked.state}
        for value, label, count in shown
    ]


def _sections(rows: Iterable[SourceVitals]) -> list[tuple[str, str]]:
    known = {row.source.country.slug: row.source.country.name for row in rows if row.source.country}
    homeless = [("none", _("no country"))] if any(row.source.country is None for row in rows) else []
    return sorted(known.items(), key=lambda one: one[1]) + homeless


def _row(row: SourceVitals, now: datetime) -> SourceRow:
    coming, decided = row.next, row.taken + row.rejected
    return SourceRow(
        vitals=row,
        address=reverse("admin:articles_source_change", args=[row.source.pk]),
        opens=row.state == State.MOVED,
        mark=words.mark(row.state),
        ailment=_ailment(row, now),
        last_good=words.ago(row.last_good_at, now),
        last_good_full=words.full(row.last_good_at),
        next=words.next_try(coming, now),
        why=words.why(coming),
        usually=words.usually(row.usual),
        full=words.percent(row.full_share),
        accepted=words.percent(row.accept_rate),
        decided=_("%(n)d of %(all)d") % {"n": row.taken, "all": decided} if decided else "",
        spark=sparkline.draw(row.intake.days, row.usual),
        feeds=[_feed_row(one, now) for one in row.feeds],
    )


def _ailment(row: SourceVitals, now: datetime) -> str:
    """What ails its worst feed, which is named where there are several."""
    worst = row.feeds[0]
    said = words.ailment(worst, now)
    return f"{worst.feed}: {said}" if said and len(row.feeds) > 1 else said


def _feed_row(one: FeedVitals, now: datetime) -> FeedRow:
    notes = [words.moving(one.feed), words.push(one.subscription, now)]
    if one.pause:
        notes.append(_("The site asked us to wait until %(moment)s.") % {"moment": words.full(one.pause.until)})
    return FeedRow(
        vitals=one,
        address=reverse("admin:ingest_feed_change", args=[one.feed.pk]),
        act=reverse("admin:ingest_feed_act", args=[one.feed.pk]),
        mark=words.mark(one.state),
        ailment=words.ailment(one, now),
        last_good=words.ago(one.feed.last_good_at, now),
        next=words.next_try(one, now),
        why=words.why(one),
        notes=[note for note in notes if note],
    )
