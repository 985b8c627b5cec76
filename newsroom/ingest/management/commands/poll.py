"""manage.py poll: look at feeds now, in this process."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils import timezone
from rich.progress import track

from newsroom.ingest import lease, pipeline
from newsroom.ingest.models import Feed


class Command(BaseCommand):
    """Visits without the queue, for a look at what a feed brings."""

    help = (
        "Look at feeds now, without clock and workers.\n\n"
        "  manage.py poll                   the feeds that are due\n"
        "  manage.py poll --all             every feed but the retired and paused\n"
        "  manage.py poll --feed 12         one feed by its number\n"
        "  manage.py poll --feed https://outlet.example/feed.xml"
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which feeds."""
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--feed", default="", metavar="ID|URL", help="one feed")
        which.add_argument("--all", action="store_true", help="all that are active or polled by hand")
        which.add_argument("--due", action="store_true", help="those whose time has come (the default)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Claim, visit and release each in turn; say what came of it."""
        feeds = list(self._chosen(options["feed"], everything=options["all"]))
        quiet = len(feeds) < 2 or not self.stdout.isatty()
        new = sum(self._visit(feed) for feed in track(feeds, "feeds", disable=quiet))
        self.stdout.write(f"{len(feeds)} feeds visited, {new} new stories.")

    def _chosen(self, name: str, *, everything: bool) -> QuerySet[Feed]:
        feeds = Feed.objects.select_related("source__country", "source__recipe", "country")
        if name:
            chosen = feeds.filter(pk=name) if name.isascii() and name.isdigit() else feeds.filter(url=name)
            if not chosen.exists():
                raise CommandError(f"There is no feed {name}. Add it with `manage.py add_source {name}`.")
            return chosen
        if everything:
            return feeds.filter(state__in=[Feed.State.ACTIVE, Feed.State.MANUAL])
        return feeds.filter(pk__in=lease.due(timezone.now()))

    def _visit(self, feed: Feed) -> int:
        if not lease.claim(feed.pk, timezone.now()):
            resting = feed.state not in lease.LOOKED_AT
            why = f"it is {feed.state}; resume it first" if resting else "somebody is looking at it already"
            self.stdout.write(f"{feed}: {why}.")
            return 0
        try:
            feed.refresh_from_db(fields=["lease_until", "attempts"])
            fetch = pipeline.visit(feed)
        except BaseException:
            lease.release(feed.pk)
            raise
        self.stdout.write(f"{feed}: {fetch.sentence}")
        return fetch.new
