"""A newsroom of its own for one measurement: settings, database, outlets, workers; all of it ends with the `with`."""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks import outlets

ROOT = Path(__file__).resolve().parents[2]
LEASE = 15.0
PAGE = os.sysconf("SC_PAGE_SIZE")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def choose_settings(database: str, engine: str, cache: str, feeds: int, port: int) -> Path:
    """Let this process and its children be a newsroom in a folder of its own; the folder."""
    folder = Path(tempfile.mkdtemp(prefix="newsroom-bench-"))
    os.environ.update(
        DJANGO_SETTINGS_MODULE="newsroom.settings",
        ENV_FILE="",
        DEBUG="0",
        DEMO="0",
        HTTPS_ONLY="0",
        SECRET_KEY="a-key-for-benchmarks-only-0123456789-abcdefghijklmnopqrstuvwxyz",
        SITE_URL="http://127.0.0.1",
        VAR_DIR=str(folder),
        EMAIL_URL="memory://",
        DATABASE_URL=database or f"sqlite:///{folder / 'newsroom.sqlite3'}",
        CACHE_URL=cache,
        TASKS_ENGINE=engine,
        INGEST_GAP="0",
        INGEST_ALLOW_HOSTS=",".join(f"{outlets.host(feed)}:{port}" for feed in range(feeds)),
        LOG_LEVEL="ERROR",
        PYTHONPATH=str(ROOT),
    )
    return folder


@dataclass
class Crew:
    """The workers, and how much memory they and their children took at most (bytes)."""

    size: int
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    killed: int = 0
    peak: int = 0

    def hire(self) -> None:
        """Fill up to the size."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) < self.size:
            command = [sys.executable, "-m", "tests.benchmarks.worker", str(LEASE)]
            self.workers.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL))

    def kill_one(self) -> None:
        """End one worker in the middle of whatever it does, and hire another."""
        victim = random.choice(self.workers)
        victim.kill()
        victim.wait()
        self.killed += 1
        self.hire()

    def weigh(self) -> None:
        """Take the present memory into account."""
        self.peak = max(self.peak, sum(_resident(pid) for pid in _family({worker.pid for worker in self.workers})))

    def dismiss(self) -> None:
        """End all of them by the ids that we started."""
        for worker in self.workers:
            worker.send_signal(signal.SIGTERM)
        for worker in self.workers:
            try:
                worker.wait(5)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()


def _family(parents: set[int]) -> set[int]:
    """These processes and all that descend from them."""
    children: dict[int, set[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, parent = int(stat.parent.name), int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, set()).add(pid)
    found, left = set(parents), list(parents)
    while left:
        new = children.get(left.pop(), set()) - found
        found |= new
        left += new
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0


@contextmanager
def serving(feeds: int, entries: int, port: int) -> Iterator[None]:
    """The outlets, answering."""
    command = [sys.executable, "-m", "tests.benchmarks.outlets", str(feeds), str(entries), str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout is not None
            if server.stdout.readline().strip() != b"ready":
                raise SystemExit("The outlets could not be started on loopback.")
            yield
        finally:
            server.terminate()


@contextmanager
def crew(size: int, folder: Path) -> Iterator[Crew]:
    """The workers of one measurement."""
    hands = Crew(size)
    hands.hire()
    try:
        yield hands
    finally:
        hands.dismiss()
        shutil.rmtree(folder, ignore_errors=True)
