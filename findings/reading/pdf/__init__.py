"""PDF: `read_pdf(path) -> RawDocument`. pypdf opens and checks, pdfium reads letters with their places."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from findings.errors import ReadingError
from findings.reading.headings import levels
from findings.reading.pdf.blocks import Draft, drafts, look_of
from findings.reading.pdf.columns import in_reading_order
from findings.reading.pdf.content import bullet_levels, compose, words_of
from findings.reading.pdf.fallback import blocks_of_text
from findings.reading.pdf.furniture import split_notes, without_furniture
from findings.reading.pdf.glyphs import Page, pages
from findings.reading.pdf.joins import joined
from findings.reading.pdf.layout import Frame, page_drafts
from findings.reading.pdf.lines import PrintedLine, body_size, printed_lines
from findings.reading.pdf.ocr.scans import Recognised, as_they_lie, recognised, without_text
from findings.reading.pdf.open import check, page_texts, within
from findings.reading.pdf.page_marks import page_labels, page_marks
from findings.reading.pdf.within import with_values
from findings.reading.pdf.written import is_written
from findings.reading.raw import RawBlock, RawDocument

# A document with fewer letters a page than this is a stack of pictures.
_FEWEST_LETTERS = 20


def read_pdf(path: Path) -> RawDocument:
    """The blocks of a PDF in reading order; raises ReadingError in one line."""
    count = check(path)
    labels: tuple[str, ...] = ()
    try:
        its = pages(path)
    except ReadingError:
        if count is None:
            raise
        blocks, scans = blocks_of_text([text or "" for text in page_texts(path)]), Recognised(())
    else:
        count = len(its)
        scans = recognised(path, its)
        printed = [printed_lines(page) for page in scans.pages]
        marks = page_marks(scans.pages, printed)
        labels = page_labels(scans.pages, marks)
        kept = without_furniture(scans.pages, printed, marks)
        blocks = as_they_lie(_blocks_of_pages(scans.pages, kept), scans)
    inside = within(path)
    blocks = with_values(blocks, inside.values)
    letters = sum(letter.isalnum() for block in blocks for letter in block.text)
    if letters < _FEWEST_LETTERS * min(count, 5) and not inside.parts:
        raise ReadingError(" ".join((without_text(path.name), *scans.notes)))
    if not is_written(block.text for block in blocks):
        raise ReadingError(
            f"‘{path.name}’ has text whose letters cannot be read: its fonts do not say which letter each sign "
            "stands for. Ask the publisher for another copy or run text recognition on it."
        )
    return RawDocument(
        blocks=blocks,
        pages=count,
        page_labels=labels,
        parts=inside.parts,
        ocr_pages=len(scans.read),
        notes=scans.notes,
    )


def _blocks_of_pages(its: Sequence[Page], kept: Sequence[Sequence[PrintedLine]]) -> tuple[RawBlock, ...]:
    """The blocks of a whole document from its pages' lines without their furniture."""
    size = body_size(line for lines in kept for line in lines)
    look = look_of(kept, size)
    pages_drafts: list[list[Draft]] = []
    frame = Frame()
    for page, lines in zip(its, kept, strict=True):
        columns = [split_notes(page, column.lines, size) for column in in_reading_order(lines)]
        place = {line.drawn: place for place, line in enumerate(lines)}
        body = sorted((line for its, _ in columns for line in its), key=lambda line: place[line.drawn])
        found, frame = page_drafts(page, body, look, frame)
        pages_drafts.append(found + [draft for _, notes in columns for draft in drafts(notes, look)])
    whole = joined(pages_drafts)
    words = words_of(line for lines in kept for line in lines)
    rank = levels([_style(draft) for draft in whole if draft.kind == "heading"], size)
    inset = bullet_levels(whole)
    return tuple(compose(draft, words, inset.get(id(draft)) or _level(draft, rank)) for draft in whole)


def _style(draft: Draft) -> tuple[float, bool]:
    return draft.first.size, draft.first.bold


def _level(draft: Draft, rank: dict[tuple[float, bool], int]) -> int:
    if draft.kind == "heading":
        return rank[_style(draft)]
    # A table's first row of bold words names its columns.
    return int(draft.kind == "row" and len(draft.cells) > 1 and all(line.bold for line in draft.lines))
