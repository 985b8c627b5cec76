"""manage.py demo: build the demo newsroom out of the packaged press."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from newsroom.operations.demo import build


class Command(BaseCommand):
    """The real pipeline, reading a press that we wrote ourselves."""

    help = (
        "Build the demo newsroom: six fictional outlets are read by the real pipeline (only the network is replaced),\n"
        "editors publish most of their stories, some wait for you, and three takedown cases are at work.\n"
        "Run again, it reads the feeds again and adds nothing twice. It needs DEMO=1."
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """In how many processes the outlets are read."""
        parser.add_argument("--lanes", type=int, default=2, help="read the outlets in so many processes (2)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Step by step, with a bar."""
        if not settings.DEMO:
            raise CommandError("The demo is off here. Set DEMO=1 (and DEBUG=1), never in production.")
        columns = (TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task("Settling in", total=build.STEPS)
            for sentence, work in build.steps(max(1, options["lanes"])):
                progress.update(bar, description=sentence)
                work()
                progress.advance(bar)
        self.stdout.write(f"The demo newsroom stands: {build.summary()}")
