"""manage.py seed_load: an invented newsroom of any size, to try and to measure with."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from articles import counts
from articles.models import Article
from articles.search import ensure_index, set_index_aside
from newsroom.operations.load import cast, state, tables
from newsroom.operations.load.desk_day import DeskDay
from newsroom.operations.load.stories import Teller

BATCH = 2_000
YEARS = 10
# From here on the search index is built anew at the end, in a third of the time that keeping it takes.
MANY = 20_000


class Command(BaseCommand):
    """Invents stories and writes them in batches; goes on where it was stopped."""

    help = (
        "Fill a database of its own with N invented stories: 49 countries, 400 outlets, 200 authors, 3,000 tags, ten\n"
        "years; and a desk with up to 5,000 stories that wait, with what came in, remarks, suggestions, events.\n\n"
        "  DATABASE_URL=sqlite:////tmp/load.sqlite3 manage.py migrate\n"
        "  DATABASE_URL=sqlite:////tmp/load.sqlite3 manage.py seed_load 100000\n\n"
        "A million stories take a quarter of an hour or more, and about 6 GB. Stopped, it goes on where it stood when\n"
        "called again; with a larger number, it adds the rest; with the same, it does nothing. To be rid of it,\n"
        "delete the database. It refuses a newsroom with real stories: the invented ones cannot be told apart later."
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many, and which."""
        parser.add_argument("stories", type=int, metavar="N", help="how many stories in all, such as 100000")
        parser.add_argument("--seed", type=int, default=1, help="the same seed invents the same stories (1)")
        parser.add_argument("--into-real", action="store_true", help="even where real stories are")
        parser.add_argument("--batch", type=int, default=BATCH, help=f"stories in one transaction ({BATCH})")

    def handle(self, *args: Any, **options: Any) -> None:
        """Years first, then the desk, then statistics."""
        wanted = options["stories"]
        if wanted < 1:
            raise CommandError("Give how many stories you want, such as 100000.")
        now = self._state(wanted, options["seed"], into_real=options["into_real"])
        if now.done >= wanted and now.waiting:
            ensure_index()
            counts.ensure()
            self.stdout.write(f"Nothing to do: {now.done:,} invented stories are there already.")
            return
        tables.hurry()
        counts.set_aside()
        if wanted - now.done >= MANY:
            set_index_aside()
        teller = Teller(cast.gather(now.seed), now.seed)
        self._tell_years(teller, now, options["batch"])
        if not now.waiting:
            with transaction.atomic():
                DeskDay(teller, now.target, timezone.now()).fill(first_number=10**9)
                now.waiting = True
                now.keep()
        ensure_index()
        counts.ensure()
        tables.analyse()
        self.stdout.write(f"{now.done:,} invented stories are there, and a desk that has work.")

    def _state(self, wanted: int, seed: int, *, into_real: bool) -> state.State:
        """Where the load stands, or a beginning."""
        found = state.read()
        if found is None:
            if not settings.DEBUG and Article.objects.exists() and not into_real:
                raise CommandError("DEBUG is off and stories are here. Use a database of its own, or --into-real.")
            try:
                if not into_real:
                    cast.must_be_alone()
            except cast.NotAlone:
                raise CommandError("There are real stories here. Use a database of its own, or --into-real.") from None
            found = state.State(seed=seed, target=wanted)
        if wanted > found.target and found.done >= found.target:
            found.base = found.target
        found.target = max(found.target, wanted)
        return found

    def _tell_years(self, teller: Teller, now: state.State, size: int) -> None:
        """All that is missing, with a bar."""
        until = timezone.now() - timedelta(hours=1)
        whole = range(now.base, now.target)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task("Stories", total=now.target, completed=now.done)
            while now.done < now.target:
                numbers = range(now.done, min(now.done + size, now.target))
                with transaction.atomic():
                    first = tables.next_key(Article)
                    teller.batch(numbers, first, until - timedelta(days=365 * YEARS), until, whole).write()
                    now.done = numbers.stop
                    now.keep()
                progress.update(bar, completed=now.done)
