"""What every test may ask for: the network's stand-in, signed-in browsers, a database that knows its roles."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.cache import caches
from django.test import Client

from articles import page_cache
from newsroom.ingest import secluded
from newsroom.outbox import guard
from newsroom.takedowns import txt
from tests import world
from tests.fakes import FakeWeb


def _empty_caches() -> None:
    for alias in site.CACHES:
        caches[alias].clear()
    page_cache.SEARCHES.clear()


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """No test sees what another one cached."""
    _empty_caches()
    yield
    _empty_caches()


@pytest.fixture(autouse=True)
def ledger_file(tmp_path: Path, settings: Any) -> Path:
    """Each test writes removals into a ledger of its own."""
    settings.LEDGER_FILE = tmp_path / "ledger.jsonl"
    return tmp_path / "ledger.jsonl"


@pytest.fixture(autouse=True)
def _patient_readers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on how busy the machine is; those marked `hasty` want the readers' real limits."""
    if request.node.get_closest_marker("hasty") is None:
        for limit in ("FEED", "PAGE", "TEXT", "WITHOUT_PAGE", "HEADLINE"):
            monkeypatch.setattr(secluded, limit, 60.0)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> FakeWeb:
    """The network: what it serves is set by the test, what was asked of it can be read."""
    fake = FakeWeb()
    monkeypatch.setattr(guard, "make_transport", fake.transport)
    monkeypatch.setattr(txt, "lookup", fake.lookup)
    return fake


@pytest.fixture
def signed_in(db: None) -> Callable[[str], Client]:
    """A browser in which one of the five is signed in."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(world.root() if name == "root" else world.person(name), "newsroom.desk.roles.RolesBackend")
        return client

    return sign_in
