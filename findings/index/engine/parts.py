"""What a council reads: the shared generation and its own, one after the other as one index.

Rows and documents are numbered through: those of the second part follow the first's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from findings.errors import IndexMissing
from findings.index.engine.postings import FIELDS, FieldStatistics
from findings.index.engine.store_tables import SHARED
from findings.reading.codec import read_document
from findings.records import Document, Manifest, Term

if TYPE_CHECKING:
    from findings.index.engine.connection import Cursor

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One generation of those a council reads."""

    generation: str
    tenant: str
    manifest: Manifest
    statistics: tuple[FieldStatistics, ...]  # of each of FIELDS
    encoder: str | None  # under which the store keeps the exported encoder
    half: bool  # whether vectors are in half precision, and indexed
    row: int  # of its first passage
    document: int  # number of its first document

    @property
    def end(self) -> int:
        return self.row + self.manifest.passages


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """All of them, and what is held in memory of each: the facts of documents, and where their passages begin."""

    parts: tuple[Part, ...]
    documents: tuple[Document, ...]
    first_rows: Rows  # of every document, and at the end the number of all passages
    vocabulary: tuple[Term, ...]

    @property
    def id(self) -> str:
        return "+".join(part.generation for part in self.parts)

    @property
    def generations(self) -> list[str]:
        return [part.generation for part in self.parts]

    def statistics(self) -> dict[str, FieldStatistics]:
        """By field, over all parts."""
        none = FieldStatistics(0, 0)
        return {
            field: sum((part.statistics[place] for part in self.parts), none)
            for place, field in enumerate(FIELDS)
        }

    def manifest(self) -> Manifest:
        """Of the first part, with the counts of all."""
        first, *others = [part.manifest for part in self.parts]
        if not others:
            return first
        every = [first, *others]
        return replace(
            first,
            documents=sum(each.documents for each in every),
            unreadable=sum(each.unreadable for each in every),
            passages=sum(each.passages for each in every),
            sentences=sum(each.sentences for each in every),
            corpus_digest=hashlib.sha256("".join(each.corpus_digest for each in every).encode()).hexdigest(),
            newest=max((each.newest for each in every if each.newest), default=None),
            built=max(each.built for each in every),
        )

    def split(self, rows: Iterable[int]) -> Iterator[tuple[Part, list[int]]]:
        """Of each part that holds some of the rows: their numbers in it."""
        wanted = list(rows)
        for part in self.parts:
            own = [int(row) - part.row for row in wanted if part.row <= row < part.end]
            if own:
                yield part, own

    def within(self, documents: Iterable[int]) -> Iterator[tuple[Part, list[int]]]:
        """Of each part that holds some of the documents: their numbers in it."""
        numbers = sorted(documents)
        for part in self.parts:
            end = part.document + part.manifest.documents
            own = [number - part.document for number in numbers if part.document <= number < end]
            if own:
                yield part, own


def read_parts(cursor: Cursor[Any], tenant: str) -> Parts:
    """The parts in use for a council. Raises IndexMissing when there is none."""
    current = cursor.execute(
        "select g.tenant, g.generation, manifest, statistics, encoder, half from findings.generations g "
        "join findings.current c using (tenant, generation)"
    ).fetchall()
    # What is shared comes first; the server shows no more than that and the council's own.
    current.sort(key=lambda row: (row[0] != SHARED, row[0]))
    if not current:
        raise IndexMissing(f"The store holds no index that ‘{tenant}’ may read.")
    parts: list[Part] = []
    documents: list[Document] = []
    firsts: list[int] = []
    terms: list[Term] = []
    row = 0
    for whose, generation, manifest, statistics, encoder, half in current:
        part = Part(
            generation,
            whose,
            Manifest(**json.loads(manifest)),
            tuple(FieldStatistics(**field) for field in json.loads(statistics)),
            encoder,
            half,
            row,
            len(documents),
        )
        for first, record in cursor.execute(
            "select first_row, record from findings.documents where generation = %s order by number",
            [generation],
        ).fetchall():
            firsts.append(row + first)
            documents.append(read_document(record))
        terms += (
            Term(*values)
            for values in cursor.execute(
                "select short, long, source, count from findings.vocabulary where generation = %s order by place",
                [generation],
            ).fetchall()
        )
        row = part.end
        parts.append(part)
    return Parts(tuple(parts), tuple(documents), np.array([*firsts, row], dtype=np.int64), _joined(terms))


def _joined(terms: Sequence[Term]) -> tuple[Term, ...]:
    """A name that several parts define once, with the counts of all."""
    found: dict[tuple[str, str, str], Term] = {}
    for term in terms:
        key = (term.short, term.long, term.source)
        found[key] = replace(term, count=term.count + found[key].count) if key in found else term
    return tuple(found.values())
