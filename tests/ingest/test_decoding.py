"""Content codings undone in bounded steps: whatever arrives, either the whole comes out or one of two errors."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.decoding import TooLarge, Undecodable, decoded
from tests.thorough import examples

TEXT = b"Two ferries a day will reach the outer islands. " * 4000
LIMIT = 1_000_000


def bare_deflate(data: bytes) -> bytes:
    raw = zlib.compressobj(wbits=-15)
    return raw.compress(data) + raw.flush()


CODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "plain": ("", bytes),
    "gzip": ("gzip", gzip.compress),
    "gzip by its old name": ("X-Gzip ", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "deflate without its header": ("deflate", bare_deflate),
    "br": ("br", brotli.compress),
}
COMPRESSED = [name for name in CODINGS if name != "plain"]


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


def undone(data: bytes, coding: str, limit: int = LIMIT, size: int = 1000) -> bytes:
    return b"".join(decoded(pieces(data, size), coding, limit))


@pytest.mark.parametrize("name", CODINGS)
@pytest.mark.parametrize("size", [1, 7, 65536])
def test_every_coding_is_undone_however_it_is_cut(name: str, size: int) -> None:
    coding, do = CODINGS[name]
    assert undone(do(TEXT), coding, size=size) == TEXT
    assert undone(do(b""), coding, size=size) == b""


@pytest.mark.parametrize("name", COMPRESSED)
def test_half_an_answer_is_not_taken_for_the_whole(name: str) -> None:
    coding, do = CODINGS[name]
    whole = do(TEXT)
    for end in (1, len(whole) // 2, len(whole) - 1):
        with pytest.raises(Undecodable):
            undone(whole[:end], coding)


@pytest.mark.parametrize("name", COMPRESSED)
def test_a_bomb_stops_at_the_limit_in_little_memory(name: str) -> None:
    coding, do = CODINGS[name]
    bomb = do(b"\0" * 30_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            undone(bomb, coding, size=len(bomb))
        assert tracemalloc.get_traced_memory()[1] < 3 * LIMIT
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("size", [1, 1000])
def test_the_members_of_a_gzip_file_are_one_text(size: int) -> None:
    two = gzip.compress(b"one ") + gzip.compress(b"two")
    assert undone(two, "gzip", size=size) == b"one two"
    assert undone(two + b"\0" * 512, "gzip", size=size) == b"one two"
    with pytest.raises(Undecodable):
        undone(two[:-4], "gzip", size=size)


def test_members_without_end_that_hold_nothing_end_too() -> None:
    with pytest.raises(TooLarge):
        undone(gzip.compress(b"") * 10_000, "gzip", limit=50_000)


@pytest.mark.parametrize("coding", ["zstd", "gzip, br", "compress", "x" * 500])
def test_a_coding_that_we_did_not_offer_is_an_error(coding: str) -> None:
    with pytest.raises(Undecodable):
        undone(b"x", coding)


def test_plain_bytes_have_a_limit_too() -> None:
    assert len(undone(b"x" * 1000, "identity", limit=1000)) == 1000
    with pytest.raises(TooLarge):
        undone(b"x" * 1001, "", limit=1000)


@given(data=st.binary(max_size=400), coding=st.sampled_from(["", "gzip", "deflate", "br"]), size=st.integers(1, 50))
@examples(150)
def test_any_bytes_come_out_or_raise_one_of_two_errors(data: bytes, coding: str, size: int) -> None:
    with suppress(TooLarge, Undecodable):
        assert len(undone(data, coding, limit=500, size=size)) <= 500


@given(name=st.sampled_from(COMPRESSED), data=st.binary(max_size=300), at=st.integers(0, 400), bit=st.integers(0, 7))
@examples(150)
def test_one_flipped_bit_comes_out_or_raises_one_of_two_errors(name: str, data: bytes, at: int, bit: int) -> None:
    coding, do = CODINGS[name]
    broken = bytearray(do(data))
    broken[at % len(broken)] ^= 1 << bit
    with suppress(TooLarge, Undecodable):
        assert len(undone(bytes(broken), coding, limit=1000)) <= 1000
