"""How fast stories come in: `python tests/benchmarks/ingest.py [--database sqlite|postgres] [--engine db|rq] [--kill]`.

300 invented outlets with 20 stories each are served on loopback, polled by 4 workers and a clock, page by page. Then
every feed is polled once more and answers 304. With --kill a worker is killed every few seconds: nothing may be lost,
nothing may come in twice. Prints a table (stderr) and one JSON line (stdout).
"""

import argparse
import json
import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from tests.benchmarks import measured_house as house
from tests.benchmarks import outlets

console = Console(stderr=True)
PATIENCE = 1800


def main() -> None:
    """Measure one combination."""
    given = arguments()
    port = house.free_port()
    folder = house.choose_settings(given.url, given.engine, given.cache, max(given.feeds, given.unchanged), port)
    import django

    django.setup()
    from django.core.management import call_command

    fresh_database(given.database)
    call_command("migrate", verbosity=0)
    with house.serving(max(given.feeds, given.unchanged), given.entries, port):
        result = {"database": given.database, "engine": given.engine, "kill": given.kill, "workers": given.workers}
        result |= filled(given, folder, port)
    show(result)
    print(json.dumps(result))


def arguments() -> argparse.Namespace:
    """What to measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--url", default="", help="the database, for postgres: postgres://user@127.0.0.1/name")
    parser.add_argument("--engine", choices=["db", "rq"], default="db", help="what spreads the tasks")
    parser.add_argument("--cache", default="", help="Redis, for rq: redis://127.0.0.1:6379/9")
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--entries", type=int, default=20)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument(
        "--unchanged", type=int, default=1000, help="feeds that answer 304 in the second part; 0 for none"
    )
    parser.add_argument("--kill", type=float, default=0.0, help="seconds between two killed workers; 0 for none")
    return parser.parse_args()


def fresh_database(kind: str) -> None:
    """An empty database, or none at all: a measurement never touches one that holds stories."""
    from django.db import connection

    if kind == "postgres" and connection.introspection.table_names():
        raise SystemExit("This PostgreSQL database is not empty; create one for the measurement.")


def filled(given: argparse.Namespace, folder: Path, port: int) -> dict[str, Any]:
    """The figures of both parts."""
    take_on(range(given.feeds), port)
    with house.crew(given.workers, folder) as crew:
        seconds = until_read(given, crew)
        found: dict[str, Any] = counted(given.feeds * given.entries)
        found |= {"seconds": round(seconds, 1), "entries_per_s": round(found["stories"] / seconds, 1)}
        found |= {"peak_mib": round(crew.peak / 2**20), "killed": crew.killed}
        if given.unchanged:
            found |= unchanged(given, crew, port)
    return found


def take_on(numbers: range, port: int) -> None:
    """Outlets with their feeds, as an editor would have added them."""
    from articles.models import Source
    from newsroom.ingest.models import Feed

    for number in numbers:
        host = outlets.host(number)
        source = Source.objects.create(
            name=f"Outlet {number}",
            slug=f"outlet-{number}",
            home_page=f"http://{host}:{port}/",
            host=host,
            rights="excerpt",
        )
        Feed.objects.create(source=source, url=outlets.feed_url(number, port), host=host)


def until_read(given: argparse.Namespace, crew: house.Crew) -> float:
    """Tick like the clock until every feed was read; the seconds."""
    from newsroom.ingest import lease, tasks
    from newsroom.ingest.models import Capture, Feed

    lease.LENGTH = timedelta(seconds=house.LEASE)
    started = last_kill = time.monotonic()
    wanted = given.feeds * given.entries
    with Progress(console=console) as progress:
        bar = progress.add_task("stories", total=wanted)
        while time.monotonic() - started < PATIENCE:
            tasks.enqueue_due()
            crew.weigh()
            progress.update(bar, completed=Capture.objects.filter(version__gt=0).count())
            if (
                not Feed.objects.filter(last_good_at=None).exists()
                and not Feed.objects.exclude(lease_until=None).exists()
            ):
                return time.monotonic() - started
            if given.kill and time.monotonic() - last_kill > given.kill:
                crew.kill_one()
                last_kill = time.monotonic()
            time.sleep(0.25)
    raise SystemExit("The stories did not come in within half an hour.")


def counted(expected: int) -> dict[str, Any]:
    """What came in, what is missing, what came in twice."""
    from django.db.models import Count

    from articles.models import Article

    addresses = Article.objects.values("source_url").annotate(n=Count("pk"))
    doubled = sum(row["n"] - 1 for row in addresses if row["n"] > 1)
    stories = Article.objects.count()
    return {"stories": stories, "lost": expected - len(addresses), "doubled": doubled}


def unchanged(given: argparse.Namespace, crew: house.Crew, port: int) -> dict[str, Any]:
    """Poll feeds that have not changed; those beyond the first part are told their validators without being read."""
    from django.db import connection
    from django.utils import timezone

    from newsroom.ingest.models import Feed

    take_on(range(given.feeds, given.unchanged), port)
    for feed in Feed.objects.filter(etag=""):
        number = int(feed.source.name.removeprefix("Outlet "))
        Feed.objects.filter(pk=feed.pk).update(etag=f'"outlet-{number}-{given.entries}"', last_good_at=timezone.now())
    polled_once()  # so that what is measured is not each feed's first unchanged visit
    before, visits = written(connection), Feed.objects.count()
    seconds = polled_once()
    bytes_written = written(connection) - before
    return {
        "unchanged_feeds": visits,
        "unchanged_seconds": round(seconds, 1),
        "unchanged_bytes": bytes_written,
        "unchanged_bytes_per_feed": round(bytes_written / visits),
    }


def polled_once() -> float:
    """Let every feed be due and wait until all were visited; the seconds."""
    from django.utils import timezone

    from newsroom.ingest import tasks
    from newsroom.ingest.models import Feed

    since, started = timezone.now(), time.monotonic()
    Feed.objects.update(next_poll_at=since)
    while Feed.objects.filter(last_polled_at__lt=since).exists() or Feed.objects.filter(last_polled_at=None).exists():
        tasks.enqueue_due()
        time.sleep(0.1)
        if time.monotonic() - started > PATIENCE:
            raise SystemExit("The unchanged feeds were not polled within half an hour.")
    return time.monotonic() - started


_reader: Any = None


def written(connection: Any) -> int:
    """Bytes that the database has written to its log so far.

    A reader that is kept open keeps SQLite from beginning its write-ahead log anew, so its length is what was written.
    """
    global _reader  # noqa: PLW0603 - one process, one measurement
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")
            return int(cursor.fetchone()[0])
    import sqlite3

    path = str(connection.settings_dict["NAME"])
    if _reader is None:
        with sqlite3.connect(path) as once:
            once.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _reader = sqlite3.connect(path, isolation_level=None)
        _reader.execute("BEGIN")
        _reader.execute("SELECT count(*) FROM ingest_feed").fetchone()
    return os.path.getsize(f"{path}-wal") if Path(f"{path}-wal").exists() else 0  # noqa: PTH202


def show(result: dict[str, Any]) -> None:
    """The same figures for people."""
    table = Table(title="How fast stories come in")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for name, value in result.items():
        table.add_row(name.replace("_", " "), f"{value:,}" if isinstance(value, int | float) else str(value))
    console.print(table)


if __name__ == "__main__":
    main()
