"""Footnotes: small print at a page's foot that begins with a raised figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from findings.reading.pdf.glyphs import Page
from findings.reading.pdf.lines import PrintedLine

_FIGURE = re.compile(r"(\d{1,3})\s+(?=\S)|([*†‡])\s*(?=\S)")


def mark_footnotes(page: Page, lines: Sequence[PrintedLine], body: float) -> tuple[PrintedLine, ...]:
    """The lines with `mark` set on those that begin a footnote and on no other.

    A footnote begins in the lower half of the page with a figure, raised or small, and nothing of body size stands
    below it.
    """
    small = len(lines)
    while small > 0 and lines[small - 1].size < 0.92 * body and lines[small - 1].base > 0.4 * page.height:
        small -= 1
    marked: list[PrintedLine] = []
    for place, line in enumerate(lines):
        mark = ""
        if place >= small:
            figure = _FIGURE.match(line.text)
            mark = line.mark or (
                figure[0].strip() if figure and (marked and marked[-1].size > line.size) else ""
            )
        marked.append(replace(line, mark=mark) if mark != line.mark else line)
    return tuple(marked)
