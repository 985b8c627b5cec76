"""`manage.py takedown`: what is due, proof of removal, the ledger, exports, the evidence of a case."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from newsroom.takedowns import clock, dossier, drill, ledger, proof, reapply, rebuilding, writing
from newsroom.takedowns.models import Case
from newsroom.takedowns.references import tidy_reference
from newsroom.takedowns.states import ItemState

DRILL_HELP = """\
Publish a plainly marked story, ask for its removal, confirm, remove it, look at every place where a story can be seen,
try to bring it in again, read the ledger, and clean up. Run it after a deployment or a change of the cache in front:

  manage.py takedown drill

For some seconds readers can see the story, “Drill of takedowns …: please ignore”. No other story is touched, nobody is
written to, and the case is marked and left out of the published figures. It prints the seconds of each step and fails
(exit code 1) where something was still seen, could come in again, or took more than five seconds.
"""


class Command(BaseCommand):
    """Thin: every act is a verb elsewhere."""

    help = "due | verify CASE | ledger | reapply | drill | export | evidence CASE"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One act, and the case where it needs one."""
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("due", help="list the open cases, the nearest deadline first")
        acts.add_parser("verify", help="look at every surface of a case's removals").add_argument("case")
        acts.add_parser("ledger", help="check every signature of the removal ledger")
        acts.add_parser("reapply", help="after a restore: remove again what the ledger knows as removed")
        acts.add_parser(
            "drill",
            help="a full fake case on the live system, with its report",
            description=DRILL_HELP,
            formatter_class=RawDescriptionHelpFormatter,
        )
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

    def drill(self, _options: dict[str, Any]) -> None:
        """A full fake case; fails where anything was not as it should be."""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        hidden = not self.stdout.isatty()
        with Progress(*columns, console=Console(stderr=True), disable=hidden, transient=True) as bar:
            task = bar.add_task("Drill", total=drill.STEPS)
            done = drill.run(lambda step: bar.update(task, description=step, advance=1))
        for step, seconds in done.seconds.items():
            self.stdout.write(f"{seconds:6.2f} s  {step}")
        for problem in done.problems:
            self.stdout.write(f"WRONG  {problem}")
        self.stdout.write(f"Case {done.reference}: {done.looked_at} addresses were looked at.")
        if done.problems:
            raise CommandError(f"The drill found {len(done.problems)} problems; the story of the drill is gone.")
        self.stdout.write("Removed everywhere, kept out, known to the ledger. No other story was touched.")

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
