"""The encoder that the store keeps: copied to this machine once, and opened there."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from findings.encoding.types import Encoder
from findings.index.engine.connection import Server
from findings.index.engine.parts import Part
from findings.index.generation import ENCODER, query_encoder

if TYPE_CHECKING:
    from findings.index.engine.connection import Cursor


def open_stored(source: Server, tenant: str, part: Part, cache: Path, name: str | None) -> Encoder:
    """The encoder for the queries to a part: the one kept with it, unless another is asked for by name.

    `cache` is a folder; what is copied there is compared with its checksum when it is loaded.
    """
    folder = cache / (part.encoder or "none")
    if part.encoder and not (folder / ENCODER).is_dir():
        _copy(source, tenant, part.encoder, folder)
    return query_encoder(folder, part.manifest, name, 0)


def _copy(source: Server, tenant: str, encoder: str, folder: Path) -> None:
    """Complete or not at all, however many processes do it at once."""
    folder.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix="copying-", dir=folder))
    try:
        sql = "select file, piece, data from findings.encoders where encoder = %s and piece = %s"

        def pieces(piece: int) -> list[tuple[str, int, bytes]]:
            def work(cursor: Cursor[Any]) -> list[tuple[str, int, bytes]]:
                return cursor.execute(sql, [encoder, piece]).fetchall()

            return source.read(tenant, [], work)

        piece = 0
        while found := pieces(piece):
            for name, _, data in found:
                with (partial / Path(name).name).open("ab") as file:
                    file.write(data)
            piece += 1
        try:
            partial.rename(folder / ENCODER)
        except OSError:  # another process was quicker
            if not (folder / ENCODER).is_dir():
                raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)
