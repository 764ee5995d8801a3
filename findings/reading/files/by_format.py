"""Which reader reads which format; and files within files, put after the one that holds them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from findings.errors import ReadingError
from findings.reading.files.telling import tell
from findings.reading.raw import Part, RawBlock, RawDocument
from findings.settings import MAX_FILE

# Parts within parts, parts of one file, and what all of them may come to: more is not a document.
_DEEPEST = 3
_MOST_PARTS = 50
_MOST_BYTES = 2 * MAX_FILE
# What some system does not allow in a file's name, and the longest that all allow.
_NO_NAME = re.compile(r'[\x00-\x1f/\\:*?"<>|]|^\.+')
_LONGEST_NAME = 100
# Format -> (module, function of (bytes, name)) of its reader, imported only when a file needs it.
_READERS = {
    "docx": ("findings.reading.word.docx_reader", "read_docx"),
    "pptx": ("findings.reading.office.slides", "read_slides"),
    "xlsx": ("findings.reading.office.spreadsheet", "read_spreadsheet"),
    "odt": ("findings.reading.office.opendocument", "read_opendocument"),
    "rtf": ("findings.reading.office.rich_text", "read_rich_text"),
    "eml": ("findings.reading.mail.mail_file", "read_mail"),
    "msg": ("findings.reading.mail.outlook_file", "read_outlook"),
}


def read_raw(path: Path, form: str, data: bytes, text: str) -> RawDocument:
    """The blocks of a file, those of its parts after them. `form` and `text` as `tell` gives them.

    Raises:
        ReadingError: the file itself cannot be read; a part that cannot is named in the notes.
    """
    room = _Room()
    return room.with_parts(_own(path, form, data, text), depth=1)


class _Room:
    """What is left for the parts of one file."""

    def __init__(self) -> None:
        self.count, self.bytes = _MOST_PARTS, _MOST_BYTES

    def with_parts(self, raw: RawDocument, depth: int) -> RawDocument:
        blocks, notes, by_ocr = list(raw.blocks), list(raw.notes), raw.ocr_pages
        for part in raw.parts:
            name = " ".join(part.name.split()) or "attachment"
            try:
                inner = self._read(part, name, depth)
            except ReadingError as error:
                notes.append(f"An attachment was not read: {error}")
                continue
            blocks += _of_part(inner.blocks, name, len(blocks))
            notes += [f"In ‘{name}’: {note}" for note in inner.notes]
            by_ocr += inner.ocr_pages
        return replace(raw, blocks=tuple(blocks), notes=tuple(notes), ocr_pages=by_ocr, parts=())

    def _read(self, part: Part, name: str, depth: int) -> RawDocument:
        self.count -= 1
        self.bytes -= len(part.data)
        if depth > _DEEPEST or self.count < 0 or self.bytes < 0:
            raise ReadingError(f"‘{name}’ is one too many within one file. Add it as a file of its own.")
        form, text = tell(name, part.data)
        with tempfile.TemporaryDirectory(prefix="findings-") as folder:
            path = Path(folder) / _NO_NAME.sub("-", name)[-_LONGEST_NAME:]
            if form == "pdf":  # read by libraries that want a file
                path.write_bytes(part.data)
            raw = _own(path, form, part.data, text)
        if not any(block.text.strip() for block in raw.blocks) and not raw.parts:
            raise ReadingError(f"‘{name}’ has no text we can search.")
        return self.with_parts(raw, depth + 1)


def _of_part(blocks: Sequence[RawBlock], name: str, boxes: int) -> Iterator[RawBlock]:
    """The blocks of a part under its name, their places said in words: its pages are not those of the file."""
    yield RawBlock("heading", name, level=1, located=f"‘{name}’")
    for block in blocks:
        heading = block.kind in ("title", "heading")
        yield replace(
            block,
            kind="heading" if block.kind == "title" else block.kind,
            level=block.level + 2 if heading else block.level,
            page=None,
            page_end=None,
            line=None,
            lines=(),
            box=block.box + boxes if block.box else 0,
            located=", ".join(filter(None, (f"‘{name}’", _place(block)))),
        )


def _place(block: RawBlock) -> str:
    if block.page is not None:
        last = block.page_end or block.page
        return f"page {block.page}" if last == block.page else f"pages {block.page} to {last}"
    return block.located or (f"line {block.line}" if block.line is not None else "")


def _own(path: Path, form: str, data: bytes, text: str) -> RawDocument:
    """The blocks of one file, read by the reader of its format."""
    from findings.reading.files import old_office

    if form in old_office.TODAY:
        form, data = old_office.TODAY[form], old_office.modernised(data, form, path.name)
    if form == "pdf":
        from findings.reading.pdf import read_pdf

        return read_pdf(path)
    if form == "html":
        from findings.reading.html import read_html

        return read_html(text, path.name)
    if form in _READERS:
        module, function = _READERS[form]
        read: Callable[[bytes, str], RawDocument] = getattr(import_module(module), function)
        return read(data, path.name)
    from findings.reading.plain.textfile import read_text

    return read_text(text, markdown=form == "markdown")
