"""Which reader reads which format; and the files within a file."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath

from findings.errors import ReadingError
from findings.reading.files import page_pictures
from findings.reading.files.telling import NO_DOCUMENT, tell
from findings.reading.raw import RawDocument
from findings.settings import MAX_FILE

# Parts within parts, parts of one file, and what all of them may come to: more is not a document.
_DEEPEST = 3
_MOST_PARTS = 50
_MOST_BYTES = 2 * MAX_FILE
# What some system does not allow in a file's name, and the longest that all allow.
_NO_NAME = re.compile(r'[\x00-\x1f/\\:*?"<>|]|^\.+')
_LONGEST_NAME = 100
_TEXT_ENDINGS = ("", ".txt", ".text", ".csv", ".md", ".markdown")
# Format -> (module, function of (bytes, name)) of its reader, imported only when a file needs it.
_READERS = {
    "docx": ("findings.reading.word.docx_reader", "read_docx"),
    "pptx": ("findings.reading.office.slides", "read_slides"),
    "xlsx": ("findings.reading.office.spreadsheet", "read_spreadsheet"),
    "odt": ("findings.reading.office.opendocument", "read_opendocument"),
    "rtf": ("findings.reading.office.rich_text", "read_rich_text"),
    "eml": ("findings.reading.mail.mail_file", "read_mail"),
    "picture": ("findings.reading.files.page_pictures", "read_picture"),
    "msg": ("findings.reading.mail.outlook_file", "read_outlook"),
}


@dataclass(frozen=True, slots=True)
class Whole:
    """A file as its reader gave it, and the files within it, each under the names that lead to it."""

    raw: RawDocument
    parts: tuple[tuple[tuple[str, ...], RawDocument], ...] = ()
    notes: tuple[str, ...] = ()  # of all of them


def read_whole(path: Path, form: str, data: bytes, text: str) -> Whole:
    """A file and its parts. `form` and `text` as `tell` gives them.

    Raises:
        ReadingError: the file itself cannot be read; a part that cannot is named in the notes.
    """
    raw = _own(path, form, data, text)
    room = _Room()
    parts = tuple(room.parts_of(raw, ()))
    notes = [*raw.notes, *room.notes]
    if not any(block.text.strip() for each in (raw, *(part for _, part in parts)) for block in each.blocks):
        raise ReadingError(" ".join((f"‘{path.name}’ has no text we can search.", *notes)))
    return Whole(raw, parts, tuple(notes))


class _Room:
    """What is left for the parts of one file, and what is to be said of them."""

    def __init__(self) -> None:
        self.count, self.bytes = _MOST_PARTS, _MOST_BYTES
        self.notes: list[str] = []

    def parts_of(
        self, raw: RawDocument, above: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], RawDocument]]:
        for part in raw.parts:
            names = (*above, " ".join(part.name.split()) or "attachment")
            try:
                inner = self._read(part.data, names)
            except ReadingError as error:
                self.notes.append(f"An attachment was not read: {error}")
                continue
            self.notes += [f"In ‘{names[-1]}’: {note}" for note in inner.notes]
            if inner.blocks:
                yield names, inner
            yield from self.parts_of(inner, names)

    def _read(self, data: bytes, names: tuple[str, ...]) -> RawDocument:
        name = names[-1]
        self.count -= 1
        self.bytes -= len(data)
        if len(names) > _DEEPEST or self.count < 0 or self.bytes < 0:
            raise ReadingError(f"‘{name}’ is one too many within one file. Add it as a file of its own.")
        form, text = tell(name, data)
        if form == "picture" and not page_pictures.may_be_page(data):
            raise ReadingError(f"‘{name}’ {NO_DOCUMENT}")
        if form == "text" and PurePath(name).suffix.lower() not in _TEXT_ENDINGS:
            raise ReadingError(f"‘{name}’ is not a document.")  # settings of a program, a key, a signature
        with tempfile.TemporaryDirectory(prefix="findings-") as folder:
            path = Path(folder) / _NO_NAME.sub("-", name)[-_LONGEST_NAME:]
            if form == "pdf":  # read by libraries that want a file
                path.write_bytes(data)
            raw = _own(path, form, data, text)
        if not any(block.text.strip() for block in raw.blocks) and not raw.parts:
            raise ReadingError(f"‘{name}’ has no text we can search.")
        return raw


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
