"""manage.py backup: database, files and ledger in one checked archive, while the newsroom runs."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from newsroom.operations import backup


class Command(BaseCommand):
    """Thin: `operations.backup` does it."""

    help = (
        "Write database, pictures, sealed files, evidence and the removal ledger into one archive.\n\n"
        "  manage.py backup                       into VAR_DIR/backups\n"
        "  manage.py backup /mnt/safe --keep 14   elsewhere, and keep the newest fourteen\n\n"
        "The newsroom may run meanwhile: the copy is that of one moment. Each part has its SHA-256 in the archive,\n"
        "which is put in place only when it is whole. Keep it on another machine, readable by you alone: it holds\n"
        "all that claimants have written. Copy the ledger (LEDGER_FILE) more often than the rest: after\n"
        "`manage.py restore` it is what keeps removed stories removed."
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and how many to keep."""
        parser.add_argument("folder", nargs="?", type=Path, help="where the archive goes (VAR_DIR/backups)")
        parser.add_argument("--keep", type=int, default=0, metavar="N", help="delete all but the newest N")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and say what was made."""
        folder = options["folder"] or Path(settings.VAR_DIR) / "backups"
        files = size = 0
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), disable=not self.stdout.isatty(), transient=True) as bar:
            task = bar.add_task("Copying the database")

            def told(name: str, length: int) -> None:
                nonlocal files, size
                files, size = files + 1, size + length
                bar.update(task, description=f"{files:,} files, {size / 2**20:,.1f} MiB: {name[-50:]}")

            try:
                made = backup.make(folder, told=told)
            except (backup.BackupFailed, OSError) as error:
                raise CommandError(str(error)) from error
        self.stdout.write(
            f"{made}: {files:,} files, {size / 2**20:,.1f} MiB, {made.stat().st_size / 2**20:,.1f} packed."
        )
        for old in backup.keep(folder, options["keep"]):
            self.stdout.write(f"deleted: {old.name}")
