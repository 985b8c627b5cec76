"""`manage.py takedown`: look at the cases that are due, prove a removal again, check the ledger, apply it again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from newsroom.takedowns import clock, ledger, proof, reapply
from newsroom.takedowns.models import Case
from newsroom.takedowns.references import tidy_reference
from newsroom.takedowns.states import ItemState


class Command(BaseCommand):
    """Thin: every act is a verb elsewhere."""

    help = "due | verify CASE | ledger | reapply"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One act, and the case where it needs one."""
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("due", help="list the open cases, the nearest deadline first")
        acts.add_parser("verify", help="look at every surface of a case's removals").add_argument("case")
        acts.add_parser("ledger", help="check every signature of the removal ledger")
        acts.add_parser("reapply", help="after a restore: remove again what the ledger knows as removed")

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
        reference = tidy_reference(options["case"])
        case = Case.objects.filter(reference=reference).first()
        if case is None:
            raise CommandError(f"There is no case {options['case']}. The reference looks like TD-7F3K-Q2MX.")
        leaks = 0
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
        if not done.removed and not done.barred:
            self.stdout.write("The database knows every removal of the ledger.")
