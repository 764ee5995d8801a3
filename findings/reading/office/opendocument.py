"""OpenDocument files (.odt, .ods, .odp): one walk over their elements. The only file that imports odfdo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import odfdo

from findings.errors import ReadingError
from findings.reading.files.archives import DAMAGE, damaged, refuse_entities
from findings.reading.headings import split_grade
from findings.reading.marks import bullet_at, number_at, raised, without_hidden
from findings.reading.raw import RawBlock, RawDocument

# Deleted text, comments, contents lists and what is drawn again on every page are no part of the text.
_SKIPPED = {
    *("text:tracked-changes", "office:annotation", "office:annotation-end", "office:forms"),
    *("text:table-of-content", "text:alphabetical-index", "presentation:notes", "office:scripts"),
    *("text:sequence-decls", "text:variable-decls", "svg:title", "svg:desc"),
}
_DEEPEST = 100  # elements within elements
_STYLED = re.compile(r"heading(?:_20_| )?([1-9])", re.I)
_PARENTS = 10  # styles that a style may be derived from, one from another


def read_opendocument(data: bytes, name: str) -> RawDocument:
    """Headings, paragraphs, lists, tables and notes; `line` counts paragraphs and rows, of a spreadsheet its rows.

    Raises:
        ReadingError: damaged, protected, nested beyond measure, or it declares XML entities.
    """
    refuse_entities(data, name, "OpenDocument")
    _refuse_protected(data, name)
    try:
        document = odfdo.Document(BytesIO(data))
        reader = _Reader(document)
        return RawDocument(tuple(reader.blocks()), pages=None)
    except (ReadingError, MemoryError):
        raise
    except Exception as error:  # odfdo raises whatever its parts raise on damaged files
        raise ReadingError(damaged(name)) from error


def _refuse_protected(data: bytes, name: str) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            held = archive.namelist()
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in held else b""
    except DAMAGE as error:
        raise ReadingError(damaged(name)) from error
    if b"encryption-data" in manifest:
        raise ReadingError(f"‘{name}’ is protected by a password. Remove the password and try again.")


class _Reader:
    """One pass over the body; counts its paragraphs and rows on the way."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._kind: str = document.get_type()
        self._line = 0
        self._slide = 0
        self._notes: list[RawBlock] = []
        self._heading_of = lru_cache(maxsize=None)(self._styled)
        self._numbered = lru_cache(maxsize=None)(self._counts)

    def blocks(self) -> Iterator[RawBlock]:
        yield from self._within(self._document.body, 0)

    def _within(self, element: Any, depth: int) -> Iterator[RawBlock]:
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")
        for child in element.children:
            yield from self._element(child, depth + 1)

    def _element(self, element: Any, depth: int) -> Iterator[RawBlock]:
        tag = element.tag
        if tag in _SKIPPED:
            return
        if tag in ("text:p", "text:h"):
            yield from self._paragraph(element, depth)
        elif tag == "text:list":
            yield from self._list(element, 1, element.get_attribute_string("text:style-name") or "", depth)
        elif tag == "table:table":
            yield from self._table(element, depth)
        elif tag == "draw:page":
            self._slide += 1
            for block in self._within(element, depth):
                yield replace(block, located=f"slide {self._slide}")
        elif tag == "draw:frame" and element.get_attribute_string("presentation:class") == "title":
            if text := _clean(" ".join(self._inline(child, depth) for child in element.children)):
                self._line += 1
                yield RawBlock("heading", text, level=1, line=self._line)
        else:
            yield from self._within(element, depth)

    def _paragraph(self, element: Any, depth: int) -> Iterator[RawBlock]:
        self._line += 1
        text = _clean(self._inline(element, depth))
        if text:
            yield self._block(element, text)
        yield from self._taken_notes()
        # A text box that is anchored here.
        for frame in element.get_elements("descendant::draw:text-box"):
            yield from self._within(frame, depth)

    def _block(self, element: Any, text: str) -> RawBlock:
        level = self._level(element)
        if level == 0:
            return RawBlock("title", text, line=self._line)
        if level is not None:
            return RawBlock("heading", text, level=level, grade=split_grade(text)[1], line=self._line)
        if printed := number_at(text):
            return RawBlock("paragraph", text, printed[1], printed[0], line=self._line)
        if bullet := bullet_at(text):
            return RawBlock("bullet", f"• {text[bullet[1] :]}", 2, level=bullet[0], line=self._line)
        return RawBlock("paragraph", text, line=self._line)

    def _level(self, element: Any) -> int | None:
        """0 of the title, 1 to 9 of a heading, None of other text."""
        style = element.get_attribute_string("text:style-name") or ""
        if element.tag == "text:h":
            level = element.get_attribute_string("text:outline-level") or "1"
            return min(9, max(1, int(level))) if level.isdigit() else 1
        return self._heading_of(style)

    def _styled(self, style: str) -> int | None:
        for _ in range(_PARENTS):
            if not style:
                return None
            if style.lower() == "title":
                return 0
            if found := _STYLED.fullmatch(style):
                return int(found[1])
            its = self._document.get_style("paragraph", style)
            style = (its.get_attribute_string("style:parent-style-name") or "") if its is not None else ""
        return None

    def _list(self, element: Any, level: int, style: str, depth: int) -> Iterator[RawBlock]:
        number = 0
        for item in element.children:
            if item.tag not in ("text:list-item", "text:list-header"):
                continue
            number += item.tag == "text:list-item"
            for order, child in enumerate(item.children):
                if child.tag == "text:list":
                    own = child.get_attribute_string("text:style-name") or style
                    yield from self._list(child, level + 1, own, depth + 1)
                elif child.tag == "text:p":
                    self._line += 1
                    if text := _clean(self._inline(child, depth)):
                        yield self._item(text, number if order == 0 else 0, level, style)
                    yield from self._taken_notes()
                else:
                    yield from self._element(child, depth + 1)

    def _item(self, text: str, number: int, level: int, style: str) -> RawBlock:
        if number and level == 1 and self._numbered(style):
            label = f"{number}."
            return RawBlock("paragraph", f"{label} {text}", len(label) + 1, str(number), line=self._line)
        if not number:
            return RawBlock("paragraph", text, line=self._line)
        return RawBlock("bullet", f"• {text}", 2, level=min(level, 2), line=self._line)

    def _counts(self, style: str) -> bool:
        """Whether the first level of a list style prints numbers."""
        found = self._document.get_style("list", style) if style else None
        first = (
            found.get_elements("text:list-level-style-number[@text:level='1']") if found is not None else []
        )
        return bool(first)

    def _table(self, table: Any, depth: int) -> Iterator[RawBlock]:
        sheet = self._kind == "spreadsheet"
        title = _clean(table.get_attribute_string("table:name") or "") if sheet else ""
        row_number = 0
        named = not title
        for row in _rows(table):
            repeated = row.get_attribute_string("table:number-rows-repeated") or "1"
            row_number += 1
            cells = [
                _clean(self._inline(cell, depth)) for cell in row.children if cell.tag == "table:table-cell"
            ]
            filled = [cell for cell in cells if cell]
            number = row_number
            row_number += (int(repeated) if repeated.isdigit() else 1) - 1
            if not filled:
                continue
            self._line += 1
            located = (
                ", ".join(filter(None, (f"sheet ‘{title}’" if title else "", f"row {number}")))
                if sheet
                else ""
            )
            line = number if sheet else self._line
            if not named:
                named = True
                yield RawBlock("heading", title, level=1, line=line, located=f"sheet ‘{title}’")
            kind = "row" if len(filled) > 1 else "paragraph"
            yield RawBlock(kind, "\t".join(filled), line=line, located=located)
        yield from self._taken_notes()

    def _taken_notes(self) -> list[RawBlock]:
        taken, self._notes = self._notes, []
        return taken

    def _inline(self, element: Any, depth: int) -> str:
        """The words within an element; a note is put aside and leaves its raised figure."""
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")
        parts = [element.text or ""]
        for child in element.children:
            tag = child.tag
            if tag == "text:s" or tag in ("text:tab", "text:line-break"):
                parts.append(" ")
            elif tag == "text:note":
                parts.append(self._note(child, depth + 1))
            elif tag in ("text:p", "text:h"):
                parts.append(f" {self._inline(child, depth + 1)} ")
            elif tag not in _SKIPPED and tag != "draw:text-box":
                parts.append(self._inline(child, depth + 1))
            parts.append(child.tail or "")
        return "".join(parts)

    def _note(self, note: Any, depth: int) -> str:
        figure, words = "", ""
        for child in note.children:
            if child.tag == "text:note-citation":
                figure = (child.text or "").strip()
            elif child.tag == "text:note-body":
                words = _clean(self._inline(child, depth))
        if words and figure.isdigit():
            text = f"{raised(figure)} {words}"
            self._notes.append(RawBlock("footnote", text, len(figure) + 1, figure, line=self._line))
        return raised(figure) if figure.isdigit() else figure


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table, also those of its head and of groups."""
    for child in table.children:
        if child.tag == "table:table-row":
            yield child
        elif child.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _rows(child)


def _clean(text: str) -> str:
    return " ".join(without_hidden(text).split())
