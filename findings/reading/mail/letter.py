"""What the two kinds of e-mail have in common: a head, a body in one of two forms, attachments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from findings.reading.html import read_html
from findings.reading.marks import without_hidden
from findings.reading.plain.textfile import read_text
from findings.reading.raw import Part, RawBlock, RawDocument

# A body in plain words with less than this share of the other's only says that there is another.
_WHOLE = 0.5


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail, decoded."""

    subject: str
    head: Mapping[str, str]  # "From", "To", "Date" -> as the e-mail says it
    plain: str  # the body in plain text, "" where there is none
    html: str  # the same in HTML
    parts: tuple[Part, ...] = ()
    sent: date | None = None
    notes: tuple[str, ...] = ()


def blocks_of(letter: Letter, name: str) -> RawDocument:
    """The e-mail as a document: its subject as title, its head, its body; `line` counts lines of a plain body.

    Raises:
        ReadingError: a body in HTML is nested beyond measure.
    """
    subject = _clean(letter.subject)
    first = [RawBlock("title", subject, located="the subject")] if subject else []
    for label, value in letter.head.items():
        if said := _clean(value):
            first.append(RawBlock("front", f"{label}: {said}", located="the head of the e-mail"))
    metadata = {"published": letter.sent.isoformat()} if letter.sent else {}
    blocks = (*first, *_body(letter, name))
    return RawDocument(blocks, pages=None, metadata=metadata, parts=letter.parts, notes=letter.notes)


def _body(letter: Letter, name: str) -> tuple[RawBlock, ...]:
    plain = _lower_titles(read_text(letter.plain).blocks)
    if not letter.html.strip():
        return plain
    html = _lower_titles(
        tuple(
            replace(block, located=f"paragraph {block.line}") for block in read_html(letter.html, name).blocks
        )
    )
    return plain if _words(plain) >= _WHOLE * _words(html) else html


def _lower_titles(blocks: tuple[RawBlock, ...]) -> tuple[RawBlock, ...]:
    """The subject is the title: what a body seems to open with is a paragraph of it."""
    return tuple(replace(block, kind="paragraph") if block.kind == "title" else block for block in blocks)


def _words(blocks: tuple[RawBlock, ...]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _clean(text: str) -> str:
    return " ".join(without_hidden(text).split())
