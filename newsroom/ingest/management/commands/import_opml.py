"""manage.py import_opml: take on every feed of an OPML list."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import track

from articles.models.source import Rights
from newsroom.ingest import lists, opml, subscribe

SAID = {
    "again": "the same feed stands in the list twice; it is taken on once.",
    "site": "no feed is named; --discover looks for it.",
    "unfit": "the address cannot be used.",
}


class Command(BaseCommand):
    """Outlines become sources and feeds; the clock visits them."""

    help = (
        "Take on every feed of an OPML list. A folder called after a country becomes the section of its feeds.\n"
        "Nothing is visited now: the clock looks at the new feeds at its next tick. Feeds that we have stay.\n\n"
        "  manage.py import_opml subscriptions.opml\n"
        "  manage.py import_opml subscriptions.opml --dry-run    say what would come in\n"
        "  manage.py import_opml subscriptions.opml --discover   look for the feeds of sites that name none\n"
        "  manage.py import_opml subscriptions.opml --rights link_only"
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and the rights that new sources get."""
        parser.add_argument("file", type=Path, help="the OPML file")
        parser.add_argument("--dry-run", action="store_true", help="change nothing")
        parser.add_argument("--discover", action="store_true", help="visit sites without a feed's address, and find it")
        parser.add_argument("--keep-rights", action="store_true", help="believe the list's own word: our own export")
        parser.add_argument("--rights", choices=Rights.values, default=Rights.EXCERPT, help="what we may show of them")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the list and take on its feeds one by one."""
        try:
            outlines = opml.read(options["file"].read_bytes())
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        except opml.Unreadable as error:
            raise CommandError(f"{options['file']} cannot be used: {error}") from error
        listed = lists.plan(outlines)
        for one in listed:
            if (sentence := SAID.get(one.standing)) and not (one.standing == "site" and options["discover"]):
                self.stdout.write(f"{one.outline.url or one.outline.home_page}: {sentence}")
        if options["dry_run"]:
            self._dry_run(listed)
            return
        made = lists.take_on(
            self._seen(listed, options), options["rights"], as_stated=options["keep_rights"]
        ) + self._discovered(listed, options)
        feeds = sum(one.standing != "site" for one in listed)
        known = sum(one.standing == "known" for one in listed)
        self.stdout.write(f"{feeds} feeds in the list, {made} new, {known} known already.")

    def _seen(self, listed: list[lists.Listed], options: dict[str, Any]) -> Iterable[lists.Listed]:
        """The list, with a bar of progress for a person who looks on."""
        return track(listed, "feeds", disable=options["verbosity"] < 1 or not self.stdout.isatty())

    def _dry_run(self, listed: list[lists.Listed]) -> None:
        for one in listed:
            if one.standing == "new":
                placed = ", ".join(filter(None, [str(one.country or ""), one.folder]))
                self.stdout.write(f"{one.outline.url}: new{f' ({placed})' if placed else ''}")
        self.stdout.write(f"{sum(one.standing == 'new' for one in listed)} would be new. Nothing was changed.")

    def _discovered(self, listed: list[lists.Listed], options: dict[str, Any]) -> int:
        """Look for the feeds of the sites in the list, where that was asked for."""
        made = 0
        for one in listed if options["discover"] else ():
            if one.standing != "site":
                continue
            try:
                found = subscribe.look(one.outline.home_page)
            except subscribe.NoFeed as error:
                self.stdout.write(f"{one.outline.home_page}: {error}")
                continue
            made += subscribe.take_on(found, rights=options["rights"], country=one.country, folder=one.folder)[1]
        return made
