"""Every test of takedowns writes into a ledger of its own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def ledger_file(tmp_path: Path, settings: Any) -> Path:
    """The ledger of this test."""
    settings.LEDGER_FILE = tmp_path / "ledger.jsonl"
    return tmp_path / "ledger.jsonl"
