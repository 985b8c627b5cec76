"""A backup: database, files and ledger in one archive, with the checksum of each part. Made while the newsroom runs.

SQLite is copied by its own online backup, PostgreSQL dumped by pg_dump; both see one moment, whatever is written
meanwhile. The archive is put in place when it is whole: half of one is never left.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone

MANIFEST, LEDGER = "manifest.json", "ledger.jsonl"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
FORMAT = 1
PIECE = 1024 * 1024
PREFIX = "newsroom-"


class BackupFailed(Exception):
    """No backup was made, or one cannot be used; says what to do now."""


class Part(NamedTuple):
    """One file of the archive: its name there, where it lies."""

    name: str
    path: Path


def folders() -> dict[str, Path]:
    """The folders that belong to the newsroom's data, by their names in the archive."""
    var = Path(settings.VAR_DIR)
    return {"media": Path(settings.MEDIA_ROOT), "sealed": var / "sealed", "evidence": var / "evidence"}


def make(into: Path, *, told: Callable[[str, int], None] = lambda _name, _bytes: None) -> Path:
    """Write an archive into a folder; its path. `told` hears of each part and its size. Raises BackupFailed."""
    into.mkdir(parents=True, exist_ok=True)
    at = timezone.now()
    target = into / f"{PREFIX}{at:%Y%m%d-%H%M%S}.tar.gz"
    with tempfile.TemporaryDirectory(dir=into, prefix=".part-") as work:
        database = Path(work) / DATABASES[connection.vendor]
        copy_database(database)
        archive = Path(work) / target.name
        _write(archive, [Part(database.name, database), *_files()], at, told)
        archive.chmod(0o600)
        archive.replace(target)
    return target


def copy_database(to: Path) -> None:
    """The database of one moment, in a file."""
    (_copy_sqlite if connection.vendor == "sqlite" else _dump_postgresql)(to)


def keep(into: Path, number: int) -> list[Path]:
    """Delete all but the newest archives of a folder; those deleted."""
    old = sorted(into.glob(f"{PREFIX}*.tar.gz"))[:-number] if number > 0 else []
    for archive in old:
        archive.unlink()
    return old


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_sqlite(to: Path) -> None:
    name = str(settings.DATABASES["default"]["NAME"])
    connection.ensure_connection()
    with closing(sqlite3.connect(to)) as copy:
        connection.connection.backup(copy, pages=2000)
        broken = copy.execute("PRAGMA quick_check").fetchone()[0]
    if broken != "ok":
        raise BackupFailed(f"The copy of {name} is damaged ({broken}). Look at the disk; no backup was made.")


def _dump_postgresql(to: Path) -> None:
    run_tool("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}")


def run_tool(name: str, *arguments: str, database: bool = True) -> None:
    """Run one of PostgreSQL's own programs, on our database or on a file. Raises BackupFailed with its last words."""
    if shutil.which(name) is None:
        raise BackupFailed(f"{name} is missing. Install PostgreSQL's client programs (Debian: postgresql-client).")
    known: dict[str, Any] = connection.get_connection_params()
    named = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password"}
    access = {variable: str(known[key]) for variable, key in named.items() if known.get(key)}
    command = [name, *([f"--dbname={known['dbname']}"] if database else []), *arguments]
    # Our own words and settings; no shell reads them.
    done = subprocess.run(command, env=os.environ | access, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BackupFailed(f"{name} did not succeed: {done.stderr.strip()[-600:]}")


def _files() -> Iterator[Part]:
    ledger = Path(settings.LEDGER_FILE)
    if ledger.exists():
        yield Part(LEDGER, ledger)
    for name, folder in folders().items():
        for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
            if path.is_file() and not path.is_symlink():
                yield Part(f"{name}/{path.relative_to(folder).as_posix()}", path)


def _write(archive: Path, parts: list[Part], at: datetime, told: Callable[[str, int], None]) -> None:
    sums: dict[str, str] = {}
    with tarfile.open(archive, "w:gz", compresslevel=3) as tar:
        for part in parts:
            try:
                content = part.path.read_bytes() if part.path.stat().st_size < PIECE else None
                digest = hashlib.sha256(content).hexdigest() if content is not None else checksum(part.path)
            except FileNotFoundError:  # a picture was sealed or replaced at this very moment
                continue
            if content is None:
                tar.add(part.path, part.name, recursive=False)
            else:
                _add(tar, part.name, content)
            sums[part.name] = digest
            told(part.name, part.path.stat().st_size if content is None else len(content))
        facts = {"format": FORMAT, "at": at.isoformat(), "database": connection.vendor, "sha256": sums}
        _add(tar, MANIFEST, json.dumps(facts, indent=1, sort_keys=True).encode())


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime = len(content), int(timezone.now().timestamp())
    tar.addfile(entry, io.BytesIO(content))
