"""Reading: a file becomes a document with its facts, its stored text and its structure.

`read(path, corpus)` does it all; every foreign library is imported only when a file needs it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from findings.reading.source import corpus_files, load, relative, unreadable
from findings.records import Content, Document

__all__ = ["READER_VERSION", "Reading", "read"]

# Raised whenever a reading rule changes, so that an index made by older rules is built again.
READER_VERSION = 9


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
    from findings.reading.files import joined
    from findings.reading.files.by_format import read_whole

    origin = load(path, corpus)
    try:
        whole = read_whole(path, origin.format, origin.data, origin.text)
    except OSError as error:
        raise unreadable(path.name, error) from error
    own = structure.assemble(whole.raw)
    parts = [(names, structure.assemble(part)) for names, part in whole.parts]
    content = joined.with_parts(own, parts)
    source.check_characters(path.name, len(content.text))
    if id is None:
        files = {origin.file} | {relative(each, corpus) for each in corpus_files(corpus)}
        id = source.document_ids(files)[origin.file]
    found = facts.find(own, origin.file)
    for names, part in parts:
        found = facts.filled(found, facts.find(part, names[-1]))
    if found.published is None and (sent := whole.raw.metadata.get("published")):
        found = replace(found, published=date.fromisoformat(sent), published_from="printed")
    language = welsh.language(content.text)
    document = Document(
        id=id,
        file=origin.file,
        checksum=origin.checksum,
        format=origin.format,
        size=len(origin.data),
        title=found.title or whole.raw.metadata.get("title") or None,
        authority=found.authority,
        kind=found.kind,
        inspection_start=found.inspection_start,
        inspection_end=found.inspection_end,
        published=found.published,
        published_from=found.published_from,
        months=found.months,
        lead_inspector=found.lead_inspector,
        grades=found.grades,
        inspectorate=found.inspectorate,
        subject=found.subject,
        identifier=found.identifier,
        scale=found.scale,
        pages=whole.raw.pages,
        page_labels=whole.raw.page_labels,
        language=language,
        ocr_pages=sum(each.ocr_pages for each in (whole.raw, *(part for _, part in whole.parts))),
        notes=(*whole.notes, *([welsh.SAID] if language == welsh.WELSH else [])),
    )
    return Reading(sidefile.correct(document, corpus), content)
