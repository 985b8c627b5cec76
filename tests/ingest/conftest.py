"""What every test of ingest may ask for."""

from collections.abc import Iterator

import pytest
import time_machine
from time_machine import Traveller


@pytest.fixture
def clock() -> Iterator[Traveller]:
    """A clock that stands still until the test moves it on."""
    with time_machine.travel("2026-11-25 06:00+00:00", tick=False) as traveller:
        yield traveller
