"""Bytes of binary COPY, written out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from findings.errors import BuildError
from findings.index.engine import copying


def test_values() -> None:
    assert copying.number(258) == b"\0\0\1\2"
    assert copying.number(None) is None
    assert copying.small(-1) == b"\xff\xff"
    assert (copying.flag(True), copying.flag(False)) == (b"\1", b"\0")
    assert copying.text("é") == b"\xc3\xa9"
    assert copying.text(None) is None


def test_a_nul_is_refused() -> None:
    with pytest.raises(
        BuildError, match=r"‘'a\\x00b'’ holds a NUL character, which PostgreSQL cannot keep: remove it"
    ):
        copying.text("a\0b")


def test_vectors_in_both_precisions() -> None:
    one = np.array([1.0, -2.0], dtype=np.float32)
    assert copying.vector(one, half=False) == b"\0\2\0\0" + b"\x3f\x80\0\0" + b"\xc0\0\0\0"
    assert copying.vector(one, half=True) == b"\0\2\0\0" + b"\x3c\0" + b"\xc0\0"
    for half in (False, True):
        assert copying.read_vector(copying.vector(one, half), half).tolist() == [1.0, -2.0]
        rows = np.array([[1.0, 0.5], [0.25, -2.0], [0.0, 0.0]], dtype=np.float32)
        assert copying.read_vectors(copying.vectors(rows, half, 7), half).tolist() == rows.tolist()
        assert len(copying.read_vectors(copying.vectors(rows[:0], half, 7), half)) == 0


def test_rows() -> None:
    sent = b"".join(copying.rows_copied([(b"ab", None), (b"", b"c")]))
    head = b"PGCOPY\n\xff\r\n\0" + bytes(8)
    first = b"\0\2" + b"\0\0\0\2ab" + b"\xff\xff\xff\xff"
    second = b"\0\2" + b"\0\0\0\0" + b"\0\0\0\1c"
    assert sent == head + first + second + b"\xff\xff"


def test_many_rows_are_sent_in_parts() -> None:
    parts = list(copying.rows_copied([(bytes(700_000),)] * 3))
    assert [len(part) > 0 for part in parts] == [True] * 2
    assert len(b"".join(parts)) == 19 + 3 * (2 + 4 + 700_000) + 2
