"""manage.py learn_tags: learn now what the clock has learnt every night, and see how well."""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from newsroom.ingest import learning
from newsroom.ingest.tag_learning.lesson import TooFew

FIGURES = {
    "stories": "stories learnt from",
    "tags": "tags that they bear",
    "words": "words known, as keys",
    "remembered": "stories of rare tags remembered, as keys",
    "precision": "of the tags that it would have set, so many were right",
    "f1": "F1 of the tags that it would have set",
    "recall_at_5": "of the right tags, so many stood among its first five",
    "threshold": "score from which a tag is set",
}


class Command(BaseCommand):
    """What editors tagged yesterday, suggested today."""

    help = (
        "Learn from the stories on the site which tags editors give to stories like them.\n"
        "The clock does this once a day, and sooner where 200 newly published stories bear tags. Do it by hand after\n"
        "seed_load, after merging many tags, or to see how good the suggestions are.\n\n"
        "  manage.py learn_tags               learn, keep it as the newest version, and say how well it went\n"
        "  manage.py learn_tags --dry-run     the same figures, and nothing is kept\n"
        "  manage.py learn_tags --json        one line of figures, for scripts\n\n"
        "The figures are honest: each story was told by what was learnt from the others. It takes two seconds or so\n"
        "for every thousand stories with a hundred tags. Learnt from is what readers may see now, with the tags that\n"
        "stand; never from sources that reserve text and data mining, unless they license their text to us.\n"
        "A tag is only ever suggested from the vocabulary; the vocabulary grows by an editor's hand alone."
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to keep it, and how to say it."""
        parser.add_argument("--dry-run", action="store_true", help="keep nothing")
        parser.add_argument("--json", action="store_true", help="one line of figures and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        """Learn, keep, and say how well."""
        until = learning.hold(timezone.now())
        if until is None:
            raise CommandError("Somebody is learning just now; look again in a few minutes.")
        try:
            report = self._learnt(keep=not options["dry_run"], quiet=options["json"] or not self.stdout.isatty())
        except TooFew as error:
            raise CommandError(f"{error} Publish stories with tags first.") from error
        finally:
            learning.let_go(until)
        if options["json"]:
            self.stdout.write(json.dumps(report))
            return
        for name, meaning in FIGURES.items():
            self.stdout.write(f"{report[name]:>8}  {meaning}")
        kept = f"Kept as version {report['version']}." if report["version"] else "Nothing was kept."
        self.stdout.write(kept)

    def _learnt(self, *, keep: bool, quiet: bool) -> dict[str, Any]:
        """The figures of a lesson, and the number of its version, 0 where it was not kept."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=Console(stderr=True), disable=quiet, transient=True) as bars:
            shown: dict[str, Any] = {}

            def progress(what: str, done: int, total: int) -> None:
                if what not in shown:
                    shown[what] = bars.add_task(what)
                bars.update(shown[what], completed=done, total=max(total, 1))

            lesson = learning.study(progress)
        return lesson.report | {"version": learning.keep(lesson, timezone.now()).pk if keep else 0}
