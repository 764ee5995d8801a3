"""Plain text and Markdown files: lines joined to headings, paragraphs, bullets, rows and notes.

There are no pages: a block's place is the line of the file at which it begins.
"""

from __future__ import annotations

from findings.reading.headings import split_grade
from findings.reading.plain import markdown as marks_of_markdown
from findings.reading.plain.textblocks import NOTE, Group, join
from findings.reading.plain.textheadings import set_headings
from findings.reading.plain.textlines import lines_of
from findings.reading.raw import RawBlock, RawDocument


def read_text(text: str, *, markdown: bool = False) -> RawDocument:
    """The blocks of a text; `markdown` where the file's name says that backslashes and underscores are marks."""
    groups = join(lines_of(text))
    set_headings(groups)
    return RawDocument(tuple(_block(group, markdown) for group in groups), pages=None)


def _block(group: Group, markdown: bool) -> RawBlock:
    kind = "paragraph" if group.kind == "numbered" else group.kind
    text, body, grade = group.text, group.body, None
    if kind == "row":
        text = "\t".join(marks_of_markdown.plain(cell, markdown=markdown) for cell in group.cells)
    elif kind == "bullet":
        words = marks_of_markdown.plain(text[body:], markdown=markdown)
        # "a)" says which entry it is and stays; a dash or a glyph is a bullet like any other.
        lettered = any(letter.isalnum() for letter in text[:body].lstrip("o"))
        text, body = (text[:body] + words, body) if lettered else (f"• {words}", 2)
    else:
        text = text[:body] + marks_of_markdown.plain(text[body:], markdown=markdown)
    if kind == "heading":
        grade = split_grade(text)[1]
    if kind == "footnote":
        found = NOTE.match(text)
        body = found.end() if found else 0
    return RawBlock(
        kind=kind,
        text=text,
        body=body,
        number=group.number,
        level=group.level,
        grade=grade,
        line=group.line.number,
        box=group.box,
    )
