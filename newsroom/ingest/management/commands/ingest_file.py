"""manage.py ingest_file: bring in feeds, saved pages and texts from files, without the network."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.models import Article, Source
from articles.models.source import Rights
from newsroom.ingest import files, subscribe
from newsroom.ingest.entry import ParsedFeed


class Command(BaseCommand):
    """The pipeline on files, with what was mended and found told story by story."""

    help = (
        "Bring in stories from files, through the same steps as from a feed but without the network: feeds, saved web\n"
        "pages (also as .gz) and the plain text of a page. Says for every story what was mended and found;\n"
        "with -v 2 each mend with its words before and after.\n\n"
        "  manage.py ingest_file feed.xml\n"
        "  manage.py ingest_file page.html.gz --source 'Harbour Gazette' --url https://harbour-gazette.example/pier\n"
        "  manage.py ingest_file page.txt --source 'Asia News' --url https://asia-news.example/story --dry-run"
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, and what they do not say of themselves."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="the files")
        parser.add_argument("--source", default="", help="the outlet's name; made if there is none of this name")
        parser.add_argument("--url", default="", help="the address at which the file stood")
        parser.add_argument("--kind", choices=["auto", "feed", "page", "text"], default="auto", help="what they are")
        parser.add_argument("--rights", choices=Rights.values, default=Rights.EXCERPT, help="of an outlet that is new")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take in file after file; what cannot be read is said and counts as none."""
        with transaction.atomic():
            source = self._source(options) if options["source"] else None
            stories = sum(self._take(path, source, options) for path in options["paths"])
            self.stdout.write(f"{stories} stories in {len(options['paths'])} files.")
            if options["dry_run"]:
                transaction.set_rollback(True)
                self.stdout.write("Nothing was changed: this was a dry run.")

    def _source(self, options: dict[str, Any]) -> Source:
        about = ParsedFeed(home_page=options["url"])
        return subscribe.source_for(options["url"], about, name=options["source"], rights=options["rights"])

    def _take(self, path: Path, source: Source | None, options: dict[str, Any]) -> int:
        kind = None if options["kind"] == "auto" else options["kind"]
        try:
            taken = files.take(path, kind=kind, source=source, url=options["url"], rights=options["rights"])
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except files.Unusable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path.name}: {taken.kind}. {taken.unread or taken.tally.sentence()}")
        for article in Article.objects.filter(pk__in=taken.tally.articles).order_by("pk"):
            self._tell(article, thorough=options["verbosity"] > 1)
        return taken.tally.entries

    def _tell(self, article: Article, *, thorough: bool) -> None:
        """One story: what it is now, what was mended, what the gate remarks."""
        section = article.country.name if article.country else "no section"
        self.stdout.write(f"  {article.pk}  {article.headline}  ({article.get_kind_display()}, {section})")
        counted = Counter(mend["rule"] for mend in article.mends)
        if counted:
            rules = ", ".join(f"{rule} {times}×" for rule, times in counted.most_common())
            self.stdout.write(f"      mended: {rules}")
        for mend in article.mends if thorough else ():
            before, after = shortened(mend["before"]), shortened(mend["after"])
            self.stdout.write(f"      {mend['rule']} in {mend['place']}: {before} → {after}")
        for finding in article.findings:
            self.stdout.write(f"      {finding['level']}: {finding['sentence']}")


def shortened(text: str) -> str:
    """The beginning of a text in quotation marks, on one line."""
    line = " ".join(text.split())
    return f"“{line[:70]}{'…' if len(line) > 70 else ''}”"
