"""The landscapes among the press's pictures, each a function that paints one on a canvas.

It is only drawing: no files, no text, no network. `pictures` chooses scene and palette and makes the JPEG.
"""

import math

from newsroom.operations.demo.press.canvas import WARM, Canvas, Colour, Point, blend
from newsroom.operations.demo.press.pieces import boat, clouds, crane, islet, peaks, sail, ship, towers, track, trees


def sea(c: Canvas) -> None:
    """Open water with an islet and a sail."""
    x, _ = c.sunlit_sky(0.56)
    clouds(c, 0.5)
    c.sheet_of_water(0.56, x)
    c.pen.polygon(islet(c, 0.56), fill=blend(c.far, c.water, 0.2))
    sail(c, c.w * c.seed.uniform(0.15, 0.85), c.h * c.seed.uniform(0.64, 0.74), c.h * 0.11)


def harbour(c: Canvas) -> None:
    """Quay cranes and a ship with her boxes."""
    x, _ = c.sunlit_sky(0.6)
    clouds(c, 0.4)
    c.layers(2, 0.5, 0.56, 0.08, 0.8)
    c.sheet_of_water(0.6, x)
    side = c.seed.choice((0.04, 0.52))
    for number in range(4):
        crane(c, c.w * (side + number * 0.115), c.h * 0.66, c.h * (0.2 + number * 0.035))
    c.pen.rectangle((c.w * (side - 0.1), c.h * 0.655, c.w * (side + 0.5), c.h * 0.69), fill=c.near)
    ship(c, c.w * (0.62 if side < 0.3 else 0.08), c.h * 0.74, c.w * 0.3)


def skyline(c: Canvas) -> None:
    """A town by the water with lit windows."""
    x, _ = c.sunlit_sky(0.72)
    c.stars(40, 0.3)
    c.layers(2, 0.58, 0.64, 0.1, 0.7)
    for row, (low, high) in enumerate(((0.14, 0.34), (0.1, 0.28), (0.06, 0.18))):
        colour = blend(blend(c.far, c.near, 0.35), c.near, row / 2)
        towers(c, 0.76, low, high, colour, windows=row > 0)
    c.sheet_of_water(0.76, x)


def hills(c: Canvas) -> None:
    """Hill behind hill, firs on the nearest."""
    c.sunlit_sky(0.7)
    clouds(c, 0.3)
    line = c.layers(6, 0.5, 0.9, 0.13, 0.55)
    trees(c, line, 26, 0.045)


def mountains(c: Canvas) -> None:
    """Snowy chains above a valley."""
    c.sunlit_sky(0.62)
    clouds(c, 0.3)
    for layer in range(3):
        share = layer / 2
        peaks(
            c,
            0.62 + share * 0.12,
            0.36 - share * 0.12,
            blend(blend(c.glow, c.far, 0.8), c.near, share * 0.6),
            snow=layer < 2,
        )
    c.layers(3, 0.8, 0.93, 0.07, 0.9)


def snow(c: Canvas) -> None:
    """A winter night or morning with firs."""
    c.sunlit_sky(0.66)
    peaks(c, 0.66, 0.26, blend(c.glow, c.far, 0.7), snow=True)
    white: Colour = (248, 250, 255)
    line: list[Point] = []
    for share in (0.75, 0.45, 0.2, 0.05):
        line = c.ridge(0.86 - share * 0.26, 0.07, 0.6, blend(white, c.far, share * 0.8))
        trees(c, line, 12, 0.04 + (1 - share) * 0.06, c.near)
    for _ in range(160):
        px, py, r = c.seed.uniform(0, c.w), c.seed.uniform(0, c.h), c.seed.uniform(1, 4)
        c.pen.ellipse((px - r, py - r, px + r, py + r), fill=white)


def dunes(c: Canvas) -> None:
    """Sand in long waves, each with a lit side and a shaded one."""
    c.sunlit_sky(0.6)
    for layer in range(5):
        share = layer / 4
        lit = blend(blend(c.glow, c.far, 0.6), blend(c.far, c.near, 0.25), share)
        line = c.ridge(0.54 + share * 0.34, 0.13, 0.4, lit)
        crest = c.seed.randrange(30, 130)
        x, y = line[crest]
        fall = [(x + c.w * 0.05 * step * math.sin(step * 1.1 + layer), y + c.h * 0.1 * step) for step in range(1, 7)]
        c.pen.polygon([*line[crest:], (c.w, c.h), *reversed(fall)], fill=blend(lit, c.near, 0.3 + share * 0.2))


def fields(c: Canvas) -> None:
    """Terraces, some of them under water."""
    c.sunlit_sky(0.42)
    c.layers(3, 0.38, 0.46, 0.1, 0.8)
    for row in range(13):
        share = row / 12
        tone = blend(blend(c.far, c.sun, 0.3), c.near, share * 0.75)
        if row % 3 == 1:
            tone = blend(c.water, c.glow, 0.55 - share * 0.4)
        c.ridge(0.5 + share**1.4 * 0.5, 0.03 + share * 0.07, 0.35, tone)


def river(c: Canvas) -> None:
    """A river between its banks, and a boat."""
    x, _ = c.sunlit_sky(0.5)
    clouds(c, 0.3)
    c.layers(4, 0.4, 0.54, 0.12, 0.7)
    c.sheet_of_water(0.57, x)
    for side in (0.0, 1.0):
        reach = c.seed.uniform(0.2, 0.42)
        edge = [(abs(side - t * reach) * c.w, c.h * (1 - 0.42 * t**0.7)) for t in (0, 0.2, 0.4, 0.6, 0.8, 1)]
        c.pen.polygon([*edge, (side * c.w, c.h * 0.565)], fill=blend(c.far, c.near, 0.55 + side * 0.35))
    boat(c, c.w * c.seed.uniform(0.42, 0.6), c.h * 0.75, c.w * 0.12)


def forest(c: Canvas) -> None:
    """Firs in rows, fading with distance."""
    c.sunlit_sky(0.8)
    for layer in range(5):
        share = layer / 4
        tone = blend(blend(c.glow, c.far, 0.6), c.near, share)
        line = c.ridge(0.55 + share * 0.38, 0.08, 0.5, tone)
        trees(c, line, 26 - layer * 3, 0.1 + share * 0.16, tone)


def rail(c: Canvas) -> None:
    """Lines that run to a light on the horizon."""
    x, _ = c.sunlit_sky(0.56)
    clouds(c, 0.35)
    c.layers(4, 0.46, 0.58, 0.12, 0.7)
    c.gradient(0.6, 1, blend(c.far, c.near, 0.5), c.near)
    for offset in (-0.5, 0.12, 0.75):
        track(c, x, offset)
    for mast in range(7):
        reach = 0.78**mast
        px, foot = x + c.w * 0.42 * reach, c.h * (0.6 + 0.34 * reach)
        c.pen.line((px, foot, px, foot - c.h * 0.62 * reach), fill=c.near, width=max(2, round(12 * reach)))
        c.pen.line(
            (px, foot - c.h * 0.58 * reach, px - c.w * 0.2 * reach, foot - c.h * 0.58 * reach),
            fill=c.near,
            width=max(1, round(6 * reach)),
        )
    c.halo(x, c.h * 0.6, c.h * 0.12, WARM, 230)
