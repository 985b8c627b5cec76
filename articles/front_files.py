"""Composed pages as files, for a web server in front to send by itself; each edition has a folder of its own.

A link named `current` leads to the folder of the edition that readers may see. A new edition moves the link, in one
step and right after its transaction: what is withdrawn is gone at the next request, and a page that was still being
composed for the old edition is written where nobody looks any more. `docs/nginx.conf` is the example to go with it.
"""

import fcntl
import gzip
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

CURRENT = "current"
LONGEST_NAME = 200
KEPT_FOLDERS = 2


def is_on() -> bool:
    """Whether pages are written as files at all."""
    return bool(settings.FRONT_DIR)


def folder_of(edition: int, now: datetime | None = None) -> str:
    """The name of an edition's folder; pages that show the day or drop a pin hold for an hour at most."""
    return f"{edition:012d}-{timezone.localtime(now):%Y%m%d%H}"


def write(folder_name: str, path: str, query: str, page: bytes) -> bool:
    """Keep the page of a path with its query in an edition's folder, as it is and packed.

    False where such an address makes no sound name of a file.
    """
    parts = [part for part in path.split("/") if part]
    name = f"index?{query}.html" if query else "index.html"
    if not all(_is_sound(part) for part in [*parts, name]) or not path.endswith("/"):
        return False
    folder = Path(settings.FRONT_DIR, folder_name, *parts)
    if (folder / name).exists():
        return True
    folder.mkdir(parents=True, exist_ok=True)
    stamp = zlib.crc32(folder_name.encode())
    for file, content in ((f"{name}.gz", gzip.compress(page, 6, mtime=0)), (name, page)):
        beside = folder / f".{os.getpid()}-{file}"
        beside.write_bytes(content)
        # Web servers make an ETag of a file's time and size: two editions in one second must not share it.
        os.utime(beside, (stamp, stamp))
        beside.replace(folder / file)
    if not Path(settings.FRONT_DIR, CURRENT).is_symlink():
        _lead_to(folder_name)
    return True


def turn(edition: int, now: datetime | None = None) -> str:
    """Let the link lead to an edition's folder, never to an older one's; the name that it bears now."""
    return _lead_to(folder_of(edition, now))


def _lead_to(wanted: str) -> str:
    with _alone() as root:
        link = root / CURRENT
        standing = str(link.readlink()) if link.is_symlink() else ""
        if wanted <= standing:
            return standing
        (root / wanted).mkdir(exist_ok=True)
        beside = root / f".{CURRENT}"
        beside.unlink(missing_ok=True)
        beside.symlink_to(wanted)
        beside.replace(link)
    return wanted


def start_anew(edition: int) -> None:
    """Delete every page and begin with this edition, though its number be lower, as after a backup was put back."""
    with _alone() as root:
        (root / CURRENT).unlink(missing_ok=True)
        for folder in _folders(root):
            shutil.rmtree(folder, ignore_errors=True)
    turn(edition)


def sweep() -> int:
    """Delete the folders of editions that are over, but for the last one or two; how many."""
    folders = _folders(Path(settings.FRONT_DIR))
    for folder in folders[:-KEPT_FOLDERS]:
        shutil.rmtree(folder, ignore_errors=True)
    return len(folders[:-KEPT_FOLDERS])


def _folders(root: Path) -> list[Path]:
    return sorted(entry for entry in root.glob("[0-9]*-[0-9]*") if entry.is_dir())


@contextmanager
def _alone() -> Iterator[Path]:
    """The root folder, while no other process moves the link."""
    root = Path(settings.FRONT_DIR)
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield root
        finally:
            with suppress(OSError):
                fcntl.flock(lock, fcntl.LOCK_UN)


def _is_sound(part: str) -> bool:
    return part not in {".", ".."} and part.isprintable() and len(part.encode()) <= LONGEST_NAME and "/" not in part
