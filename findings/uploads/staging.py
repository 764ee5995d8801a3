"""What a person wants to add, looked at before it is: kept aside, checked by its bytes, read by the real reader."""

from __future__ import annotations

import hashlib
import secrets
import shutil
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from findings.errors import ReadingError
from findings.reading.files.telling import endings
from findings.reading.rules import reading_rules
from findings.reading.sandbox.reader_pool import read_files
from findings.records import Document
from findings.settings import MAX_UPLOAD, MAX_UPLOADS
from findings.uploads.files import free, kept, shown, write_new

STAGING = "staging"
# Files that nobody came back for are removed after a day.
FORGOTTEN = 24 * 60 * 60
TOO_MANY = f"Add {MAX_UPLOADS} documents or fewer at a time."


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that passed the first checks and is kept aside."""

    name: str  # as its owner knows it
    path: Path
    checksum: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that can be added, with the facts found in it."""

    name: str  # as its owner knows it
    path: Path  # where it is kept until it is added
    document: Document


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be added; the message says why and what to do, in one line."""

    name: str
    message: str


def new_folder(data: Path) -> Path:
    """A folder of its own for what one person wants to add; folders nobody came back for are removed."""
    everything = data / STAGING
    everything.mkdir(parents=True, exist_ok=True)
    for folder in everything.iterdir():
        if folder.stat().st_mtime < time.time() - FORGOTTEN:
            shutil.rmtree(folder, ignore_errors=True)
    folder = everything / secrets.token_hex(8)
    folder.mkdir()
    return folder


def take(
    files: Iterable[tuple[str, bytes] | Refusal],
    folder: Path,
    known: Mapping[str, str],
    passed: Collection[str] = (),
) -> list[Waiting | Refusal]:
    """Check each file, given as (name, bytes), and keep it in `folder`; in the order given, with those refused before.

    `known` maps the checksums of the documents held to their names in words; files whose checksums are in `passed`
    are passed over: they have been looked at already.
    """
    held = dict(known)
    taken: list[Waiting | Refusal] = []
    for file in files:
        if isinstance(file, Refusal):
            taken.append(file)
            continue
        given, data = file
        name, checksum = shown(given), hashlib.sha256(data).hexdigest()
        if checksum in passed:
            continue
        if problem := _problem(name, data, held.get(checksum)):
            taken.append(Refusal(name, problem))
            continue
        path = folder / free(folder, kept(given, _ending(given, data)))
        write_new(path, data)
        held[checksum] = name
        taken.append(Waiting(name, path, checksum))
    return taken


def _ending(given: str, data: bytes) -> str:
    """The file's own ending where its bytes allow it, else the one they most likely ask for."""
    possible = endings(data)
    own = PurePath(given).suffix.lower()
    return own if own in possible else possible[0]


def _problem(name: str, data: bytes, already: str | None) -> str:
    """Why a file cannot be added, as far as its bytes tell without reading it; "" when nothing speaks against it."""
    if not data.strip(b" \t\r\n\0"):
        return f"‘{name}’ is empty."
    if len(data) > MAX_UPLOAD:
        return f"‘{name}’ is {-(-len(data) // (1 << 20))}MB. The limit is {MAX_UPLOAD >> 20}MB."
    if not endings(data):
        return f"‘{name}’ is not a PDF, an Office document or an e-mail. Save it as PDF and try again."
    return f"‘{name}’ is already here as: {already}." if already else ""


def read(waiting: Sequence[Waiting], folder: Path) -> Iterator[Candidate | Refusal]:
    """What came of reading each file, in order; each as soon as it is known. What is refused is not kept."""
    files = [(file.path.name, file.path.stem) for file in waiting]
    for file, outcome in zip(waiting, read_files(reading_rules(), folder, files), strict=True):
        if isinstance(outcome, ReadingError):
            file.path.unlink(missing_ok=True)
            yield Refusal(file.name, str(outcome).replace(f"‘{file.path.name}’", f"‘{file.name}’"))
        else:
            yield Candidate(file.name, file.path, outcome[0])


def drop(waiting: Iterable[Waiting]) -> None:
    """Remove what was kept aside and was not read: the person went on before its turn came."""
    for file in waiting:
        file.path.unlink(missing_ok=True)


def forget(candidates: Iterable[Candidate]) -> None:
    """Remove what was kept aside and is not wanted any more."""
    for candidate in candidates:
        candidate.path.unlink(missing_ok=True)
