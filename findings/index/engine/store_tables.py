"""The tables of the store: what a generation's rows look like, who may see them.

`findings` holds a parent for every table, partitioned by generation. A generation is loaded into a schema of its own,
whose tables become partitions in one transaction; its rows carry the tenant they belong to. Readers have rights on the
parents alone, where row-level security shows them what is shared and what is their own council's, and nothing at all
before a council is named.
"""

from __future__ import annotations

from collections.abc import Iterator

# The layout of these tables; raise it when they change.
LAYOUT = 1
# The role that reads, and the tenant whose documents every council sees.
READER, SHARED = "findings_reader", "shared"
# The setting that holds the signed-in council, for one transaction.
TENANT = "findings.tenant"

# Columns of each partitioned table after `tenant` and `generation`. Of the two columns of vectors one is filled: a
# small index keeps float32, as its generation in files does, a large one half precision.
COLUMNS: dict[str, dict[str, str]] = {
    "documents": {"number": "int", "id": "text", "first_row": "int", "record": "text"},
    "contents": {"document": "int", "text": "bytea", "layout": "bytea"},
    "passages": {
        "row": "int",
        "document": "int",
        "start": "int",
        "end": "int",
        "id": "text",
        "text": "text",
        "page": "int",
        "page_end": "int",
        "line": "int",
        "paragraph": "text",
        "section": "text",
        "lead_in": "text",
        "kind": "text",
        "is_list": "bool",
        "located": "text",
        "confidence": "int",
        "sentences": "bytea",  # int32 pairs: where each begins and ends
        "near_duplicates": "bytea",  # int32: rows
    },
    "vectors": {
        "row": "int",
        "document": "int",
        "exact": "vector",
        "half": "halfvec",
        "exact_sentences": "vector[]",
        "half_sentences": "halfvec[]",
        "tokens": "bytea",  # int8 [tokens, width]
    },
    "postings": {
        "field": "smallint",
        "term": "text",
        "block": "int",  # of rows
        "df": "int",
        "rows": "bytea",  # int32
        "counts": "bytea",  # uint16: how often the term stands in each
        "norms": "bytea",  # uint8: the length of each field, as BM25 rounds it
        "positions": "bytea",  # uint16: row after row
    },
    "vocabulary": {"place": "int", "short": "text", "long": "text", "source": "text", "count": "int"},
    "spellings": {"word": "text", "documents": "int"},
}
# What is looked up in a partition; the index of vectors is made apart.
INDEXES = (
    ("documents", "unique index", "number"),
    ("contents", "unique index", "document"),
    ("passages", "unique index", "row"),
    ("passages", "index", "document, start"),
    ("vectors", "unique index", "row"),
    ("vectors", "index", "document"),
    ("postings", "unique index", "field, term, block"),
)

_PLAIN = f"""
create table if not exists findings.layout (version int not null);
create table if not exists findings.generations (
    tenant text not null, generation text primary key, manifest text not null, statistics text not null,
    encoder text, half boolean not null, loaded timestamptz not null default now());
create table if not exists findings.current (tenant text primary key, generation text not null);
create table if not exists findings.encoders (
    encoder text, file text, piece int, data bytea not null, primary key (encoder, file, piece));
grant usage on schema findings to {READER};
grant select on findings.layout, findings.encoders to {READER};
"""


def setting_up() -> Iterator[str]:
    """The statements that make what is not there yet; harmless where it is."""
    yield "create extension if not exists vector"
    yield "create schema if not exists findings"
    yield (
        f"do $$ begin if not exists (select from pg_roles where rolname = '{READER}') then "
        f"create role {READER} nologin; end if; end $$"
    )
    yield f"grant {READER} to current_user"
    yield _PLAIN
    for table, columns in COLUMNS.items():
        yield f"create table if not exists findings.{table} ({_columns(columns)}) partition by list (generation)"
    for table in (*COLUMNS, "generations", "current"):
        yield _seen_by_readers(table)


def _columns(columns: dict[str, str]) -> str:
    own = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    return f"tenant text not null, generation text not null, {own}"


def _seen_by_readers(table: str) -> str:
    """Without a council named there is no row; with one there are the shared ones and its own."""
    named = f"current_setting('{TENANT}', true)"
    return f"""
alter table findings.{table} enable row level security;
drop policy if exists seen on findings.{table};
create policy seen on findings.{table} for select to {READER}
    using (coalesce({named}, '') <> '' and tenant in ('{SHARED}', {named}));
grant select on findings.{table} to {READER};
"""


def schema_of(generation: str) -> str:
    """The schema that a generation is loaded into."""
    return "findings_" + generation.replace("-", "_").lower()


def partitions(generation: str, tenant: str) -> Iterator[str]:
    """The statements that make the empty tables of a generation; the check lets them become partitions unread."""
    schema = schema_of(generation)
    yield f"create schema {schema}"
    for table, columns in COLUMNS.items():
        check = f"check (generation = '{generation}' and tenant = '{tenant}')"
        yield f"create table {schema}.{table} ({_columns(columns)}, {check})"
    # Vectors, tokens and postings do not get smaller by compression: it only costs time.
    for column in ("exact_sentences", "half_sentences", "tokens"):
        yield f"alter table {schema}.vectors alter column {column} set storage external"
    for column in ("rows", "counts", "norms", "positions"):
        yield f"alter table {schema}.postings alter column {column} set storage external"


def indexes(generation: str) -> Iterator[str]:
    schema = schema_of(generation)
    for table, kind, columns in INDEXES:
        yield f"create {kind} on {schema}.{table} ({columns})"


def vector_index(generation: str, half: bool, dimensions: int) -> str:
    """Hierarchical small worlds over half precision (Malkov and Yashunin 2018); see `near_expression`."""
    expression = near_expression(half, dimensions)
    return f"create index on {schema_of(generation)}.vectors using hnsw (({expression}) halfvec_ip_ops)"


def near_expression(half: bool, dimensions: int) -> str:
    """What the index of vectors is over, and what a query must order by for it to be used."""
    return f"{'half' if half else 'exact'}::halfvec({dimensions})"


def attaching(generation: str) -> Iterator[str]:
    for table in COLUMNS:
        own = f"{schema_of(generation)}.{table}"
        yield f"alter table findings.{table} attach partition {own} for values in ('{generation}')"


def removing(generation: str) -> Iterator[str]:
    yield f"delete from findings.generations where generation = '{generation}'"
    yield f"drop schema if exists {schema_of(generation)} cascade"
