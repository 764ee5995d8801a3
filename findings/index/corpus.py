"""What stands in the corpus folder now, and how that differs from what an index was built from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from findings.errors import BuildError, FactsError
from findings.index.store import FileMark
from findings.reading.rules import Rules
from findings.reading.source import file_digest


def marks(corpus: Path, rules: Rules, known: Iterable[FileMark] = ()) -> tuple[FileMark, ...]:
    """A mark of every document file, in order of names.

    A file of the size and time it has in `known` is taken to be the same; any other is read for its checksum.

    Raises:
        BuildError: there is no such folder.
    """
    if not corpus.is_dir():
        raise BuildError(
            f"There is no folder {corpus}: put documents in it, or choose another with --corpus."
        )
    before = {mark.file: mark for mark in known}
    found = []
    for path in rules.files(corpus):
        name = path.relative_to(corpus).as_posix()
        size, modified = _size_and_time(path)
        mark = before.get(name)
        if mark is not None and mark.checksum and (mark.size, mark.modified) == (size, modified):
            checksum = mark.checksum
        else:
            checksum = _checksum(path)
        found.append(FileMark(name, size, modified, checksum, _facts(name, corpus, rules)))
    return tuple(sorted(found, key=lambda mark: mark.file))


def _size_and_time(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:  # gone or closed to us: reading it will say so
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _checksum(path: Path) -> str:
    try:
        return file_digest(path)
    except OSError:
        return ""


def _facts(file: str, corpus: Path, rules: Rules) -> str:
    try:
        return rules.fingerprint(file, corpus)
    except FactsError as error:  # the build will say so when it reads the document; to the app it is a change
        return str(error)


def same(one: FileMark, other: FileMark | None) -> bool:
    """Whether a file has the bytes and the facts it had; one that could not be opened never has."""
    return (
        other is not None
        and bool(one.checksum)
        and (one.checksum, one.facts) == (other.checksum, other.facts)
    )


def changed(now: Iterable[FileMark], then: Iterable[FileMark]) -> tuple[str, ...]:
    """The names of files that were added, removed or changed."""
    new: Mapping[str, FileMark] = {mark.file: mark for mark in now}
    old: Mapping[str, FileMark] = {mark.file: mark for mark in then}
    differ = [name for name in new.keys() & old.keys() if _content(new[name]) != _content(old[name])]
    return tuple(sorted([*differ, *(new.keys() ^ old.keys())]))


def _content(mark: FileMark) -> tuple[str, str]:
    return mark.checksum, mark.facts


def digest(found: Iterable[FileMark]) -> str:
    """sha256 over the names, bytes and side files of a corpus."""
    lines = [f"{mark.file}\t{mark.checksum}\t{mark.facts}\n" for mark in found]
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
