"""From the files of the corpus to documents and passages: reading what is new, taking over what is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from findings.encoding.types import Encoder
from findings.errors import ReadingError
from findings.index.corpus import same
from findings.index.generation import Generation, made_with
from findings.index.store import FileMark
from findings.index.workers import Workers
from findings.progress import Progress
from findings.reading.rules import Rules
from findings.reading.sandbox.reader_pool import Outcome
from findings.records import Content, Document, Passage

_FACTS = (
    *("title", "authority", "subject", "inspectorate", "identifier", "inspection_start", "inspection_end"),
    *("published", "lead_inspector", "source"),
)


@dataclass(frozen=True, slots=True)
class Ingested:
    """The documents of a corpus, in order of file names, and what stands in them."""

    documents: tuple[Document, ...]
    contents: dict[str, Content]  # by document id; of ready and duplicate documents
    passages: tuple[Passage, ...]  # of ready documents, in order of documents, then of place


def ingest(
    corpus: Path,
    found: Sequence[FileMark],
    rules: Rules,
    encoder: Encoder,
    previous: Generation | None,
    progress: Progress,
    workers: Workers,
) -> Ingested:
    """Read and cut every file. One that cannot be read becomes a document that says so.

    Raises:
        FactsError: a side file cannot be used.
    """
    ids = rules.ids([mark.file for mark in found])
    before = _Before(previous, rules, encoder)
    documents: list[Document] = []
    contents: dict[str, Content] = {}
    known: dict[str, tuple[Passage, ...]] = {}
    progress.stage("Reading", sum(mark.size for mark in found))
    taken = {mark.file: same for mark in found if (same := before.take(mark))}
    new = [(mark.file, ids[mark.file]) for mark in found if mark.file not in taken]
    with closing(workers.read(rules, corpus, new, lambda note: progress.step(0, note))) as outcomes:
        for count, mark in enumerate(found, 1):
            document, content = taken.get(mark.file) or _outcome(mark, next(outcomes))
            if mark.file in taken and document.id == ids[mark.file] and (cut := before.passages(document)):
                known[document.id] = cut
            document = replace(document, id=ids[mark.file], passages=0)
            documents.append(document)
            if content is not None:
                contents[document.id] = content
            progress.step(mark.size, f"{count:,} of {len(found):,} documents")
    documents = _mark_duplicates(documents, contents, rules)
    passages: list[Passage] = []
    progress.stage("Cutting", len(documents))
    for number, document in enumerate(documents):
        if document.status == "ready":
            cut = known.get(document.id) or rules.cut(document, contents[document.id], encoder.pieces)
            documents[number] = replace(
                document, passages=len(cut), message="" if cut else nothing_to_search(document)
            )
            passages += cut
        progress.step(1, f"{len(passages):,} passages")
    return Ingested(tuple(documents), contents, tuple(passages))


class _Before:
    """What the last generation holds of files that have not changed since."""

    def __init__(self, previous: Generation | None, rules: Rules, encoder: Encoder) -> None:
        self._store = None
        self._again = rules.again
        self._same_encoder = previous is not None and made_with(previous.manifest, encoder)
        self._documents: Mapping[str, Document] = {}
        self._marks: Mapping[str, FileMark] = {}
        if previous is not None and previous.manifest.reader == rules.version:
            self._store = previous.store
            self._documents = {document.file: document for document in previous.documents}
            self._marks = {mark.file: mark for mark in previous.store.files()}

    def take(self, mark: FileMark) -> tuple[Document, Content] | None:
        """The document as it was read, if its file is the same and could be read then."""
        if self._store is None or not same(mark, self._marks.get(mark.file)):
            return None
        document = self._documents.get(mark.file)
        # One with duplicates may have taken facts from them that are gone by now.
        if document is None or document.status == "unreadable" or document.duplicates:
            return None
        if self._again(document):
            return None
        content = self._store.content(document.id)
        ready = replace(
            document, status="ready", message="", duplicate_of=None, replaced_by=None, replaces=()
        )
        return ready, content

    def passages(self, document: Document) -> tuple[Passage, ...]:
        """The passages of a document that was taken over; none if another encoder would have them cut elsewhere."""
        if self._store is None or not self._same_encoder:
            return ()
        return tuple(self._store.cut_passages(document.id))


def nothing_to_search(document: Document) -> str:
    """What to say of a document that could be read and has not one passage."""
    return (
        f"‘{PurePosixPath(document.file).name}’ was read, but holds no sentence we can search, only headings, names "
        "or single words. Check that it is the whole document."
    )


def _outcome(mark: FileMark, read: Outcome) -> tuple[Document, Content | None]:
    return (_unreadable(mark, str(read)), None) if isinstance(read, ReadingError) else read


def _unreadable(mark: FileMark, message: str) -> Document:
    return Document(
        id="",
        file=mark.file,
        checksum=mark.checksum,
        format="",
        size=mark.size,
        status="unreadable",
        message=message,
    )


def _mark_duplicates(
    documents: list[Document], contents: Mapping[str, Content], rules: Rules
) -> list[Document]:
    """Documents that say the same are searched once: the others are kept, and named by the one that is searched."""
    ready = [document for document in documents if document.status == "ready"]
    searched = rules.duplicates([(document, contents[document.id]) for document in ready])
    by_id = {document.id: document for document in documents}
    copies: dict[str, list[Document]] = {}
    for copy, kept in searched.items():
        copies.setdefault(kept, []).append(by_id[copy])

    def marked(document: Document) -> Document:
        if document.id in searched:
            kept = searched[document.id]
            message = f"This is the same document as {by_id[kept].file}, which is searched instead."
            return replace(document, status="duplicate", message=message, duplicate_of=kept)
        if document.id in copies:
            own = sorted(copies[document.id], key=lambda copy: copy.file)
            return replace(_with_facts(document, own), duplicates=tuple(copy.file for copy in own))
        return document

    return _mark_versions([marked(document) for document in documents], contents, rules)


def _mark_versions(
    documents: list[Document], contents: Mapping[str, Content], rules: Rules
) -> list[Document]:
    """A newer version is searched in place of an older one, which is kept and named; so is the newer by the older.

    An older one that a side file keeps is searched beside it.
    """
    ready = [document for document in documents if document.status == "ready"]
    newer = rules.versions([(document, contents[document.id]) for document in ready])
    files = {document.id: document.file for document in documents}
    older: dict[str, list[str]] = {}
    for old, new in newer.items():
        older.setdefault(new, []).append(files[old])

    def marked(document: Document) -> Document:
        new = newer.get(document.id)
        replaces = tuple(sorted(older.get(document.id, ())))
        if new and document.kept:
            return replace(document, replaces=replaces, replaced_by=files[new])
        if new:
            message = f"A newer version is searched instead: {files[new]}."
            return replace(
                document, status="duplicate", message=message, duplicate_of=new, replaced_by=files[new]
            )
        return replace(document, replaces=replaces)

    return [marked(document) for document in documents]


def _with_facts(document: Document, copies: Sequence[Document]) -> Document:
    """The document with facts that only its copies give, such as those of a side file written for one of them."""
    for copy in copies:
        missing = {name: getattr(copy, name) for name in _FACTS if getattr(document, name) is None}
        if document.published is None:
            missing["published_from"] = copy.published_from
        if document.kind == "other":
            missing["kind"] = copy.kind
        document = replace(document, **missing)
    return document
