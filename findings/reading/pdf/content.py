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


def bullet_levels(drafts: Iterable[Draft]) -> dict[int, int]:
    """id of each bullet that stands in under the words of a bullet above it -> 2."""
    levels: dict[int, int] = {}
    parent: Draft | None = None
    for draft in drafts:
        if draft.kind == "footnote":
            continue
        if draft.kind != "bullet":
            parent = None
        elif parent is None or draft.box != parent.box or not _stands_under(draft, parent):
            parent = draft
        else:
            levels[id(draft)] = 2
    return levels


def _stands_under(draft: Draft, parent: Draft) -> bool:
    inset = draft.x0 - parent.x0
    return inset > 6 and parent.own - 4 < draft.x0 < parent.own + 4 * draft.first.size


def compose(draft: Draft, words: Collection[str], level: int) -> RawBlock:
    """The block of a draft; `level` is a heading's, or of a bullet the least that its place gives it."""
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
        level=max(bullet[0], level) if bullet else level,
        # A list within a list that has the glyphs of the outer one.
        apart=bullet is not None and bullet[0] < level,
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
