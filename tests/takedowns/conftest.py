"""Every test of takedowns writes into a ledger of its own."""

from pathlib import Path
from typing import Any

import pytest

from tests.takedowns.scene import Scene, make_scene


@pytest.fixture(autouse=True)
def ledger_file(tmp_path: Path, settings: Any) -> Path:
    """The ledger of this test."""
    settings.LEDGER_FILE = tmp_path / "ledger.jsonl"
    return tmp_path / "ledger.jsonl"


@pytest.fixture
def scene(db: None, settings: Any, tmp_path: Path) -> Scene:
    """A story with a word of its own, among others."""
    return make_scene(settings, tmp_path)
