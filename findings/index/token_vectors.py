"""Token vectors of passages: for late interaction, which compares a query with a passage word by word.

All rows lie one after another in one file that is mapped into memory: a query reads those of the passages it compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from findings.encoding.types import Floats
from findings.errors import IndexDamaged
from findings.settings import EMBED

Bytes = NDArray[np.int8]

ROWS = "tokens.npy"
OFFSETS = "token-offsets.npy"
# What 1.0 is stored as: a quarter of the bytes, for nDCG@10 0.825 instead of 0.826.
SCALE = 127


def quantised(vectors: Floats) -> Bytes:
    """Numbers from -1 to 1 as int8."""
    return np.rint(vectors * SCALE).astype(np.int8)


def write_tokens(folder: Path, passages: Sequence[Bytes], width: int) -> None:
    """Write the token vectors int8 [tokens, width] of every passage row, in order."""
    offsets = np.zeros(len(passages) + 1, dtype=np.int64)
    np.cumsum([len(own) for own in passages], out=offsets[1:])
    np.save(folder / OFFSETS, offsets)
    # An empty file cannot be mapped: a row that no passage has closes the table.
    shape = (int(offsets[-1]) + 1, width)
    with (folder / ROWS).open("wb") as file:
        header = {"descr": "|i1", "fortran_order": False, "shape": shape}
        np.lib.format.write_array_header_1_0(file, header)
        for own in passages:
            file.write(np.ascontiguousarray(own).tobytes())
        file.write(bytes(width))


class TokenVectors:
    """The token vectors of all passages; safe to read from many threads."""

    def __init__(self, rows: Bytes, offsets: NDArray[np.int64]) -> None:
        self._rows = rows
        self._offsets = offsets

    @classmethod
    def load(cls, folder: Path) -> TokenVectors:
        """Raises IndexDamaged when the files are missing or do not fit together."""
        try:
            rows = np.load(folder / ROWS, mmap_mode="r", allow_pickle=False)
            offsets = np.load(folder / OFFSETS, allow_pickle=False)
            whole = rows.ndim == 2 and len(rows) == offsets[-1] + 1
        except (OSError, ValueError, IndexError) as error:
            raise IndexDamaged(
                f"The token vectors in {folder} cannot be read: run '{EMBED}' to build the index again."
            ) from error
        if not whole:
            raise IndexDamaged(
                f"The token vectors in {folder} do not fit together: run '{EMBED}' to build the index again."
            )
        return cls(rows, offsets)

    @property
    def count(self) -> int:
        """Passages."""
        return len(self._offsets) - 1

    @property
    def width(self) -> int:
        return int(self._rows.shape[1])

    def of(self, passages: Iterable[int]) -> list[Bytes]:
        """The token vectors int8 [tokens, width] of those passage rows; `SCALE` stands for 1."""
        return [np.asarray(self._rows[self._offsets[row] : self._offsets[row + 1]]) for row in passages]
