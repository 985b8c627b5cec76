"""Visit a server that misbehaves in every way we know of: `python tests/evaluate/hostile.py`.

The cases are those of tests/ingest/hostile_cases.py, over real sockets on the loopback, by the product's own visit.
Prints a table of them on stderr, and one JSON line: cases, ended_as_said, longest_s, neighbours_disturbed.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.pop("DATABASE_URL", None)
os.environ["TEST_VAR_DIR"] = tempfile.mkdtemp(prefix="newsroom-hostile-")
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["LOG_LEVEL"] = "ERROR"

import django

django.setup()

from django.core.management import call_command
from rich.progress import track
from rich.table import Table
from stamina.instrumentation import set_on_retry_hooks

from tests.evaluate.reading import console
from tests.ingest.hostile import Case, Played, little_time, play, serving
from tests.ingest.hostile_cases import CASES


def main() -> None:
    """Play every case once, and say how it ended."""
    set_on_retry_hooks(())  # they would print to stdout
    call_command("migrate", verbosity=0)
    with serving(CASES) as server, serving() as neighbour, little_time(server, neighbour):
        played = [(case, play(case, server, neighbour)) for case in track(CASES, "cases", console=console)]
    console.print(table(played))
    result = {
        "cases": len(played),
        "ended_as_said": sum(case.says in one.ended.sentence for case, one in played),
        "longest_s": round(max(one.seconds for _case, one in played), 1),
        "neighbours_disturbed": sum(one.neighbour.new != 1 for _case, one in played),
    }
    print(json.dumps(result))


def table(played: list[tuple[Case, Played]]) -> Table:
    """The cases with their limits, the seconds they took, and what the feed's history says."""
    shown = Table(title="A server that …", title_justify="left")
    for name in ("case", "limit", "seconds", "the history says"):
        shown.add_column(name, justify="right" if name == "seconds" else "left", overflow="fold")
    for case, one in played:
        mark = "" if case.says in one.ended.sentence else "UNEXPECTED: "
        shown.add_row(case.name, case.limit, f"{one.seconds:.1f}", mark + one.ended.sentence)
    return shown


if __name__ == "__main__":
    main()
