"""What judging costs a story: `python tests/benchmarks/judgement.py [--stories 300] [--window 10000] [--url …]`.

Fills a newsroom of its own with recent stories, then takes in more of them, page by page, in one process and without a
network, and counts the CPU time of each step of judging. Prints a table (stderr) and one JSON line (stdout), in ms.
"""

import argparse
import functools
import importlib
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.benchmarks import invented
from tests.benchmarks import measured_house as house

console = Console(stderr=True)
SOURCES = 40
STEPS: tuple[tuple[str, str, str], ...] = ()
"""What is counted as judging: its name for the table, the module that calls it, and the name under which it does."""


class Stopwatch:
    """CPU time by step for the story that is being taken in."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.inside = False

    def around(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        """The same step, timed; what a timed step calls itself counts for the outer one alone."""

        @functools.wraps(step)
        def timed(*args: Any, **given: Any) -> Any:
            if self.inside:
                return step(*args, **given)
            self.inside, started = True, time.process_time()
            try:
                return step(*args, **given)
            finally:
                self.spent[name] += time.process_time() - started
                self.inside = False

        return timed


def main() -> None:
    """Measure one database."""
    given = arguments()
    folder = house.choose_settings(given.url, "db", "", 1, house.free_port())
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    watch = Stopwatch()
    read_here()
    for name, module, attribute in STEPS:
        caller = importlib.import_module(module)
        setattr(caller, attribute, watch.around(name, getattr(caller, attribute)))
    desks = [intake(number) for number in range(SOURCES)]
    for story in track(invented.stories(0, given.window), "filling", total=given.window, console=console):
        take_in(desks, story)
    measured = [
        one_story(desks, story, watch)
        for story in track(
            invented.stories(given.window, given.stories), "measuring", total=given.stories, console=console
        )
    ]
    result = summed(measured)
    show(result)
    print(json.dumps({"stories": given.stories, "window": given.window, "folder": folder.name} | result))


def arguments() -> argparse.Namespace:
    """How much to measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=300)
    parser.add_argument("--window", type=int, default=10_000, help="recent stories that are there before")
    parser.add_argument("--url", default="", help="a database that is empty; SQLite in a folder of its own without it")
    return parser.parse_args()


def read_here() -> None:
    """Read pages in this process, so that what reading them costs is counted too."""
    from newsroom.ingest import child, keeper

    words: dict[str, str] = {}

    def ask(errand: Any, _seconds: float, learn: Any = None) -> Any:
        return child.done(errand, learn.words if learn else words)

    keeper.ask = ask  # type: ignore[assignment]


def intake(number: int) -> Any:
    """The desk at which one outlet's stories are taken in."""
    from articles.models import Source
    from newsroom.ingest import store
    from newsroom.ingest.pipeline import Intake

    host = f"outlet-{number}.example"
    source = Source.objects.create(
        name=f"Outlet {number}",
        slug=f"outlet-{number}",
        home_page=f"https://{host}/",
        host=host,
        rights="excerpt",
    )
    return Intake(source, None, store.outlet(source, None), pages=True)


def take_in(desks: list[Any], story: invented.Story) -> None:
    """One story with its page, through all the steps that no network is needed for."""
    from newsroom.ingest.entry import Entry, Response
    from newsroom.ingest.reading import Page

    desk = desks[story.number % len(desks)]
    url = f"https://{desk.source.host}/{story.number}.html"
    page = Page(Response(url, url, 200, {"content-type": "text/html"}, story.page))
    desk.settle(Entry(guid=str(story.number), url=url, title=story.title, summary_html=story.paragraphs[0]), page)


def one_story(desks: list[Any], story: invented.Story, watch: Stopwatch) -> dict[str, float]:
    """The milliseconds of one story, by step and in all."""
    watch.spent.clear()
    started = time.process_time()
    take_in(desks, story)
    whole = time.process_time() - started
    judged = {name: watch.spent[name] * 1000 for name, _module, _attribute in STEPS}
    return judged | {"judging": sum(judged.values()), "all of ingest": whole * 1000}


def summed(measured: list[dict[str, float]]) -> dict[str, dict[str, float]]:
    """Median and 95th percentile of each step, in milliseconds."""
    return {
        name: {
            "median_ms": round(statistics.median(values), 2),
            "p95_ms": round(sorted(values)[int(len(values) * 0.95)], 2),
        }
        for name in measured[0]
        for values in [[one[name] for one in measured]]
    }


def show(result: dict[str, dict[str, float]]) -> None:
    """The figures for people."""
    table = Table(title="CPU time of one story, in ms")
    for heading in ("step", "median", "95th percentile"):
        table.add_column(heading)
    for name, figures in result.items():
        table.add_row(name, str(figures["median_ms"]), str(figures["p95_ms"]))
    console.print(table)


if __name__ == "__main__":
    main()
