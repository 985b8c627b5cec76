"""The pictures that are no landscape: a map, lanterns, book shelves, a chessboard, a football ground.

It is only drawing: no files, no text, no network.
"""

import math

from newsroom.operations.demo.press.canvas import WARM, Canvas, Colour, Point, blend


def chart(c: Canvas) -> None:
    """A coast with three lines of a network."""
    paper, ink = blend(c.sun, c.glow, 0.4), blend(c.near, c.far, 0.2)
    c.image.paste(blend(c.water, paper, 0.62), (0, 0, c.w, c.h))
    for level in range(7):
        for side in (1, -1):
            base = 0.36 - level * 0.055
            tone = blend(blend(paper, c.glow, 0.2), c.far, level * 0.11)
            line = [(t / 60 * c.w, c.h * (base + 0.09 * _wave(c, t, side, level))) for t in range(61)]
            shape = line if side > 0 else [(px, c.h - py * 0.8) for px, py in line]
            edge = 0 if side > 0 else c.h
            c.pen.polygon([*shape, (c.w, edge), (0, edge)], fill=tone)
    for step in range(1, 12):
        c.pen.line((c.w * step / 12, 0, c.w * step / 12, c.h), fill=blend(paper, ink, 0.18), width=2)
        c.pen.line((0, c.h * step / 7, c.w, c.h * step / 7), fill=blend(paper, ink, 0.18), width=2)
    for colour in ((190, 62, 54), (38, 96, 140), (210, 140, 40)):
        route(c, colour, paper)


def lights(c: Canvas) -> None:
    """Strings of lanterns before blurred lights."""
    c.gradient(0, 1, c.sky, blend(c.glow, c.near, 0.55))
    for size, strength in ((0.05, 70), (0.09, 110), (0.14, 150)):
        for _ in range(7):
            tone = c.seed.choice((WARM, (255, 150, 96), (250, 110, 110), c.sun, (160, 220, 200)))
            c.halo(c.w * c.seed.random(), c.h * c.seed.uniform(0.05, 0.75), c.h * size * 1.6, tone, strength)
    c.layers(2, 0.86, 0.93, 0.05, 0.8)
    for string in range(3):
        lantern_string(c, 0.08 + string * 0.17, 0.12 + string * 0.03, 9 - string)


def shelves(c: Canvas) -> None:
    """Rows of books in lamplight."""
    c.gradient(0, 1, blend(c.sky, c.near, 0.4), c.near)
    rows = 4
    for row in range(rows):
        foot = c.h * (row + 1) / rows - c.h * 0.02
        px = -10.0
        while px < c.w:
            wide = c.seed.uniform(0.013, 0.035) * c.w
            high = c.h / rows * c.seed.uniform(0.6, 0.86)
            tone = blend(
                c.seed.choice((c.far, c.sky, c.glow, c.water, (164, 64, 56), (58, 104, 98))),
                c.near,
                c.seed.uniform(0.05, 0.5),
            )
            if c.seed.random() > 0.07:
                c.pen.rectangle((px, foot - high, px + wide - 3, foot), fill=tone)
                for band in (0.14, 0.2, 0.82):
                    c.pen.line(
                        (px + 3, foot - high * band, px + wide - 7, foot - high * band),
                        fill=blend(tone, WARM, 0.45),
                        width=3,
                    )
            px += wide
        c.pen.rectangle((0, foot, c.w, foot + c.h * 0.03), fill=blend(c.near, (0, 0, 0), 0.25))
    c.halo(c.w * c.seed.uniform(0.3, 0.7), c.h * 0.3, c.h * 0.8, WARM, 90)


def board(c: Canvas) -> None:
    """A chessboard late in a game."""
    c.gradient(0, 1, blend(c.sky, c.near, 0.55), c.near)
    c.halo(c.w * 0.5, c.h * 0.25, c.h * 0.75, c.glow, 150)
    light, dark = blend(c.sun, c.glow, 0.35), blend(c.near, c.far, 0.3)
    for row in range(8):
        for column in range(8):
            corners = [_on_board(c, column + dx, row + dy) for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1))]
            tone = blend(light if (row + column) % 2 else dark, c.near, 0.32 - row * 0.04)
            c.pen.polygon(corners, fill=tone)
    squares = c.seed.sample([(x, y) for y in range(8) for x in range(8)], 11)
    for number, (column, row) in enumerate(sorted(squares, key=lambda square: square[1])):
        x, y = _on_board(c, column + 0.5, row + 0.6)
        piece(c, x, y, c.h * (0.055 + row * 0.0105), light if number % 2 else blend(c.near, (0, 0, 0), 0.3))


def piece(c: Canvas, x: float, y: float, size: float, tone: Colour) -> None:
    """A chess piece seen from the side: a foot, a body and a head, some with a crown."""
    shade = blend(tone, c.near, 0.5)
    c.pen.ellipse((x - size * 0.75, y - size * 0.25, x + size * 0.75, y + size * 0.25), fill=shade)
    tall = size * c.seed.choice((1.6, 2.1, 2.6))
    body = [(x - size * 0.55, y), (x + size * 0.55, y), (x + size * 0.2, y - tall), (x - size * 0.2, y - tall)]
    c.pen.polygon(body, fill=tone)
    c.pen.polygon([(x + size * 0.1, y), body[1], body[2]], fill=blend(tone, shade, 0.6))
    r = size * 0.4
    c.pen.ellipse((x - r * 1.2, y - tall - r * 0.35, x + r * 1.2, y - tall + r * 0.35), fill=tone)
    c.pen.ellipse((x - r, y - tall - r * 2, x + r, y - tall), fill=tone)
    if tall > size * 2.5:
        top = y - tall - r * 1.7
        c.pen.rectangle((x - r * 0.2, top - r, x + r * 0.2, top), fill=tone)
        c.pen.rectangle((x - r * 0.55, top - r * 0.75, x + r * 0.55, top - r * 0.4), fill=tone)


def pitch(c: Canvas) -> None:
    """A football ground under floodlights."""
    c.gradient(0, 0.6, c.sky, c.glow)
    c.stars(60, 0.3)
    c.ridge(0.5, 0.02, 0.4, blend(c.near, c.far, 0.4))
    for _ in range(900):
        x, y = c.seed.uniform(0, c.w), c.seed.uniform(0.5, 0.62) * c.h
        c.pen.ellipse((x - 3, y - 3, x + 3, y + 3), fill=blend(c.near, c.seed.choice((WARM, c.far, c.sun)), 0.55))
    for stripe in range(14):
        top, foot = (0.62 + 0.38 * (n / 14) ** 1.5 for n in (stripe, stripe + 1))
        tone: Colour = (40, 118, 74) if stripe % 2 else (50, 136, 84)
        c.gradient(top, foot + 0.01, blend(tone, c.near, 0.2), blend(tone, c.near, 0.1))
    chalk: Colour = (226, 240, 228)
    c.pen.line((c.w * 0.5, c.h * 0.62, c.w * 0.5, c.h), fill=chalk, width=6)
    c.pen.ellipse((c.w * 0.3, c.h * 0.7, c.w * 0.7, c.h * 0.9), outline=chalk, width=6)
    c.pen.line((0, c.h * 0.63, c.w, c.h * 0.63), fill=chalk, width=4)
    for x in (0.1, 0.9):
        c.pen.line((c.w * x, c.h * 0.12, c.w * x, c.h * 0.6), fill=c.near, width=14)
        c.halo(c.w * x, c.h * 0.12, c.h * 0.45, c.sun, 210)
        c.pen.rectangle((c.w * (x - 0.035), c.h * 0.08, c.w * (x + 0.035), c.h * 0.155), fill=c.sun)


def lantern_string(c: Canvas, left: float, sag: float, count: int) -> None:
    """Paper lanterns hanging from a cord across the picture."""
    cord = [(t / 40 * c.w, c.h * (left + sag * math.sin(t / 40 * math.pi))) for t in range(41)]
    c.pen.line(cord, fill=c.near, width=4)
    for number in range(count):
        x, y = cord[round((number + 0.5) / count * 40)]
        tone = c.seed.choice(((232, 84, 66), (246, 168, 60), (240, 206, 120), (214, 70, 104)))
        r = c.h * (0.03 + left * 0.05)
        c.halo(x, y + r * 1.5, r * 4, tone, 200)
        c.pen.ellipse((x - r, y + r * 0.4, x + r, y + r * 2.2), fill=tone)
        c.pen.ellipse((x - r * 0.45, y + r * 0.5, x + r * 0.45, y + r * 2.1), fill=blend(tone, WARM, 0.6))
        c.pen.rectangle((x - r * 0.4, y + r * 0.3, x + r * 0.4, y + r * 0.5), fill=c.near)
        c.pen.line((x, y + r * 2.2, x, y + r * 3), fill=tone, width=4)


def route(c: Canvas, colour: Colour, paper: Colour) -> None:
    """A line on the map with its stops, running straight and at half right angles like a network plan."""
    x, y = 0.0, c.h * c.seed.uniform(0.25, 0.75)
    line: list[Point] = [(x, y)]
    while x < c.w:
        run = c.w * c.seed.uniform(0.07, 0.16)
        rise = c.seed.choice((-1, 0, 1)) * run * 0.6
        rise = -abs(rise) if y > c.h * 0.72 else abs(rise) if y < c.h * 0.28 else rise
        x, y = x + run, y + rise
        line.append((x, y))
    c.pen.line(line, fill=colour, width=18, joint="curve")
    for px, py in line[1:]:
        c.pen.ellipse((px - 19, py - 19, px + 19, py + 19), fill=colour)
        c.pen.ellipse((px - 11, py - 11, px + 11, py + 11), fill=paper)


def _wave(c: Canvas, step: int, side: int, level: int) -> float:
    turn = c.phase + side * 2
    return math.sin(step / 9 + turn + level * 0.3) + 0.5 * math.sin(step / 4 + turn * 2 + level * 0.5)


def _on_board(c: Canvas, column: float, row: float) -> Point:
    """A place on the board (0 to 8 each way) seen in perspective from above the near edge."""
    depth = 1 / (1 + (8 - row) * 0.13)
    return c.w * (0.5 + (column - 4) * 0.135 * depth), c.h * (0.02 + 0.98 * depth)
