"""Building an index: a complete new generation beside the old one, put in use by one switch at the end.

Killing the build at any moment leaves the old generation in use; the next build removes what was left behind.
"""

from __future__ import annotations

import errno
import shutil
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from findings.encoding.export import prepare
from findings.encoding.types import Encoder
from findings.errors import BuildError, FactsError, IndexDamaged, IndexMissing
from findings.index import corpus as corpora
from findings.index import generation as layout
from findings.index.bm25 import WordRow, Words
from findings.index.generation import Generation, current_id, made_with, open_folder
from findings.index.ingest import Ingested, ingest
from findings.index.lock import build_lock
from findings.index.manifest import SCHEMA, file_digests, write_manifest
from findings.index.near_duplicates import write_near_duplicates
from findings.index.passage_texts import (
    embedded_text,
    heading_text,
    mark_standard,
    sentence_spans,
    write_listing,
)
from findings.index.pointer import folder_of, remove_old, switch, sync_files, sync_folder
from findings.index.reuse import Table, vectors_of
from findings.index.store import FileMark, Store, StoreContents, write_store
from findings.index.token_vectors import write_tokens
from findings.index.vectors import Vectors
from findings.index.vocabulary import vocabulary_of
from findings.index.workers import Here, Workers
from findings.progress import Progress, Silent
from findings.reading.rules import Rules, reading_rules
from findings.records import Document, Manifest, Passage, document_numbers
from findings.settings import EMBED


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `encoded` counts new passages, equal ones once."""

    generation: str
    up_to_date: bool
    documents: tuple[Document, ...]
    passages: int
    sentences: int
    encoded: int
    seconds: float
    note: str = ""  # something to look at that did not stop the build


def build(
    corpus: Path,
    index: Path,
    encoder: Encoder,
    progress: Progress | None = None,
    rules: Rules | None = None,
    workers: Workers | None = None,
) -> BuildReport:
    """Bring `index` up to date with `corpus`. A corpus without documents gives an empty index. `workers` read and
    encode in place of this process.

    Raises:
        BuildError: no such corpus, another build is running, the disk is full.
        FactsError: a side file cannot be used. After each of these the index in use is as it was.
        EncoderError: the encoder cannot be loaded.
    """
    began = time.monotonic()
    progress = progress or Silent()
    rules = rules or reading_rules()
    corpus, index = corpus.resolve(), index.resolve()
    with build_lock(index):
        remove_old(index, current_id(index))
        previous = _previous(index, encoder)
        found = corpora.marks(corpus, rules)
        if previous is not None and not _outdated(previous, corpus, found, encoder, rules):
            return _report(previous, began, rules, up_to_date=True)
        try:
            fresh, encoded, note = _build(
                corpus, index, encoder, rules, found, previous, progress, workers or Here()
            )
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise BuildError(f"The disk of {index} is full; the index in use was not changed.") from error
            raise BuildError(
                f"The index could not be written: {error}; the one in use was not changed."
            ) from error
        remove_old(index, fresh.id, previous.id if previous is not None else None)
        return _report(fresh, began, rules, encoded=encoded, note=note)


def stale_documents(corpus: Path, index: Path, rules: Rules | None = None) -> tuple[str, ...]:
    """The files that were added, removed or changed since the index in use was built. Cheap: looks at sizes and times.

    Raises IndexMissing or IndexDamaged when there is no such index, BuildError when there is no such corpus.
    """
    rules = rules or reading_rules()
    generation = current_id(index)
    if generation is None:
        raise IndexMissing(f"There is no index in {index}: run '{EMBED}' to build it.")
    known = Store(folder_of(index, generation) / layout.STORE).files()
    return corpora.changed(corpora.marks(corpus, rules, known), known)


def is_stale(corpus: Path, index: Path, encoder: Encoder, rules: Rules | None = None) -> bool:
    """Whether `build` would do anything: no usable index for this encoder, or a changed corpus."""
    rules = rules or reading_rules()
    previous = _previous(index, encoder)
    if previous is None:
        return True
    found = corpora.marks(corpus, rules, previous.store.files())
    return _outdated(previous, corpus.resolve(), found, encoder, rules)


def _outdated(
    generation: Generation, corpus: Path, found: Sequence[FileMark], encoder: Encoder, rules: Rules
) -> bool:
    manifest = generation.manifest
    here = (rules.version, str(corpus), corpora.digest(found))
    return (
        (manifest.reader, manifest.corpus, manifest.corpus_digest) != here
        or not made_with(manifest, encoder)
        or any(rules.again(document) for document in generation.documents)
    )


def _previous(index: Path, encoder: Encoder) -> Generation | None:
    """The generation in use, if it can be used; whatever is wrong with it, a new one mends."""
    generation = current_id(index)
    if generation is None:
        return None
    try:
        return open_folder(folder_of(index, generation), encoder)
    except IndexDamaged:
        return None


def _build(
    corpus: Path,
    index: Path,
    encoder: Encoder,
    rules: Rules,
    found: Sequence[FileMark],
    previous: Generation | None,
    progress: Progress,
    workers: Workers,
) -> tuple[Generation, int, str]:
    """Write a complete generation and put it in use; also the number of passages encoded for it, and a note."""
    ingested = ingest(corpus, found, rules, encoder, previous, progress, workers)
    passages = mark_standard(ingested.passages, ingested.documents)
    documents = {document.id: document for document in ingested.documents}
    pieces = lru_cache(maxsize=10_000)(encoder.pieces)  # neighbours stand under the same headings
    texts = [embedded_text(passage, documents[passage.doc], pieces) for passage in passages]
    spans = [sentence_spans(passage, text) for passage, text in zip(passages, texts, strict=True)]
    folder = folder_of(index, f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:6]}")
    try:
        folder.mkdir(parents=True)
        exported = previous.folder / layout.ENCODER if previous else None
        asked, note = prepare(encoder, folder / layout.ENCODER, exported, texts, progress)
        table = vectors_of(texts, spans, asked, encoder, previous, progress, workers)
        progress.stage("Writing", 0)
        _write(folder, ingested, passages, found, table, encoder.width)
        write_manifest(folder, _manifest(folder, corpus, encoder, table, rules, found, ingested))
        sync_files(folder)
        sync_folder(folder.parent)
        generation = open_folder(folder, asked)  # compares every count and size
        switch(index, folder.name)
        return generation, table.encoded, note
    except BaseException:
        if current_id(index) != folder.name:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _write(
    folder: Path,
    ingested: Ingested,
    passages: Sequence[Passage],
    found: Sequence[FileMark],
    table: Table,
    width: int,
) -> None:
    numbers = document_numbers(ingested.documents)
    write_store(
        folder / layout.STORE,
        StoreContents(
            documents=ingested.documents,
            contents=ingested.contents,
            passages=passages,
            cut_kinds=[passage.kind for passage in ingested.passages],
            passage_keys=table.passage_keys,
            sentence_keys=table.sentence_keys,
            vocabulary=vocabulary_of(
                ingested.contents[d.id].text for d in ingested.documents if d.status == "ready"
            ),
            files=found,
        ),
    )
    Vectors.build(table.passages).save(folder / layout.PASSAGE_VECTORS)
    Vectors.build(table.sentences, searched_whole=False).save(folder / layout.SENTENCE_VECTORS)
    if width:
        write_tokens(folder, table.tokens, width)
    Words.build(
        folder / layout.WORDS,
        (WordRow(passage.text, heading_text(passage), numbers[passage.doc]) for passage in passages),
    )
    write_near_duplicates(folder / layout.NEAR_DUPLICATES, passages)
    write_listing(folder / layout.LISTING, passages, ingested.documents)


def _manifest(
    folder: Path,
    corpus: Path,
    encoder: Encoder,
    table: Table,
    rules: Rules,
    found: Sequence[FileMark],
    ingested: Ingested,
) -> Manifest:
    files, sizes = file_digests(folder)
    dates = [document.date for document in ingested.documents if document.date]
    return Manifest(
        schema=SCHEMA,
        reader=rules.version,
        encoder=encoder.name,
        encoder_checksum=encoder.checksum,
        precision=table.precision,
        dimensions=encoder.dimensions,
        width=encoder.width,
        documents=len(ingested.documents),
        unreadable=sum(document.status == "unreadable" for document in ingested.documents),
        passages=len(table.passages),
        sentences=len(table.sentences),
        corpus=str(corpus),
        corpus_digest=corpora.digest(found),
        newest=max(dates).isoformat() if dates else None,
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        files=files,
        sizes=sizes,
    )


def _report(
    generation: Generation,
    began: float,
    rules: Rules,
    *,
    up_to_date: bool = False,
    encoded: int = 0,
    note: str = "",
) -> BuildReport:
    try:
        rules.check(Path(generation.manifest.corpus))
    except FactsError as error:
        note = " ".join([str(error), note]).strip()
    return BuildReport(
        generation=generation.id,
        up_to_date=up_to_date,
        documents=generation.documents,
        passages=generation.manifest.passages,
        sentences=generation.manifest.sentences,
        encoded=encoded,
        seconds=time.monotonic() - began,
        note=note,
    )
