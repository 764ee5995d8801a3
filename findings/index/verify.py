"""Verification: every document read again from its file, every stored passage cut again from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from findings.errors import FindingsError
from findings.index.generation import Generation
from findings.progress import Progress, Silent
from findings.reading.rules import Rules, reading_rules
from findings.records import Content, Document, Passage


@dataclass(frozen=True, slots=True)
class Verification:
    """What was compared, and every difference in one line; none is what is wanted.

    `uncompared` says what the second reader cannot read, and why: there the file was compared with itself alone.
    """

    documents: int
    passages: int
    differences: tuple[str, ...]
    uncompared: tuple[str, ...] = ()


def verify(
    generation: Generation, corpus: Path, progress: Progress | None = None, rules: Rules | None = None
) -> Verification:
    """Compare what the index holds of every readable document with its file below `corpus`."""
    rules = rules or reading_rules()
    progress = progress or Silent()
    documents = [document for document in generation.documents if document.status != "unreadable"]
    differences: list[str] = []
    uncompared: list[str] = []
    passages = 0
    progress.stage("Verifying", sum(document.size for document in documents))
    for document in documents:
        stored = generation.store.document_passages(document.id)
        passages += len(stored)
        for compared, said in _differences(document, stored, generation, corpus, rules):
            (differences if compared else uncompared).append(f"{document.file}: {said}")
        progress.step(document.size, f"{passages:,} passages")
    return Verification(len(documents), passages, tuple(differences), tuple(uncompared))


def _differences(
    document: Document, stored: list[Passage], generation: Generation, corpus: Path, rules: Rules
) -> Iterator[tuple[bool, str]]:
    """(whether it is a difference, what to say of it)."""
    content = generation.store.content(document.id)
    for difference in _own_differences(stored, content):
        yield True, difference
    path = corpus / document.file
    try:
        again = rules.read(path, corpus, document.id)
        if again.content.text != content.text:
            place = _first_difference(again.content.text, content.text)
            yield True, f"its text differs from the stored text at character {place}"
        elif again.content != content:
            yield True, "its structure differs from the stored one"
        if document.status == "ready":
            for difference in _cut_differences(
                stored, again.content, document, generation.encoder.pieces, rules
            ):
                yield True, difference
        if document.format == "pdf":
            for passage, why in rules.crosscheck(path, content, stored):
                yield passage is not None, f"{_place(passage)}: {why}: {_start(passage)}" if passage else why
    except FindingsError as error:
        yield True, str(error)
    except OSError as error:
        yield True, f"it cannot be read ({error.strerror})"


def _own_differences(stored: list[Passage], content: Content) -> Iterator[str]:
    """Passages and sentences against the stored text of the same index."""
    for passage in stored:
        if content.text[passage.start : passage.end] != passage.text:
            yield f"{_place(passage)} is not what stands at {passage.start}-{passage.end}: {_start(passage)}"
        if any(not passage.start <= start < end <= passage.end for start, end in passage.sentences):
            yield f"{_place(passage)} has a sentence outside of it: {_start(passage)}"


def _cut_differences(
    stored: list[Passage], content: Content, document: Document, pieces: Callable[[str], int], rules: Rules
) -> Iterator[str]:
    # The kind may have been changed since, by what other documents repeat.
    again = {passage.id: passage for passage in rules.cut(document, content, pieces)}
    for passage in stored:
        fresh = again.pop(passage.id, None)
        if fresh is None:
            yield f"{_place(passage)} is no longer cut there: {_start(passage)}"
        elif replace(fresh, kind=passage.kind) != passage:
            yield f"{_place(passage)} is cut differently: {_start(passage)}"
    for passage in again.values():
        yield f"{_place(passage)} is not in the index: {_start(passage)}"


def _first_difference(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _place(passage: Passage) -> str:
    if passage.page is not None:
        return f"page {passage.page}, passage {passage.start}-{passage.end}"
    return f"passage {passage.start}-{passage.end}"


def _start(passage: Passage) -> str:
    return f"‘{' '.join(passage.text.split())[:60]}’"
