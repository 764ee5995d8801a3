"""Loading a generation into the store: complete in a schema of its own, checked, then in use by one transaction.

Killing it at any moment leaves what is in use; the next build removes what was left behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from findings.councils import is_council
from findings.encoding.onnx_encoder import CARD
from findings.errors import BuildError
from findings.index import generation as layout
from findings.index.engine import generation_rows as rows
from findings.index.engine.connection import check_layout, key_of, server
from findings.index.engine.copying import rows_copied
from findings.index.engine.postings import PostingsMaker
from findings.index.engine.store_tables import (
    COLUMNS,
    LAYOUT,
    MARK,
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
from findings.index.vectors import FLAT_ROWS
from findings.progress import Progress, Silent

if TYPE_CHECKING:
    from findings.index.engine.connection import Connection

# Passages read and sent at a time; bytes of an encoder's file likewise.
_AT_ONCE, _PIECE = 2000, 8 << 20
# Seconds that removing an old generation waits for readers to end what they are reading.
_PATIENCE = 5


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was put in use; `fresh` is false when it was already."""

    generation: str
    tenant: str
    passages: int
    fresh: bool


def checked_tenant(name: str) -> str:
    """Raises BuildError for a name that no tenant can have."""
    if not is_council(name):
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
    copy("documents", rows.documents(generation, firsts.tolist()))
    copy("contents", rows.contents(generation))
    copy("passages", rows.passages(generation, progress))
    copy("vectors", rows.vectors(generation, half, kinds, progress))
    copy("vocabulary", rows.vocabulary(generation))
    texts = (generation.content(d.id).text for d in generation.documents if d.status == "ready")
    copy("spellings", rows.spellings(texts))
    progress.stage("Loading the words", manifest.passages)
    maker = PostingsMaker()
    copy("postings", rows.postings(generation, maker, progress))
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

    def __call__(self, table: str, values: Iterable[rows.Row]) -> None:
        statement = f"copy {self._schema}.{table} from stdin (format binary)".encode()
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for part in rows_copied((*self._whose, *row) for row in values):
                copy.write(part)


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
    left = connection.execute(
        "select nspname from pg_namespace where obj_description(oid, 'pg_namespace') = %s "
        "and pg_has_role(nspowner, 'usage')",
        [MARK],
    ).fetchall()
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
