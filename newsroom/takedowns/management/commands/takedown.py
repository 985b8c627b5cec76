"""`manage.py takedown`: what is due, proof of removal, the ledger, exports, the evidence of a case."""

from argparse import ArgumentParser
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from newsroom.takedowns import clock, dossier, ledger, proof, reapply, rebuilding, writing
from newsroom.takedowns.models import Case
from newsroom.takedowns.references import tidy_reference
from newsroom.takedowns.states import ItemState


class Command(BaseCommand):
    """Thin: every act is a verb elsewhere."""

    help = "due | verify CASE | ledger | reapply | export | evidence CASE"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One act, and the case where it needs one."""
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("due", help="list the open cases, the nearest deadline first")
        acts.add_parser("verify", help="look at every surface of a case's removals").add_argument("case")
        acts.add_parser("ledger", help="check every signature of the removal ledger")
        acts.add_parser("reapply", help="after a restore: remove again what the ledger knows as removed")
        export = acts.add_parser("export", help="write cases as files for archives and authorities; nothing is sent")
        export.add_argument("--format", required=True, choices=list(writing.FORMATS), help="whose shape the files have")
        export.add_argument("--since", type=day, metavar="2026-01-31", help="only cases received from this day on")
        export.add_argument("--until", type=day, metavar="2026-12-31", help="only cases received before this day")
        export.add_argument("--output", type=Path, default=Path(), metavar="DIR", help="the folder for the files")
        evidence = acts.add_parser("evidence", help="pack everything of a case for a lawyer; holds personal data")
        evidence.add_argument("case")
        evidence.add_argument("--output", type=Path, default=Path(), metavar="DIR", help="the folder for the zip")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        getattr(self, options["act"])(options)

    def due(self, _options: dict[str, Any]) -> None:
        """The open cases."""
        for case in Case.objects.working().by_due_time():
            text = clock.read(case.confirmed_at, case.due_at, None, timezone.now()).text
            self.stdout.write(f"{case.reference}  {text}  {case.get_claim_display()}")

    def verify(self, options: dict[str, Any]) -> None:
        """The leak table of one case, fresh; fails where there is a leak."""
        case, leaks = named(options["case"]), 0
        for item in case.items.filter(state=ItemState.REMOVED).select_related("case", "article"):
            for look in proof.examine(item):
                leaks += not look.gone
                self.stdout.write(f"{'gone' if look.gone else 'LEAK'}  {look.surface}  {look.address}  {look.problem}")
        if leaks:
            raise CommandError(f"{leaks} leaks. The case page shows them; they are looked at again every five minutes.")

    def ledger(self, _options: dict[str, Any]) -> None:
        """Whether every line is ours and none is missing; fails where one is not."""
        verdict = ledger.verify()
        if verdict.problem:
            raise CommandError(verdict.problem)
        self.stdout.write(f"{verdict.lines} lines, all signed by this newsroom.")

    def reapply(self, _options: dict[str, Any]) -> None:
        """Remove again what a restored database has forgotten."""
        verdict = ledger.verify()
        if verdict.problem:
            raise CommandError(f"{verdict.problem} Nothing was changed.")
        done = reapply.reapply()
        for article in done.removed:
            self.stdout.write(f"removed again: article {article.pk}")
        if done.barred:
            self.stdout.write(f"not in this database, so kept from coming in: {done.barred} removed stories")
        rebuilt = rebuilding.rebuild()
        for case in rebuilt:
            self.stdout.write(f"rebuilt from the ledger: case {case.reference}")
        if not done.removed and not done.barred and not rebuilt:
            self.stdout.write("The database knows every removal of the ledger.")

    def export(self, options: dict[str, Any]) -> None:
        """Cases as files."""
        wanted = writing.chosen(options["since"], options["until"])
        for path in writing.FORMATS[options["format"]](wanted, folder(options["output"])):
            self.stdout.write(str(path))
        self.stdout.write("Written. Nothing was sent: read the files, then send them yourself if you want to.")

    def evidence(self, options: dict[str, Any]) -> None:
        """One case as a zip."""
        path = dossier.pack(named(options["case"]), folder(options["output"]))
        self.stdout.write(f"{path}\nIt holds personal data: give it to your lawyer, and to nobody else.")


def named(words: str) -> Case:
    """The case of a reference."""
    case = Case.objects.filter(reference=tidy_reference(words)).first()
    if case is None:
        raise CommandError(f"There is no case {words}. The reference looks like TD-7F3K-Q2MX.")
    return case


def folder(path: Path) -> Path:
    """A folder to write to, made where it is not there."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"The folder {path} cannot be made: {error.strerror}. Name another one.") from error
    return path


def day(words: str) -> datetime:
    """The beginning of a day in the time zone of the site."""
    return timezone.make_aware(datetime.combine(date.fromisoformat(words), time.min))
