"""manage.py export_opml: all feeds as an OPML list."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.ingest import lists, opml


class Command(BaseCommand):
    """Feeds become outlines, their sections and the folders in them become folders."""

    help = (
        "Write all feeds that are not retired as an OPML list, which any feed reader takes.\n\n"
        "  manage.py export_opml                    to the screen\n"
        "  manage.py export_opml subscriptions.opml to a file"
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("file", nargs="?", type=Path, help="the file to write; without it, the screen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the list."""
        outlines = lists.ours()
        written = opml.write(outlines, settings.SITE_NAME)
        if options["file"] is None:
            self.stdout.write(written.decode())
            return
        try:
            options["file"].write_bytes(written)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{len(outlines)} feeds written to {options['file']}.")
