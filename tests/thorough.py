"""How many examples a property is tried on: some in the fast suite, all where `make test-all` asks for it."""

import os

from hypothesis import settings


def examples(many: int) -> settings:
    """Settings for a property that deserves `many` examples; a slow machine is no failure."""
    thorough = os.environ.get("THOROUGH") == "1"
    return settings(max_examples=many if thorough else max(15, many // 8), deadline=None)
