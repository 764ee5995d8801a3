"""Postings read from the store, with those of late kept: one view asks for the same words several times."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from findings.index.engine.parts import Part, Parts
from findings.index.engine.postings import FIELDS, NOWHERE, Positions, Postings

if TYPE_CHECKING:
    from findings.index.engine.connection import Cursor

Term = tuple[str, str]  # field, word
Found = TypeVar("Found")
Value = TypeVar("Value")
# Bytes of postings, and of positions, that are kept for each council.
KEPT_BYTES = 32_000_000

_JOIN = (
    "from unnest(%(fields)s::smallint[], %(terms)s::text[]) as wanted(field, term) "
    "join findings.postings p using (field, term) where p.generation = %(generation)s order by block"
)


class StoredPostings:
    """The postings of the parts that a council reads, as if they were of one index."""

    def __init__(self, read: Callable[[Callable[[Cursor[Any]], Any]], Any], parts: Parts) -> None:
        """`read` runs a function on a cursor, as the council."""
        self._read, self._parts = read, parts
        self._postings: _Recent[Postings] = _Recent(lambda own: own.rows.nbytes + 3 * len(own.rows))
        self._positions: _Recent[Positions] = _Recent(lambda own: own.nbytes)
        self._frequencies: _Recent[int] = _Recent(lambda _: 100)

    def postings(self, terms: Sequence[Term]) -> Mapping[Term, Postings]:
        """Of each term that stands anywhere; rows are those of the whole."""

        def fetch(missing: Sequence[Term]) -> dict[Term, Postings]:
            found: dict[Term, list[Postings]] = {}
            for part, lines in self._lines(missing, "p.rows, p.counts, p.norms"):
                for field, word, rows, counts, norms in lines:
                    own = Postings(
                        np.frombuffer(rows, np.int32).astype(np.int64) + part.row,
                        np.frombuffer(counts, np.uint16),
                        np.frombuffer(norms, np.uint8),
                    )
                    found.setdefault((FIELDS[field], word), []).append(own)
            return {term: _joined(found.get(term, [])) for term in missing}

        return self._postings.find(terms, fetch)

    def positions(self, terms: Sequence[Term]) -> Mapping[Term, Positions]:
        """Of each term where it stands in the passages of its postings."""

        def fetch(missing: Sequence[Term]) -> dict[Term, Positions]:
            found: dict[Term, list[Positions]] = {term: [np.empty(0, np.uint16)] for term in missing}
            for _, lines in self._lines(missing, "p.positions"):
                for field, word, positions in lines:
                    found[FIELDS[field], word].append(np.frombuffer(positions, np.uint16))
            return {term: np.concatenate(own) for term, own in found.items()}

        return self._positions.find(terms, fetch)

    def frequencies(self, terms: Sequence[Term]) -> Mapping[Term, int]:
        """In how many passages each term stands."""

        def fetch(missing: Sequence[Term]) -> dict[Term, int]:
            found = dict.fromkeys(missing, 0)
            for _, lines in self._lines(missing, "p.df"):
                for field, word, count in lines:
                    found[FIELDS[field], word] += count
            return found

        return self._frequencies.find(terms, fetch)

    def _lines(self, terms: Sequence[Term], columns: str) -> list[tuple[Part, list[tuple[Any, ...]]]]:
        """Of every part the rows of the table for those terms, block after block."""
        sql = f"select field, term, {columns} {_JOIN}".encode()
        given = {
            "fields": [FIELDS.index(field) for field, _ in terms],
            "terms": [word for _, word in terms],
        }

        def work(cursor: Cursor[Any]) -> list[tuple[Part, list[tuple[Any, ...]]]]:
            return [
                (part, cursor.execute(sql, {**given, "generation": part.generation}).fetchall())
                for part in self._parts.parts
            ]

        found: list[tuple[Part, list[tuple[Any, ...]]]] = self._read(work)
        return found


def _joined(parts: Sequence[Postings]) -> Postings:
    if len(parts) < 2:
        return parts[0] if parts else NOWHERE
    return Postings(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.counts for part in parts]),
        np.concatenate([part.norms for part in parts]),
    )


class _Recent(OrderedDict[Term, Value]):
    """What was asked for lately, up to KEPT_BYTES."""

    def __init__(self, size: Callable[[Value], int]) -> None:
        super().__init__()
        self._size, self._bytes, self._lock = size, 0, threading.Lock()

    def find(
        self, terms: Sequence[Term], fetch: Callable[[Sequence[Term]], Mapping[Term, Value]]
    ) -> dict[Term, Value]:
        """The value of each term; `fetch` gets those that are not kept, of which there is one at least."""
        with self._lock:
            found = {term: self[term] for term in terms if term in self}
            for term in found:
                self.move_to_end(term)
        missing = [term for term in terms if term not in found]
        if missing:
            fresh = fetch(missing)
            with self._lock:
                for term, value in fresh.items():
                    if term not in self:
                        self[term] = value
                        self._bytes += self._size(value)
                while self._bytes > KEPT_BYTES and len(self) > 1:
                    self._bytes -= self._size(self.popitem(last=False)[1])
            found |= fresh
        return found
