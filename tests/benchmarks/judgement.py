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
STEPS = (
    ("mending", "newsroom.ingest.prepare", "repair"),
    ("mending", "newsroom.ingest.prepare", "repair_headline"),
    ("country", "newsroom.ingest.prepare", "place"),
    ("tags", "newsroom.ingest.prepare", "suggest_tags"),
    ("tags", "newsroom.ingest.tagging.Tagger", "tagged"),
    ("copies", "newsroom.ingest.alike", "sketch"),
    ("copies", "newsroom.ingest.alike", "pack"),
    ("copies", "newsroom.ingest.duplicates", "copies"),
    ("copies", "newsroom.ingest.duplicates", "remember"),
    ("gate", "articles.gate", "look"),
    ("suggestions", "newsroom.ingest.suggestions", "offer"),
    ("event", "newsroom.ingest.coverage", "group"),
)
"""What is counted as judging: its name in the table, where it is looked up when a story needs it, and its own name.

Mending, the section and the gate were there before the rest; they count in full all the same.
"""


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
    from django.utils.module_loading import import_string

    call_command("migrate", verbosity=0)
    watch = Stopwatch()
    read_here()
    for name, place, attribute in STEPS:
        owner = import_string(place) if place.endswith("Tagger") else importlib.import_module(place)
        setattr(owner, attribute, watch.around(name, getattr(owner, attribute)))
    desks = [intake(number) for number in range(SOURCES)]
    for story in track(invented.stories(0, given.window), "filling", total=given.window, console=console):
        take_in(desks, story)
    desks = taught(desks, given.taught)
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
    parser.add_argument("--taught", type=int, default=600, help="stories published with tags, to learn tags from")
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

    host = f"outlet-{number}.example"
    source = Source.objects.create(
        name=f"Outlet {number}",
        slug=f"outlet-{number}",
        home_page=f"https://{host}/",
        host=host,
        rights="excerpt",
    )
    return intake_of(source)


def intake_of(source: Any) -> Any:
    """A visit of that outlet that goes on and on."""
    from newsroom.ingest import store
    from newsroom.ingest.pipeline import Intake

    return Intake(source, None, store.outlet(source, None), pages=True)


def taught(desks: list[Any], count: int) -> list[Any]:
    """The desks anew, after stories were published with tags and the tags were learnt from them."""
    from django.utils import timezone

    from articles import editing, lifecycle
    from articles.accounts import system_account
    from articles.models import Article, Country, Tag
    from articles.status import Status
    from newsroom.ingest import learning

    machine, country = system_account(), Country.objects.order_by("name").first()
    tags = [Tag.objects.create(name=f"{word} {number}") for number, word in enumerate(invented.SMALL * 2)]
    for article in track(Article.objects.order_by("pk")[:count], "teaching", total=count, console=console):
        number = int(article.source_url.rpartition("/")[2].partition(".")[0])
        mine = [tags[number % 5], tags[number // 5 % len(tags)]]
        given = {"country": country, "tags": mine, "source_published_at": timezone.now(), "kind": "link", "body": ""}
        editing.revise(article, by=machine, changes=given)
        for status in (Status.IN_REVIEW, Status.PUBLISHED):
            lifecycle.move(article, status, by=machine)
    learning.renew()
    return [intake_of(desk.source) for desk in desks]


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
    judged = {name: watch.spent[name] * 1000 for name, _place, _attribute in STEPS}
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
