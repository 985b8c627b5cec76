"""Writes exports of cases as files into a folder: one function for each shape."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from newsroom.takedowns import exports, record, transparency
from newsroom.takedowns.models import Case

Cases = QuerySet[Case]


def chosen(since: datetime | None = None, until: datetime | None = None) -> Cases:
    """The confirmed cases received from one moment until before another, oldest first."""
    cases = (
        Case.objects.filter(confirmed_at__isnull=False).exclude(pk__in=record.drills()).order_by("received_at", "pk")
    )
    cases = cases.filter(received_at__gte=since) if since else cases
    return cases.filter(received_at__lt=until) if until else cases


def lumen(cases: Cases, folder: Path) -> Iterable[Path]:
    """A JSON file for each case."""
    for case in cases:
        yield _json(folder / f"lumen-{case.reference}.json", exports.lumen(case))


def eu(cases: Cases, folder: Path) -> Iterable[Path]:
    """A JSON file for each hundred statements, as one bulk call takes them."""
    found = [statement for case in cases for statement in exports.statements(case)]
    for number, call in enumerate(exports.calls(found), start=1):
        yield _json(folder / f"eu-statements-{number:04}.json", call)


def as_csv(cases: Cases, folder: Path) -> Iterable[Path]:
    """The public record of these cases as one CSV."""
    wanted = set(cases.values_list("reference", flat=True))
    rows = [row for row in transparency.items() if row["case_ref"] in wanted]
    yield _text(folder / "takedowns.csv", transparency.items_as_csv(rows))


def markdown(cases: Cases, folder: Path) -> Iterable[Path]:
    """A Markdown file for each case."""
    for case in cases:
        yield _text(folder / exports.file_name(case), exports.markdown(case))


FORMATS: dict[str, Callable[[Cases, Path], Iterable[Path]]] = {
    "lumen": lumen,
    "eu": eu,
    "csv": as_csv,
    "markdown": markdown,
}


def _json(path: Path, found: Any) -> Path:
    return _text(path, json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def _text(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("utf-8", "replace"))
    return path
