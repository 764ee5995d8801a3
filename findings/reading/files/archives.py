"""Files that are zip archives of XML: what they are, and whether it is safe to unpack them."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from findings.errors import ReadingError
from findings.settings import MAX_FILE

# What a document may unpack to. The text of 300 pages is about 10 MB of XML; pictures hardly shrink.
_MAX_UNPACKED = 4 * MAX_FILE
_MAX_XML = MAX_FILE
_MAX_ENTRIES = 5000
# Unpacked to packed size above which a file is taken for an attack; checked only where it would matter.
_MAX_RATIO = 150
_RATIO_MATTERS = 10 * 1024 * 1024
# What opening and unpacking a damaged archive raises.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_OPENDOCUMENT = re.compile(r"application/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)")
# An entry that only one kind of file has -> its format, or what to say of it.
_OFFICE = (
    ("word/document", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("xl/workbook.xml", "xlsx"),
)
_REFUSED = (
    ("xl/workbook.bin", "is a binary Excel file. Save it as Excel workbook (.xlsx) and try again."),
    ("Index/Document.iwa", "is a file of Apple's Pages, Numbers or Keynote. Export it as PDF and try again."),
    ("visio/document.xml", "is a Visio drawing. Save it as PDF and try again."),
)


def format_of(name: str, data: bytes) -> str:
    """docx, pptx, xlsx, or odt for all of OpenDocument.

    Raises:
        ReadingError: damaged, protected, of another kind, or it would unpack to more than is safe.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            said = _mimetype(archive)
    except DAMAGE as error:
        raise ReadingError(damaged(name)) from error
    _check_size(name, len(data), entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadingError(f"‘{name}’ is protected by a password. Remove the password and try again.")
    names = {entry.filename for entry in entries}
    if _OPENDOCUMENT.match(said) and "content.xml" in names:
        return "odt"
    for entry, message in _REFUSED:
        if entry in names:
            raise ReadingError(f"‘{name}’ {message}")
    if said == "application/epub+zip":
        raise ReadingError(f"‘{name}’ is an e-book. Save it as PDF and try again.")
    if "[Content_Types].xml" not in names:
        raise ReadingError(f"‘{name}’ is a zip archive. Unpack it and add the documents in it.")
    for beginning, form in _OFFICE:
        if any(entry.startswith(beginning) for entry in names):
            return form
    raise ReadingError(
        f"‘{name}’ is an Office file but not a Word, Excel or PowerPoint file. Save it as PDF and try again."
    )


def refuse_entities(data: bytes, name: str, program: str) -> None:
    """XML entities can unfold to any size or name files of this machine; `program` is said not to write them.

    Raises:
        ReadingError: a part declares one, or cannot be unpacked.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.filename.endswith((".xml", ".rels")):
                    xml = archive.read(entry).replace(b"\0", b"")
                    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
                        raise ReadingError(
                            f"‘{name}’ has parts that {program} does not write (XML entities). Save it as PDF and try "
                            "again."
                        )
    except DAMAGE as error:
        raise ReadingError(damaged(name)) from error


def damaged(name: str) -> str:
    return f"‘{name}’ is damaged and could not be opened. Download it again from the publisher."


def _mimetype(archive: zipfile.ZipFile) -> str:
    """What an archive says of itself in its entry `mimetype`, "" where it has none."""
    try:
        entry = archive.getinfo("mimetype")
    except KeyError:
        return ""
    return archive.read(entry).decode("ascii", "replace").strip() if entry.file_size < 200 else ""


def _check_size(name: str, packed: int, entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
    bomb = unpacked > _RATIO_MATTERS and unpacked > _MAX_RATIO * packed
    if len(entries) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED or xml > _MAX_XML or bomb:
        raise ReadingError(
            f"‘{name}’ would unpack to {-(-unpacked // (1024 * 1024))}MB in {len(entries)} parts, which is too large "
            "to read safely. Save it as PDF and try again."
        )
