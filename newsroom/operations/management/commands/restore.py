"""manage.py restore: put a backup back, and remove again what was removed since."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from newsroom.operations import backup, restoring


class Command(BaseCommand):
    """Thin: `operations.restoring` does it."""

    help = (
        "Put an archive of `manage.py backup` back: database, files, ledger.\n\n"
        "  manage.py restore var/backups/newsroom-20300101-030000.tar.gz --yes\n\n"
        "Stop web server, worker and clock first. Every checksum is compared before anything is touched. What came\n"
        "after the backup is lost, but for the ledger: the longer one stays, and every story that it knows as\n"
        "removed is removed again at once, or barred where the backup does not hold it.\n"
        "`manage.py takedown reapply` does that alone."
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which archive, and the word that it may take the place of what is there."""
        parser.add_argument("archive", type=Path)
        parser.add_argument("--yes", action="store_true", help="replace the stories that are there now")

    def handle(self, *args: Any, **options: Any) -> None:
        """Put it back, and say what was done."""
        if not options["archive"].is_file():
            raise CommandError(f"There is no file {options['archive']}.")
        if not options["yes"] and (standing := self._standing()):
            raise CommandError(f"{standing:,} stories are here now; the backup takes their place. Add --yes to do it.")
        try:
            done = restoring.restore(options["archive"], told=lambda what: self.stdout.write(f"{what} …"))
        except backup.BackupFailed as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The newsroom is as of {done.made_at}; {done.files:,} files were put back.")
        if done.ledger_aside:
            self.stdout.write(f"The backup's ledger is not a part of ours; it lies in {done.ledger_aside}. Ours stays.")
        for article in done.removals.removed:
            self.stdout.write(f"removed again: article {article.pk}")
        for case in done.rebuilt:
            self.stdout.write(f"rebuilt from the ledger: case {case.reference}")
        if done.held_back:
            self.stdout.write(
                f"{done.held_back} letters waited in the backup and are held back: they may have gone out since. "
                "Outbox, Letters in the admin shows them; “Send again” lets them go."
            )
        self.stdout.write(
            f"{len(done.removals.removed)} stories removed again, {done.removals.barred} kept from coming in."
        )

    def _standing(self) -> int:
        try:
            return Article.objects.count()
        except Exception:  # a database without tables is one that nothing is lost from
            return 0
