"""Opening the store for a council, and asking which generation is in use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from findings.encoding.types import Encoder
from findings.errors import IndexMissing
from findings.index.engine.connection import check_layout, server
from findings.index.engine.engine_index import EngineIndex
from findings.index.engine.parts import Parts, read_parts
from findings.index.engine.store_tables import SHARED
from findings.index.engine.stored_encoder import open_stored
from findings.index.generation import check_made_by

if TYPE_CHECKING:
    from findings.index.engine.connection import Cursor

# A load may switch between reading what is in use and holding it.
_TRIES = 5


def open_engine(
    url: str,
    tenant: str = SHARED,
    encoder: str | Encoder | None = None,
    *,
    cache: Path,
    reader: int | None = None,
) -> EngineIndex:
    """Open what is in use for a council in the store at `url`.

    `encoder` is the one queries will be encoded with (default: the one the store keeps, copied below `cache`);
    `reader` the version of the reading rules that it must have been built by (default: ours).

    Raises:
        IndexMissing: nothing was loaded there for the council.
        IndexDamaged: no host answers, or what was loaded was made by other rules or with another encoder.
    """
    source = server(url)

    def work(cursor: Cursor[Any]) -> Parts:
        check_layout(cursor, source.name)
        return read_parts(cursor, tenant)

    for _ in range(_TRIES):
        parts = source.read(tenant, [], work)
        made_by = encoder
        if isinstance(made_by, str) or made_by is None:
            made_by = open_stored(source, tenant, parts.parts[0], cache, made_by)
        for part in parts.parts:
            check_made_by(part.manifest, made_by, reader)
        found = EngineIndex(source, tenant, parts, made_by)  # from here on a load leaves the parts in place
        if engine_id(url, tenant) == found.id:
            break
        found.close()
    return found


def engine_id(url: str, tenant: str = SHARED) -> str | None:
    """The id of what is in use for a council, or None. Cheap: two rows are read."""
    sql = "select tenant, generation from findings.current"
    try:
        current = server(url).read(tenant, [], lambda cursor: cursor.execute(sql).fetchall())
    except IndexMissing:
        return None
    current.sort(key=lambda row: (row[0] != SHARED, row[0]))
    return "+".join(generation for _, generation in current) or None
