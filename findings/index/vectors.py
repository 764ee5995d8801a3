"""Vectors: rows of float32, searched by inner product. The only file that imports faiss.

The kind of index follows the number of rows, by the measurements in `docs/index-format.md`: exact while that is fast,
half precision next, inverted lists for millions. A filter that keeps few rows is always searched exactly.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from findings.encoding.types import cores
from findings.errors import BuildError, IndexDamaged
from findings.settings import EMBED

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

# Rows up to which every row is scanned, in single and then in half precision. Half precision found the same top ten in
# half the memory and less than half the time (benchmarks/README.md, Scale); few rows are quick either way.
FLAT_ROWS = 50_000
HALF_ROWS = 1_000_000
# Rows for each list that the lists are found by: all of a million rows took over eight minutes and gave no better ones.
TRAINED_ON = 64
# Lists looked into by an inverted index: recall@10 0.95 at 300,000 rows; 32 lists 0.93, 512 no more than 0.97.
PROBES = 128
# A filter keeping at most this share of the rows is scanned row by row: approximate search lost up to 79 % of the
# true top ten under such a filter.
EXACT_SHARE = 0.1
# Rows scored at a time in that scan, to bound memory.
SCAN_ROWS = 65_536
# From so many rows a scan is shared out among the cores, some milliseconds of work for each. Not by OpenMP, whose
# threads wait for each other at full speed: on a busy machine they took three times the work of one.
SHARED_ROWS = 50_000


class Vectors:
    """An immutable index over rows 0..n-1; safe to search from many threads."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self.count: int = index.ntotal
        self.dimensions: int = index.d

    @classmethod
    def build(cls, matrix: Floats, *, searched_whole: bool = True) -> Vectors:
        """Index the rows of `matrix`, float32 [n, dim]. Rows are taken as they are: scale them to unit length first.

        Rows that are only ever compared a few at a time, as sentences are, need no inverted lists, however many.
        """
        import faiss

        rows = np.ascontiguousarray(matrix, dtype=np.float32)
        if rows.ndim != 2:
            raise ValueError(f"a matrix of rows is wanted, not an array of {rows.ndim} dimensions")
        index = _empty_index(len(rows), rows.shape[1], searched_whole)
        if not index.is_trained:
            index.train(_sample(rows, index))
        index.add(rows)
        if isinstance(index, faiss.IndexIVF):
            index.make_direct_map()
        return cls(index)

    def save(self, path: Path) -> None:
        """Raises BuildError when the file cannot be written."""
        import faiss

        try:
            faiss.write_index(self._index, str(path))
        except RuntimeError as error:
            raise BuildError(f"{path} could not be written. Is the disk full?") from error

    @classmethod
    def load(cls, path: Path) -> Vectors:
        """Open a saved index; its rows stay in the file until they are searched.

        Raises:
            IndexDamaged: the file is missing or is no index.
        """
        import faiss

        faiss.omp_set_num_threads(1)  # see SHARED_ROWS
        try:
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise IndexDamaged(
                f"{path} is not a usable vector index: run '{EMBED}' to build it again."
            ) from error
        if isinstance(index, faiss.IndexIVF):
            index.nprobe = PROBES
            index.make_direct_map()
        return cls(index)

    def search(self, query: Floats, k: int, rows: Rows | None = None) -> tuple[Rows, Floats]:
        """The k rows with the highest inner product with `query` [dim], best first, ties by row.

        `rows` limits the search to those rows. Returns (rows int64, scores float32), shorter than k when there are
        fewer. Raises ValueError for a query of another length.
        """
        vector = np.ascontiguousarray(query, dtype=np.float32)
        if vector.shape != (self.dimensions,):
            raise ValueError(
                f"the query has shape {vector.shape}, the index holds vectors of {self.dimensions} numbers"
            )
        if rows is not None:
            rows = self._each_once(np.asarray(rows, dtype=np.int64))
        available = self.count if rows is None else len(rows)
        wanted = min(k, available)
        if wanted <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        few = available <= max(EXACT_SHARE * self.count, wanted)
        # faiss asks of each of its rows whether it is wanted: of millions, that takes longer than the comparison.
        if rows is not None and few and (not self._exact or self.count > HALF_ROWS):
            return _best(rows, self._scan(vector, rows), wanted)
        parts = cores() if self._exact and available >= SHARED_ROWS else 1
        if parts == 1:
            return self._search(vector, wanted, rows)
        every = np.arange(self.count, dtype=np.int64) if rows is None else rows
        found = list(_threads().map(partial(self._search, vector, wanted), np.array_split(every, parts)))
        return _best(np.concatenate([r for r, _ in found]), np.concatenate([s for _, s in found]), wanted)

    @property
    def _exact(self) -> bool:
        """Whether faiss itself compares the query with every row that a filter keeps."""
        import faiss

        return not isinstance(self._index, faiss.IndexIVF)

    def _each_once(self, rows: Rows) -> Rows:
        """Those rows in rising order; NumPy's own `unique` takes twenty times as long."""
        kept = np.zeros(self.count, dtype=bool)
        kept[rows] = True
        return np.flatnonzero(kept)

    def _search(self, vector: Floats, k: int, rows: Rows | None) -> tuple[Rows, Floats]:
        """Ask faiss for more than k until the last one scores below the k-th: it breaks ties as it likes."""
        available = self.count if rows is None else len(rows)
        fetch = k + 1
        while True:
            fetch = min(fetch, available)
            scores, found = self._index.search(vector[None], fetch, params=self._parameters(rows))
            real = found[0] >= 0  # faiss pads with -1
            all_rows, all_scores = found[0][real], scores[0][real]
            if len(all_rows) <= k or fetch == available or all_scores[-1] < all_scores[k - 1]:
                return _best(all_rows, all_scores, k)
            fetch *= 4

    def _parameters(self, rows: Rows | None) -> Any:
        if rows is None:
            return None
        import faiss

        made: Any = faiss  # its Python constructors are wider than the signatures it declares
        if self._exact and len(rows) and rows[-1] - rows[0] + 1 == len(rows):
            return made.SearchParameters(sel=made.IDSelectorRange(int(rows[0]), int(rows[-1]) + 1))
        kept = np.zeros(self.count, dtype=bool)
        kept[rows] = True
        selector = made.IDSelectorBitmap(np.packbits(kept, bitorder="little"))
        if isinstance(self._index, faiss.IndexIVF):
            return made.SearchParametersIVF(sel=selector, nprobe=PROBES)
        return made.SearchParameters(sel=selector)

    def _scan(self, vector: Floats, rows: Rows) -> Floats:
        # einsum stays on one core: BLAS shares a scan out, and on a busy machine its threads wait 20 ms for each other.
        starts = range(0, len(rows), SCAN_ROWS)
        parts = [np.einsum("ij,j->i", self.vectors(rows[i : i + SCAN_ROWS]), vector) for i in starts]
        return np.concatenate(parts).astype(np.float32, copy=False)

    def vectors(self, rows: Rows) -> Floats:
        """The vectors of those rows, float32 [len(rows), dim], as they are stored (quantised ones decoded)."""
        wanted = np.ascontiguousarray(rows, dtype=np.int64)
        if len(wanted) == 0:
            return np.empty((0, self.dimensions), dtype=np.float32)
        if wanted.min() < 0 or wanted.max() >= self.count:
            raise ValueError(f"rows 0 to {self.count - 1} exist, not {wanted.min()} to {wanted.max()}")
        result: Floats = self._index.reconstruct_batch(wanted)
        return result


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(cores(), "scan")


def _sample(rows: Floats, index: Any) -> Floats:
    """The rows that an index is trained on: all, or for inverted lists TRAINED_ON for each, by a fixed seed."""
    wanted = TRAINED_ON * getattr(index, "nlist", len(rows))
    if wanted >= len(rows):
        return rows
    return rows[np.sort(np.random.default_rng(1).choice(len(rows), wanted, replace=False))]


def _empty_index(count: int, dimensions: int, searched_whole: bool) -> Any:
    import faiss

    if count <= FLAT_ROWS:
        return faiss.IndexFlatIP(dimensions)
    if count <= HALF_ROWS or not searched_whole:
        return faiss.IndexScalarQuantizer(
            dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
    lists = int(4 * count**0.5)
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimensions),
        dimensions,
        lists,
        faiss.ScalarQuantizer.QT_8bit,
        faiss.METRIC_INNER_PRODUCT,
    )
    index.nprobe = PROBES
    return index


def _best(rows: Rows, scores: Floats, k: int) -> tuple[Rows, Floats]:
    """The first k of (rows, scores): by score, highest first, then by row."""
    order = np.lexsort((rows, -scores))[:k]
    return rows[order].astype(np.int64, copy=False), scores[order].astype(np.float32, copy=False)
