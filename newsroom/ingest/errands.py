"""What is said between us and the process that reads hostile bytes: errands out, answers back, each in one frame. Pure.

The child has touched what strangers wrote, so its answers may hold our frozen data and nothing else: whatever names
other code is refused before it is built.
"""

import io
import pickle
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass
from datetime import date, datetime, timedelta, timezone

from newsroom.ingest import entry, reading
from newsroom.ingest.entry import Entry, Extraction, Mend, ParsedFeed
from newsroom.ingest.reading import NO_PAGE, Outlet, Page, Reading

HEAD = struct.Struct(">Q")
LONGEST = 128 * 1024 * 1024
"""So many bytes may one answer have; a feed of the largest size fits several times."""


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """Read what came from `url` as a feed; `headers` have names in lower case."""

    body: bytes
    headers: Mapping[str, str]
    url: str


@dataclass(frozen=True, slots=True)
class FindFeeds:
    """Find the feeds that a web page names."""

    body: bytes
    url: str


@dataclass(frozen=True, slots=True)
class ReadPage:
    """Read a web page; `take` and `drop` are CSS selectors."""

    body: bytes
    url: str
    charset: str = ""
    take: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadStory:
    """Read an entry with its page, which comes without its bytes: they are `unread`, or were read before."""

    entry: Entry
    outlet: Outlet
    now: datetime
    page: Page = NO_PAGE
    unread: ReadPage | None = None
    extraction: Extraction = field(default_factory=Extraction)
    own_hosts: tuple[str, ...] = ()
    mends: tuple[Mend, ...] = ()


@dataclass(frozen=True, slots=True)
class Learn:
    """Keep the words of the site's tags for the stories to come. There is no answer."""

    words: Mapping[str, str]


Errand = ReadFeed | FindFeeds | ReadPage | ReadStory | Learn
Value = ParsedFeed | Extraction | Reading | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an errand. `fault` says what went wrong, `trace` where; `memory` is the most used, in KiB."""

    value: Value | None = None
    fault: str = ""
    trace: str = ""
    memory: int = 0


class Nonsense(Exception):
    """What came back is no answer."""


_DATA: list[type] = [
    kind
    for module in (entry, reading)
    for kind in vars(module).values()
    if isinstance(kind, type) and is_dataclass(kind)
]
_ADMITTED: dict[tuple[str, str], type] = {
    (kind.__module__, kind.__name__): kind for kind in (Answer, *_DATA, date, datetime, timedelta, timezone)
}


class _Reader(pickle.Unpickler):
    """Builds our frozen data and times, and nothing else."""

    def find_class(self, module: str, name: str) -> type:
        """The class of this name, if it is admitted. Raises UnpicklingError."""
        if found := _ADMITTED.get((module, name)):
            return found
        raise pickle.UnpicklingError(f"{module[:60]}.{name[:60]} is not admitted.")


def framed(message: Errand | Answer) -> bytes:
    """A message with its length before it."""
    body = pickle.dumps(message, protocol=5)
    return HEAD.pack(len(body)) + body


def answered(body: bytes | bytearray) -> Answer:
    """The answer that the child gave. Raises Nonsense for anything else."""
    try:
        answer = _Reader(io.BytesIO(body)).load()
    except Exception as error:
        # Bytes made to mislead raise whatever they like.
        raise Nonsense(str(error)[:200]) from error
    if not isinstance(answer, Answer):
        raise Nonsense("This is no answer.")
    return answer
