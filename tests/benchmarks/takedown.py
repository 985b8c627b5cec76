"""Seconds from Remove to gone on every surface: `python tests/benchmarks/takedown.py [--stories 200] [--url DATABASE]`.

Fills a newsroom of its own, runs the production server (2 processes, page cache on), asks it over HTTP for every
address where a story can be seen until it is warm, removes the story from another process, and asks until all are.
clean. Prints a table (stderr) and one JSON line (stdout). Bar: 5 s.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.table import Table

from tests.benchmarks.measured_house import choose_settings, free_port
from tests.benchmarks.site import server

console = Console(stderr=True, width=120)
BAR, PATIENCE = 5.0, 30.0


def ask(site: str, path: str) -> Any:
    """What the server answers, as the surfaces judge it."""
    from newsroom.takedowns.probe import Answer

    try:
        with urlopen(Request(site + path, headers={"Host": "127.0.0.1"}), timeout=20) as answer:
            return Answer(answer.status, answer.read().decode("utf-8", "replace"))
    except HTTPError as error:
        return Answer(error.code, error.read().decode("utf-8", "replace"))


def fill(stories: int) -> Any:
    """A newsroom with some stories; the one that will be removed lies in the middle of the newest."""
    from articles.models import Tag
    from tests.world import make_article, make_author

    tag, author = Tag.objects.create(name="Lanterns", slug="lanterns"), make_author("Dee Marsh")
    made = [
        make_article(f"Lanterns seen from boat number {number}", tags=[tag], authors=[author])
        for number in range(stories)
    ]
    return made[-3]


def measure(site: str, article: Any) -> tuple[dict[str, float], float, int]:
    """By surface the seconds until all its addresses were clean, the seconds of the proof, and how many showed it."""
    from newsroom.takedowns import claimants, handling, proof, surfaces
    from tests.takedowns.room import confirm_token, notice, only_item
    from tests.world import person

    marks, registry = proof.marks_of(article), surfaces.REGISTRY.surfaces
    places = [(one, path) for one in registry.values() for path in dict.fromkeys(one.addresses(article))]
    for _time in range(3):
        shown = sum(bool(surfaces.judge(ask(site, path), marks, own=one.own)) for one, path in places)
    case = claimants.receive(notice("http://127.0.0.1" + article.get_absolute_url()))
    claimants.confirm(confirm_token(case))
    item, officer = only_item(case), person("tao")
    began = time.perf_counter()
    handling.remove(item, by=officer)
    left: list[Any] = list(places)
    taken: dict[str, float] = {}
    while left and time.perf_counter() - began < PATIENCE:
        left = [(one, path) for one, path in left if surfaces.judge(ask(site, path), marks, own=one.own)]
        now, dirty = time.perf_counter() - began, {one.name for one, _path in left}
        for one, _path in places:
            if one.name not in dirty:
                taken.setdefault(one.name, now)
    taken |= {one.name: float("inf") for one, _path in left}
    began = time.perf_counter()
    proof.examine(item)
    return taken, time.perf_counter() - began, shown


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=200)
    parser.add_argument("--url", default="", help="DATABASE_URL of an empty database")
    options = parser.parse_args()
    choose_settings(options.url, "immediate", "", 0, 0)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    article, port = fill(options.stories), free_port()
    with server(port, warm=True):
        taken, proved, shown = measure(f"http://127.0.0.1:{port}", article)
    table = Table("surface", "seconds to gone")
    for name, seconds in sorted(taken.items(), key=lambda one: -one[1]):
        table.add_row(name, f"{seconds:.2f}")
    console.print(table)
    slowest = max(taken.values())
    facts = {"surfaces": len(taken), "showed_it": shown, "seconds_to_gone": round(slowest, 2), "bar": BAR}
    sys.stdout.write(json.dumps(facts | {"within_bar": slowest <= BAR, "seconds_of_proof": round(proved, 2)}) + "\n")


if __name__ == "__main__":
    main()
