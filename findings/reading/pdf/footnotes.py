"""Footnotes: small print at a page's foot that begins with a raised figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from findings.reading.pdf.glyphs import Page
from findings.reading.pdf.lines import PrintedLine

_FIGURE = re.compile(r"(\d{1,3})(?:\s+(?=\S)|(?=[A-Z‘“]))|([*†‡])\s*(?=\S)")
_SMALL = 0.92  # of the body's size
_FOOT = 0.4  # of the page's height: footnotes stand below it


def split_notes(
    page: Page, lines: Sequence[PrintedLine], body: float
) -> tuple[tuple[PrintedLine, ...], tuple[PrintedLine, ...]]:
    """(the page's other lines, its footnotes' lines); `mark` is set where a footnote begins, and nowhere else.

    Footnotes are the last lines of a page, all smaller than the body, from the first that begins with a figure.
    """
    begin = len(lines)
    while begin and lines[begin - 1].size < _SMALL * body and lines[begin - 1].base > _FOOT * page.height:
        begin -= 1
    notes: list[PrintedLine] = []
    for line in lines[begin:]:
        figure = _FIGURE.match(line.text)
        mark = line.mark
        if not mark and figure and not (notes and _runs_on(notes[-1], figure)):
            mark = figure[0].strip()
        if mark or notes:
            notes.append(replace(line, mark=mark))
        else:
            begin += 1
    return tuple(replace(line, mark="") for line in lines[:begin]), tuple(notes)


def _runs_on(above: PrintedLine, figure: re.Match[str]) -> bool:
    """A figure that is not the next footnote's stands in the text of the one before."""
    before = re.match(r"\d+", above.mark)
    return not (before and figure[0].strip() == str(int(before[0]) + 1))
