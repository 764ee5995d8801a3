"""A drawing as PNG, by Pillow."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from findings.app.components.labels import LABELS
from findings.app.components.pictures.drawing import CORNERS, GROUND, Drawing, Mark, Rule, Words

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

SCALE = 2  # dots a pixel: sharp on a projector


def png(drawing: Drawing) -> bytes:
    """The drawing at twice its size, on white."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (drawing.width * SCALE, drawing.height * SCALE), GROUND)
    canvas = ImageDraw.Draw(image)
    for item in drawing.items:
        _draw(canvas, item)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw(canvas: ImageDraw, item: Words | Mark | Rule) -> None:
    if isinstance(item, Rule):
        ends = [(item.x1 * SCALE, item.y1 * SCALE), (item.x2 * SCALE, item.y2 * SCALE)]
        canvas.line(ends, fill=item.colour, width=SCALE)
    elif isinstance(item, Words):
        # Bold by a thin outline: the font that comes with Pillow has one weight.
        canvas.text(
            (item.x * SCALE, item.y * SCALE),
            item.text,
            fill=item.colour,
            font=_font(item.size * SCALE),
            anchor="ms" if item.middle else "ls",
            stroke_width=int(item.bold),
            stroke_fill=item.colour,
        )
    else:
        _mark(canvas, item)


def _mark(canvas: ImageDraw, item: Mark) -> None:
    label = LABELS[item.code]
    corners = [
        ((item.x + x * item.size) * SCALE, (item.y + y * item.size) * SCALE) for x, y in CORNERS[item.code]
    ]
    if item.code == "unreadable":
        canvas.line(corners[:2], fill=label.colour, width=2 * SCALE)
        canvas.line(corners[2:], fill=label.colour, width=2 * SCALE)
    elif not label.silent:
        canvas.polygon(corners, fill=label.colour)
    else:
        r = item.size * 0.8
        box = [(item.x - r) * SCALE, (item.y - r) * SCALE, (item.x + r) * SCALE, (item.y + r) * SCALE]
        steps = range(0, 360, 30) if label.dash else (0,)
        for start in steps:
            canvas.arc(box, start, start + (15 if label.dash else 360), fill=label.colour, width=2 * SCALE)


@cache
def _font(size: int) -> FreeTypeFont | ImageFont:
    from PIL import ImageFont

    return ImageFont.load_default(size)
