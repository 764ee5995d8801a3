"""From a folder to the bytes of a document and what they are: told by content, not by name."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from findings.errors import ReadingError
from findings.reading.decode import decode
from findings.settings import MAX_FILE, MAX_PAGES


def slug(path: str) -> str:
    """A path in lower-case letters, figures and hyphens: "Halton/Letter (2018)" -> "halton-letter-2018"."""
    plain = unicodedata.normalize("NFKD", path).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "document"


def document_ids(files: Iterable[str]) -> dict[str, str]:
    """File (path below the corpus folder) -> id, distinct and depending on nothing but the set of names.

    The id is the path without its ending; files that would share one keep it: "letter-pdf", "letter-txt".
    Where even that is shared ("a b.pdf", "a-b.pdf") the later in order of names are counted: "a-b-pdf-2".
    """
    names = sorted(set(files))
    short = {name: slug(str(PurePosixPath(name).with_suffix(""))) for name in names}
    shared = Counter(short.values())
    wanted = {name: short[name] if shared[short[name]] == 1 else slug(name) for name in names}
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(names, key=lambda name: (wanted[name] != short[name], name)):
        candidate, count = wanted[name], 1
        while candidate in taken:
            count += 1
            candidate = f"{wanted[name]}-{count}"
        taken.add(candidate)
        ids[name] = candidate
    return ids


# What a Word document may unpack to. The text of 300 pages is about 10 MB of XML; pictures hardly shrink.
_MAX_UNPACKED = 4 * MAX_FILE
_MAX_XML = MAX_FILE
_MAX_ENTRIES = 5000
# Unpacked to packed size above which a file is taken for an attack; checked only where it would matter.
_MAX_RATIO = 150
_RATIO_MATTERS = 10 * 1024 * 1024

# As long as the longest PDF that is read, at three times the letters of a full page.
_MAX_CHARACTERS = MAX_PAGES * 10_000

_WEB_PAGE = re.compile(
    r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)  # at the start of the file
_SIGNATURES = (
    (b"{\\rtf", "is a rich text file. Save it as PDF or Word (.docx) and try again."),
    (b"\x89PNG\r\n", "is a picture, not a document. Save the document itself as PDF and try again."),
    (b"\xff\xd8\xff", "is a picture, not a document. Save the document itself as PDF and try again."),
    (b"GIF8", "is a picture, not a document. Save the document itself as PDF and try again."),
    (b"II*\0", "is a picture, not a document. Save the document itself as PDF and try again."),
    (b"MM\0*", "is a picture, not a document. Save the document itself as PDF and try again."),
)
_UNKNOWN = "is not a PDF, Word document, web page or text. Save it as PDF and try again."
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes and what they are: format is pdf, docx, html, text or markdown."""

    file: str  # path below the corpus folder, with forward slashes
    format: str
    data: bytes
    checksum: str  # sha256, hexadecimal
    text: str = ""  # decoded, of html, text and markdown


def corpus_files(corpus: Path) -> list[Path]:
    """The documents of a corpus folder and its sub-folders, sorted by path.

    Left out: hidden files and folders, Office's temporary files (~$...), side files (.yml, .yaml) and the
    README.md at the top. Links to folders are followed once, so that a loop of links ends.
    """
    return sorted(
        _walk(corpus, {corpus.resolve()}, top=True), key=lambda path: path.relative_to(corpus).as_posix()
    )


def _walk(folder: Path, seen: set[Path], top: bool) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")) or entry.suffix.lower() in (".yml", ".yaml"):
            continue
        if entry.is_dir():
            real = entry.resolve()
            if real not in seen:
                seen.add(real)
                yield from _walk(entry, seen, top=False)
        elif not (top and entry.name.lower() == "readme.md"):
            yield entry


def relative(path: Path, corpus: Path) -> str:
    """The path below the corpus folder, with forward slashes."""
    return Path(os.path.relpath(path, corpus)).as_posix()


def load(path: Path, corpus: Path) -> Source:
    """Read a file and tell what it is.

    Raises:
        ReadingError: it is gone, may not be read, is empty, too large, or of no kind that can be read.
    """
    name = path.name
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise ReadingError(f"‘{name}’ is not a file.")
        if size > MAX_FILE:
            raise ReadingError(f"‘{name}’ is {_megabytes(size)}. The limit is {_megabytes(MAX_FILE)}.")
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(name, error) from error
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise ReadingError(f"‘{name}’ is empty.")
    checksum = hashlib.sha256(data).hexdigest()
    kind, text = _format(name, data)
    if len(text) > _MAX_CHARACTERS:
        raise ReadingError(
            f"‘{name}’ has {len(text):,} characters. The limit is {_MAX_CHARACTERS:,}. Split it into smaller documents."
        )
    return Source(relative(path, corpus), kind, data, checksum, text)


def unreadable(name: str, error: OSError) -> ReadingError:
    """What to say of a file that the operating system would not give."""
    if isinstance(error, FileNotFoundError):
        return ReadingError(
            f"‘{name}’ was removed while it was being read. Put it back, or build again without it."
        )
    if isinstance(error, PermissionError):
        return ReadingError(f"We do not have permission to read ‘{name}’. Allow reading and build again.")
    return ReadingError(
        f"‘{name}’ could not be read: {error.strerror or error}. Copy it again and build again."
    )


def _megabytes(size: int) -> str:
    return f"{-(-size // (1024 * 1024))}MB"


def _format(name: str, data: bytes) -> tuple[str, str]:
    """(format, decoded text) of a file's bytes. Raises ReadingError when it cannot be read as a document."""
    suffix = Path(name).suffix.lower()
    if data.startswith(_ZIP):
        _check_word(name, data)
        return "docx", ""
    if data.startswith(_OLE):
        raise ReadingError(f"‘{name}’ {_of_old_office(data)}")
    for signature, message in _SIGNATURES:
        if data.startswith(signature):
            raise ReadingError(f"‘{name}’ {message}")
    if data.startswith(b"%PDF-"):
        return "pdf", ""  # before decoding, which takes as long as reading a report's pages
    text = decode(data)
    if text is not None and (_WEB_PAGE.match(text) or suffix in (".html", ".htm", ".xhtml")):
        if suffix == ".pdf":
            raise ReadingError(
                f"‘{name}’ is a web page, not a PDF. Download the PDF itself from the publisher."
            )
        if suffix in (".docx", ".doc"):
            raise ReadingError(
                f"‘{name}’ is a web page, not a Word document. Download the document itself from the publisher."
            )
        return "html", text
    if b"%PDF-" in data[:1024]:
        return "pdf", ""
    if text is None:
        raise ReadingError(f"‘{name}’ {_UNKNOWN}")
    if suffix in (".pdf", ".docx"):
        kind = "PDF" if suffix == ".pdf" else "Word document"
        raise ReadingError(
            f"‘{name}’ is not a {kind}. It is damaged or has the wrong name. Download it again."
        )
    if text.lstrip().startswith("<?xml"):
        raise ReadingError(f"‘{name}’ {_UNKNOWN}")
    return ("markdown" if suffix in (".md", ".markdown") else "text"), text


def _of_old_office(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "is protected by a password. Remove the password and try again."
    return "is in an old Office format. Save it as Word (.docx) or PDF and try again."


def _check_word(name: str, data: bytes) -> None:
    """Raises ReadingError unless this is a Word document that unpacks to a sensible size."""
    damaged = f"‘{name}’ is damaged and could not be opened. Download it again from the publisher."
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ReadingError(damaged) from error
    names = {entry.filename for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
    bomb = unpacked > _RATIO_MATTERS and unpacked > _MAX_RATIO * len(data)
    if len(entries) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED or xml > _MAX_XML or bomb:
        raise ReadingError(
            f"‘{name}’ would unpack to {_megabytes(unpacked)} in {len(entries)} parts, which is too large to read "
            "safely. Save it as PDF and try again."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadingError(f"‘{name}’ is protected by a password. Remove the password and try again.")
    if "[Content_Types].xml" not in names:
        raise ReadingError(f"‘{name}’ is a zip archive. Unpack it and add the documents in it.")
    if not any(entry.startswith("word/document") for entry in names):
        raise ReadingError(
            f"‘{name}’ is an Office file but not a Word document. Save it as PDF and try again."
        )


def file_digest(path: Path) -> str:
    """sha256 of a file's bytes, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
