"""What many tests of takedowns begin with."""

from pathlib import Path
from typing import Any

import pytest

from tests.takedowns.scene import Scene, make_scene


@pytest.fixture
def scene(db: None, settings: Any, tmp_path: Path) -> Scene:
    """A story with a word of its own, among others."""
    return make_scene(settings, tmp_path)
