"""What the build needs of the reading room, in one record, so that tests can build without real files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from findings.records import Content, Document, Passage
from findings.settings import MAX_MEMORY, MAX_SECONDS


class Reading(Protocol):
    """One document as it was read."""

    @property
    def document(self) -> Document: ...

    @property
    def content(self) -> Content: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take before it is stopped. Memory is limited where the system can (not on Windows)."""

    seconds: float = MAX_SECONDS  # of a core
    memory: int = MAX_MEMORY  # bytes


@dataclass(frozen=True, slots=True)
class Rules:
    """The reading rules; `version` changes whenever they would read or cut the same file differently."""

    version: int
    files: Callable[[Path], Sequence[Path]]  # corpus -> its documents
    fingerprint: Callable[
        [str, Path], str
    ]  # (file name, corpus) -> digest of its side files; raises FactsError
    check: Callable[[Path], None]  # corpus; raises FactsError for entries of side files that fit no document
    ids: Callable[[Sequence[str]], Mapping[str, str]]  # file names below the corpus -> document ids
    # (file, corpus, id); raises ReadingError or FactsError. With limits it is called by its name in other processes.
    read: Callable[[Path, Path, str], Reading]
    duplicates: Callable[
        [Sequence[tuple[Document, Content]]], Mapping[str, str]
    ]  # duplicate id -> id searched
    # older version id -> id of the newer one, which is searched in its place
    versions: Callable[[Sequence[tuple[Document, Content]]], Mapping[str, str]]
    cut: Callable[[Document, Content, Callable[[str], int]], tuple[Passage, ...]]
    # (file, its content, its passages) -> (a passage whose words another library does not read, or None where it
    # reads nothing, and why in a line); raises ReadingError
    crosscheck: Callable[[Path, Content, Sequence[Passage]], Sequence[tuple[Passage | None, str]]]
    # Whether a document of the last index may be read better now, though its file is the same
    again: Callable[[Document], bool] = lambda document: False
    limits: Limits | None = None  # None: files are read in the process that builds, however long that takes


def reading_rules() -> Rules:
    """The rules of the reading room.

    Raises:
        TemplateError: a template cannot be used; no document is read by the others alone.
    """
    from findings.reading import READER_VERSION, passages, read, sidefile, source
    from findings.reading.copies import duplicates
    from findings.reading.files import programs
    from findings.reading.pdf import crosscheck
    from findings.reading.templates.template import templates

    templates()
    return Rules(
        version=READER_VERSION,
        files=source.corpus_files,
        fingerprint=sidefile.fingerprint,
        check=sidefile.check,
        ids=source.document_ids,
        read=read,
        duplicates=duplicates.find_duplicates,
        versions=duplicates.find_versions,
        cut=passages.cut,
        crosscheck=crosscheck.differences,
        again=programs.may_be_read_now,
        limits=Limits(),
    )
