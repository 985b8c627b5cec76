"""What arrives, what is known of it, and what is to be done: the frozen data of `decide`. Pure."""

from dataclasses import dataclass, field
from typing import Literal

from newsroom.ingest.alike import Likeness
from newsroom.ingest.entry import Suggested

VerdictKind = Literal["new", "changed", "seen", "duplicate", "barred", "quarantined", "refused"]


@dataclass(frozen=True, slots=True)
class Arriving:
    """A story at the door. Keys are "" where there is none; `read` is false while only the feed's entry is known.

    `poor` says that the page was not readable as an article, so that the words are a notice or the feed's own summary.
    """

    source: int
    source_name: str = ""
    opted_out: bool = False
    guid_key: str = ""
    address_keys: tuple[str, ...] = ()
    text_key: str = ""
    words_key: str = ""
    author_key: str = ""
    outlet_key: str = ""
    signature: bytes = b""
    headline: str = ""
    figures: frozenset[str] = frozenset()
    words: int = 0
    poor: bool = False
    read: bool = True


@dataclass(frozen=True, slots=True)
class Holder:
    """An article that we hold under one of the arriving keys, and the newest text that came in for it.

    `matched` is the kind of key: "guid", "address" or "text", `kinds` are all that it is known by. `told` is the
    headline that came with that text, `words_key` the key of its words, `signatures` are those of all its texts.
    """

    article: int
    status: str
    source: int | None
    matched: str
    headline: str = ""
    words_key: str = ""
    words: int = 0
    poor: bool = False
    key: str = ""
    kinds: frozenset[str] = frozenset()
    told: str = ""
    signatures: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Kin:
    """A recent article of the same source with a text much like the arriving one. `figures` are the numbers in it."""

    article: int
    status: str
    told: str = ""
    words_key: str = ""
    signature: bytes = b""
    figures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Copy:
    """A recent article of any source that shares much with the arriving text, and how like it is.

    `group` is the group of copies that it belongs to: the number of the first of them; `lately` says that it came in
    so lately that its own source may have touched it up.
    """

    article: int
    status: str
    source: int | None
    headline: str = ""
    group: int = 0
    lately: bool = True
    signature: bytes = b""
    likeness: Likeness = field(default_factory=Likeness)


@dataclass(frozen=True, slots=True)
class Standing:
    """A bar against one of the arriving keys; a near one carries the signature of the text that was taken down."""

    bar: int
    matched: str
    reason: str
    article: int | None = None
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class Known:
    """What we hold and what we must keep out, as far as it touches the story at the door."""

    holders: tuple[Holder, ...] = ()
    bars: tuple[Standing, ...] = ()
    near: tuple[Standing, ...] = field(default=())
    kin: tuple[Kin, ...] = ()
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a story, the article or the bar that it hangs on, and why in one sentence.

    `reused` are the kinds and keys that it shares with another story of its source, and that stay with that one;
    `suggested` is for the editor to confirm: that it is a duplicate.
    """

    kind: VerdictKind
    reason: str
    article: int | None = None
    bar: int | None = None
    reused: tuple[tuple[str, str], ...] = ()
    suggested: tuple[Suggested, ...] = ()

    @property
    def comes_in(self) -> bool:
        """Whether an article is made of it."""
        return self.kind in ("new", "duplicate", "quarantined")
