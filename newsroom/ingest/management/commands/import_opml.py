"""manage.py import_opml: take on every feed of an OPML list."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from rich.progress import track

from articles.models import Country
from articles.models.source import Rights
from newsroom.ingest import opml, subscribe
from newsroom.ingest.entry import ParsedFeed


def section_of(outline: opml.Outline) -> Country | None:
    """The country that one of the folders is called after, the innermost first."""
    for folder in reversed(outline.folders):
        match = Q(name__iexact=folder) | Q(slug__iexact=folder) | Q(iso2__iexact=folder) | Q(native_name__iexact=folder)
        if found := Country.objects.filter(match).first():
            return found
    return None


class Command(BaseCommand):
    """Outlines become sources and feeds; the clock visits them."""

    help = (
        "Take on every feed of an OPML list. A folder called after a country becomes the section of its feeds.\n"
        "Nothing is visited now: the clock looks at the new feeds at its next tick. Feeds that we have stay.\n\n"
        "  manage.py import_opml subscriptions.opml\n"
        "  manage.py import_opml subscriptions.opml --rights link_only"
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and the rights that new sources get."""
        parser.add_argument("file", type=Path, help="the OPML file")
        parser.add_argument("--rights", choices=Rights.values, default=Rights.EXCERPT, help="what we may show of them")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the list and take on its feeds one by one."""
        try:
            outlines = opml.read(options["file"].read_bytes())
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        except opml.Unreadable as error:
            raise CommandError(f"{options['file']} cannot be used: {error}") from error
        quiet = options["verbosity"] < 1 or not self.stdout.isatty()
        made = sum(self._take_on(one, options["rights"]) for one in track(outlines, "feeds", disable=quiet))
        self.stdout.write(f"{len(outlines)} feeds in the list, {made} new, {len(outlines) - made} known already.")

    def _take_on(self, outline: opml.Outline, rights: str) -> bool:
        found = subscribe.Found(outline.url, ParsedFeed(title=outline.title, home_page=outline.home_page))
        _feed, made = subscribe.take_on(found, rights=rights, country=section_of(outline), folder=outline.folder)
        return made
