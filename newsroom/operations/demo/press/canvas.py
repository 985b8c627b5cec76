"""The surface on which the press's pictures are painted, and the brushes that several scenes share.

It is only drawing: no files, no text, no network.
"""

import math
from random import Random

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]

WARM: Colour = (255, 214, 140)

# White in the middle, black at the edge.
GLOW = Image.radial_gradient("L").point([round(255 * max(0.0, 1 - value / 179) ** 2) for value in range(256)])


def blend(first: Colour, second: Colour, share: float) -> Colour:
    """A colour between two, `share` (0 to 1) of the way to the second."""
    mixed = [round(a + (b - a) * share) for a, b in zip(first, second, strict=True)]
    return mixed[0], mixed[1], mixed[2]


class Canvas:
    """A surface with a palette, a source of chance and the few brushes that every scene uses."""

    def __init__(self, width: int, height: int, palette: tuple[Colour, ...], seed: Random) -> None:
        self.w, self.h, self.seed = width, height, seed
        self.phase = seed.uniform(0, 6.3)
        self.sky, self.glow, self.sun, self.far, self.near, self.water = palette
        self.image = Image.new("RGB", (width, height), self.sky)
        self.pen = ImageDraw.Draw(self.image)

    def gradient(self, top: float, bottom: float, first: Colour, second: Colour) -> None:
        """Fill a horizontal band (shares of the height) from one colour to another."""
        y0, y1 = round(top * self.h), round(bottom * self.h)
        strip = Image.new("RGB", (1, 32))
        strip.putdata([blend(first, second, row / 31) for row in range(32)])
        self.image.paste(strip.resize((self.w, max(1, y1 - y0)), Image.Resampling.BILINEAR), (0, y0))

    def sunlit_sky(self, horizon: float, size: float = 0.07) -> Point:
        """Sky with a glowing sun or moon; returns where it stands, in pixels."""
        self.gradient(0, horizon, self.sky, self.glow)
        self.pen.rectangle((0, self.h * horizon, self.w, self.h), fill=self.glow)
        x = self.w * self.seed.uniform(0.22, 0.78)
        y = self.h * horizon * self.seed.uniform(0.38, 0.72)
        self.halo(x, y, self.h * size * 5, self.sun, 150)
        r = self.h * size
        self.pen.ellipse((x - r, y - r, x + r, y + r), fill=self.sun)
        return x, y

    def halo(self, x: float, y: float, radius: float, colour: Colour, strength: int) -> None:
        """A soft round light, strongest in its middle (`strength` of 255)."""
        small = GLOW.point([value * strength // 255 for value in range(256)])
        size = round(radius * 2)
        mask = small.resize((size, size), Image.Resampling.BILINEAR)
        self.image.paste(colour, (round(x - radius), round(y - radius)), mask)

    def ridge(self, base: float, rise: float, rough: float, colour: Colour) -> list[Point]:
        """A rolling line of land from edge to edge, filled to the bottom; returns the line."""
        waves = [(rise / n, n * rough * self.seed.uniform(0.7, 1.3), self.seed.uniform(0, 6.3)) for n in (1, 2, 3, 5)]
        steps = 160
        line: list[Point] = []
        for step in range(steps + 1):
            t = step / steps
            lift = sum(size * math.sin(speed * t * 6.3 + start) for size, speed, start in waves)
            line.append((t * self.w, (base - lift * 0.5) * self.h))
        self.pen.polygon([*line, (self.w, self.h), (0, self.h)], fill=colour)
        return line

    def layers(self, count: int, top: float, bottom: float, rise: float, rough: float) -> list[Point]:
        """Ridges one before the other, from the far colour to the near one; returns the nearest line."""
        line: list[Point] = []
        for layer in range(count):
            share = layer / max(1, count - 1)
            colour = blend(blend(self.glow, self.far, 0.55), self.near, share**1.1)
            line = self.ridge(
                top + (bottom - top) * share, rise * (0.7 + share * 0.5), rough * (1 + share * 0.4), colour
            )
        return line

    def sheet_of_water(self, horizon: float, sun_x: float) -> None:
        """Water up to the lower edge with the light broken on it."""
        self.gradient(horizon, 1, blend(self.water, self.glow, 0.55), blend(self.water, self.near, 0.45))
        for row in range(46):
            share = (row / 46) ** 1.6
            y = self.h * (horizon + 0.006 + (0.99 - horizon) * share)
            for colour, reach in ((blend(self.water, self.sun, 0.7 - share * 0.4), 0.03 + share * 0.12), (None, 0.6)):
                middle = sun_x + self.seed.gauss(0, reach) * self.w
                half = self.w * (0.008 + share * 0.05) * self.seed.uniform(0.4, 1.2)
                thick = 1 + share * 5
                tone = colour or blend(self.water, self.glow, 0.32 - share * 0.22)
                self.pen.ellipse((middle - half, y - thick, middle + half, y + thick), fill=tone)

    def stars(self, count: int, below: float) -> None:
        """Stars in the upper part of the sky, `below` a share of the height."""
        for _ in range(count):
            x, y = self.seed.uniform(0, self.w), self.seed.uniform(0, self.h * below)
            r = self.seed.choice((1, 1.3, 2))
            self.pen.ellipse((x - r, y - r, x + r, y + r), fill=blend(self.sky, self.sun, self.seed.uniform(0.4, 0.9)))
