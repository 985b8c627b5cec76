"""By what near copies of a text are looked for, read from its signature. Pure.

A signature begins with 24 numbers of four bytes, those runs of words of the text that have the smallest hashes. What
follows is for `newsroom.ingest.alike`, which makes it. Two texts that share a band are worth comparing.
"""

from struct import Struct

BANDS = 24
"""Of two texts that share a tenth of their runs 93 in 100 share one (measured: 99.8 % of 635 pairs of cut or rewritten
stories); 16 found 99.4 %, 32 no more."""
_ALL = Struct(f">{BANDS}I")


def numbers(signature: bytes) -> tuple[int, ...]:
    """The bands of a signature as numbers of 31 bits, at most 24, each once; none of an empty or a broken one."""
    return tuple(dict.fromkeys(filter(None, _ALL.unpack_from(signature)))) if len(signature) >= _ALL.size else ()


def bands(signature: bytes) -> tuple[str, ...]:
    """The same, each as 8 hexadecimal digits."""
    return tuple(f"{number:08x}" for number in numbers(signature))
