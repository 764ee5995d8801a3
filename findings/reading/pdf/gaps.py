"""Gaps within a printed line that part no cells: after a full stop, in a line stretched to its column's width, behind
the number or letter of a heading or a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from findings.reading.marks import label_alone
from findings.reading.pdf.lines import PrintedLine, same_height
from findings.text.sentences import ends_sentence

_WIDEST_SPACE = 3.2  # in sizes: of the space after a full stop
_WIDEST_STRETCH = 5.0  # of a space in a stretched line
_WIDEST_TAB = 7.0  # between a label and its words
_NEAR = 6  # rows to either side whose cells a cell would stand under
_LABELLED_WORDS = 6  # that many words behind a label are a paragraph's

Row = list[PrintedLine]


def mended(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines of one column with those put together that a gap alone has parted."""
    rows: list[Row] = []
    place = 0
    while place < len(lines):
        rows.append(same_height(lines, place))
        place += len(rows[-1])
    if all(len(row) == 1 for row in rows):
        return list(lines)
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return [line for place in range(len(rows)) for line in _mended_row(rows, place, left, right)]


def _mended_row(rows: Sequence[Row], place: int, left: float, right: float) -> Row:
    row = rows[place]
    if len(row) == 1:
        return row
    if _is_stretched(rows, place, left, right):
        return [row[0].followed_by(row[1:])]
    done: Row = [row[0]]
    for part in row[1:]:
        if _is_sentence_space(done[-1], part) and not _has_cells_under(rows, place, part):
            done[-1] = done[-1].followed_by([part])
        else:
            done.append(part)
    if len(done) == 2 and _is_labelled(done[0], done[1]):
        return [done[0].labelling(done[1])]
    return done


def _is_sentence_space(before: PrintedLine, part: PrintedLine) -> bool:
    """Two spaces after a full stop, wide in a line that is set to its column's width."""
    begins = part.text.lstrip("‘’“”\"'([")[:1]
    gap = part.x0 - before.x1
    alike = abs(before.size - part.size) < 1
    wide = gap < _WIDEST_SPACE * part.size
    # A colon may well stand between a label and its cell.
    stopped = ends_sentence(before.text) and not re.search(r"[:;]\W*$", before.text)
    return alike and wide and stopped and (begins.isupper() or begins.isdigit())


def _has_cells_under(rows: Sequence[Row], place: int, part: PrintedLine) -> bool:
    """Whether a cell in a row right above or below, or in two rows near by, begins where this part does."""
    aligned = [
        other
        for other in range(max(0, place - _NEAR), min(len(rows), place + _NEAR + 1))
        if other != place and any(abs(cell.x0 - part.x0) < 2.5 for cell in rows[other][1:])
    ]
    return len(aligned) > 1 or any(abs(other - place) == 1 for other in aligned)


def _is_stretched(rows: Sequence[Row], place: int, left: float, right: float) -> bool:
    """A line of running text whose few words were spread over the whole width of the column."""
    row = rows[place]
    size = row[0].size
    if row[-1].x1 < right - 3 or row[0].x0 > left + 4 * size or any(abs(p.size - size) > 1 for p in row):
        return False
    gaps = [part.x0 - before.x1 for before, part in pairwise(row)]
    if max(gaps) > _WIDEST_STRETCH * size or max(gaps) > 2.2 * min(gaps):
        return False
    if sum(len(part.text.split()) for part in row) > 2.5 * len(row):
        return False  # spaces between other words that were not stretched
    above = rows[place - 1] if place else []
    below = rows[place + 1] if place + 1 < len(rows) else []
    in_sentence = bool(above) and len(above) == 1 and not ends_sentence(above[-1].text)
    goes_on = row[-1].text.endswith("-") or (bool(below) and below[0].text[:1].islower())
    neighbour = next((its for its in (above, below) if len(its) == 1), None)
    full = neighbour is not None and neighbour[0].x1 - neighbour[0].x0 > 0.6 * (right - left)
    return (in_sentence and not ends_sentence(row[0].text)) or (goes_on and full)


def _is_labelled(label: PrintedLine, words: PrintedLine) -> bool:
    """ "II." and "Findings" in one look: the number or letter of a heading, or of a paragraph, and its words."""
    if not label_alone(label.text) or words.x0 - label.x1 > _WIDEST_TAB * words.size:
        return False
    if abs(label.size - words.size) > 1 or not re.match(r"[‘“\"'(\[]?[^\W\d_]", words.text):
        return False
    heading = (label.bold and words.bold) or re.search(r"\.{4,}\s*\w{1,4}$", words.text)
    return bool(heading) or (len(words.text.split()) >= _LABELLED_WORDS and label.bold == words.bold)
