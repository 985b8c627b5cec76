"""Draws the press's pictures: layered landscapes, harbours, skylines and railways, the same for the same name.

Pure drawing with Pillow, without any text; a picture takes a few hundredths of a second.
"""

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from random import Random

from PIL import Image

from newsroom.operations.demo.press import patterns, scenery
from newsroom.operations.demo.press.canvas import Canvas, Colour

WIDTH, HEIGHT = 1200, 675
# Drawn larger and shrunk, which smooths the edges of every shape.
SCALE = 1.5

# Each palette: sky above, sky at the horizon, sun, far land, near land, water.
PALETTES: dict[str, tuple[Colour, Colour, Colour, Colour, Colour, Colour]] = {
    "dawn": ((58, 74, 128), (250, 190, 150), (255, 236, 200), (152, 126, 158), (44, 42, 78), (108, 118, 162)),
    "noon": ((66, 140, 196), (214, 236, 240), (255, 253, 236), (128, 172, 178), (32, 92, 92), (40, 132, 158)),
    "dusk": ((40, 32, 80), (244, 130, 88), (255, 214, 140), (142, 74, 104), (36, 22, 54), (96, 58, 106)),
    "gold": ((196, 138, 86), (252, 222, 160), (255, 246, 214), (206, 146, 98), (92, 52, 44), (170, 132, 104)),
    "mist": ((126, 158, 168), (232, 238, 230), (255, 255, 246), (158, 186, 180), (40, 78, 80), (126, 166, 172)),
    "night": ((10, 16, 44), (52, 70, 124), (236, 240, 255), (40, 52, 98), (8, 12, 30), (24, 38, 84)),
    "rose": ((112, 84, 140), (250, 198, 196), (255, 240, 226), (178, 130, 160), (64, 42, 80), (150, 118, 156)),
    "leaf": ((94, 160, 160), (240, 240, 202), (255, 250, 220), (134, 176, 130), (30, 82, 60), (92, 150, 140)),
}

Scene = Callable[[Canvas], None]
SCENES: dict[str, tuple[Scene, tuple[str, ...]]] = {
    "harbour": (scenery.harbour, ("dawn", "dusk", "night", "gold")),
    "sea": (scenery.sea, ("noon", "dawn", "rose", "dusk", "gold", "mist")),
    "skyline": (scenery.skyline, ("dusk", "night", "rose", "gold")),
    "hills": (scenery.hills, ("leaf", "mist", "dawn", "gold", "rose", "noon")),
    "mountains": (scenery.mountains, ("dawn", "rose", "noon", "mist")),
    "dunes": (scenery.dunes, ("gold", "dusk", "rose")),
    "rail": (scenery.rail, ("dusk", "dawn", "mist", "rose", "gold", "night")),
    "map": (patterns.chart, ("gold", "mist")),
    "fields": (scenery.fields, ("leaf", "gold", "mist")),
    "lights": (patterns.lights, ("night", "dusk")),
    "shelves": (patterns.shelves, ("gold", "night", "dusk")),
    "board": (patterns.board, ("dusk", "gold", "mist", "night")),
    "pitch": (patterns.pitch, ("night", "mist")),
    "river": (scenery.river, ("mist", "dawn", "leaf", "gold", "rose")),
    "snow": (scenery.snow, ("dawn", "mist", "night")),
    "forest": (scenery.forest, ("mist", "leaf", "dawn")),
}


@lru_cache(maxsize=128)
def picture(name: str, scene: str) -> bytes:
    """A JPEG of 1200 x 675 pixels; raises KeyError for a scene that nobody drew."""
    draw_scene, palettes = SCENES[scene]
    seed = Random(sha256(f"canvas {name}".encode()).digest())  # noqa: S311 - a brush, not a key
    palette = PALETTES[palettes[seed.randrange(len(palettes))]]
    canvas = Canvas(round(WIDTH * SCALE), round(HEIGHT * SCALE), palette, seed)
    draw_scene(canvas)
    image = canvas.image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
    out = BytesIO()
    image.save(out, "JPEG", quality=86)
    return out.getvalue()
