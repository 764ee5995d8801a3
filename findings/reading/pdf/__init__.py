"""PDF: `read_pdf(path) -> RawDocument`. pypdf opens and checks, pdfium reads letters with their places."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from findings.errors import ReadingError
from findings.reading.headings import levels
from findings.reading.pdf import opener
from findings.reading.pdf.blocks import Draft, look_of
from findings.reading.pdf.compose import compose, words_of
from findings.reading.pdf.fallback import blocks_of_text
from findings.reading.pdf.footnotes import mark_footnotes
from findings.reading.pdf.furniture import without_furniture
from findings.reading.pdf.glyphs import Page, pages
from findings.reading.pdf.joins import joined
from findings.reading.pdf.layout import page_drafts
from findings.reading.pdf.lines import body_size, printed_lines
from findings.reading.raw import RawBlock, RawDocument

# A document with fewer letters a page than this is a stack of pictures.
_FEWEST_LETTERS = 20


def read_pdf(path: Path) -> RawDocument:
    """The blocks of a PDF in reading order; raises ReadingError in one line."""
    count = opener.check(path)
    try:
        its = pages(path)
    except ReadingError:
        blocks = blocks_of_text(opener.page_texts(path))
    else:
        blocks = blocks_of_pages(its)
    letters = sum(letter.isalnum() for block in blocks for letter in block.text)
    if letters < _FEWEST_LETTERS * min(count, 5):
        raise ReadingError(
            f"{path.name}: the PDF has pictures of text but no text we can search. "
            "Ask the publisher for a text version or run text recognition on it."
        )
    return RawDocument(blocks=blocks, pages=count)


def blocks_of_pages(its: Sequence[Page]) -> tuple[RawBlock, ...]:
    """The blocks of a whole document from its pages' letters."""
    printed = [printed_lines(page) for page in its]
    kept = without_furniture(its, printed)
    size = body_size(line for lines in kept for line in lines)
    kept = tuple(mark_footnotes(page, lines, size) for page, lines in zip(its, kept, strict=True))
    look = look_of(kept, size)
    drafts: list[list[Draft]] = []
    box = 0
    for page, lines in zip(its, kept, strict=True):
        found, box = page_drafts(page, lines, look, box)
        drafts.append(found)
    whole = joined(drafts)
    words = words_of(line for lines in kept for line in lines)
    rank = levels([(draft.first.size, draft.first.bold) for draft in whole if draft.kind == "heading"])
    return tuple(
        compose(
            draft, words, rank.get((draft.first.size, draft.first.bold), 0) if draft.kind == "heading" else 0
        )
        for draft in whole
    )
