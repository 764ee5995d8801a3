"""From a page's lines to blocks: where a heading, paragraph, bullet, table row or footnote begins and ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from findings.reading.exclude import is_cover_line
from findings.reading.headings import split_grade
from findings.reading.marks import bullet_at, number_at
from findings.reading.pdf.gaps import mended
from findings.reading.pdf.lines import PrintedLine, same_height
from findings.text.sentences import ends_sentence

# Dots that lead to a page number end an entry of a contents list.
_LEADERS = re.compile(r"\.{4,}\s*(?:\d{1,3}|[ivxl]{1,6})$")

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")


@dataclass(slots=True)
class Draft:
    """A block being put together. `cells` holds its lines, one list a cell; all but rows have one cell."""

    kind: str  # heading, paragraph, bullet, row, footnote
    cells: list[list[PrintedLine]]
    box: int = 0
    own: float = 0.0  # where its words begin, after a bullet or number
    x0: float = 0.0

    @property
    def lines(self) -> list[PrintedLine]:
        return [line for cell in self.cells for line in cell]

    @property
    def first(self) -> PrintedLine:
        return self.cells[0][0] if self.cells[0] else self.lines[0]

    @property
    def last(self) -> PrintedLine:
        return self.lines[-1]

    @property
    def indent(self) -> float:
        """Where the lines below the first begin: under the words, where a bullet or number hangs."""
        if self.own > self.x0 + 5:
            return self.own
        below = self.cells[0][1:2]
        return below[0].x0 if below and below[0].x0 > self.x0 + 5 else self.x0

    @property
    def words(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Look:
    """How a document is set: what tells a new paragraph from the next line."""

    body: float  # the size of most letters
    gap: float  # baselines further apart than this, in sizes, part paragraphs
    right: dict[int, float] = field(default_factory=dict)  # page -> where its full lines end


def look_of(pages: Sequence[Sequence[PrintedLine]], body: float) -> Look:
    """Measures the line pitch of the body; paragraphs part at 1.5 sizes where lines are set solid (1.2).

    Only lines that go on with a small letter count: on a form of single lines all gaps are those between paragraphs.
    """
    pitches: Counter[float] = Counter()
    right: dict[int, float] = {}
    for lines in pages:
        for above, line in pairwise(lines):
            if above.size == line.size and abs(line.size - body) < 1 and abs(above.x0 - line.x0) < 2:
                pitch = round((line.base - above.base) / line.size, 2)
                if 0.9 < pitch < 2.5 and line.text[:1].islower():
                    pitches[round(pitch * 20) / 20] += 1
        if lines:
            ends = sorted(line.x1 for line in lines if abs(line.size - body) < 1.5) or [lines[0].x1]
            right[lines[0].page] = ends[max(0, int(len(ends) * 0.95) - 1)]
    usual = pitches.most_common(1)[0][0] if pitches else 1.2
    return Look(body, 1.5 if usual <= 1.4 else usual * 1.12, right)


def drafts(lines: Sequence[PrintedLine], look: Look, box: int = 0) -> list[Draft]:
    """The blocks of lines that run down one column, in order."""
    found: list[Draft] = []
    lines = mended(lines)
    place = 0
    while place < len(lines):
        row = _without_notes(same_height(lines, place))
        if len(row) > 1:
            if not (found and _row_wraps(found[-1], row, look)):
                found.append(_row(row, box))
        else:
            line = row[0]
            cell = _cell_to_go_on(found[-1], line, look) if found else None
            if cell is None:
                found.append(_begin(line, look, box))
            else:
                cell.append(line)
        place += len(row)
    for draft, below in zip_longest(found, found[1:]):
        if draft.kind == "paragraph" and _is_heading(draft, below, look):
            draft.kind = "heading"
    return found


def _without_notes(row: list[PrintedLine]) -> list[PrintedLine]:
    """Of footnotes side by side, at the feet of two columns, the first."""
    return row[: next((place for place, line in enumerate(row) if place and line.mark), len(row))]


def _row(row: list[PrintedLine], box: int) -> Draft:
    return Draft("row", [[line] for line in row], box, own=row[0].x0, x0=row[0].x0)


def _row_wraps(draft: Draft, row: Sequence[PrintedLine], look: Look) -> bool:
    """Whether a row is the second line of every cell of the row above; then its parts are put to them."""
    if draft.kind != "row" or len(draft.cells) != len(row):
        return False
    for cell, part in zip(draft.cells, row, strict=True):
        last = cell[-1]
        close = 0.3 < (part.base - last.base) / max(part.size, last.size) < look.gap
        on = part.text[:1].islower() and not ends_sentence(last.text)
        if not (close and on and abs(part.x0 - cell[0].x0) < 4 and part.bold == last.bold):
            return False
    for cell, part in zip(draft.cells, row, strict=True):
        cell.append(part)
    return True


def _begin(line: PrintedLine, look: Look, box: int) -> Draft:
    if line.mark:
        kind = "footnote"
    elif bullet_at(line.text):
        kind = "bullet"
    else:
        kind = "paragraph"
    return Draft(kind, [[line]], box, own=line.own, x0=line.x0)


def _cell_to_go_on(draft: Draft, line: PrintedLine, look: Look) -> list[PrintedLine] | None:
    """The lines that `line` is the next of: the block's own, a wrapped cell of its row, or None."""
    if draft.kind != "row":
        return draft.cells[0] if _goes_on(draft, line, look) else None
    for cell in draft.cells[1:]:
        last = cell[-1]
        gap = (line.base - last.base) / max(last.size, line.size)
        if abs(line.x0 - cell[0].x0) < 4 and 0.3 < gap < look.gap and last.bold == line.bold:
            return cell
    return None


def _goes_on(draft: Draft, line: PrintedLine, look: Look) -> bool:
    """Whether `line` is the next line of the block begun in `draft`."""
    last = draft.last
    size = max(last.size, line.size)
    gap = (line.base - last.base) / size
    if line.mark or _LEADERS.search(last.text):
        return False
    ended = ends_sentence(last.text)
    if bullet_at(line.text) and not (gap <= look.gap and not ended and _dash_in_sentence(draft, line)):
        return False
    # Small print is often set wide.
    widest = max(look.gap, 2.0) if draft.kind == "footnote" else look.gap
    if not 0.3 < gap <= widest or (line.page == 1 and is_cover_line(line.text)):
        return False
    if abs(last.size - line.size) > 0.8 and not _same_sentence(last, line):
        return False
    if last.bold != line.bold and not _bold_runs_on(last, line, ended):
        return False
    # An italic heading right above its paragraph.
    heading = last.italic and not line.italic and not ended and len(draft.cells[0]) == 1
    if heading and _starts_upper(line.text) and _has_room(last, line, look):
        return False
    if number_at(line.text) and (ended or draft.kind == "footnote") and line.x0 <= draft.x0 + 3:
        return False
    if draft.indent > draft.x0 + 5 and line.x0 < draft.indent - 5 and ended and line.x0 <= draft.x0 + 3:
        return draft.kind == "footnote"
    if ended and _starts_upper(line.text) and _has_room(last, line, look):
        return draft.kind == "footnote"
    return True


def _dash_in_sentence(draft: Draft, line: PrintedLine) -> bool:
    """A dash that a line happens to begin with stands under the paragraph's other lines, not under a bullet."""
    sibling = bullet_at(draft.first.text) and abs(line.x0 - draft.x0) < 2
    return line.text[0] in "-–—−" and abs(line.x0 - draft.last.x0) < 2 and not sibling


def _same_sentence(last: PrintedLine, line: PrintedLine) -> bool:
    return abs(last.size - line.size) < 2.5 and last.bold == line.bold and line.text[:1].islower()


def _bold_runs_on(last: PrintedLine, line: PrintedLine, ended: bool) -> bool:
    """Bold words that run over a line's end: in the middle of a sentence, or begun bold and gone on bold."""
    if last.bold:
        return line.bold_start or line.text[:1].islower()
    return not ended and not _starts_upper(line.text)


def _starts_upper(text: str) -> bool:
    letters = text.lstrip("‘’“\"'([")
    return letters[:1].isupper() or letters[:1].isdigit()


def _has_room(last: PrintedLine, line: PrintedLine, look: Look) -> bool:
    """Whether the first word of `line` would have gone on the line before: then the break was meant."""
    right = look.right.get(last.page, last.x1)
    word = re.split(r"\s", line.text, maxsplit=1)[0]
    width = (line.x1 - line.x0) * len(word) / max(1, len(line.text))
    return last.x1 + width + 0.4 * last.size < right - 2.5 * last.size


def _is_tail(draft: Draft, below: Draft | None, look: Look) -> bool:
    """Bold print that ends what stands above it and heads nothing: in brackets, begun with a small letter, an address,
    or smaller than the body with no text of its own size below."""
    first = draft.words.lstrip("‘’“\"'")[:1]
    if not first.isalnum() or first.islower() or _ADDRESS.fullmatch(draft.words):
        return True
    alone = below is None or below.first.size - draft.first.size > 0.8
    return draft.first.size < 0.93 * look.body and alone


def _is_heading(draft: Draft, below: Draft | None, look: Look) -> bool:
    words = draft.words
    count = len(words.split())
    if count > 32 or not any(letter.isalpha() for letter in words):
        return False
    if split_grade(words)[1] and all(line.bold for line in draft.lines):
        return True
    if draft.first.size > look.body + 1.2 or (
        all(line.bold for line in draft.lines) and not _is_tail(draft, below, look)
    ):
        return not (count > 14 and words.endswith((".", ";")))
    return (
        all(line.italic for line in draft.lines)
        and count <= 14
        and draft.first.size > look.body - 0.6
        and not words.endswith((".", ",", ";"))
        and words[:1].isupper()
    )
