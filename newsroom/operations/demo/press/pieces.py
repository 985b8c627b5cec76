"""The things that stand in the landscapes: trees, clouds, peaks, cranes, boats, towers, rails.

It is only drawing: no files, no text, no network. Places and sizes are in pixels of the canvas.
"""

from newsroom.operations.demo.press.canvas import WARM, Canvas, Colour, Point, blend


def clouds(c: Canvas, below: float) -> None:
    """Long thin banks of cloud, catching the light of the horizon."""
    for _ in range(7):
        x, y = c.seed.uniform(0, c.w), c.h * c.seed.uniform(0.06, below)
        tone = blend(blend(c.sky, c.glow, min(1, y / (c.h * 0.5))), c.sun, 0.3)
        for _ in range(5):
            half, thick = c.w * c.seed.uniform(0.05, 0.13), c.h * c.seed.uniform(0.004, 0.009)
            dx, dy = c.seed.gauss(0, c.w * 0.05), c.seed.gauss(0, c.h * 0.011)
            c.pen.ellipse((x + dx - half, y + dy - thick, x + dx + half, y + dy + thick), fill=tone)


def trees(c: Canvas, line: list[Point], count: int, size: float, tone: Colour | None = None) -> None:
    """Firs along a ridge, `size` as a share of the height."""
    for _ in range(count):
        x, y = line[c.seed.randrange(len(line))]
        x += c.seed.uniform(-8, 8)
        tall = c.h * size * c.seed.uniform(0.6, 1.3)
        for storey in range(3):
            half = tall * (0.26 - storey * 0.06)
            foot = y + tall * 0.08 - storey * tall * 0.28
            c.pen.polygon([(x - half, foot), (x + half, foot), (x, foot - tall * 0.5)], fill=tone or c.near)


def peaks(c: Canvas, base: float, rise: float, tone: Colour, *, snow: bool) -> None:
    """A jagged chain with a lit and a shaded side, and snow on the higher tops."""
    x = -c.w * 0.15
    while x < c.w * 1.1:
        half = c.w * c.seed.uniform(0.11, 0.2)
        top = c.h * (base - rise * c.seed.uniform(0.5, 1))
        foot, tip = c.h * (base + 0.1), (x + half, top)
        c.pen.polygon([(x - half * 0.3, foot), tip, (x + half * 2.2, foot)], fill=tone)
        ridge = [
            tip,
            (x + half * 1.1, top + (foot - top) * 0.4),
            (x + half * 0.9, top + (foot - top) * 0.7),
            (x + half * 1.2, foot),
        ]
        c.pen.polygon([*ridge, (x + half * 2.2, foot)], fill=blend(tone, c.near, 0.28))
        if snow:
            _snowcap(c, x, half, top, foot, tone)
        x += half * c.seed.uniform(0.8, 1.4)
    c.pen.rectangle((0, c.h * (base + 0.1) - 2, c.w, c.h), fill=tone)


def _snowcap(c: Canvas, x: float, half: float, top: float, foot: float, tone: Colour) -> None:
    """White down to a third of the mountain, with a jagged lower edge."""
    tip, share = x + half, c.seed.uniform(0.25, 0.36)
    low = top + (foot - top) * share
    left, right = tip - half * 1.3 * share, tip + half * 1.2 * share
    jag = [left + (right - left) * step / 6 for step in range(7)]
    edge = [(px, low - (foot - top) * (0.06 if step % 2 else 0) * (0 < step < 6)) for step, px in enumerate(jag)]
    c.pen.polygon([(tip, top), *reversed(edge)], fill=blend((255, 255, 255), c.glow, 0.12))
    shaded = [(tip, top), (tip + half * 0.04, low - (foot - top) * 0.06), *reversed(edge[4:])]
    c.pen.polygon(shaded, fill=blend((255, 255, 255), tone, 0.42))


def islet(c: Canvas, horizon: float) -> list[Point]:
    """The outline of a low island on the horizon."""
    x, wide = c.w * c.seed.uniform(0.05, 0.7), c.w * c.seed.uniform(0.15, 0.3)
    shape = ((0, 0), (0.15, 0.3), (0.3, 0.55), (0.42, 1), (0.55, 0.7), (0.7, 0.85), (0.85, 0.3), (1, 0))
    return [(x + wide * dx, c.h * (horizon + 0.004 - 0.07 * dy)) for dx, dy in shape]


def towers(c: Canvas, foot: float, low: float, high: float, tone: Colour, *, windows: bool) -> None:
    """A row of buildings from edge to edge; low and high are shares of the height."""
    x = -20.0
    while x < c.w:
        wide, tall = c.w * c.seed.uniform(0.028, 0.07), c.h * c.seed.uniform(low, high)
        top = c.h * foot - tall
        c.pen.rectangle((x, top, x + wide, c.h * foot), fill=tone)
        crown = c.seed.random()
        if crown < 0.25:
            c.pen.polygon([(x, top), (x + wide, top), (x + wide / 2, top - wide * 0.7)], fill=tone)
        elif crown < 0.45:
            c.pen.line((x + wide / 2, top, x + wide / 2, top - wide), fill=tone, width=5)
        if windows:
            _windows(c, x, top, wide, c.h * foot, tone)
        x += wide * c.seed.uniform(0.9, 1.25)


def _windows(c: Canvas, x: float, top: float, wide: float, foot: float, tone: Colour) -> None:
    y = top + 16
    while y < foot - 20:
        px = x + 10
        while px < x + wide - 14:
            if c.seed.random() < 0.3:
                c.pen.rectangle((px, y, px + 7, y + 10), fill=blend(tone, WARM, c.seed.uniform(0.5, 1)))
            px += 17
        y += 24


def crane(c: Canvas, x: float, foot: float, tall: float) -> None:
    """A quay crane: two legs, a boom over the water, stays from the top of the mast."""
    tone, thick = c.near, max(5, round(tall * 0.035))
    leg, deck, top = tall * 0.26, foot - tall * 0.62, foot - tall
    for dx in (0, leg):
        c.pen.line((x + dx, foot, x + dx, deck), fill=tone, width=thick)
    c.pen.line((x, foot - tall * 0.28, x + leg, foot - tall * 0.28), fill=tone, width=thick)
    c.pen.line((x, foot - tall * 0.28, x + leg, deck), fill=tone, width=thick // 2)
    c.pen.line((x - tall * 0.35, deck, x + tall * 0.85, deck), fill=tone, width=thick)
    c.pen.line((x + leg, deck, x + leg * 0.6, top), fill=tone, width=thick)
    for end in (x + tall * 0.8, x + tall * 0.45, x - tall * 0.32):
        c.pen.line((x + leg * 0.6, top, end, deck), fill=tone, width=max(2, thick // 3))
    hook = x + tall * c.seed.uniform(0.35, 0.75)
    c.pen.line((hook, deck, hook, deck + tall * 0.2), fill=tone, width=max(2, thick // 3))
    c.pen.rectangle((hook - tall * 0.06, deck + tall * 0.2, hook + tall * 0.06, deck + tall * 0.26), fill=(186, 74, 58))
    c.halo(x + leg * 0.6, top, tall * 0.12, WARM, 220)


def ship(c: Canvas, x: float, line: float, length: float) -> None:
    """A container ship with its boxes, afloat at `line`."""
    hull = blend(c.near, (120, 30, 34), 0.35)
    deep = length * 0.085
    boxes = ((186, 74, 58), (46, 98, 132), (206, 156, 70), (72, 124, 104), (150, 150, 156), (98, 68, 110))
    for column in range(13):
        for storey in range(c.seed.choice((2, 3, 3, 4))):
            left, low = x + length * (0.1 + column * 0.055), line - deep - storey * length * 0.026
            tone = blend(c.seed.choice(boxes), c.near, 0.22)
            c.pen.rectangle((left, low - length * 0.026, left + length * 0.051, low - 2), fill=tone)
    c.pen.rectangle(
        (x + length * 0.84, line - deep - length * 0.16, x + length * 0.9, line - deep), fill=blend(c.sun, c.far, 0.4)
    )
    c.pen.rectangle(
        (x + length * 0.82, line - deep - length * 0.16, x + length * 0.92, line - deep - length * 0.125),
        fill=blend(c.sun, c.far, 0.2),
    )
    c.pen.polygon(
        [
            (x, line - deep * 1.25),
            (x + length * 0.07, line - deep),
            (x + length, line - deep),
            (x + length * 0.98, line),
            (x + length * 0.045, line),
        ],
        fill=hull,
    )
    c.pen.ellipse((x, line - 5, x + length, line + 7), fill=blend(c.water, c.near, 0.65))


def sail(c: Canvas, x: float, line: float, tall: float) -> None:
    """A small boat with two sails."""
    cloth = blend(c.sun, c.far, 0.15)
    c.pen.polygon([(x, line - tall), (x, line - tall * 0.16), (x + tall * 0.42, line - tall * 0.16)], fill=cloth)
    c.pen.polygon(
        [(x - 5, line - tall * 0.85), (x - 5, line - tall * 0.16), (x - tall * 0.26, line - tall * 0.16)],
        fill=blend(cloth, c.far, 0.4),
    )
    c.pen.polygon(
        [
            (x - tall * 0.34, line - tall * 0.12),
            (x + tall * 0.46, line - tall * 0.12),
            (x + tall * 0.32, line),
            (x - tall * 0.24, line),
        ],
        fill=c.near,
    )
    c.pen.ellipse((x - tall * 0.36, line - 4, x + tall * 0.44, line + 6), fill=blend(c.water, c.near, 0.5))


def boat(c: Canvas, x: float, line: float, length: float) -> None:
    """A long river boat with a roof of reed and somebody standing at the stern."""
    roof = blend(c.near, c.far, 0.35)
    c.pen.polygon(
        [
            (x + length * 0.3, line - length * 0.2),
            (x + length * 0.68, line - length * 0.2),
            (x + length * 0.72, line - length * 0.06),
            (x + length * 0.26, line - length * 0.06),
        ],
        fill=roof,
    )
    c.pen.polygon(
        [
            (x, line - length * 0.13),
            (x + length * 0.12, line - length * 0.05),
            (x + length * 0.9, line - length * 0.05),
            (x + length, line - length * 0.12),
            (x + length * 0.86, line),
            (x + length * 0.14, line),
        ],
        fill=c.near,
    )
    man = x + length * 0.86
    c.pen.rectangle(
        (man - length * 0.016, line - length * 0.22, man + length * 0.016, line - length * 0.05), fill=c.near
    )
    c.pen.polygon(
        [
            (man - length * 0.05, line - length * 0.22),
            (man + length * 0.05, line - length * 0.22),
            (man, line - length * 0.27),
        ],
        fill=c.near,
    )
    c.pen.line(
        (man + length * 0.1, line - length * 0.3, man - length * 0.06, line + length * 0.06), fill=c.near, width=4
    )
    c.pen.ellipse((x, line - 4, x + length, line + 8), fill=blend(c.water, c.near, 0.45))


def track(c: Canvas, vanishing: float, offset: float) -> None:
    """A railway line from the lower edge to the vanishing point on the horizon at 0.6."""
    foot, wide = c.w * (0.5 + offset), c.w * 0.11
    bed, steel = blend(c.near, (0, 0, 0), 0.25), blend(c.glow, c.near, 0.15)
    c.pen.polygon([(vanishing, c.h * 0.6), (foot - wide * 1.5, c.h), (foot + wide * 1.5, c.h)], fill=bed)
    for sleeper in range(26):
        share = 0.8**sleeper
        x, y = vanishing + (foot - vanishing) * share, c.h * (0.6 + 0.4 * share)
        tone = blend(c.near, c.far, 0.4)
        c.pen.rectangle((x - wide * 1.25 * share, y - 14 * share, x + wide * 1.25 * share, y + 10 * share), fill=tone)
    for side in (-1, 1):
        end = foot + side * wide
        c.pen.polygon([(vanishing, c.h * 0.6), (end - 11, c.h), (end + 11, c.h)], fill=steel)
