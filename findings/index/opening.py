"""Where the index in use is: in a folder of this machine, or in a store that a URL names."""

from __future__ import annotations

from pathlib import Path

from findings.index import generation
from findings.index.protocol import SearchIndex
from findings.settings import read_settings

SCHEMES = ("postgresql://", "postgres://")
# Below the folder of the index: where encoders that a store keeps are copied to.
_ENCODERS = "encoders"


def is_store(index: Path | str) -> bool:
    """Whether this names a store and not a folder."""
    return str(index).startswith(SCHEMES)


def open_index(index: Path | str, encoder: str | None = None, tenant: str = "") -> SearchIndex:
    """Open the index in use. Of a store only what is shared is read, with `tenant` also that council's own.

    Raises:
        IndexMissing: there is no index there.
        IndexDamaged: it cannot be used; the message names what is wrong and the command that mends it.
    """
    if not is_store(index):
        return generation.open_generation(Path(index), encoder)
    from findings.index.engine.engine_index import open_engine
    from findings.index.engine.store_tables import SHARED

    return open_engine(str(index), tenant or SHARED, encoder, cache=read_settings().index / _ENCODERS)


def current_id(index: Path | str, tenant: str = "") -> str | None:
    """The id of what is in use, or None. Cheap."""
    if not is_store(index):
        return generation.current_id(Path(index))
    from findings.index.engine.engine_index import engine_id
    from findings.index.engine.store_tables import SHARED

    return engine_id(str(index), tenant or SHARED)
