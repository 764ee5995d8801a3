"""A zip archive of documents, opened file by file: nothing of it is written where its names say, nothing is trusted.

An archive says of each file how large it will be; what is read is bounded by what is allowed, whatever it says.
"""

from __future__ import annotations

import stat
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import PurePosixPath

from findings.reading.files.archives import DAMAGE
from findings.settings import MAX_TOGETHER, MAX_UPLOAD, MAX_UPLOADS
from findings.uploads.files import shown
from findings.uploads.staging import Refusal

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# Entries that are looked at, with folders and what systems add.
_MOST_ENTRIES = 5000
# What an Office document has that an archive of documents has not.
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})


def opened(
    files: Iterable[tuple[str, bytes]], room: int = MAX_UPLOADS
) -> Iterator[tuple[str, bytes] | Refusal]:
    """The files as they are, an archive's own in its place, each read when it is asked for.

    `room` is how many documents may be added; an archive that holds more is refused whole.
    """
    for name, data in files:
        if is_archive(data):
            yield from _documents(shown(name), data, room)
        else:
            yield name, data


def is_archive(data: bytes) -> bool:
    """Whether these bytes are a zip archive and no Office document; one that is damaged is left to the reader."""
    if not data.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _OFFICE.isdisjoint(archive.namelist())
    except DAMAGE:
        return False


def _documents(name: str, data: bytes, room: int) -> Iterator[tuple[str, bytes] | Refusal]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        wanted = [
            entry for entry in entries[:_MOST_ENTRIES] if not entry.is_dir() and not _hidden(entry.filename)
        ]
        if problem := _problem(name, len(entries), wanted, room):
            yield Refusal(name, problem)
            return
        same = Counter(PurePosixPath(entry.filename).name.casefold() for entry in wanted)
        left = MAX_TOGETHER
        for entry in wanted:
            given = _given(entry.filename, several=same[PurePosixPath(entry.filename).name.casefold()] > 1)
            read = _read(archive, entry, given, name, min(left, MAX_UPLOAD))
            if isinstance(read, bytes):
                left -= len(read)
                yield given, read
            else:
                yield read


def _problem(name: str, entries: int, wanted: list[zipfile.ZipInfo], room: int) -> str:
    """Why an archive is refused whole; "" when nothing speaks against opening it."""
    if entries > _MOST_ENTRIES or len(wanted) > room:
        return (
            f"‘{name}’ holds {max(len(wanted), entries if entries > _MOST_ENTRIES else 0):,} files. Add {room:,} "
            "documents or fewer at a time."
        )
    if not wanted:
        return f"‘{name}’ is an empty archive."
    size = sum(entry.file_size for entry in wanted if entry.file_size <= MAX_UPLOAD)
    if size > MAX_TOGETHER:
        return (
            f"‘{name}’ would unpack to {-(-size // (1 << 20)):,}MB. The limit is {MAX_TOGETHER >> 20}MB: add its "
            "documents in several parts."
        )
    return ""


def _read(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, given: str, of: str, most: int
) -> bytes | Refusal:
    """The bytes of one file of an archive, or why it is not taken."""
    short, within = shown(given), f"in ‘{of}’"
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return Refusal(short, f"‘{short}’ {within} names a place outside the archive. It was not opened.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return Refusal(short, f"‘{short}’ {within} is a link, not a document. Add the document itself.")
    if entry.flag_bits & 1:
        return Refusal(
            short,
            f"‘{short}’ {within} is protected by a password. Unpack the archive and add the documents in it.",
        )
    if entry.file_size > MAX_UPLOAD:
        return Refusal(short, _too_large(short, entry.file_size))
    try:
        with archive.open(entry) as file:
            data = file.read(most + 1)
    except DAMAGE:
        return Refusal(
            short, f"‘{short}’ {within} is damaged and could not be unpacked. Make the archive again."
        )
    if len(data) > most:
        return Refusal(short, f"‘{short}’ {within} is larger than the archive says. It may be damaged.")
    if is_archive(data):
        return Refusal(
            short, f"‘{short}’ {within} is an archive in an archive. Unpack it and add the documents in it."
        )
    return data


def _too_large(short: str, size: int) -> str:
    return f"‘{short}’ is {-(-size // (1 << 20)):,}MB. The limit is {MAX_UPLOAD >> 20}MB."


def _given(filename: str, several: bool) -> str:
    """The name a document of an archive goes by; where several have it, with its folders."""
    path = PurePosixPath(filename.replace("\\", "/"))
    return " ".join(part for part in path.parts if part not in ("/", "..")) if several else path.name


def _hidden(filename: str) -> bool:
    """What systems put beside documents: no person means to add it."""
    parts = PurePosixPath(filename.replace("\\", "/")).parts
    named = any(part.startswith((".", "~$")) and part != ".." for part in parts)
    return named or "__MACOSX" in parts or (bool(parts) and parts[-1].lower() in ("thumbs.db", "desktop.ini"))
