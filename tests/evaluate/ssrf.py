"""Score the guard: `python tests/evaluate/ssrf.py FILE`, a JSON list of addresses or of objects with "url".

Every address goes through the product's own fetch. The network is cut where a connection would be dialled: an address
that gets that far was let through. Names are resolved by what their spelling says, because nothing may leave here.
"""

import json
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
import httpcore2
import stamina

django.setup()

from rich.progress import track

from newsroom.ingest import fetch, hosts
from newsroom.outbox import guard
from tests.evaluate.reading import console

dialled: list[str] = []
PUBLIC = "93.184.215.14"


def resolve(host: str, port: int) -> list[str]:
    """What a name stands for: the number written into it (as rebinding services do), else a public address."""
    dashed = re.search(r"(?<!\d)(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?!\d)", host)
    if dashed:
        return [".".join(dashed.groups())]
    if re.search(r"(?:localtest\.me|lvh\.me|vcap\.me|lacolhost\.com|localho\.st|yoogle\.com)$", host):
        return ["127.0.0.1"]
    return [PUBLIC]


def dial(self: Any, host: str, port: int, *_arguments: Any, **_options: Any) -> httpcore2.NetworkStream:
    dialled.append(host)
    raise httpcore2.ConnectError("cut off here")


def addresses(path: Path) -> Iterable[str]:
    for case in json.loads(path.read_text()):
        yield case if isinstance(case, str) else case["url"]


def main(path: Path) -> None:
    """Print one JSON line: how many addresses, how many refused before connecting, how many let through."""
    stamina.set_active(False)
    guard.resolve = resolve
    hosts.respect_pause = lambda url: None  # nothing is paused here, and no database is needed
    httpcore2.SyncBackend.connect_tcp = dial  # type: ignore[method-assign]
    total = refused = 0
    for url in track(list(addresses(path)), "addresses", console=console):
        total += 1
        dialled.clear()
        try:
            fetch.get(url, obey_robots=False)
        except fetch.FetchError as error:
            if not dialled:
                refused += 1
                continue
            console.print(f"let through: {url} ({dialled[0]}): {error.sentence}", markup=False)
    print(json.dumps({"addresses": total, "refused_before_connect": refused, "let_through": total - refused}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
