"""The numbers printed on pages: found by place and sequence, whatever their shape, and known beside the count."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from findings.reading.pdf import read_pdf
from findings.reading.pdf.page_marks import _of_roman, to_roman
from findings.reading.raw import RawDocument
from tests.reading.make_pdf import PdfPage, make_pdf

CUT = ("The nurse signs the chart at each round and", "the manager reads it on Monday.")


def document(tmp_path: Path, marks: list[str], *, top: float = 800, x: float = 500) -> RawDocument:
    """Pages with a mark each; a sentence goes from each page to the next."""
    pages = []
    for place, mark in enumerate(marks):
        page = PdfPage().text(70, 100, CUT[1] if place else "This is what we saw when we came.", 11)
        page.text(70, 130, f"Room {chr(65 + place)} was warm and the people in it were content.", 11)
        page.text(70, 700, CUT[0], 11)
        pages.append(page.text(x, top, mark, 10) if mark else page)
    return read_pdf(make_pdf(tmp_path / "report.pdf", *pages))


@pytest.mark.parametrize(
    "shape",
    [
        "| {n}",
        "{n} |",
        "{n} | 9",
        "› {n} ‹",
        "- {n} -",
        "{n}.",
        "Page {n} of 20",
        "{n} of 9",
        "[{n}]",
        "p. {n}",
        "~{n}~",
    ],
)
def test_a_mark_of_any_shape_is_no_text(tmp_path: Path, shape: str) -> None:
    made = document(tmp_path, [shape.replace("{n}", str(number)) for number in (1, 2, 3)])
    texts = [block.text for block in made.blocks]
    assert texts.count(" ".join(CUT)) == 2, "the sentence goes on over the page"
    assert not any(mark in text for text in texts for mark in ("|", "›", "of 20", "p. "))
    assert made.page_labels == ()


@pytest.mark.parametrize("shape", ["- {n} -", "{n}", "| {n}"])
def test_roman_figures_count_too_and_are_known_beside_the_count(tmp_path: Path, shape: str) -> None:
    made = document(tmp_path, [shape.replace("{n}", label) for label in ("iii", "iv", "v", "1", "2")])
    assert made.page_labels == ("iii", "iv", "v", "1", "2")
    assert " ".join(CUT) in [block.text for block in made.blocks]


def test_marks_at_the_head_of_pages_of_a_document_that_begins_later(tmp_path: Path) -> None:
    made = document(tmp_path, ["17", "18", "19"], top=40)
    assert made.page_labels == ("17", "18", "19")


def test_marks_on_the_outer_side_of_each_page(tmp_path: Path) -> None:
    made = document(tmp_path, ["| 3", "4 |", "| 5", "6 |"])
    assert made.page_labels == ("3", "4", "5", "6")


def test_a_page_without_a_mark_has_no_label(tmp_path: Path) -> None:
    assert document(tmp_path, ["", "i", "ii", "iii"]).page_labels == ("", "i", "ii", "iii")


def test_what_does_not_count_the_pages_is_text(tmp_path: Path) -> None:
    made = document(tmp_path, ["Score: 12 of 36", "Score: 9 of 36", "Score: 30 of 36"], top=730)
    assert sum("of 36" in block.text for block in made.blocks) == 3


def test_headings_that_count_on_two_pages_are_text(tmp_path: Path) -> None:
    made = document(tmp_path, ["Year 1", "Year 2"], top=85, x=70)
    text = " ".join(block.text for block in made.blocks)
    assert "Year 1" in text and "Year 2" in text


@given(st.integers(1, 300))
def test_roman_figures_are_read_as_they_are_written(number: int) -> None:
    assert _of_roman(to_roman(number)) == number


@pytest.mark.parametrize("word", ["iix", "vv", "ic", "mix"[1:]])
def test_other_words_of_those_letters_are_no_number(word: str) -> None:
    assert _of_roman(word) in (0, 9)
