"""manage.py recount: count the stories of every section, outlet, tag, author and day anew."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from articles import counts, edition

Kind = counts.Kind
CALLED = {Kind.COUNTRY: "sections", Kind.SOURCE: "outlets", Kind.TAG: "tags", Kind.AUTHOR: "authors", Kind.DAY: "days"}
Numbers = dict[Kind, dict[int, int]]


class Command(BaseCommand):
    """What the pages say of numbers, put right."""

    help = (
        "Count the public stories of every section, outlet, tag, author and day anew.\n\n"
        "  manage.py recount              count, put right what was wrong, and say how much that was\n"
        "  manage.py recount --check      say it, and leave the numbers as they are\n\n"
        "The numbers beside lists and in the calendar are kept up to date as stories come and go; they are not\n"
        "counted for each page. You need this command after you have changed TIME_ZONE: a story of 23:30 may then\n"
        "belong to another day, and the archive would name the old one until it is counted anew. It does no harm at\n"
        "any other time. Call it while the site runs: readers notice nothing; whoever publishes meanwhile waits until\n"
        "it is done, some seconds with 100,000 stories. Where numbers were wrong, a new edition begins, so that\n"
        "readers see the right ones at once."
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to put it right."""
        parser.add_argument("--check", action="store_true", help="change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, compare, and keep what was counted unless it was a mere look."""
        with transaction.atomic():
            before = _numbers()
            self._count()
            after = _numbers()
            wrong = {kind: _differing(before[kind], after[kind]) for kind in CALLED}
            if options["check"]:
                transaction.set_rollback(True)
            elif any(wrong.values()):
                edition.bump()
        for kind, name in CALLED.items():
            self.stdout.write(f"{len(after[kind]):>8,} {name} with stories; {wrong[kind]:,} had a wrong number")
        self.stdout.write(_verdict(wrong=any(wrong.values()), mere_look=options["check"]))

    def _count(self) -> None:
        """Everything, with a bar where somebody watches."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        console = Console(stderr=True)
        with Progress(*columns, console=console, disable=not self.stdout.isatty(), transient=True) as progress:
            bar = progress.add_task("Counting stories by", total=len(CALLED))
            counts.recount(counted=lambda kind: progress.update(bar, advance=1, description=f"Counted {CALLED[kind]}"))


def _numbers() -> Numbers:
    return {kind: counts.each(kind) for kind in CALLED}


def _differing(before: dict[int, int], after: dict[int, int]) -> int:
    return sum(before.get(key, 0) != after.get(key, 0) for key in before.keys() | after.keys())


def _verdict(*, wrong: bool, mere_look: bool) -> str:
    zone = f"Days are those of {settings.TIME_ZONE}."
    if not wrong:
        return f"Every number was right. {zone}"
    return f"Nothing was changed; call it without --check. {zone}" if mere_look else f"Put right. {zone}"
