"""Reading: a file becomes a document with its facts, its stored text and its structure.

`read(path, corpus)` does it all; every foreign library is imported only when a file needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from findings.errors import ReadingError
from findings.reading.raw import RawDocument
from findings.reading.source import Source, corpus_files, load, relative, unreadable
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
    from findings.reading import facts, sidefile, source, structure

    origin = load(path, corpus)
    try:
        raw = _raw(path, origin)
    except OSError as error:
        raise unreadable(path.name, error) from error
    if not any(block.text.strip() for block in raw.blocks):
        raise ReadingError(f"‘{path.name}’ has no text we can search.")
    content = structure.assemble(raw)
    if id is None:
        files = {origin.file} | {relative(each, corpus) for each in corpus_files(corpus)}
        id = source.document_ids(files)[origin.file]
    found = facts.find(content, origin.file)
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
        published=found.published,
        published_from=found.published_from,
        lead_inspector=found.lead_inspector,
        grades=found.grades,
        inspectorate=found.inspectorate,
        subject=found.subject,
        identifier=found.identifier,
        scale=found.scale,
        pages=raw.pages,
    )
    return Reading(sidefile.correct(document, corpus), content)


def _raw(path: Path, origin: Source) -> RawDocument:
    if origin.format == "pdf":
        from findings.reading.pdf import read_pdf

        return read_pdf(path)
    if origin.format == "docx":
        from findings.reading.word.docx_reader import read_docx

        return read_docx(origin.data, path.name)
    if origin.format == "html":
        from findings.reading.html import read_html

        return read_html(origin.text, path.name)
    from findings.reading.plain.textfile import read_text

    return read_text(origin.text, markdown=origin.format == "markdown")
