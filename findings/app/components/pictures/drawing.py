"""A drawing of words, marks and lines, and how it is written as SVG. Pure; everything from outside escaped.

Lengths are pixels; a place is of the left end (or the middle) of words at their foot, and of the middle of a mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from findings.app.components.labels import LABELS

INK, MUTED, RULE, GROUND = "#14191f", "#4a5560", "#d5dae0", "#ffffff"
FONT = "Arial, Helvetica, sans-serif"
# Corners of a mark within -1 to 1, by the label's code; () is a circle.
CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "strength": ((0, -1), (1, 0.8), (-1, 0.8)),
    "mixed": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "needs_improvement": ((0, 1), (1, -0.8), (-1, -0.8)),
    "mentioned": ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
    "not_mentioned": (),
    "out_of_scope": (),
    "unreadable": ((-0.8, -0.8), (0.8, 0.8), (-0.8, 0.8), (0.8, -0.8)),  # two lines: a cross
}


@dataclass(frozen=True, slots=True)
class Words:
    x: float
    y: float
    text: str
    size: int = 14
    bold: bool = False
    colour: str = INK
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    y: float
    code: str  # of a label
    size: float = 8  # from its middle to its edge


@dataclass(frozen=True, slots=True)
class Rule:
    x1: float
    y1: float
    x2: float
    y2: float
    colour: str = RULE


@dataclass(frozen=True, slots=True)
class Drawing:
    """`title` is also what a screen reader says of the picture."""

    title: str
    width: int
    height: int
    items: tuple[Words | Mark | Rule, ...]


def framed(
    title: str, dated: str, source: str, body: Sequence[Words | Mark | Rule], width: int, height: int
) -> Drawing:
    """A body of `width` and `height`, drawn from the top left corner, under its title and date and over its source."""
    left, top = 24, 84
    moved = [_moved(item, left, top) for item in body]
    whole = max(width + 2 * left, 9 * len(title) + 2 * left, 640)
    foot = top + height + 16
    lines = _lines(source, (whole - 2 * left) // 6)
    heads = (Words(left, 34, title, 20, bold=True), Words(left, 58, dated, 13, colour=MUTED))
    feet = [Words(left, foot + 16 * (n + 1), line, 11, colour=MUTED) for n, line in enumerate(lines)]
    return Drawing(title, whole, foot + 16 * len(lines) + 20, (*heads, *moved, *feet))


def _moved(item: Words | Mark | Rule, x: float, y: float) -> Words | Mark | Rule:
    if isinstance(item, Rule):
        return Rule(item.x1 + x, item.y1 + y, item.x2 + x, item.y2 + y, item.colour)
    if isinstance(item, Mark):
        return Mark(item.x + x, item.y + y, item.code, item.size)
    return Words(item.x + x, item.y + y, item.text, item.size, item.bold, item.colour, item.middle)


def _lines(text: str, most: int) -> list[str]:
    """The text in lines of at most so many characters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def svg(drawing: Drawing) -> bytes:
    """The drawing as an SVG file that needs nothing beside itself."""
    size = f'width="{drawing.width}" height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}"'
    drawn = "".join(_item(item) for item in drawing.items)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="{FONT}">'
        f"<title>{escape(drawing.title)}</title>"
        f'<rect width="100%" height="100%" fill="{GROUND}"/>{drawn}</svg>'
    ).encode()


def _item(item: Words | Mark | Rule) -> str:
    if isinstance(item, Rule):
        path = f"M{item.x1:g} {item.y1:g}L{item.x2:g} {item.y2:g}"
        return f'<path d="{path}" stroke="{item.colour}" stroke-width="1"/>'
    if isinstance(item, Words):
        weight = ' font-weight="bold"' if item.bold else ""
        anchor = ' text-anchor="middle"' if item.middle else ""
        return (
            f'<text x="{item.x:g}" y="{item.y:g}" font-size="{item.size}" fill="{item.colour}"{weight}{anchor}>'
            f"{escape(item.text)}</text>"
        )
    label = LABELS[item.code]
    if item.code == "unreadable":
        (a, b), (c, d), (e, f), (g, h) = (
            (item.x + x * item.size, item.y + y * item.size) for x, y in CORNERS[item.code]
        )
        return f'<path d="M{a:g} {b:g}L{c:g} {d:g}M{e:g} {f:g}L{g:g} {h:g}" stroke="{label.colour}" stroke-width="2"/>'
    if label.silent:
        dash = ' stroke-dasharray="2 2"' if label.dash else ""
        return (
            f'<circle cx="{item.x:g}" cy="{item.y:g}" r="{item.size * 0.8:g}" fill="{GROUND}" stroke="{label.colour}" '
            f'stroke-width="2"{dash}/>'
        )
    corners = " ".join(
        f"{item.x + x * item.size:g},{item.y + y * item.size:g}" for x, y in CORNERS[item.code]
    )
    return f'<polygon points="{corners}" fill="{label.colour}"/>'
