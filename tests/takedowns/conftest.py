"""What many tests of takedowns begin with."""

from pathlib import Path
from typing import Any

import pytest

from newsroom.takedowns import switches
from tests.takedowns.scene import Scene, make_scene
from tests.world import person, root


@pytest.fixture
def scene(db: None, settings: Any, tmp_path: Path) -> Scene:
    """A story with a word of its own, among others."""
    return make_scene(settings, tmp_path)


@pytest.fixture
def switched_on(db: None) -> None:
    """Two people want sealed copies destroyed."""
    switches.ask(switches.DESTROY, by=person("tao"))
    switches.agree(switches.DESTROY, by=root())
