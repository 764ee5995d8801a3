"""The store: documents, their text, passages, sentences and vocabulary in one file. The only user of sqlite3.

The file of a generation is written once and never changed, so readers open it read-only, a connection for each thread
that reads at the same time: any number of threads and processes may. The row numbers of passages and sentences are
their positions in the vector and word indexes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from findings.errors import BuildError, IndexDamaged
from findings.reading.codec import document_json, pack_content, read_document, unpack_content
from findings.records import PASSAGE_KINDS, Content, Document, Passage, Term, document_numbers
from findings.settings import EMBED

_SCHEMA = """
create table documents (number integer primary key, id text unique not null, record text not null);
create table contents (document integer primary key, text blob not null, layout blob not null);
create table passages (
    row integer primary key, document integer not null, key blob not null, id text unique not null,
    start integer not null, end integer not null, text text not null, page integer, page_end integer, line integer,
    paragraph text, section text not null, lead_in text not null, kind text not null, is_list integer not null,
    located text not null, confidence integer, cut_kind text not null);
create table sentences (
    row integer primary key, passage integer not null, start integer not null, end integer not null,
    key blob not null);
create index sentences_of_passage on sentences (passage);
create index passages_of_document on passages (document, start);
create table vocabulary (short text not null, long text not null, source text not null, count integer not null);
create table files (
    file text primary key, size integer not null, modified integer not null, checksum text not null,
    facts text not null);
"""

# SQLite's own limit on the values of one statement is larger; this keeps statements short.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class FileMark:
    """What a file of the corpus looked like when it was read."""

    file: str  # path below the corpus folder
    size: int  # bytes
    modified: int  # nanoseconds, as the file system says
    checksum: str  # sha256 of its bytes; "" when it could not be opened
    facts: str  # a digest of what side files say of it; "" when they say nothing


@dataclass(frozen=True, slots=True)
class Columns:
    """Facts of every passage row, for filtering: arrays of one length."""

    doc: NDArray[np.int32]  # position of its document in `Store.documents()`
    kind: NDArray[np.uint8]  # position in PASSAGE_KINDS
    start: NDArray[np.int64]  # where it begins in the stored text


@dataclass(frozen=True, slots=True)
class StoreContents:
    """Everything a store is written from; the sequences of keys run along the rows."""

    documents: Sequence[Document]
    contents: dict[str, Content]  # by document id; of ready and duplicate documents
    passages: Sequence[Passage]
    cut_kinds: Sequence[str]  # the kind each passage was cut as, before it was compared with other documents
    passage_keys: Sequence[bytes]
    sentence_keys: Sequence[bytes]
    vocabulary: Sequence[Term]
    files: Sequence[FileMark]


def write_store(path: Path, contents: StoreContents) -> None:
    """Write a new store at `path`.

    Raises:
        BuildError: SQLite cannot write it; OSError for a full disk is the caller's to name.
    """
    numbers = document_numbers(contents.documents)
    try:
        with closing(sqlite3.connect(path)) as db, db:
            # A generation is thrown away unless it is complete, so a journal would protect nothing.
            db.execute("pragma journal_mode = off")
            db.execute("pragma synchronous = off")
            db.executescript(_SCHEMA)
            db.executemany(
                "insert into documents values (?, ?, ?)",
                (
                    (number, document.id, document_json(document))
                    for number, document in enumerate(contents.documents)
                ),
            )
            db.executemany(
                "insert into contents values (?, ?, ?)",
                ((numbers[doc], *pack_content(content)) for doc, content in contents.contents.items()),
            )
            db.executemany(
                f"insert into passages values ({', '.join('?' * 18)})",
                (
                    (row, numbers[passage.doc], key, *_passage_values(passage), kind)
                    for row, (passage, kind, key) in enumerate(
                        zip(contents.passages, contents.cut_kinds, contents.passage_keys, strict=True)
                    )
                ),
            )
            db.executemany(
                "insert into sentences values (?, ?, ?, ?, ?)",
                (
                    (row, *place, key)
                    for row, (place, key) in enumerate(
                        zip(_sentence_places(contents.passages), contents.sentence_keys, strict=True)
                    )
                ),
            )
            db.executemany(
                "insert into vocabulary values (?, ?, ?, ?)",
                ((term.short, term.long, term.source, term.count) for term in contents.vocabulary),
            )
            db.executemany(
                "insert into files values (?, ?, ?, ?, ?)",
                (astuple(mark) for mark in contents.files),
            )
    except sqlite3.OperationalError as error:
        raise BuildError(f"{path.name} could not be written: {error}. Is the disk full?") from error


def _sentence_places(passages: Sequence[Passage]) -> Iterator[tuple[int, int, int]]:
    for row, passage in enumerate(passages):
        for start, end in passage.sentences:
            yield row, start, end


# The columns that hold a passage's own fields, under their names.
_PASSAGE_COLUMNS = (
    "id", "start", "end", "text", "page", "page_end", "line", "paragraph", "section", "lead_in", "kind", "is_list",
    "located", "confidence",
)  # fmt: skip


def _passage_values(passage: Passage) -> list[Any]:
    values = [getattr(passage, name) for name in _PASSAGE_COLUMNS]
    values[_PASSAGE_COLUMNS.index("section")] = json.dumps(passage.section, ensure_ascii=False)
    return values


class Store:
    """The store of a generation, for reading. Raises IndexDamaged when the file is not a whole store."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        # A reader leafs through one document at a time; a content may take some megabytes.
        self._content = lru_cache(maxsize=8)(self._read_content)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A connection nobody else uses meanwhile; kept open afterwards, with the pages it has read."""
        try:
            try:
                db = self._idle.pop()
            except IndexError:
                # immutable: nothing writes to it, so no lock files are needed, even in a read-only folder.
                address = f"file:{quote(str(self.path))}?mode=ro&immutable=1"
                db = sqlite3.connect(address, uri=True, check_same_thread=False)
            try:
                yield db
            except BaseException:
                db.close()
                raise
            self._idle.append(db)
        except sqlite3.Error as error:
            raise IndexDamaged(
                f"{self.path} cannot be read ({error}): run '{EMBED}' to build the index again."
            ) from error

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    def __del__(self) -> None:
        self.close()

    def documents(self) -> tuple[Document, ...]:
        """Every document, whatever its status; its position is its number in `columns()`."""
        with self._reading() as db:
            return tuple(
                read_document(text) for (text,) in db.execute("select record from documents order by number")
            )

    def content(self, doc_id: str) -> Content:
        """The stored text of a document with its structure; empty when it is unknown or could not be read."""
        return self._content(doc_id)

    def _read_content(self, doc_id: str) -> Content:
        sql = "select text, layout from contents join documents on document = number where id = ?"
        with self._reading() as db:
            found = db.execute(sql, (doc_id,)).fetchone()
        return unpack_content(*found) if found else Content("", ())

    def passages(self, rows: Iterable[int]) -> list[Passage]:
        """The passages of those rows, in that order.

        Raises:
            IndexDamaged: one of them is not there.
        """
        wanted = [int(row) for row in rows]
        found: dict[int, Passage] = {}
        with self._reading() as db:
            for i in range(0, len(wanted), _BATCH):
                found |= _passages_where(db, "p.row", wanted[i : i + _BATCH])
        if missing := [row for row in wanted if row not in found]:
            raise IndexDamaged(
                f"{self.path} holds no passage {missing[0]}: run '{EMBED}' to build the index again."
            )
        return [found[row] for row in wanted]

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of that id, or None."""
        with self._reading() as db:
            return next(iter(_passages_where(db, "p.id", [passage_id]).values()), None)

    def row(self, passage_id: str) -> int | None:
        """The row of the passage of that id, or None."""
        with self._reading() as db:
            found = db.execute("select row from passages where id = ?", (passage_id,)).fetchone()
            return found[0] if found else None

    def document_passages(self, doc_id: str) -> list[Passage]:
        """All passages of a document, in reading order."""
        with self._reading() as db:
            found = _passages_where(db, "d.id", [doc_id])
        return [found[row] for row in sorted(found)]

    def cut_passages(self, doc_id: str) -> list[Passage]:
        """The passages of a document as they were cut, before they were compared with those of others."""
        with self._reading() as db:
            found = _passages_where(db, "d.id", [doc_id])
            sql = "select p.row, p.cut_kind from passages p join documents d on p.document = d.number where d.id = ?"
            kinds = dict(db.execute(sql, (doc_id,)).fetchall())
        return [replace(found[row], kind=kinds[row]) for row in sorted(found)]

    def columns(self) -> Columns:
        with self._reading() as db:
            sql = "select document, kind, start from passages order by row"
            rows = db.execute(sql).fetchall()
        kinds = {kind: number for number, kind in enumerate(PASSAGE_KINDS)}
        return Columns(
            np.array([document for document, *_ in rows], dtype=np.int32),
            np.array([kinds[kind] for _, kind, _ in rows], dtype=np.uint8),
            np.array([start for *_, start in rows], dtype=np.int64),
        )

    def sentence_passages(self) -> NDArray[np.int32]:
        """The passage row of every sentence row."""
        with self._reading() as db:
            rows = db.execute("select passage from sentences order by row").fetchall()
        return np.array([passage for (passage,) in rows], dtype=np.int32)

    def sentence_spans(self, rows: Iterable[int]) -> list[tuple[int, int]]:
        """Where those sentences stand in the stored text of their documents."""
        wanted = [int(row) for row in rows]
        found: dict[int, tuple[int, int]] = {}
        with self._reading() as db:
            for i in range(0, len(wanted), _BATCH):
                part = wanted[i : i + _BATCH]
                sql = f"select row, start, end from sentences where row in ({_marks(part)})"
                found |= {row: (start, end) for row, start, end in db.execute(sql, part)}
        return [found[row] for row in wanted]

    def vocabulary(self) -> tuple[Term, ...]:
        with self._reading() as db:
            return tuple(Term(*values) for values in db.execute("select * from vocabulary order by rowid"))

    def files(self) -> tuple[FileMark, ...]:
        """The corpus files as they were when this generation was built."""
        with self._reading() as db:
            return tuple(FileMark(*values) for values in db.execute("select * from files order by file"))

    def keys(self, table: str) -> list[bytes]:
        """The keys of what was embedded, by row; `table` is passages or sentences."""
        if table not in ("passages", "sentences"):
            raise ValueError(f"there are keys of passages and of sentences, not of {table}")
        with self._reading() as db:
            return [key for (key,) in db.execute(f"select key from {table} order by row")]

    def counts(self) -> dict[str, int]:
        """Rows of each table."""
        with self._reading() as db:
            names = ("documents", "contents", "passages", "sentences", "vocabulary", "files")
            return {name: db.execute(f"select count(*) from {name}").fetchone()[0] for name in names}


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _passages_where(db: sqlite3.Connection, column: str, values: Sequence[object]) -> dict[int, Passage]:
    """Row -> passage, where `column` is one of `values`."""
    where = f"from passages p join documents d on p.document = d.number where {column} in ({_marks(values)})"
    columns = ", ".join(["d.id as doc", *(f"p.{name}" for name in _PASSAGE_COLUMNS)])
    rows = db.execute(f"select p.row, {columns} {where}", values).fetchall()
    sentences: dict[int, list[tuple[int, int]]] = {}
    for i in range(0, len(rows), _BATCH):
        part = [row for row, *_ in rows[i : i + _BATCH]]
        sql = f"select passage, start, end from sentences where passage in ({_marks(part)}) order by row"
        for row, start, end in db.execute(sql, part):
            sentences.setdefault(row, []).append((start, end))
    found = {}
    for row, doc, *stored in rows:
        fields_ = dict(zip(_PASSAGE_COLUMNS, stored, strict=True))
        fields_ |= {"section": tuple(json.loads(fields_["section"])), "is_list": bool(fields_["is_list"])}
        found[row] = Passage(doc=doc, sentences=tuple(sentences.get(row, ())), **fields_)
    return found
