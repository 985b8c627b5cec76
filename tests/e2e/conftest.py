"""A whole newsroom of its own for the browser: web server, worker and clock as processes, and an outlet beside it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.outlet import Outlet
from tests.house import ROOT

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
PEOPLE = {"ben": "Editor", "tao": "Takedown officer"}


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Newsroom:
    """A newsroom that runs: its address, its command line, its letters."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.mail = folder / "mail"
        self.mail.mkdir()
        self.env = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}} | {
            "ENV_FILE": "",
            "SECRET_KEY": "a-key-for-the-journeys-only-0123456789-abcdefghijklm",
            "DEBUG": "1",
            "SITE_NAME": "The Journey Paper",
            "SITE_URL": self.url,
            "VAR_DIR": str(folder),
            "INGEST_ALLOW_HOSTS": "127.0.0.1",
            "EMAIL_URL": f"file:///{self.mail}",
            "FORM_MIN_SECONDS": "0",
            "ADS": "1",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def manage(self, *words: str) -> str:
        """Run a command of the newsroom; what it printed."""
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(
            command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=True, timeout=120
        ).stdout

    def settle(self) -> None:
        """Migrate, and give Ben and Tao their accounts; the password is the name."""
        self.manage("migrate", "-v0")
        lines = ["from django.contrib.auth.models import Group, User"]
        for name, role in PEOPLE.items():
            lines.append(f"u = User.objects.create_user({name!r}, '{name}@paper.example', {name!r}, is_staff=True)")
            lines.append(f"u.groups.add(Group.objects.get(name={role!r}))")
        self.manage("shell", "-v0", "-c", "\n".join(lines))

    def open(self) -> None:
        """Start everything with the one command, and wait until it says that it is open."""
        command = [sys.executable, "-u", "manage.py", "run", "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if b"Ctrl-C" in line:
                return
        raise AssertionError("The newsroom did not open.")

    def close(self) -> None:
        """Stop as Ctrl-C does."""
        if self.process:
            self.process.terminate()
            self.process.wait(20)
            assert self.process.stdout is not None
            self.process.stdout.close()

    def letters(self, to: str) -> list[str]:
        """The letters that went to an address, oldest first."""
        texts = [file.read_text() for file in sorted(self.mail.iterdir(), key=lambda file: file.stat().st_mtime)]
        return [text for text in texts if f"To: {to}" in text]


@contextmanager
def opened(folder: Path) -> Iterator[Newsroom]:
    """A newsroom that runs."""
    room = Newsroom(folder)
    room.settle()
    try:
        room.open()
        yield room
    finally:
        room.close()


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """The one newsroom of all journeys but those that depend on who works there and on what came before."""
    with opened(tmp_path_factory.mktemp("newsroom")) as room:
        yield room


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    """An outlet with a feed, on loopback."""
    with Outlet() as served:
        yield served


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh window; a message on its console that tells of an error fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    window = context.new_page()
    errors: list[str] = []
    window.on("pageerror", lambda error: errors.append(str(error)))
    window.on("console", lambda message: errors.append(message.text) if "Content Security" in message.text else None)
    yield window
    context.close()
    assert errors == []
