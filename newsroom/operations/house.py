"""The running house: web server, worker and clock as child processes that start together and stop together."""

import signal
import subprocess
import sys
import time
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings

GRACE = 8.0
WORKERS: dict[str, tuple[str, ...]] = {
    "db": ("db_worker", "--interval=0.5", "--no-startup-delay", "--no-reload", "-v0"),
    # Not rq's forking worker: each task would begin with a process for reading of its own.
    "rq": ("rqworker", "default", "--worker-class=rq.SimpleWorker", "--job-class=django_tasks_rq.Job", "-v0"),
}
QUIET = ("--log-level=warning", "--graceful-timeout=3")


class House:
    """Starts the parts, waits until the site answers, and stops all when one stops or Ctrl-C is pressed."""

    def __init__(self, host: str, port: int, workers: int = 1) -> None:
        self.host, self.port = host, port
        manage = [sys.executable, "manage.py"]
        web = [sys.executable, "-m", "gunicorn", "newsroom.wsgi", "--bind", f"{host}:{port}", "--worker-class=gthread"]
        self.commands = {"web": [*web, "--preload", "--workers=2", "--threads=4", *QUIET]}
        worker = WORKERS.get(settings.TASKS_ENGINE, ())
        for number in range(workers if worker else 0):
            self.commands[f"worker {number + 1}"] = [*manage, *worker]
        self.commands["clock"] = [*manage, "clock"]
        self.parts: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def start(self, *names: str) -> None:
        """Start the named parts, or all that do not run yet.

        Each is in a process group of its own, so that Ctrl-C reaches it through us, once.
        """
        for name, command in self.commands.items():
            if name not in self.parts and (not names or name in names):
                self.parts[name] = subprocess.Popen(command, start_new_session=True)  # noqa: S603

    def wait_until_ready(self, seconds: float = 30.0) -> bool:
        """Wait until the site answers; False when it does not in time or a part died."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self.died():
            try:
                with urlopen(f"http://{self.host}:{self.port}/health/ready", timeout=2) as answer:
                    return bool(answer.status == 200)
            except (URLError, OSError):
                time.sleep(0.05)
        return False

    def died(self) -> str:
        """The name of a part that has stopped by itself, or nothing."""
        return next((name for name, part in self.parts.items() if part.poll() is not None), "")

    def watch(self) -> str:
        """Stay until Ctrl-C, or until a part stops by itself; its name."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        while not self.stopping and not self.died():
            time.sleep(0.2)
        return "" if self.stopping else self.died()

    def stop(self) -> None:
        """Ask every part to finish what it does, and end those that do not within the grace (seconds)."""
        for part in self.parts.values():
            if part.poll() is None:
                part.terminate()
        until = time.monotonic() + GRACE
        for part in self.parts.values():
            try:
                part.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                part.kill()
                part.wait()

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True
