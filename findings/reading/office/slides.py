"""PowerPoint files (.pptx): slide by slide, titles as headings. The only file that imports python-pptx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from findings.errors import ReadingError
from findings.reading.files.archives import damaged, refuse_entities
from findings.reading.marks import bullet_at, number_at, without_hidden
from findings.reading.raw import RawBlock, RawDocument

# As many slides as a PDF may have pages, with room for decks that build up line by line.
_MAX_SLIDES = 1000
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
_LISTS = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY)
# Dates, footers and slide numbers, the same on every slide.
_FURNITURE = (
    PP_PLACEHOLDER.DATE,
    PP_PLACEHOLDER.FOOTER,
    PP_PLACEHOLDER.HEADER,
    PP_PLACEHOLDER.SLIDE_NUMBER,
)
_DEEPEST = 20  # groups within groups


def read_slides(data: bytes, name: str) -> RawDocument:
    """The text of every slide and of its notes; its place is the slide.

    Raises:
        ReadingError: damaged, too many slides, or it declares XML entities.
    """
    refuse_entities(data, name, "PowerPoint")
    try:
        slides = list(Presentation(BytesIO(data)).slides)
        if len(slides) > _MAX_SLIDES:
            raise ReadingError(f"‘{name}’ has {len(slides):,} slides. The limit is {_MAX_SLIDES:,}.")
        blocks = tuple(block for number, slide in enumerate(slides, 1) for block in _slide(slide, number))
    except (ReadingError, MemoryError):
        raise
    except Exception as error:  # python-pptx raises whatever its parts raise on damaged files
        raise ReadingError(damaged(name)) from error
    return RawDocument(blocks, pages=None)


def _slide(slide: Any, number: int) -> Iterator[RawBlock]:
    for block in _shapes(slide.shapes, 0):
        yield replace(block, located=f"slide {number}")
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            if text := _clean(paragraph.text):
                yield RawBlock("paragraph", text, located=f"slide {number}, notes")


def _shapes(shapes: Iterable[Any], depth: int) -> Iterator[RawBlock]:
    for shape in shapes:
        kind = shape.placeholder_format.type if shape.is_placeholder else None
        if kind in _FURNITURE:
            continue
        if hasattr(shape, "shapes"):
            if depth < _DEEPEST:
                yield from _shapes(shape.shapes, depth + 1)
        elif getattr(shape, "has_table", False):
            yield from _table(shape.table)
        elif shape.has_text_frame and kind in _TITLES:
            if text := _clean(" ".join(paragraph.text for paragraph in shape.text_frame.paragraphs)):
                yield RawBlock("heading", text, level=1)
        elif shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                if text := _clean(paragraph.text):
                    yield _paragraph(text, paragraph.level, listed=kind in _LISTS)


def _paragraph(text: str, level: int, listed: bool) -> RawBlock:
    if number := number_at(text):
        return RawBlock("paragraph", text, number[1], number[0])
    if bullet := bullet_at(text):
        return RawBlock("bullet", f"• {text[bullet[1] :]}", 2, level=bullet[0])
    if listed:
        return RawBlock("bullet", f"• {text}", 2, level=min(level + 1, 2))
    return RawBlock("paragraph", text)


def _table(table: Any) -> Iterator[RawBlock]:
    for row in table.rows:
        cells = [text for cell in row.cells if (text := _clean(cell.text))]
        if cells:
            yield RawBlock("row" if len(cells) > 1 else "paragraph", "\t".join(cells))


def _clean(text: str) -> str:
    return " ".join(without_hidden(text).split())
