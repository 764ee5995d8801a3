"""Rows as PostgreSQL's binary COPY takes them: every value as the bytes that its type is sent in."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from findings.encoding.types import Floats
from findings.errors import BuildError

HEADER = b"PGCOPY\n\xff\r\n\0" + struct.pack("!ii", 0, 0)
END = struct.pack("!h", -1)
# Bytes handed to the server at a time.
_PART = 1 << 20


def number(value: int | None) -> bytes | None:
    """int."""
    return None if value is None else struct.pack("!i", value)


def small(value: int) -> bytes:
    """smallint."""
    return struct.pack("!h", value)


def flag(value: bool) -> bytes:
    """bool."""
    return b"\1" if value else b"\0"


def text(value: str | None) -> bytes | None:
    """text. Raises BuildError for a NUL, which it cannot hold: a quotation must not differ from its document."""
    if value is None:
        return None
    if "\0" in value:
        raise BuildError(f"‘{value[:60]!r}’ holds a NUL character, which PostgreSQL cannot keep: remove it.")
    return value.encode("utf-8")


def vector(values: Floats, half: bool) -> bytes:
    """vector, or halfvec."""
    numbers = values.astype(">f2" if half else ">f4").tobytes()
    return struct.pack("!hh", len(values), 0) + numbers


def vectors(rows: Floats, half: bool, kind: int) -> bytes:
    """An array of them; `kind` is the number the server has for the type."""
    if not len(rows):
        return struct.pack("!iii", 0, 0, kind)
    parts = [struct.pack("!iiiii", 1, 0, kind, len(rows), 1)]
    for row in rows:
        value = vector(row, half)
        parts += (struct.pack("!i", len(value)), value)
    return b"".join(parts)


def read_vectors(data: bytes, half: bool) -> Floats:
    """The rows of an array that the server sent, float32 [rows, dimensions]; none: [0, 0]."""
    if struct.unpack_from("!i", data)[0] == 0:
        return np.empty((0, 0), dtype=np.float32)
    count = struct.unpack_from("!i", data, 12)[0]
    size = (len(data) - 20) // count  # each with its length before it
    table = np.frombuffer(data, dtype=np.uint8, offset=20).reshape(count, size)[:, 8:]
    return np.ascontiguousarray(table).view(">f2" if half else ">f4").astype(np.float32)


def read_vector(data: bytes, half: bool) -> Floats:
    """A vector that the server sent, float32 [dimensions]."""
    return np.frombuffer(data, dtype=">f2" if half else ">f4", offset=4).astype(np.float32)


def rows_copied(rows: Iterable[Sequence[bytes | None]]) -> Iterator[bytes]:
    """What is sent for those rows, in parts."""
    waiting, size = [HEADER], len(HEADER)
    for row in rows:
        parts = [struct.pack("!h", len(row))]
        for value in row:
            if value is None:
                parts.append(struct.pack("!i", -1))
            else:
                parts += (struct.pack("!i", len(value)), value)
        line = b"".join(parts)
        waiting.append(line)
        size += len(line)
        if size >= _PART:
            yield b"".join(waiting)
            waiting, size = [], 0
    waiting.append(END)
    yield b"".join(waiting)
