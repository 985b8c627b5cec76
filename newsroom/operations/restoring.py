"""Put a backup back: every checksum first, then database, files and ledger, then every removal that it has forgotten.

The ledger that stands is never replaced by a shorter one: what was removed since the backup is known from it alone.
"""

import json
import re
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from posixpath import normpath
from shutil import copyfile
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections

from articles import edition, front_files
from newsroom.operations.backup import (
    DATABASES,
    FORMAT,
    LEDGER,
    MANIFEST,
    BackupFailed,
    checksum,
    folders,
    run_tool,
)
from newsroom.outbox import delivery
from newsroom.takedowns import reapply, rebuilding, surfaces
from newsroom.takedowns.models import Case


class Restored(NamedTuple):
    """What was put back: when it was made, how many files, where a ledger that did not fit lies; what was done then."""

    made_at: str
    files: int
    ledger_aside: Path | None
    removals: reapply.Report
    rebuilt: list[Case]
    held_back: int


def restore(archive: Path, *, told: Callable[[str], None] = lambda _what: None) -> Restored:
    """Put an archive back. Nothing is touched before every checksum was right. Raises BackupFailed."""
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix=".restore-") as work:
        told("Reading and checking the archive")
        facts = unpacked(archive, Path(work))
        told("Putting the database back")
        _put_database(Path(work) / DATABASES[connection.vendor])
        aside = _put_ledger(Path(work) / LEDGER, facts["at"])
        told("Bringing its tables up to this version")
        call_command("migrate", verbosity=0, interactive=False)
        held_back = delivery.hold_back(f"It waited in the backup of {facts['at'][:16]} and may have gone out since.")
        told("Removing again what the ledger knows")
        removals = reapply.reapply()
        rebuilt = rebuilding.rebuild()
        # After that: what is sealed by now stays so, and what the removed stories had here is sealed at once.
        told("Putting the files back")
        files = _put_files(Path(work))
        for article in removals.removed:
            surfaces.purge(article)
    # Pages kept of what came after the backup may stand nowhere.
    edition.bump()
    cache.clear()
    if front_files.is_on():
        front_files.start_anew(edition.current().number)
    return Restored(facts["at"], files, aside, removals, rebuilt, held_back)


def unpacked(archive: Path, into: Path) -> dict[str, Any]:
    """The archive in a folder, and its manifest; every part was compared with its checksum. Raises BackupFailed."""
    try:
        with tarfile.open(archive, "r:gz") as tar:
            names = _names(tar)
            tar.extractall(into, filter="data")
        facts: dict[str, Any] = json.loads((into / MANIFEST).read_text("utf-8"))
    except (OSError, tarfile.TarError, ValueError, EOFError) as error:
        raise BackupFailed(f"{archive.name} cannot be read ({error}). Nothing was changed.") from error
    if facts.get("format") != FORMAT:
        raise BackupFailed(f"{archive.name} was made by another version. Nothing was changed.")
    if facts["database"] != connection.vendor:
        raise BackupFailed(
            f"{archive.name} holds a database of {facts['database']}, and DATABASE_URL names one of "
            f"{connection.vendor}. Nothing was changed."
        )
    if strange := sorted(names - facts["sha256"].keys() - {MANIFEST}):
        raise BackupFailed(f"{archive.name} holds {strange[0]}, which its manifest does not name. Nothing was changed.")
    for name, digest in facts["sha256"].items():
        path = into / name
        if not path.is_file() or checksum(path) != digest:
            raise BackupFailed(f"{archive.name} is damaged: {name} is not what it was. Nothing was changed.")
    return facts


def _names(tar: tarfile.TarFile) -> set[str]:
    """The names of the files in the archive; anything but a file or a folder is no work of ours."""
    members = tar.getmembers()
    if odd := next((member for member in members if not (member.isfile() or member.isdir())), None):
        raise tarfile.TarError(f"{odd.name} is neither file nor folder")
    return {normpath(member.name) for member in members if member.isfile()}


def _put_database(copy: Path) -> None:
    if connection.vendor == "postgresql":
        _put_postgresql(copy)
        return
    # Through SQLite itself: whoever still has the database open sees the old one whole, and then the new one.
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as source:
        source.backup(connection.connection)


def _put_postgresql(copy: Path) -> None:
    """In one transaction: tables that are newer than the backup go, then the backup's are put in place of ours.

    A newer table may point to an older one, which could not be dropped otherwise, and nothing of it fits any more.
    """
    script, drops = copy.with_suffix(".sql"), copy.with_name("drops.sql")
    run_tool("pg_restore", "--clean", "--if-exists", "--no-owner", f"--file={script}", str(copy), database=False)
    with connection.cursor() as cursor:
        ours = connection.introspection.table_names(cursor)
    held = set(re.findall(r"^CREATE TABLE (?:\w+\.)?\"?(\w+)\"? \(", script.read_text("utf-8"), re.MULTILINE))
    newer = [connection.ops.quote_name(name) for name in ours if name not in held]
    drops.write_text("".join(f"DROP TABLE IF EXISTS {name} CASCADE;\n" for name in newer), "utf-8")
    connections.close_all()
    quiet = ("--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--single-transaction")
    run_tool("psql", *quiet, f"--file={drops}", f"--file={script}")


def _put_files(work: Path) -> int:
    put = 0
    for name, folder in folders().items():
        for path in sorted((work / name).rglob("*")):
            if path.is_file() and not _is_sealed(name, path.relative_to(work / name)):
                target = folder / path.relative_to(work / name)
                target.parent.mkdir(parents=True, exist_ok=True)
                copyfile(path, target)
                put += 1
    return put


def _is_sealed(folder: str, path: Path) -> bool:
    return folder == "media" and (folders()["sealed"] / path).exists()


def _put_ledger(old: Path, at: str) -> Path | None:
    """The longer of both ledgers, where one continues the other; else ours, and the old one beside it."""
    ours = Path(settings.LEDGER_FILE)
    if not old.exists():
        return None
    before, now = old.read_bytes(), ours.read_bytes() if ours.exists() else b""
    if now.startswith(before):
        return None
    if before.startswith(now):
        ours.parent.mkdir(parents=True, exist_ok=True)
        copyfile(old, ours)
        return None
    aside = ours.with_name(f"{ours.stem}-of-backup-{at[:19].replace(':', '')}{ours.suffix}")
    copyfile(old, aside)
    return aside
