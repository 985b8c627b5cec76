"""What the desk's screens cost: `python tests/benchmarks/desk.py [--articles 20000] [--url DATABASE_URL] [--var DIR]`.

Opens each screen as an editor, many times with different stories, in one process and without a network; counts time,
the CPU time of this process, and queries. Prints a table (stderr) and one JSON line (stdout), in ms. A database that
`manage.py seed_load` has filled is used as it is with `--url` or `--var`; else one is filled here.
"""

import argparse
import gc
import itertools
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.table import Table

console = Console(stderr=True)
WARM, BAR = 3, 300
PATIENCE = 60  # seconds for a screen; one that is so slow needs no more visits to be known as slow
Address = Callable[[], str]


def choose_settings(url: str, folder: str) -> None:
    """Let this process be a newsroom upon a database."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="newsroom.settings",
        ENV_FILE="",
        DEBUG="0",
        DEMO="0",
        HTTPS_ONLY="0",
        SECRET_KEY="a-key-for-benchmarks-only-0123456789-abcdefghijklmnopqrstuvwxyz",
        SITE_URL="http://127.0.0.1",
        ALLOWED_HOSTS="testserver,127.0.0.1",
        VAR_DIR=folder or tempfile.mkdtemp(prefix="newsroom-bench-"),
        EMAIL_URL="memory://",
        LOG_LEVEL="ERROR",
    )
    if url:
        os.environ["DATABASE_URL"] = url


def settle(articles: int) -> None:
    """Migrate, load what is missing, and let Django find static files without collecting them."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.SECURE_SSL_REDIRECT = False
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("seed_load", articles, into_real=True, stdout=sys.stderr)


def signed_in() -> Any:
    """An editor's browser."""
    from django.contrib.auth.models import Group, User
    from django.test import Client

    user, made = User.objects.get_or_create(username="bench-editor", defaults={"is_staff": True})
    if made:
        user.groups.add(Group.objects.get(name="Editor"))
    client = Client(raise_request_exception=True)
    client.force_login(user, "newsroom.desk.roles.RolesBackend")
    return client


class Stories:
    """Addresses to go through, each with another story, word or outlet every time."""

    def __init__(self, runs: int) -> None:
        """Look a few up, by keys and not by chance, so that every run asks the same."""
        from articles.models import Article, Country, Source

        waiting = Article.objects.waiting().order_by("-pk")
        self.waiting = list(waiting.values_list("pk", flat=True)[: 20 * runs : 7])
        self.public = list(Article.objects.published().order_by("-pk").values_list("pk", flat=True)[: 50 * runs : 37])
        self.headlines = list(waiting.values_list("headline", flat=True)[: 5 * runs : 3])
        self.countries = list(Country.objects.values_list("pk", flat=True)[:runs])
        self.sources = list(Source.objects.values_list("pk", flat=True)[:runs])

    def screens(self) -> Iterator[tuple[str, Address]]:
        """Every screen by name, with a way to the next address of it."""
        queue = "/admin/articles/article/"
        keys, told = itertools.cycle(self.waiting), itertools.cycle(self.public)
        words = itertools.cycle(self.headlines)
        places, outlets = itertools.cycle(self.countries), itertools.cycle(self.sources)
        yield "triage", lambda: f"{queue}triage/?beat=all"
        yield "triage, narrowed", lambda: f"{queue}triage/?country={next(places)}&age=7d"
        yield "triage, next story", lambda: f"{queue}triage/{next(keys)}/"
        yield "review", lambda: f"{queue}{next(keys)}/change/"
        yield "review, published", lambda: f"{queue}{next(told)}/change/"
        yield "history", lambda: f"{queue}{next(keys)}/history/"
        yield "list, waiting", lambda: f"{queue}?queue=waiting"
        yield "list, all", lambda: f"{queue}?queue=all"
        yield "list, published", lambda: f"{queue}?queue=published"
        yield "list, mine", lambda: f"{queue}?queue=mine"
        yield "list, page 5", lambda: f"{queue}?queue=all&p=5"
        yield (
            "list, narrowed",
            lambda: f"{queue}?queue=published&country={next(places)}&source={next(outlets)}&age=older",
        )
        yield "list, one source", lambda: f"{queue}?queue=all&source={next(outlets)}"
        yield "search, common word", lambda: f"{queue}?queue=all&q=the"
        yield "search, two words", lambda: f"{queue}?queue=published&q={'+'.join(next(words).split()[2:4])}"
        yield "search, a phrase", lambda: f"{queue}?queue=all&q=%22{'+'.join(next(words).split()[:3])}%22"
        yield "search, narrowed", lambda: f"{queue}?queue=published&country={next(places)}&q={next(words).split()[3]}"
        yield "coming", lambda: f"{queue}coming/"
        yield "dashboard", lambda: "/admin/"
        yield "log", lambda: "/admin/articles/change/"
        yield "tags", lambda: "/admin/articles/tag/"
        yield "authors", lambda: "/admin/articles/author/"
        yield "sources", lambda: "/admin/articles/source/"
        yield "coverages", lambda: "/admin/articles/coverage/"


def measured(client: Any, address: Address, runs: int) -> dict[str, float]:
    """Half and 95 % of the visits took no longer than this, in ms; half took so much CPU; the most queries of one."""
    from django.db import connection, reset_queries

    taken: list[float] = []
    cpu: list[float] = []
    asked, end = 0, time.monotonic() + PATIENCE
    for turn in range(WARM + runs):
        if taken and time.monotonic() > end:
            break
        url = address()
        connection.force_debug_cursor = turn < WARM
        reset_queries()
        began, worked = time.perf_counter(), time.process_time()
        answer = client.get(url)
        spent, work = (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
        if answer.status_code != 200:
            raise SystemExit(f"{url} answered {answer.status_code}")
        if turn < WARM:
            asked = max(asked, len(connection.queries))
        else:
            taken.append(spent)
            cpu.append(work)
    connection.force_debug_cursor = False
    p95 = statistics.quantiles(taken, n=20)[18] if len(taken) > 1 else taken[0]
    half, work = statistics.median(taken), statistics.median(cpu)
    return {"p50": round(half, 1), "p95": round(p95, 1), "cpu": round(work, 1), "queries": asked}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--articles", type=int, default=20_000, help="stories of the load (20000)")
    parser.add_argument("--url", default="", help="DATABASE_URL of a load; else SQLite in a folder")
    parser.add_argument("--var", default="", help="folder with newsroom.sqlite3 of a load")
    parser.add_argument("--runs", type=int, default=30, help="visits to each screen (30)")
    parser.add_argument("--only", default="", help="screens whose name begins so")
    options = parser.parse_args()
    choose_settings(options.url, options.var)
    settle(options.articles)
    from django.db import connection

    client, stories = signed_in(), Stories(options.runs)
    client.get("/admin/")
    gc.collect()
    gc.freeze()  # as the server does when it has loaded
    table = Table(
        "screen", "p50 ms", "p95 ms", "cpu ms", "queries", title=f"{options.articles:,} articles, {connection.vendor}"
    )
    found: dict[str, Any] = {"articles": options.articles, "engine": connection.vendor}
    for name, address in stories.screens():
        if not name.startswith(options.only):
            continue
        one = found[name] = measured(client, address, options.runs)
        table.add_row(name, *(str(value) for value in one.values()), style="red" if one["p95"] > BAR else "")
        console.print(f"{name}: {one}", style="dim", highlight=False)
    console.print(table)
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
