"""What is read of the store by row or by document: passages, texts, vectors."""

from __future__ import annotations

import json
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from findings.encoding.types import Floats
from findings.errors import IndexDamaged
from findings.index.engine.connection import Server
from findings.index.engine.copying import read_vector, read_vectors
from findings.index.engine.parts import Parts
from findings.index.protocol import PassageFacts, Rows
from findings.index.token_vectors import Bytes
from findings.reading.codec import unpack_content
from findings.records import Content, Document, Manifest, Passage, document_numbers
from findings.settings import EMBED

if TYPE_CHECKING:
    from findings.index.engine.connection import Cursor

Found = TypeVar("Found")

_PASSAGE = (
    "id", "start", "end", "text", "page", "page_end", "line", "paragraph", "section", "lead_in", "kind", "is_list",
    "located", "confidence",
)  # fmt: skip
_COLUMNS = ", ".join(f'p."{name}"' for name in _PASSAGE)


class StoredRows:
    """The parts that one council reads, from when they were read: they are held until `close`."""

    def __init__(self, source: Server, tenant: str, parts: Parts) -> None:
        self._server, self._tenant, self._parts = source, tenant, parts
        self.id = parts.id
        self.manifest: Manifest = parts.manifest()
        self.documents: tuple[Document, ...] = parts.documents
        self._content = lru_cache(maxsize=8)(self._read_content)
        for generation in parts.generations:
            source.hold(generation)
        self._let_go = weakref.finalize(self, _release, source, parts.generations)

    def close(self) -> None:
        self._let_go()

    def _read(self, work: Callable[[Cursor[Any]], Found]) -> Found:
        return self._server.read(self._tenant, self._parts.generations, work)

    def _lines(self, sql: str, given: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return self._read(lambda cursor: cursor.execute(sql.encode(), given).fetchall())

    @cached_property
    def numbers(self) -> dict[str, int]:
        return document_numbers(self.documents)

    def numbers_of(self, documents: Iterable[Document]) -> list[int]:
        return [self.numbers[document.id] for document in documents]

    def documents_of(self, rows: Rows) -> NDArray[np.int32]:
        # Documents without passages begin where the next one does.
        return (np.searchsorted(self._parts.first_rows, rows, side="right") - 1).astype(np.int32)

    def rows_of(self, document: int) -> Rows:
        return np.arange(*self._parts.first_rows[document : document + 2], dtype=np.int64)

    def facts(self, rows: Sequence[int]) -> list[PassageFacts]:
        found = self._by_row(rows, "select row, kind, start from findings.passages", PassageFacts)
        return [found[row] for row in rows]

    def passage_vectors_of(self, rows: Rows) -> Floats:
        found = self._vectors_by_row(rows.tolist(), ("exact", "half"), read_vector)
        size = self.manifest.dimensions
        return np.array([found[row] for row in rows.tolist()], dtype=np.float32).reshape(len(rows), size)

    def sentence_vectors_of(self, rows: Sequence[int]) -> list[Floats]:
        found = self._vectors_by_row(rows, ("exact_sentences", "half_sentences"), read_vectors)
        return [found[row].reshape(-1, self.manifest.dimensions) for row in rows]

    def tokens_of(self, rows: Sequence[int]) -> list[Bytes]:
        width = self.manifest.width
        if not width:
            raise ValueError("the encoder of this index has no token vectors")
        found = self._by_row(
            rows,
            "select row, tokens from findings.vectors",
            lambda data: np.frombuffer(data, dtype=np.int8).reshape(-1, width),
        )
        return [found[row] for row in rows]

    def near_duplicates_of(self, rows: Sequence[int]) -> Mapping[int, Sequence[int]]:
        found = self._by_row(
            rows,
            "select row, near_duplicates from findings.passages",
            _numbers,
            "and near_duplicates is not null",
        )
        return {
            row: [row - own + other for other in others] for row, (own, others) in self._own(found).items()
        }

    def _own(self, found: Mapping[int, list[int]]) -> dict[int, tuple[int, list[int]]]:
        """With the row that each has in its own part."""
        return {
            part.row + own: (own, found[part.row + own])
            for part, rows in self._parts.split(found)
            for own in rows
        }

    def passages(self, rows: Iterable[int]) -> list[Passage]:
        wanted = [int(row) for row in rows]
        sql = f"select row, document, sentences, {_COLUMNS} from findings.passages p"
        found = self._by_row(wanted, sql, lambda *values: values)
        return [self._passage(row, *found[row]) for row in wanted]

    def _passage(self, row: int, _number: int, sentences: bytes, *stored: Any) -> Passage:
        values = dict(zip(_PASSAGE, stored, strict=True))
        values["section"] = tuple(json.loads(values["section"]))
        spans = np.frombuffer(sentences, dtype=np.int32).reshape(-1, 2).tolist()
        [number] = self.documents_of(np.array([row]))
        return Passage(
            doc=self.documents[number].id, sentences=tuple((start, end) for start, end in spans), **values
        )

    def passage(self, passage_id: str) -> Passage | None:
        row = self.row(passage_id)
        return None if row is None else self.passages([row])[0]

    def document_passages(self, doc_id: str) -> list[Passage]:
        return self.passages(self.rows_of(self.numbers[doc_id])) if doc_id in self.numbers else []

    def row(self, passage_id: str) -> int | None:
        doc, _, span = passage_id.rpartition(":")
        start = span.partition("-")[0]
        if doc not in self.numbers or not start.isdecimal():
            return None
        [(part, [number])] = self._parts.within([self.numbers[doc]])
        sql = "select row from findings.passages where generation = %s and document = %s and start = %s and id = %s"
        given = [part.generation, number, int(start), passage_id]
        found = self._read(lambda cursor: cursor.execute(sql, given).fetchone())
        return part.row + int(found[0]) if found else None

    def content(self, doc_id: str) -> Content:
        return self._content(doc_id)

    def _read_content(self, doc_id: str) -> Content:
        if doc_id not in self.numbers:
            return Content("", ())
        [(part, [number])] = self._parts.within([self.numbers[doc_id]])
        sql = "select text, layout from findings.contents where generation = %s and document = %s"
        found = self._read(lambda cursor: cursor.execute(sql, [part.generation, number]).fetchone())
        return unpack_content(*found) if found else Content("", ())

    def corpus_of(self, doc_id: str) -> str:
        [(part, _)] = self._parts.within([self.numbers[doc_id]])
        return part.manifest.corpus

    def _vectors_by_row(
        self, rows: Sequence[int], columns: tuple[str, str], read: Callable[[bytes, bool], Floats]
    ) -> dict[int, Floats]:
        """`columns` are that of float32 and that of half precision; one of them is empty."""
        return self._by_row(
            rows,
            f"select row, {columns[0]}, {columns[1]} from findings.vectors",
            lambda exact, half: read(half, True) if exact is None else read(exact, False),
        )

    def _by_row(
        self, rows: Sequence[int], select: str, read: Callable[..., Found], also: str = ""
    ) -> dict[int, Found]:
        """What `read` makes of the columns after the first, which is the row, of each of the passages."""
        found: dict[int, Found] = {}
        for part, own in self._parts.split(rows):
            sql = f"{select} where generation = %s and row = any(%s) {also}"
            given = [part.generation, own]
            lines = self._lines(sql, given)
            found |= {part.row + row: read(*values) for row, *values in lines}
        missing = [] if also else [row for row in rows if row not in found]
        if missing:
            raise IndexDamaged(
                f"The store {self._server.name} holds no passage {missing[0]}: load it again with "
                f"'{EMBED} --store URL'."
            )
        return found


def _release(source: Server, generations: Sequence[str]) -> None:
    for generation in generations:
        source.release(generation)


def _numbers(data: bytes) -> list[int]:
    numbers: list[int] = np.frombuffer(data, dtype=np.int32).tolist()
    return numbers
