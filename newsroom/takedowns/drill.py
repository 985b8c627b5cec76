"""A full fake case on the live system: a marked story of its own is published, asked for, removed and looked for.

It touches no other story and brings nothing back. Its case is marked in its log and left out of the published figures;
its letters are dropped in the transaction that writes them, so that nobody is written to; its text is erased.
"""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction

from articles import editing, erasing, lifecycle
from articles.accounts import system_account
from articles.models import Article, Country, Fingerprint
from articles.models.article import Kind, Removal
from articles.models.bar import KeyKind
from articles.status import Status
from newsroom.ingest import fingerprint
from newsroom.outbox.models import Letter
from newsroom.takedowns import claimants, handling, ledger, letters, moves, pasting, proof, surfaces, tokens
from newsroom.takedowns.claims import Claim, Notice, Role
from newsroom.takedowns.models import Case, Item
from newsroom.takedowns.probe import Site
from newsroom.takedowns.record import DRILL

WORDS = "This is a drill of the newsroom's own takedown handling. It is no news, and it is gone in a moment. "
STEPS = 7
SECONDS = 5.0
"""From the removal to gone on every surface, the looking included, at most."""


@dataclass
class Report:
    """What was done, how long it took, what went wrong; `told` hears of each step as it begins."""

    told: Callable[[str], None] = lambda _step: None
    seconds: dict[str, float] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    reference: str = ""
    looked_at: int = 0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step."""
        self.told(name)
        began = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - began

    def must(self, *, hold: bool, problem: str) -> None:
        """Note what is not as it should be."""
        if not hold:
            self.problems.append(problem)


def run(told: Callable[[str], None] = lambda _step: None) -> Report:
    """The whole drill; whatever happens, the story is gone at the end."""
    report, mark = Report(told), secrets.token_hex(6)
    with report.step("Publish a marked story"):
        story = _publish(mark)
    try:
        _through(report, story, mark)
    finally:
        with report.step("Clean up"):
            _clean_up(story, report.reference)
    return report


def _through(report: Report, story: Article, mark: str) -> None:
    path = story.get_absolute_url()
    with report.step("Read it as a stranger"):
        report.must(hold=Site().get(path).status == 200, problem="The story was never public: nothing was shown.")
    with report.step("File a case and confirm it"):
        item = _ask(story, path)
        report.reference = item.case.reference
    with report.step("Remove it, and look at every surface"):
        handling.remove(item, by=system_account(), kind=Removal.GONE, reason="A drill.")
        story.refresh_from_db()
        looks = surfaces.examine(story, proof.marks_of(story))
    report.looked_at = len(looks)
    taken = report.seconds["Remove it, and look at every surface"]
    leaks = [f"{look.surface} {look.address}: {look.problem}" for look in looks if not look.gone]
    report.problems += leaks
    report.must(hold=taken <= SECONDS, problem=f"It took {taken:.1f} seconds; at most {SECONDS:.0f} are promised.")
    with report.step("Try to bring it in again"):
        report.must(hold=bool(pasting.barred(address=_source_url(mark))), problem="Its address may come in again.")
        report.must(hold=bool(pasting.barred(body=f"<p>{_text(mark)}</p>")), problem="Its text may come in again.")
    with report.step("Read the ledger"):
        event = item.case.events.filter(act="remove").latest("pk")
        report.must(hold=ledger.entry(event) is not None, problem="The ledger does not know the removal.")
        verdict = ledger.verify()
        report.must(hold=not verdict.problem, problem=verdict.problem)


def _publish(mark: str) -> Article:
    machine = system_account()
    story = editing.create(
        by=machine,
        status=Status.INCOMING,
        reason=DRILL,
        headline=f"Drill of takedowns {mark}: please ignore",
        body=f"<p>{_text(mark)}</p>",
        kind=Kind.ORIGINAL,
        country=Country.objects.order_by("pk").first(),
        fingerprints=[
            Fingerprint(kind=KeyKind.ADDRESS, key=fingerprint.address_key(_source_url(mark))),
            Fingerprint(kind=KeyKind.TEXT, key=fingerprint.text_key(_text(mark))),
        ],
    )
    for step in (Status.IN_REVIEW, Status.PUBLISHED):
        lifecycle.move(story, step, by=machine, reason=DRILL, overruled=step == Status.PUBLISHED)
    return story


def _ask(story: Article, path: str) -> Item:
    """A request in the newsroom's own name, confirmed; marked before anything is done in it."""
    request = Notice(
        claim=Claim.OWNER,
        addresses=(settings.SITE_URL + path,),
        name="Drill",
        email=settings.SITE_CONTACT,
        role=Role.OWNER,
        explanation=f"A drill: {story.slug}",
        originals="",
        signature="Drill",
    )
    with _without_letters() as cases:
        case = claimants.receive(request)
        cases.append(case)
        moves.note(case, DRILL, by=system_account(), text="A drill: this case is left out of the figures.")
        claimants.confirm(tokens.token(case.seed, tokens.CONFIRM))
    return case.items.select_related("case", "article").get()


@contextmanager
def _without_letters() -> Iterator[list[Case]]:
    """One transaction, at whose end the letters of the cases are dropped before any worker can see them."""
    cases: list[Case] = []
    with transaction.atomic():
        yield cases
        for case in cases:
            Letter.objects.filter(key__startswith=letters.prefix(case)).delete()


def _clean_up(story: Article, reference: str) -> None:
    """No look, no letter and no text of it is left; the case is filed away."""
    machine = system_account()
    story.refresh_from_db()
    if story.status != Status.WITHDRAWN:
        lifecycle.move(story, Status.WITHDRAWN, by=machine, reason=DRILL, removal=Removal.GONE)
        surfaces.purge(story)
    case = Case.objects.filter(reference=reference).first()
    if case is not None:
        Letter.objects.filter(key__startswith=letters.prefix(case)).delete()
        case.items.update(next_check_at=None)
        if case.state == "decided":
            handling.close(case, by=machine)
    erasing.erase(story, by=machine, reason=DRILL)


def _text(mark: str) -> str:
    return f"{WORDS * 3}Its mark is {mark}."


def _source_url(mark: str) -> str:
    return f"https://drill.invalid/{mark}"
