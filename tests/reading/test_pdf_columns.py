"""Columns of prose and the cells of tables: told apart by how they read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from findings.reading.pdf import read_pdf
from findings.reading.pdf.columns import in_reading_order
from findings.reading.pdf.lines import PrintedLine
from findings.reading.raw import RawBlock
from tests.reading.make_pdf import PdfPage, make_pdf

LEFT = (
    "Leaders have not made sure that pupils in",
    "Year 4 catch up in reading after they have",
    "been away from school for some weeks.",
    "Governors know this and have asked for a",
    "plan that says who will help them and when.",
)
RIGHT = (
    "Teachers mark books each week but they do",
    "not come back to what they have asked for",
    "and pupils make the same mistakes again.",
    "Parents told us that they would like to be",
    "told sooner when their child falls behind.",
)


def blocks_of(tmp_path: Path, *pages: PdfPage) -> list[RawBlock]:
    return list(read_pdf(make_pdf(tmp_path / "report.pdf", *pages)).blocks)


def across(page: PdfPage, *columns: tuple[str, ...], lefts: tuple[float, ...], top: float = 150) -> PdfPage:
    """Columns drawn line by line across the page: left line, right line, left line ..."""
    for count in range(max(map(len, columns))):
        for x, lines in zip(lefts, columns, strict=True):
            if count < len(lines):
                page.text(x, top + 15 * count, lines[count], 11)
    return page


def test_two_columns_drawn_line_by_line_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = PdfPage().text(60, 100, "Key findings", 16, "bold")
    blocks = blocks_of(tmp_path, across(page, LEFT, RIGHT, lefts=(60, 310)))
    assert " ".join(block.text for block in blocks) == " ".join(("Key findings", *LEFT, *RIGHT))
    assert {block.kind for block in blocks} == {"heading", "paragraph"}


def test_three_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    narrow = [
        (
            "The ward was clean when",
            "we came and the staff had",
            "put the charts away as they",
            "should at each round.",
        ),
        (
            "A nurse told us that she",
            "had not been trained to use",
            "the pump that stood beside",
            "the bed of one patient.",
        ),
        (
            "Two relatives said that they",
            "were not told of a fall which",
            "the notes of the night shift",
            "say had been reported.",
        ),
    ]
    blocks = blocks_of(tmp_path, across(PdfPage(), *narrow, lefts=(50, 220, 390)))
    assert " ".join(block.text for block in blocks) == " ".join(line for lines in narrow for line in lines)


def test_columns_whose_lines_stand_at_other_heights(tmp_path: Path) -> None:
    page = PdfPage()
    for count, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        page.text(60, 150 + 15 * count, left, 11).text(310, 157 + 15 * count, right, 11)
    blocks = blocks_of(tmp_path, page)
    assert " ".join(block.text for block in blocks) == " ".join((*LEFT, *RIGHT))


def test_a_sentence_goes_on_from_the_foot_of_a_column_to_the_head_of_the_next(tmp_path: Path) -> None:
    left, right = LEFT[:4], ("plan that says who will help them and when.", *RIGHT)
    blocks = blocks_of(tmp_path, across(PdfPage(), left, right, lefts=(60, 310)))
    assert any("asked for a plan that says" in block.text for block in blocks)


def test_text_above_and_below_two_columns_keeps_its_place(tmp_path: Path) -> None:
    wide = "This is what we found when we came to the school in March and spoke to all who work there."
    page = across(PdfPage().lines(60, 110, wide, size=11), LEFT, RIGHT, lefts=(60, 310))
    page.lines(60, 260, wide.replace("found", "saw"), size=11)
    text = " ".join(block.text for block in blocks_of(tmp_path, page))
    assert text.startswith(wide) and text.endswith(wide.replace("found", "saw"))


def test_small_print_at_the_foot_of_each_column_is_its_footnote(tmp_path: Path) -> None:
    page = across(PdfPage(), LEFT, RIGHT, lefts=(60, 310), top=640)
    page.text(60, 735, "1 The plan of April.", 8).text(310, 735, "2 The survey of June.", 8)
    notes = [block.text for block in blocks_of(tmp_path, page) if block.kind == "footnote"]
    assert notes == ["1 The plan of April.", "2 The survey of June."]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # Labels and values.
        (
            ("Date of visit", "Lead inspector", "Type of visit", "Rooms seen", "People met"),
            ("4 March 2021", "Jo Bloggs", "Short notice", "Twelve of twenty", "Nine and the manager"),
        ),
        # Two people sign a letter.
        (
            ("Karin Small", "Inspector of Schools", "Northdale Office", "Second Floor", "Mill Lane"),
            ("Peter Large", "Inspector of Health", "Southdale Office", "Ground Floor", "High Street"),
        ),
        # Figures.
        (
            ("Reading", "Writing", "Counting", "Singing", "Swimming"),
            ("12 of 20", "14 of 20", "9 of 20", "20 of 20", "3"),
        ),
    ],
)
def test_cells_of_a_table_stay_in_their_rows(
    tmp_path: Path, left: tuple[str, ...], right: tuple[str, ...]
) -> None:
    blocks = blocks_of(tmp_path, across(PdfPage(), left, right, lefts=(60, 310)))
    assert [block.text for block in blocks] == [f"{a}\t{b}" for a, b in zip(left, right, strict=True)]


def test_cells_that_begin_together_below_each_space_are_no_columns(tmp_path: Path) -> None:
    page = PdfPage()
    for part in range(3):
        top = 150 + 60 * part
        page.lines(60, top, "Safe storage of all the medicines", "that people in the home are given", size=11)
        page.lines(310, top, "Tablets were kept in a cupboard", "whose key hung beside it all day.", size=11)
    assert all("\t" in block.text for block in blocks_of(tmp_path, page))


def printed(text: str, x0: float, base: float, drawn: int) -> PrintedLine:
    return PrintedLine(text, 1, x0, x0 + 5.2 * len(text), base, 11.0, own=x0, drawn=drawn)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), shift=st.floats(-6, 6), rows=st.integers(4, 12))
def test_columns_are_read_whole_in_whatever_order_they_were_drawn(seed: int, shift: float, rows: int) -> None:
    order = random.Random(seed)
    left = [f"the left side says in line {row:02d} and then" for row in range(rows)]
    right = [f"the right one says in line {row:02d} and so" for row in range(rows)]
    drawing = list(range(2 * rows))
    order.shuffle(drawing)
    lines = [printed(text, 60, 100 + 15 * row, drawing[row]) for row, text in enumerate(left)]
    lines += [
        printed(text, 310, 100 + shift + 15 * row, drawing[rows + row]) for row, text in enumerate(right)
    ]
    lines.sort(key=lambda line: (line.base, line.x0))
    read = [line.text for column in in_reading_order(lines) for line in column.lines]
    assert read == left + right
