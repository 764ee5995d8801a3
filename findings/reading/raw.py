"""What a format reader yields: the visual blocks of a document in reading order, before their structure is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RawLine:
    """A printed line of a block: offsets into `RawBlock.text`, box in points from the page's top left corner."""

    start: int
    end: int
    page: int  # 1-based
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: int | None = None  # of its least certain word, 0 to 100, where it was read by OCR


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One visual block: page furniture gone, lines joined by one space, words verbatim.

    `kind` is heading, paragraph, bullet, row, footnote or title. `text` includes the printed number ("17. ") or
    bullet ("• ") at its start and `body` is where its own words begin; the cells of a row are joined by a tab.
    """

    kind: str
    text: str
    body: int = 0
    number: str | None = None
    level: int = 0  # heading: 1 is the highest; bullet: 1 or 2
    grade: str | None = None
    page: int | None = None
    page_end: int | None = None
    line: int | None = None  # 1-based source line of a text file, paragraph of a Word or web document
    lines: tuple[RawLine, ...] = ()
    apart: bool = False  # a bullet of level 2 that is never put into the bullet above it
    box: int = 0  # number of the frame it is printed in; 0 outside. A heading in a frame holds only within it
    located: str = ""  # its place in words, where neither page nor line says it: "slide 3"


@dataclass(frozen=True, slots=True)
class Part:
    """A file within a file: an attachment of an e-mail or a PDF."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file's blocks. `pages` is None where the format has none; `metadata` is what a format says of itself."""

    blocks: tuple[RawBlock, ...]
    pages: int | None
    metadata: Mapping[str, str] = field(default_factory=dict)
    page_labels: tuple[str, ...] = ()  # as of a Document
    parts: tuple[Part, ...] = ()
    ocr_pages: int = 0  # how many of its pages were read by OCR
    notes: tuple[str, ...] = ()  # what a reader must know of it, a sentence each
