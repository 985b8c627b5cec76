"""Packs a case for a lawyer: one zip with all that is known of it, and a list of checksums. Holds personal data."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

from django.core import serializers
from django.db.models import Model, QuerySet
from django.utils.html import format_html, format_html_join

from articles import bars
from articles.accounts import system_account
from newsroom.takedowns import evidence, ledger, letters, moves
from newsroom.takedowns.disputes import CounterNotice
from newsroom.takedowns.models import Case

README = """\
Case {reference}: everything that the newsroom knows of it. It holds personal data: for the lawyer it was made for.

case.json       the request as it was sent, with its dates
addresses.json  each address: what became of it, who decided, what every surface answered when it was looked at (checks)
events.json     the log of the case, which is never changed
letters.json    every letter, to whom, when it went out
ledger.json     the signed lines of the removal ledger
hashes.json     by what each story is known and kept out
originals.json  what stood at the claimed originals when they were read, and how much text is in common
counter_notices.json, appeals.json   what was said against the decision
files.json      the claimant's files with their SHA-256; the files themselves lie in files/
index.html      the same for reading
MANIFEST.sha256 the checksum of each file: sha256sum -c MANIFEST.sha256
"""
# What opens a case's links is no evidence, and would let a reader of the zip act as the claimant.
SECRETS = frozenset({"place", "seed", "confirm_hash", "status_hash", "key", "digest"})


def pack(case: Case, folder: Path) -> Path:
    """Write the zip; the name is the reference."""
    path = folder / f"{case.reference}.zip"
    files = _files(case)
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack_:
        for name, content in files.items():
            pack_.writestr(name, content)
        pack_.writestr("MANIFEST.sha256", sums)
    path.chmod(0o600)
    moves.note(case, "pack", by=system_account(), text="All that is known of the case was packed for a lawyer.")
    return path


def _files(case: Case) -> dict[str, bytes]:
    """Every file by its name in the zip."""
    items = list(case.items.select_related("article").order_by("number"))
    parts: dict[str, Any] = {
        "case.json": _fields(case),
        "addresses.json": [_fields(item) for item in items],
        "events.json": [_fields(event) for event in case.events.order_by("id")],
        "counter_notices.json": [_fields(one) for one in _counters(case)],
        "appeals.json": [_fields(appeal) for appeal in case.appeals.order_by("received_at", "pk")],
        "letters.json": [_fields(letter) for letter in letters.of_case(case)],
        "ledger.json": [line for line in ledger.read() if line.get("case") == case.reference],
        "hashes.json": {
            str(item.number): [list(key) for key in bars.keys_of(item.article)] for item in items if item.article
        },
    }
    parts |= {
        "originals.json": [_fields(one) for one in case.snapshots.order_by("id")],
        "files.json": [_fields(one) for one in case.evidence.order_by("id")],
    }
    files = {name: _as_json(part) for name, part in parts.items()}
    files["README.txt"] = README.format(reference=case.reference).encode()
    files |= _claimants_files(case)
    files["index.html"] = _index(case, parts).encode("utf-8", "replace")
    return files


def _counters(case: Case) -> QuerySet[CounterNotice]:
    """What was signed against its removals, oldest first."""
    return CounterNotice.objects.filter(item__case=case).order_by("received_at", "pk")


def _claimants_files(case: Case) -> dict[str, bytes]:
    """What the claimant attached; of what was erased or lost only its row in files.json tells."""
    found = {}
    for number, file in enumerate(case.evidence.filter(erased_at=None).order_by("id"), start=1):
        try:
            with evidence.store().open(file.place) as stored:
                found[f"files/{number}-{file.name}"] = bytes(stored.read())
        except OSError:
            continue
    return found


def _fields(row: Model) -> dict[str, Any]:
    """The columns of a row."""
    [told] = serializers.serialize("python", [row])
    return {name: value for name, value in told["fields"].items() if name not in SECRETS}


def _as_json(part: Any) -> bytes:
    text = json.dumps(part, ensure_ascii=False, indent=2, sort_keys=True, default=str)
    return (text + "\n").encode("utf-8", "replace")


def _index(case: Case, parts: dict[str, Any]) -> str:
    """A page for people; nothing in it is run or fetched."""
    rows = "<tr><th scope='row'>{}</th><td>{}</td></tr>"
    facts = format_html_join("\n", rows, ((name, value) for name, value in parts["case.json"].items() if value))
    line = "<li>{} · {} · {} → {} · {}</li>"
    acts = ((one["at"], one["act"], one["old"], one["new"], one["text"]) for one in parts["events.json"])
    look = "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"
    looks = (
        (item["number"], seen.get("surface"), seen.get("status"), "gone" if seen.get("gone") else seen.get("problem"))
        for item in parts["addresses.json"]
        for seen in item["checks"]
    )
    return format_html(
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>{}</title><h1>Case {}</h1>"
        "<h2>Facts</h2><table>{}</table><h2>What was done</h2><ol>{}</ol>"
        "<h2>Leak table</h2><table>{}</table><h2>Files</h2><p>See MANIFEST.sha256 for every file and its checksum.</p>",
        case.reference,
        case.reference,
        facts,
        format_html_join("\n", line, acts),
        format_html_join("\n", look, looks),
    )
