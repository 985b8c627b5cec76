"""Stories on one event grouped as they arrive, by whichever worker; editors win for ever.

The database is the truth: a Gist a story, changed under the one Turn. The machine moves only incoming stories that no
person has touched, and merges or parts only coverages that it made itself; of all others it only suggests.
"""

from newsroom.ingest.coverage.effects import absorb, entitle, free_slug
from newsroom.ingest.coverage.grouping import group
from newsroom.ingest.coverage.members import best_of
from newsroom.ingest.coverage.people import belongs, taken_out
from newsroom.ingest.coverage.sweeping import claim, sweep

__all__ = ["absorb", "belongs", "best_of", "claim", "entitle", "free_slug", "group", "sweep", "taken_out"]
