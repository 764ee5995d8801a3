"""Where documents are kept, what is waiting to be indexed, and the build as the app starts and follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from findings.app.state.deployment import settings
from findings.citation import capital, named
from findings.reading.source import corpus_files, file_digest, relative
from findings.records import Document
from findings.uploads import build_process, job
from findings.uploads.corpus_changes import with_pending
from findings.uploads.job import Job, Outcome

if TYPE_CHECKING:
    from findings.library import Library


@dataclass(frozen=True, slots=True)
class Place:
    """The folders that adding a document has to do with, and the encoder of the index in use."""

    corpus: Path
    index: Path
    data: Path
    encoder: str | None

    def job(self) -> Job | None:
        """The build that is running or the last one that ended."""
        return job.current(self.data)

    def goes_on(self) -> bool:
        """Whether a build is running, started in the app or by hand."""
        return job.busy(self.data, self.index)

    def index_now(self, added: Sequence[Outcome] = ()) -> None:
        """Begin a build of its own process. Raises BuildError, AddingError."""
        build_process.start(self.data, self.corpus, self.index, self.encoder, added)


def place(library: Library | None) -> Place:
    """The corpus is the one the index was built from, as long as it is there."""
    chosen = settings()
    corpus = Path(library.manifest.corpus) if library else chosen.corpus
    return Place(
        corpus=corpus if corpus.is_dir() else chosen.corpus,
        index=chosen.index,
        data=chosen.data,
        encoder=library.manifest.encoder if library else None,
    )


def documents(library: Library | None, where: Place) -> tuple[Document, ...]:
    """The documents of the index, and those that are waiting for it: all of the corpus where there is no index."""
    if library is None:
        files = [relative(path, where.corpus) for path in corpus_files(where.corpus)]
        return with_pending((), files, where.corpus)
    return with_pending(library.documents(), library.changed_documents(), where.corpus)


def known(held: Sequence[Document], where: Place) -> dict[str, str]:
    """Checksum of every document in the corpus -> its name in words."""
    names = {}
    for document in held:
        path = where.corpus / document.file
        if document.status != "removed" and path.is_file():
            checksum = document.checksum if document.id else file_digest(path)
            names[checksum] = capital(named(document))
    return names
