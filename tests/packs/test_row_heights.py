"""Rows are as high as their words need, and grow."""

import io
import zipfile

from findings.packs.row_heights import free_to_grow, height
from findings.packs.to_excel import table_bytes


def test_a_row_is_as_high_as_its_longest_cell():
    assert height(["short", "x" * 42], [10, 20]) == 33.0  # two lines of 15 points, and 3
    assert height(["a\nb\nc"], [10]) == 48.0
    assert height([], []) == 18.0
    assert height(["x" * 100_000], [10]) == 400.0


def test_no_height_is_fixed():
    data = table_bytes("Table", ["What"], [["x" * 200]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert 'ht="' in sheet and "customHeight" not in sheet
    assert free_to_grow(data) == data
