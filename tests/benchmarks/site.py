"""What readers' pages cost: `python tests/benchmarks/site.py [--articles 20000] [--url DATABASE_URL] [--var DIR]`.

Runs the production server (2 processes) and lets wrk ask it for pages over 16 connections: with the page cache off
(cold: each page is composed) and on (warm). Beside it, on the same server, two bare Django views to compare with. A
database that `manage.py seed_load` has filled is used as it is with `--url` or `--var`; else one is filled here. Prints
tables (stderr) and one JSON line (stdout): requests per second, p50 and p99 in ms, CPU of the server per request in ms.
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.table import Table

from tests.benchmarks.desk import choose_settings, settle
from tests.benchmarks.measured_house import ROOT, free_port

console = Console(stderr=True, width=120)
CONNECTIONS, ASKED = 16, 500
TICK = os.sysconf("SC_CLK_TCK")
# wrk takes a random line of the file for each request.
SCRIPT = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
init = function() math.randomseed(os.time()) end
request = function() return wrk.format("GET", paths[math.random(#paths)]) end
"""
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass
class Score:
    """One page under load."""

    per_second: float
    p50: float
    p99: float
    cpu: float
    failed: int


def pages() -> dict[str, list[str]]:
    """The addresses of each kind of page, taken from the database by keys, so that every run asks the same."""
    from articles import counts
    from articles.models import Article, Country, Tag

    public = Article.objects.published()
    last = public.order_by("-pk").values_list("pk", flat=True)[0]
    known = list(public.filter(pk__in=range(1, last, max(1, last // (2 * ASKED)))).for_cards()[:ASKED])
    keys = [story.pk for story in known]
    country = Country.objects.get(pk=next(iter(counts.busiest(counts.Kind.COUNTRY, 1))))
    tag = Tag.objects.get(pk=next(iter(counts.busiest(counts.Kind.TAG, 1))))
    month = list(counts.by_month())[1]
    section = country.get_absolute_url()
    return {
        "bare, one query": [f"/bare/one/{key}/" for key in keys],
        "bare, four queries": [f"/bare/four/{key}/" for key in keys],
        "article": [story.get_absolute_url() for story in known],
        "front": ["/"],
        "country": [section],
        "country, page 200": [f"{section}?page={min(200, -(-counts.of(counts.Kind.COUNTRY, country.pk) // 20))}"],
        "tag": [tag.get_absolute_url()],
        "archive, month": [f"/{month:%Y/%m}/"],
        "search, rare": [f"/search/?q={rare_word(story.headline)}" for story in known],
        "search, common": [f"/search/?q={word}" for word in ("the", "of", "and")],
        "feed": ["/feed/"],
        "sitemap": ["/sitemap.xml"],
    }


def rare_word(headline: str) -> str:
    """The name of whom a story tells, which a handful of stories holds at any size."""
    return headline.split()[-2]


@contextmanager
def server(port: int, *, warm: bool) -> Iterator[int]:
    """The production server; the id of its first process."""
    environment = os.environ | {"PAGE_CACHE": "1" if warm else "0", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "gunicorn", "tests.benchmarks.site_server:application", "--preload", "--workers=2"]
    # Each process takes half of wrk's connections, which stay open: else one of them may happen to accept them all.
    share = f"--worker-connections={CONNECTIONS // 2}"
    options = ["--worker-class=gthread", "--threads=4", share, f"--bind=127.0.0.1:{port}", "--log-level=error"]
    started = subprocess.Popen([*command, *options], cwd=ROOT, env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/health/ready")
        yield started.pid
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait(20)


def wait_for(address: str) -> None:
    """Until the site answers."""
    for _try in range(300):
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not answer.")


def cpu_seconds(first: int) -> float:
    """The CPU time of a process and its children so far."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(folder.name) == first or int(fields[1]) == first:
            total += int(fields[11]) + int(fields[12])
    return total / TICK


def score(port: int, first: int, paths: list[str], seconds: int) -> Score:
    """What wrk says of some addresses."""
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder) / "paths", Path(folder) / "paths.lua"
        listed.write_text("\n".join(paths))
        script.write_text(SCRIPT % listed)
        base = ["wrk", "-t1", f"-c{CONNECTIONS}", "--timeout=60s", "--latency", f"-s{script}"]
        site = f"http://127.0.0.1:{port}"
        # Before it counts, long enough for both processes to have met each address.
        subprocess.run([*base, f"-d{2 + len(paths) // 50}s", site], capture_output=True, check=True)
        before = cpu_seconds(first)
        told = subprocess.run([*base, f"-d{seconds}s", site], capture_output=True, check=True, text=True).stdout
        spent = cpu_seconds(first) - before
    return read(told, spent)


def read(told: str, spent: float) -> Score:
    """wrk's report in numbers."""
    count = int(re.search(r"(\d+) requests in", told)[1])  # type: ignore[index]
    late = {name: float(value) * UNITS[unit] for name, value, unit in re.findall(r"(\d+)%\s+([\d.]+)(us|ms|s|m)", told)}
    failed = sum(int(number) for number in re.findall(r"Non-2xx or 3xx responses: (\d+)", told))
    speed = float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])  # type: ignore[index]
    return Score(
        round(speed, 1), round(late["50"], 2), round(late["99"], 2), round(spent / max(count, 1) * 1000, 2), failed
    )


def show(mode: str, articles: int, scores: dict[str, Score]) -> None:
    """The table, with each page's share of the bare views' speed."""
    table = Table(title=f"{mode}, {articles:,} articles")
    for heading in ("page", "requests/s", "p50 ms", "p99 ms", "CPU ms", "of bare 1", "of bare 4", "failed"):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    bare = [scores[name].per_second for name in ("bare, one query", "bare, four queries")]
    for name, one in scores.items():
        shares = [f"{one.per_second / speed:.0%}" for speed in bare]
        table.add_row(
            name, *(f"{value:,}" for value in (one.per_second, one.p50, one.p99, one.cpu)), *shares, str(one.failed)
        )
    console.print(table)


def growth(sizes: list[int], seconds: int, largest: list[str]) -> None:
    """The server's CPU per request, cold, at each size; `largest` are the options that name an existing database."""
    found: dict[int, dict[str, Any]] = {}
    for size in sizes:
        place = largest if size == sizes[-1] else []
        command = [sys.executable, __file__, "--mode=cold", f"--articles={size}", f"--seconds={seconds}", *place]
        told = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
        found[size] = json.loads(told)["cold"]
    table = Table(title="CPU of the server per request in ms, each page composed")
    for heading in ("page", *(f"{size:,}" for size in sizes), "growth"):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for name in found[sizes[0]]:
        spent = [found[size][name]["cpu"] for size in sizes]
        table.add_row(name, *map(str, spent), f"{spent[-1] / spent[0]:.2f}")
    console.print(table)
    print(json.dumps({str(size): {name: one["cpu"] for name, one in pages.items()} for size, pages in found.items()}))


def main() -> None:
    """Measure cold and warm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000, help="how many at least (20000)")
    parser.add_argument("--url", default="", help="a database, such as postgres://user:password@host/name")
    parser.add_argument("--var", default="", help="a folder with newsroom.sqlite3")
    parser.add_argument("--seconds", type=int, default=8, help="for each page (8)")
    parser.add_argument("--mode", choices=["cold", "warm", "both"], default="both")
    parser.add_argument("--only", default="", help="pages whose name contains this; the bare ones are always measured")
    parser.add_argument("--growth", default="", help="sizes such as 1000,10000,100000; --url or --var hold the last")
    given = parser.parse_args()
    if given.growth:
        options = [f"--url={given.url}"] * bool(given.url) + [f"--var={given.var}"] * bool(given.var)
        growth([int(size) for size in given.growth.split(",")], given.seconds, options)
        return
    choose_settings(given.url, given.var)
    settle(given.articles)
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    subprocess.run(collect, cwd=ROOT, check=True)
    asked = {name: paths for name, paths in pages().items() if "bare" in name or given.only in name}
    found: dict[str, dict[str, Score]] = {}
    for mode in ("cold", "warm") if given.mode == "both" else (given.mode,):
        port, found[mode] = free_port(), {}
        with server(port, warm=mode == "warm") as first:
            for name, paths in asked.items():
                found[mode][name] = score(port, first, paths, given.seconds)
                console.print(f"{mode}, {name}: {asdict(found[mode][name])}")
        show(mode, given.articles, found[mode])
    print(json.dumps({mode: {name: asdict(one) for name, one in scores.items()} for mode, scores in found.items()}))


if __name__ == "__main__":
    main()
