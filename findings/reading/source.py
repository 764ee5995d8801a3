"""From a folder to the bytes of a document and what they are: told by content, not by name."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from findings.errors import ReadingError
from findings.reading.files.telling import tell
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


# As long as the longest PDF that is read, at three times the letters of a full page.
_MAX_CHARACTERS = MAX_PAGES * 10_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes and what they are: format is a key of citation.FORMATS."""

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
    kind, text = tell(name, data)
    check_characters(name, len(text))
    return Source(relative(path, corpus), kind, data, checksum, text)


def check_characters(name: str, count: int) -> None:
    """Raises ReadingError for a text longer than is read."""
    if count > _MAX_CHARACTERS:
        raise ReadingError(
            f"‘{name}’ has {count:,} characters. The limit is {_MAX_CHARACTERS:,}. Split it into smaller documents."
        )


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


def file_digest(path: Path) -> str:
    """sha256 of a file's bytes, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
