"""Loading a generation into the store: complete in a schema of its own, checked, then in use by one transaction.

Killing it at any moment leaves what is in use; the next build removes what was left behind.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from findings.encoding.onnx_encoder import CARD
from findings.errors import BuildError
from findings.index import generation as layout
from findings.index.bm25 import WordRow
from findings.index.engine import copying
from findings.index.engine.connection import check_layout, key_of, server
from findings.index.engine.copying import flag, number, rows_copied, small, text
from findings.index.engine.postings import BLOCK, PostingsMaker, TermPostings
from findings.index.engine.store_tables import (
    COLUMNS,
    LAYOUT,
    SHARED,
    attaching,
    indexes,
    partitions,
    removing,
    schema_of,
    setting_up,
    vector_index,
)
from findings.index.generation import Generation
from findings.index.passage_texts import heading_text
from findings.index.spelling import document_counts
from findings.index.vectors import FLAT_ROWS
from findings.progress import Progress, Silent
from findings.reading.codec import document_json, pack_content
from findings.records import Passage

if TYPE_CHECKING:
    from findings.index.engine.connection import Connection

_TENANT = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
# Passages read and sent at a time; bytes of an encoder's file likewise.
_AT_ONCE, _PIECE = 2000, 8 << 20
# Seconds that removing an old generation waits for readers to end what they are reading.
_PATIENCE = 5

Row = tuple[bytes | None, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was put in use; `fresh` is false when it was already."""

    generation: str
    tenant: str
    passages: int
    fresh: bool


def checked_tenant(name: str) -> str:
    """Raises BuildError for a name that no tenant can have."""
    if not _TENANT.fullmatch(name):
        raise BuildError(
            f"‘{name[:60]}’ cannot be the name of a tenant: use up to 40 small letters, digits and hyphens."
        )
    return name


def load(
    generation: Generation,
    url: str,
    tenant: str = SHARED,
    *,
    progress: Progress | None = None,
    exact_rows: int = FLAT_ROWS,
) -> Loaded:
    """Put a generation in use in the store, for all councils, or as the documents of one `tenant` alone.

    Up to `exact_rows` passages every vector is kept in float32 and compared; beyond them in half precision, and the
    passages' are indexed.

    Raises:
        BuildError: the server cannot be reached or refuses something, or a document's id is in use by another tenant.
            What is in use is as it was.
    """
    progress = progress or Silent()
    checked_tenant(tenant)
    with server(url).writing() as connection:
        for statement in setting_up():
            _run(connection, statement)
        if connection.execute("select count(*) from findings.layout").fetchone() == (0,):
            connection.execute("insert into findings.layout values (%s)", [LAYOUT])
        check_layout(connection.cursor(), server(url).name)
        remove_old(connection)
        loaded = Loaded(generation.id, tenant, generation.manifest.passages, fresh=False)
        current = dict(connection.execute("select tenant, generation from findings.current").fetchall())
        if current.get(tenant) == generation.id:
            return loaded
        if generation.id in current.values():
            raise BuildError(
                f"{generation.id} is in use by another tenant: build an index of its own for {tenant}."
            )
        _check_ids(connection, generation, tenant)
        half = generation.manifest.passages > exact_rows
        filled = _fill(connection, generation, tenant, half, progress)
        _switch(connection, generation, tenant, half, filled)
        remove_old(connection)
        return Loaded(generation.id, tenant, generation.manifest.passages, fresh=True)


def _run(connection: Connection[Any], statement: str) -> None:
    connection.execute(statement.encode())  # as bytes: it is ours, and no part of it was typed by anybody


def _check_ids(connection: Connection[Any], generation: Generation, tenant: str) -> None:
    """A document is found by its id, also by councils that see those of two tenants."""
    ids = [document.id for document in generation.documents]
    also = "" if tenant == SHARED else " and tenant = 'shared'"
    found = connection.execute(
        f"select d.id, d.tenant from findings.documents d join findings.current using (tenant, generation) "
        f"where tenant <> %s{also} and d.id = any(%s) limit 1".encode(),
        [tenant, ids],
    ).fetchone()
    if found:
        raise BuildError(f"The document ‘{found[0]}’ is also one of {found[1]}: give its file another name.")


@dataclass(frozen=True, slots=True)
class _Filled:
    statistics: str  # of the words, by field, as JSON
    encoder: str | None


def _fill(
    connection: Connection[Any], generation: Generation, tenant: str, half: bool, progress: Progress
) -> _Filled:
    """Write the schema of a generation: its rows, their indexes, what the planner knows of them."""
    manifest, schema = generation.manifest, schema_of(generation.id)
    kinds = dict(
        connection.execute(
            "select typname, oid::int from pg_type where typname in ('vector', 'halfvec')"
        ).fetchall()
    )
    for statement in partitions(generation.id, tenant):
        _run(connection, statement)
    copy = _Copy(connection, schema, tenant, generation.id)
    progress.stage("Loading the store", 2 * manifest.passages)
    firsts = np.searchsorted(generation.passage_documents, np.arange(len(generation.documents)))
    copy("documents", _documents(generation, firsts.tolist()))
    copy("contents", _contents(generation))
    copy("passages", _passages(generation, progress))
    copy("vectors", _vectors(generation, half, kinds, progress))
    copy("vocabulary", _vocabulary(generation))
    texts = (generation.content(d.id).text for d in generation.documents if d.status == "ready")
    copy("spellings", ((text(word), number(count)) for word, count in document_counts(texts).items()))
    progress.stage("Loading the words", manifest.passages)
    maker = PostingsMaker()
    copy("postings", _postings(generation, maker, progress))
    progress.stage("Indexing the store", 0)
    for statement in indexes(generation.id):
        _run(connection, statement)
    if half:
        _run(connection, vector_index(generation.id, half, manifest.dimensions))
    for table in COLUMNS:
        _run(connection, f"analyze {schema}.{table}")
    encoder = _encoder(connection, generation.folder / layout.ENCODER)
    _check_counts(connection, generation)
    return _Filled(json.dumps([asdict(field) for field in maker.statistics()]), encoder)


class _Copy:
    """Copies rows into the tables of a generation."""

    def __init__(self, connection: Connection[Any], schema: str, tenant: str, generation: str) -> None:
        self._connection, self._schema = connection, schema
        self._whose = (tenant.encode(), generation.encode())

    def __call__(self, table: str, rows: Iterable[Row]) -> None:
        statement = f"copy {self._schema}.{table} from stdin (format binary)".encode()
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for part in rows_copied((*self._whose, *row) for row in rows):
                copy.write(part)


def _documents(generation: Generation, firsts: Sequence[int]) -> Iterator[Row]:
    for place, (document, first) in enumerate(zip(generation.documents, firsts, strict=True)):
        yield number(place), text(document.id), number(first), text(document_json(document))


def _contents(generation: Generation) -> Iterator[Row]:
    for place, document in enumerate(generation.documents):
        if document.status != "unreadable":
            packed, layout_ = pack_content(generation.content(document.id))
            yield number(place), packed, layout_


def _in_parts(rows: range, size: int = _AT_ONCE) -> Iterator[range]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def _passages(generation: Generation, progress: Progress) -> Iterator[Row]:
    for rows in _in_parts(range(generation.manifest.passages)):
        for row, passage in zip(rows, generation.passages(rows), strict=True):
            near = generation.near_duplicates.get(row)
            yield (
                *(number(row), number(int(generation.passage_documents[row]))),
                *_of_passage(passage),
                np.array(passage.sentences, dtype=np.int32).tobytes(),
                np.array(near, dtype=np.int32).tobytes() if near else None,
            )
        progress.step(len(rows))


def _of_passage(passage: Passage) -> Row:
    """In the order of the columns from `start` to `confidence`."""
    return (
        *(number(passage.start), number(passage.end), text(passage.id), text(passage.text)),
        *(number(passage.page), number(passage.page_end), number(passage.line), text(passage.paragraph)),
        *(text(json.dumps(passage.section, ensure_ascii=False)), text(passage.lead_in), text(passage.kind)),
        *(flag(passage.is_list), text(passage.located), number(passage.confidence)),
    )


def _vectors(generation: Generation, half: bool, kinds: dict[str, int], progress: Progress) -> Iterator[Row]:
    kind = kinds["halfvec" if half else "vector"]
    for rows in _in_parts(range(generation.manifest.passages)):
        own = generation.passage_vectors_of(np.array(rows, dtype=np.int64))
        tokens = generation.tokens_of(rows) if generation.token_vectors else [None] * len(rows)
        sentences = generation.sentence_vectors_of(rows)
        for row, vector, spoken, kept in zip(rows, own, sentences, tokens, strict=True):
            single, several = copying.vector(vector, half), copying.vectors(spoken, half, kind)
            both = (None, single, None, several) if half else (single, None, several, None)
            place = number(int(generation.passage_documents[row]))
            yield number(row), place, *both, None if kept is None else kept.tobytes()
        progress.step(len(rows))


def _postings(generation: Generation, maker: PostingsMaker, progress: Progress) -> Iterator[Row]:
    everything = range(generation.manifest.passages)
    for place, block in enumerate(_in_parts(everything, BLOCK)):
        rows = [
            WordRow(passage.text, heading_text(passage), 0)
            for part in _in_parts(block)
            for passage in generation.passages(part)
        ]
        yield from (_of_term(term, place) for term in maker.block(rows))
        progress.step(len(rows))


def _of_term(found: TermPostings, block: int) -> Row:
    own = found.postings
    return (
        *(small(found.field), text(found.term), number(block), number(len(own.rows))),
        *(own.rows.astype(np.int32).tobytes(), own.counts.tobytes(), own.norms.tobytes()),
        found.positions.tobytes(),
    )


def _vocabulary(generation: Generation) -> Iterator[Row]:
    for place, term in enumerate(generation.vocabulary):
        yield number(place), text(term.short), text(term.long), text(term.source), number(term.count)


def _encoder(connection: Connection[Any], folder: Path) -> str | None:
    """Keep the exported encoder in the store, once, so that readers on any machine have it; its name there."""
    if not (folder / CARD).is_file():
        return None
    name: str = json.loads((folder / CARD).read_text(encoding="utf-8"))["model"]
    if connection.execute("select from findings.encoders where encoder = %s limit 1", [name]).fetchone():
        return name
    with connection.transaction():
        for path in sorted(folder.iterdir()):
            with path.open("rb") as file:
                for piece, data in enumerate(iter(lambda: file.read(_PIECE), b"")):
                    row = [name, path.name, piece, data]
                    connection.execute("insert into findings.encoders values (%s, %s, %s, %b)", row)
    return name


def _check_counts(connection: Connection[Any], generation: Generation) -> None:
    schema, manifest = schema_of(generation.id), generation.manifest
    sentences = "coalesce(array_length(exact_sentences, 1), array_length(half_sentences, 1), 0)"
    wanted = {
        "select count(*) from {}.documents": manifest.documents,
        "select count(*) from {}.passages": manifest.passages,
        "select count(*) from {}.vectors": manifest.passages,
        f"select coalesce(sum({sentences}), 0)::int from {{}}.vectors": manifest.sentences,
    }
    for query, count in wanted.items():
        [found] = connection.execute(query.format(schema).encode()).fetchone() or [None]
        if found != count:
            raise BuildError(
                f"The store holds {found} of {count} after loading ({query.format(schema)}): load it again."
            )


def _switch(
    connection: Connection[Any], generation: Generation, tenant: str, half: bool, filled: _Filled
) -> None:
    """Put a loaded generation in use: from here on readers find it, and before it none of it."""
    with connection.transaction():
        for statement in attaching(generation.id):
            _run(connection, statement)
        manifest = json.dumps(asdict(generation.manifest))
        connection.execute(
            "insert into findings.generations (tenant, generation, manifest, statistics, encoder, half) "
            "values (%s, %s, %s, %s, %s, %s)",
            [tenant, generation.id, manifest, filled.statistics, filled.encoder, half],
        )
        connection.execute(
            "insert into findings.current values (%s, %s) "
            "on conflict (tenant) do update set generation = excluded.generation",
            [tenant, generation.id],
        )


def remove_old(connection: Connection[Any]) -> None:
    """Remove every generation, whole or left over from a killed build, that is neither in use nor being read.

    A replica's readers cannot be seen from here: while one follows, the generation before is kept as well.
    """
    follows = connection.execute("select count(*) from pg_stat_replication").fetchone() != (0,)
    in_use = {name for (name,) in connection.execute("select generation from findings.current").fetchall()}
    known = [
        name
        for (name,) in connection.execute(
            "select generation from findings.generations order by loaded desc"
        ).fetchall()
    ]
    old = [name for name in known if name not in in_use][1 if follows else 0 :]
    keep = {schema_of(name) for name in {*known} - {*old}}
    left = connection.execute("select nspname from pg_namespace where nspname like 'findings\\_%'").fetchall()
    for (schema,) in left:
        if schema not in keep and schema not in {schema_of(name) for name in old}:
            _run(connection, f"drop schema {schema} cascade")
    for name in old:
        [free] = connection.execute("select pg_try_advisory_lock(%s)", [key_of(name)]).fetchone() or [False]
        if not free:
            continue
        try:
            with connection.transaction():
                _run(connection, f"set local lock_timeout = '{_PATIENCE}s'")
                for statement in removing(name):
                    _run(connection, statement)
        except Exception as error:
            if getattr(error, "sqlstate", "") != "55P03":  # a reader is busy: the next build tries again
                raise
        finally:
            connection.execute("select pg_advisory_unlock(%s)", [key_of(name)])
