"""Whether two texts are copies of one another, by hashes alone, and why. Pure: no text is kept, none is looked up.

`sketch` makes what is kept of a text, `compare` judges two of them, `belongs` says to which group a new one belongs.
"""

from newsroom.ingest.alike.groups import Kinship, belongs, is_one
from newsroom.ingest.alike.likeness import Likeness, compare, resemblance
from newsroom.ingest.alike.sketch import Sketch, pack, unpack
from newsroom.ingest.alike.sketching import sketch

__all__ = [
    "Kinship",
    "Likeness",
    "Sketch",
    "belongs",
    "compare",
    "is_one",
    "pack",
    "resemblance",
    "sketch",
    "unpack",
]
