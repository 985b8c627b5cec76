"""manage.py reextract: read again, offline, what came in, and show what would change before it changes."""

import json
import re
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.markup import escape
from rich.progress import track

from articles.models import Source
from newsroom.ingest import reread
from newsroom.ingest.reread import Reread

SPANS = {"h": "hours", "d": "days", "w": "weeks"}


class Command(BaseCommand):
    """Yesterday's pages, today's readers."""

    help = (
        "Read again what came in, with the readers and repairs of today, from the pages and entries that were kept.\n"
        "The network is not asked. Without --apply nothing is written: you see, story by story, what would change.\n\n"
        "  manage.py reextract --since 7d                             what came in during the last week\n"
        "  manage.py reextract --since 2026-11-01 --source 'Harbour Gazette'\n"
        "  manage.py reextract --since 12h --limit 50 --json          one line of figures, for scripts\n"
        "  manage.py reextract --since 7d --apply                     keep what is different and no worse\n\n"
        "With --apply every different reading is kept as a new version of what came in. A story that waits untouched\n"
        "follows it; one that an editor has in hand or has published stays as it is and gets a remark.\n"
        "A worse reading (much less text, or a page that cannot be read now) never takes the place of a better one.\n"
        "Captures older than INGEST_KEEP_DAYS are reduced to their keys and cannot be read again."
    )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        """Keep the line breaks of the help."""
        return super().create_parser(*args, **options, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which stories, and whether to write."""
        parser.add_argument(
            "--since", required=True, metavar="DATE|7d", help="a day, or hours (h), days (d), weeks (w)"
        )
        parser.add_argument("--source", default="", metavar="NAME", help="one outlet, by its name or slug")
        parser.add_argument(
            "--limit", type=int, default=None, metavar="N", help="at most so many stories, oldest first"
        )
        parser.add_argument("--apply", action="store_true", help="keep what is different and no worse")
        parser.add_argument("--json", action="store_true", help="one line of figures and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read each again; show it; keep it where told to."""
        captures = reread.chosen(since(options["since"]), self._source(options["source"]))
        wanted = captures.count() if options["limit"] is None else min(captures.count(), max(0, options["limit"]))
        console = Console(file=self.stdout, highlight=False, soft_wrap=True)  # type: ignore[arg-type]
        totals: Counter[str] = Counter()
        quiet = options["json"] or not self.stdout.isatty()
        for found in track(reread.again(captures, wanted), "stories", total=wanted, console=console, disable=quiet):
            totals["stories"] += 1
            totals[found.outcome] += 1
            if options["apply"] and found.outcome == "different":
                totals["followed" if reread.keep(found) else "remarked"] += 1
            if not options["json"] and found.outcome != "same":
                _show(console, found)
        self._sum_up(totals, options)

    def _source(self, name: str) -> Source | None:
        if not name:
            return None
        found = Source.objects.filter(name__iexact=name).first() or Source.objects.filter(slug=name).first()
        if found is None:
            raise CommandError(f"There is no source “{name}”. Its name is on the page Sources of the desk.")
        return found

    def _sum_up(self, totals: Counter[str], options: dict[str, Any]) -> None:
        """The figures, and what to do now."""
        names = ("stories", "same", "different", "worse", "unreadable", "followed", "remarked")
        if options["json"]:
            self.stdout.write(json.dumps({name: totals[name] for name in names} | {"applied": options["apply"]}))
            return
        kinds = ", ".join(f"{totals[name]} {name}" for name in names[1:5] if totals[name])
        self.stdout.write(f"{totals['stories']} stories read again: {kinds or 'nothing kept of that time'}.")
        if options["apply"]:
            self.stdout.write(f"Kept: {totals['followed']} follow, {totals['remarked']} got a remark only.")
        elif totals["different"]:
            self.stdout.write("Nothing was changed. Say --apply to keep what is different.")


def since(given: str) -> datetime:
    """A moment from a day, or from a span before now. Raises CommandError."""
    if span := re.fullmatch(r"(\d{1,4})([hdw])", given.strip()):
        return timezone.now() - timedelta(**{SPANS[span[2]]: int(span[1])})
    try:
        at = datetime.fromisoformat(given.strip())
    except ValueError:
        raise CommandError(f"“{given}” is no time. Give a day such as 2026-11-01, or a span such as 7d.") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _show(console: Console, found: Reread) -> None:
    """One story: what its fields were and would be, and the words that differ."""
    capture, colour = found.capture, {"different": "green", "worse": "red"}.get(found.outcome, "yellow")
    console.print(
        f"\n[bold]{escape(str(capture))}[/bold]  [dim]{escape(capture.source.name)}, article {capture.article_id}[/dim]"
    )
    console.print(f"  [{colour}]{found.outcome}[/{colour}]  {escape(found.why)}".rstrip())
    if found.reading is None:
        return
    console.print(f"  read by {_reader(found, new=False)} → {_reader(found, new=True)}")
    for name, before, after in found.fields:
        console.print(f"  {name}: [red]{escape(before) or '—'}[/red] → [green]{escape(after) or '—'}[/green]")
    for around, gone, new in found.words:
        went = f"[red]-{escape(_short(gone))}-[/red] " if gone else ""
        came = f"[green]+{escape(_short(new))}+[/green]" if new else ""
        console.print(f"    [dim]… {escape(around)}[/dim] {went}{came}")


def _reader(found: Reread, *, new: bool) -> str:
    """Who read it, and how far the two readers agreed."""
    extraction = found.reading.prepared.extraction if found.reading and new else None
    reader = extraction.reader if extraction else found.capture.reader
    agreement = extraction.agreement if extraction else found.capture.agreement
    return f"{reader or 'nobody'} ({agreement:.0%})" if agreement else reader or "nobody"


def _short(words: str) -> str:
    return words if len(words) <= 160 else f"{words[:100]} … {words[-50:]}"
