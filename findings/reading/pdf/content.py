"""From drafts to raw blocks: lines joined into text, each line's offsets kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from findings.reading.marks import bullet_at, joint
from findings.reading.pdf.blocks import Draft
from findings.reading.pdf.lines import PrintedLine
from findings.reading.raw import RawBlock, RawLine


def words_of(lines: Iterable[PrintedLine]) -> frozenset[str]:
    """Every word printed whole, in lower case: what tells a syllable break from a hyphenated word."""
    words: set[str] = set()
    for line in lines:
        found = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", line.text.lower())
        words.update(found[1:-1] if line.text.endswith("-") else found[1:])
    return frozenset(words)


def compose(draft: Draft, words: Collection[str], level: int) -> RawBlock:
    """The block of a draft; `level` is a heading's."""
    text = ""
    lines: list[RawLine] = []
    for place, cell in enumerate(draft.cells):
        if place:
            text += "\t"
        begun = False
        for line in cell:
            clean = line.text if begun else _clean(line.text)
            if begun:
                text, between = joint(text, clean, words)
                if len(text) < lines[-1].end:
                    lines[-1] = replace(lines[-1], end=len(text))
                text += between
            begun = True
            start = len(text)
            text += clean
            lines.append(
                RawLine(start, len(text), line.page, line.x0, line.top, line.x1, line.bottom, line.confidence)
            )
    bullet = bullet_at(text) if draft.kind == "bullet" else None
    note = re.match(r"[⁰¹²³⁴-⁹\d*†‡]+\s*", text) if draft.kind == "footnote" else None
    pages = [line.page for line in lines]
    return RawBlock(
        kind=draft.kind,
        text=text,
        body=bullet[1] if bullet else note.end() if note else 0,
        number=draft.first.mark or None,
        level=bullet[0] if bullet else level,
        page=min(pages),
        page_end=max(pages),
        lines=tuple(lines),
        box=draft.box,
    )


def _clean(text: str) -> str:
    """A bullet's glyph as one of two that every font has."""
    bullet = bullet_at(text)
    if not bullet or text[0].isalnum() or text[0] == "(":
        return text
    return f"{'•' if bullet[0] == 1 else '–'} {text[bullet[1] :]}"
