"""What the eye would know a picture by: the same for copies of another size, quality or format. Pure.

The difference hash of Neal Krawetz ("Kind of Like That", The Hacker Factor Blog, 2013): the picture is shrunk to nine
by eight greys, and each bit says whether a place is darker than its neighbour on the right.
"""

from itertools import pairwise

from PIL import Image, ImageStat

WIDTH, HEIGHT = 8, 8
NEAR = 4
"""Bits in which two copies of one picture may differ."""
LEAST_CONTRAST = 6.0
"""Standard deviation of the greys, of 255; below it the bits are noise."""
LEAST_BITS = 8
"""So many bits of either kind a look must have; a plain slope of grey has none."""


def look_of(image: Image.Image) -> str:
    """The look as 16 hexadecimal digits, "" for one that says nothing, such as a flat or evenly shaded picture."""
    small = image.convert("L").resize((WIDTH + 1, HEIGHT), Image.Resampling.BOX)
    if ImageStat.Stat(small).stddev[0] < LEAST_CONTRAST:
        return ""
    greys = small.tobytes()
    rows = [greys[start : start + WIDTH + 1] for start in range(0, len(greys), WIDTH + 1)]
    bits = [left < right for row in rows for left, right in pairwise(row)]
    if not LEAST_BITS <= sum(bits) <= len(bits) - LEAST_BITS:
        return ""
    return f"{sum(bit << place for place, bit in enumerate(bits)):016x}"


def distance(one: str, other: str) -> int:
    """In how many of the 64 bits two looks differ; 64 where one of them says nothing."""
    return (int(one, 16) ^ int(other, 16)).bit_count() if one and other else WIDTH * HEIGHT


def is_near(one: str, other: str) -> bool:
    """Whether two looks are those of one picture."""
    return distance(one, other) <= NEAR
