"""Word documents (.docx): paragraphs, headings, lists, tables and notes. The only file that imports python-docx."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml

from findings.errors import ReadingError
from findings.reading.files.archives import damaged, refuse_entities
from findings.reading.headings import split_grade
from findings.reading.marks import bullet_at, label_alone, number_at, raised, without_hidden
from findings.reading.raw import RawBlock, RawDocument
from findings.reading.word.list_numbers import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted and moved-away text is no longer part of the document; a text box is a block of its own.
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}pPr", f"{_W}rPr", _MC_FALLBACK}
_NOTE_MARKS = (f"{_W}footnoteReference", f"{_W}endnoteReference")
_FIGURE = "figure"  # set on a note's mark: the figure it is printed with
_HEADING = re.compile(r"heading ?([1-9])$", re.I)
_LONGEST_BOLD_HEADING = 16  # words
_FEWEST_LETTERS = 20  # in the body; a document with fewer says nothing there
_LONGEST_CELL = 20  # words between tabs; a longer text only holds a tab
_SPACES = re.compile(r"[ \u00a0\n\r\f\v]+")


def read_docx(data: bytes, name: str) -> RawDocument:
    """The blocks of a Word document; `line` counts its paragraphs and table rows from 1.

    Raises:
        ReadingError: damaged, or it declares XML entities, which Word never does.
    """
    refuse_entities(data, name, "Word")
    try:
        document = docx.Document(BytesIO(data))
        reader = _Reader(document)
        blocks = tuple(reader.blocks())
        if sum(letter.isalpha() for block in blocks for letter in block.text) < _FEWEST_LETTERS:
            # All that it says may stand above and below the body, where else the same lines come on every page.
            blocks = (*reader.margins(), *blocks)
        return RawDocument(blocks, pages=None)
    except (
        OpcError,
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
        SyntaxError,
        RecursionError,
    ) as error:
        raise ReadingError(damaged(name)) from error


class _Reader:
    """One pass over the body. Counts lists and blocks on the way."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._body = document.element.body
        self._styles = {style.style_id: style for style in document.styles}
        self._numbering = Numbering(_part(document, "/numbering"))
        self._notes = _notes(document)
        self._line = 0
        # Notes are printed with figures in the order of their marks, whatever Word calls them.
        for figure, mark in enumerate(self._body.iter(*_NOTE_MARKS), 1):
            mark.set(_FIGURE, str(figure))

    def blocks(self) -> Iterator[RawBlock]:
        yield from self._within(self._body)

    def margins(self) -> Iterator[RawBlock]:
        """What stands in the headers and footers."""
        for section in self._document.sections:
            for margin, name in ((section.header, "header"), (section.footer, "footer")):
                if not margin.is_linked_to_previous:
                    for block in self._within(margin._element):
                        yield replace(block, line=None, located=f"the page’s {name}")

    def _within(self, element: Any) -> Iterator[RawBlock]:
        for child in element.iterchildren():
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
                yield from self._within(child)

    def _paragraph(self, paragraph: Any) -> Iterator[RawBlock]:
        self._line += 1
        text = _clean(_text(paragraph))
        if text:
            yield self._block(paragraph, text)
        for box in paragraph.iter(f"{_W}txbxContent"):
            if not any(above.tag == _MC_FALLBACK for above in box.iterancestors()):
                yield from self._within(box)
        for mark in paragraph.iter(*_NOTE_MARKS):
            note = self._notes.get((mark.tag, mark.get(f"{_W}id")))
            if note:
                figure = mark.get(_FIGURE)
                yield RawBlock(
                    "footnote", f"{raised(figure)} {note}", len(figure) + 1, figure, line=self._line
                )

    def _block(self, paragraph: Any, text: str) -> RawBlock:
        style = self._styles.get(_value(paragraph, "pPr", "pStyle"))
        level = self._heading_level(paragraph, style)
        if level == 0:
            return RawBlock("title", text, line=self._line)
        listed = self._numbering.next(*self._list_of(paragraph, style))
        label = f"{listed.label} " if listed and listed.label else ""
        if level is not None:
            words = label + _tab_behind_label(text)
            return RawBlock("heading", words, level=level, grade=split_grade(words)[1], line=self._line)
        if listed and listed.bullet:
            return RawBlock("bullet", f"• {text}", 2, level=min(listed.level + 1, 2), line=self._line)
        if listed and (listed.number or listed.level == 0):
            return RawBlock("paragraph", label + text, len(label), listed.number, line=self._line)
        if listed:
            return RawBlock("bullet", label + text, len(label), level=2, line=self._line)
        text = _tab_behind_label(text)
        if printed := number_at(text):
            label, words = text[: printed[1]].strip(), text[printed[1] :].replace("\t", " ")
            return RawBlock("paragraph", f"{label} {words}", len(label) + 1, printed[0], line=self._line)
        if bullet := bullet_at(text):
            return RawBlock("bullet", f"• {text[bullet[1] :]}", 2, level=bullet[0], line=self._line)
        cells = [cell.strip() for cell in text.split("\t") if cell.strip()]
        if len(cells) > 1 and max(len(cell.split()) for cell in cells) <= _LONGEST_CELL:
            return RawBlock("row", "\t".join(cells), line=self._line)
        return RawBlock("paragraph", text.replace("\t", " ").strip(), line=self._line)

    def _heading_level(self, paragraph: Any, style: Any) -> int | None:
        """0 of the title, 1-9 of a heading by style, outline or bold type; None of other text."""
        for name in _style_names(style):
            if name.lower() == "title":
                return 0
            found = _HEADING.search(name)
            if found:
                return int(found[1])
        outline = _value(paragraph, "pPr", "outlineLvl")
        if outline and outline.isdigit() and int(outline) < 9:
            return int(outline) + 1
        text = _tab_behind_label(_clean(_text(paragraph)))
        ends = text[-1:] in ".;,:" or len(text.split()) > _LONGEST_BOLD_HEADING or "\t" in text
        return 9 if not ends and _is_bold(paragraph, style) and not number_at(text) else None

    def _list_of(self, paragraph: Any, style: Any) -> tuple[str | None, int]:
        """(number of the list, level within it) of a paragraph, its own or its style's."""
        for properties in (paragraph.find(f"{_W}pPr"), *_style_properties(style)):
            found = properties.find(f"{_W}numPr") if properties is not None else None
            if found is not None:
                number, level = found.find(f"{_W}numId"), found.find(f"{_W}ilvl")
                name = number.get(f"{_W}val") if number is not None else None
                if level is None:
                    tied = self._numbering.depth_of(name, style.style_id if style is not None else None)
                    return (None if name == "0" else name), tied or 0
                return (None if name == "0" else name), int(level.get(f"{_W}val") or 0)
        return None, 0

    def _table(self, table: Any) -> Iterator[RawBlock]:
        """A row of several cells is one block; a cell that is a whole row holds blocks of its own."""
        for row in table.iterchildren(f"{_W}tr"):
            cells = [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]
            texts = [
                _clean(" ".join(_text(each) for each in cell.iter(f"{_W}p"))).replace("\t", " ")
                for cell in cells
            ]
            filled = [text for text in texts if text]
            if len(cells) == 1:
                yield from self._within(cells[0])
            elif filled:
                self._line += 1
                yield RawBlock("row" if len(filled) > 1 else "paragraph", "\t".join(filled), line=self._line)


def _text(element: Any) -> str:
    """The words of a paragraph as they stand, deletions left out and insertions in."""
    parts: list[str] = []
    for child in element.iterchildren():
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            parts.append(_raised(child))
        elif child.tag in (f"{_W}tab", f"{_W}ptab"):
            parts.append("\t")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif child.tag in _NOTE_MARKS:
            parts.append(raised(child.get(_FIGURE) or ""))
        else:
            parts.append(_text(child))
    return "".join(parts)


def _raised(text: Any) -> str:
    """A run of raised figures is a note's mark."""
    words = text.text or ""
    properties = text.getparent().find(f"{_W}rPr")
    align = properties.find(f"{_W}vertAlign") if properties is not None else None
    up = align is not None and align.get(f"{_W}val") == "superscript"
    return raised(words) if up and words.strip().isdigit() else words


def _tab_behind_label(text: str) -> str:
    """ "II.⇥Findings" as "II. Findings": a tab behind a heading's number parts no cells."""
    label, tab, words = text.partition("\t")
    return f"{label} {words}" if tab and label_alone(label) and "\t" not in words else text


def _clean(text: str) -> str:
    return re.sub(r" *\t[ \t]*", "\t", _SPACES.sub(" ", without_hidden(text))).strip()


def _notes(document: Any) -> dict[tuple[str, str], str]:
    """(tag of its mark, Word's own number) of each footnote and endnote -> its words."""
    notes: dict[tuple[str, str], str] = {}
    for tag in ("footnote", "endnote"):
        part = _part(document, f"/{tag}s")
        for note in part.iter(f"{_W}{tag}") if part is not None else ():
            text = _clean(" ".join(_text(each) for each in note.iter(f"{_W}p")))
            if text and note.get(f"{_W}type") in (None, "normal"):
                notes[f"{_W}{tag}Reference", note.get(f"{_W}id")] = text
    return notes


def _part(document: Any, ending: str) -> Any | None:
    """The XML of a part the document refers to, by the end of its relationship's type."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(ending):
            return parse_xml(relation.target_part.blob)
    return None


def _value(element: Any, *path: str) -> str | None:
    for step in path:
        element = element.find(f"{_W}{step}")
        if element is None:
            return None
    value: str | None = element.get(f"{_W}val")
    return value


def _styles_above(style: Any) -> Iterator[Any]:
    seen = 0
    while style is not None and seen < 10:
        yield style
        style, seen = getattr(style, "base_style", None), seen + 1


def _style_names(style: Any) -> list[str]:
    return [each.name or "" for each in _styles_above(style)]


def _style_properties(style: Any) -> list[Any]:
    return [each.element.find(f"{_W}pPr") for each in _styles_above(style)]


def _is_bold(paragraph: Any, style: Any) -> bool:
    """Every run that prints something is bold, of itself or by the paragraph's style."""
    by_style = any(_on(each.element.find(f"{_W}rPr")) for each in _styles_above(style))
    runs = [run for run in paragraph.iter(f"{_W}r") if _clean(_text(run))]
    own = [_on(run.find(f"{_W}rPr")) for run in runs]
    return bool(runs) and all(by_style if bold is None else bold for bold in own)


def _on(properties: Any) -> bool | None:
    bold = properties.find(f"{_W}b") if properties is not None else None
    if bold is None:
        return None
    return (bold.get(f"{_W}val") or "true").lower() not in ("0", "false", "off")
