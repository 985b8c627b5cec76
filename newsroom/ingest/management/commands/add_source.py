"""manage.py add_source: take on an outlet by the address of its feed or of its site."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import Country
from articles.models.source import Rights
from newsroom.ingest import pipeline, subscribe


def country_of(name: str) -> Country:
    """A section by its code, slug or name. Raises CommandError with what to do."""
    found = (
        Country.objects.filter(iso2__iexact=name).first()
        or Country.objects.filter(slug__iexact=name).first()
        or Country.objects.filter(name__iexact=name).first()
    )
    if found is None:
        raise CommandError(f"No section is called {name!r}. Give a code such as MN, or a name such as Mongolia.")
    return found


class Command(BaseCommand):
    """Source, feed and first poll."""

    help = (
        "Take on an outlet: find its feed, note its rights, and read it for the first time.\n\n"
        "  manage.py add_source https://outlet.example/            find the feed behind a site\n"
        "  manage.py add_source https://outlet.example/feed.xml --rights licensed --country MN\n\n"
        "Rights: excerpt (headline, short excerpt and link; the default), link_only, licensed (full text), own."
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address, and what the feed does not say of itself."""
        parser.add_argument("url", help="the address of a feed, or of a site that names one")
        parser.add_argument("--name", default="", help="what the outlet is called (else the feed's title)")
        parser.add_argument("--rights", choices=Rights.values, default=Rights.EXCERPT, help="what we may show of it")
        parser.add_argument("--country", default="", help="the section its stories belong to where they name none")
        parser.add_argument("--folder", default="", help="a folder to keep the feed in")
        parser.add_argument("--no-poll", action="store_true", help="leave the first visit to the clock")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find, take on, read."""
        country = country_of(options["country"]) if options["country"] else None
        try:
            found = subscribe.look(options["url"])
        except subscribe.NoFeed as error:
            raise CommandError(f"{error} Nothing was added.") from error
        feed, made = subscribe.take_on(
            found, name=options["name"], rights=options["rights"], country=country, folder=options["folder"]
        )
        if not made:
            self.stdout.write(f"{feed.url} is a feed of {feed.source} already; nothing was added.")
            return
        stories = len(found.parsed.entries)
        self.stdout.write(f"Found {found.url} ({found.parsed.kind}, “{found.parsed.title}”, {stories} stories).")
        self.stdout.write(f"Source: {feed.source}, rights: {feed.source.get_rights_display()}.")
        if not options["no_poll"]:
            fetch = pipeline.visit(feed)
            self.stdout.write(fetch.sentence)
