"""Reading: a file becomes a document with its facts, its stored text and its structure.

`read(path, corpus)` does it all; every foreign library is imported only when a file needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from findings.errors import ReadingError
from findings.reading.source import corpus_files, load, relative, unreadable
from findings.records import Content, Document

__all__ = ["READER_VERSION", "Reading", "read"]

# Raised whenever a reading rule changes, so that an index made by older rules is built again.
READER_VERSION = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its facts filled in (`passages` is 0 until it is cut) and its content."""

    document: Document
    content: Content


def read(path: Path, corpus: Path, id: str | None = None) -> Reading:
    """Read a document below the corpus folder.

    `id` is the document's id; left out, it is found among the names of all files of the corpus.

    Raises:
        ReadingError: the file cannot be read as a document; says why and what to do in one line.
        FactsError: a side file with facts about it cannot be used.
    """
    from findings.reading import facts, sidefile, source, structure, welsh
    from findings.reading.files.by_format import read_raw

    origin = load(path, corpus)
    try:
        raw = read_raw(path, origin.format, origin.data, origin.text)
    except OSError as error:
        raise unreadable(path.name, error) from error
    if not any(block.text.strip() for block in raw.blocks):
        raise ReadingError(" ".join((f"‘{path.name}’ has no text we can search.", *raw.notes)))
    source.check_characters(path.name, sum(len(block.text) for block in raw.blocks))
    content = structure.assemble(raw)
    if id is None:
        files = {origin.file} | {relative(each, corpus) for each in corpus_files(corpus)}
        id = source.document_ids(files)[origin.file]
    found = facts.find(content, origin.file)
    language = welsh.language(content.text)
    published, published_from = found.published, found.published_from
    if published is None and "published" in raw.metadata:
        published, published_from = date.fromisoformat(raw.metadata["published"]), "printed"
    document = Document(
        id=id,
        file=origin.file,
        checksum=origin.checksum,
        format=origin.format,
        size=len(origin.data),
        title=found.title or raw.metadata.get("title") or None,
        authority=found.authority,
        kind=found.kind,
        inspection_start=found.inspection_start,
        inspection_end=found.inspection_end,
        published=published,
        published_from=published_from,
        lead_inspector=found.lead_inspector,
        grades=found.grades,
        pages=raw.pages,
        language=language,
        ocr_pages=raw.ocr_pages,
        notes=(*raw.notes, *([welsh.SAID] if language == welsh.WELSH else [])),
    )
    return Reading(sidefile.correct(document, corpus), content)
