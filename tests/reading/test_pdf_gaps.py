"""Gaps within a line that part no cells, and those that do; labels behind which a tab stands; words set tight."""

from __future__ import annotations

from pathlib import Path

import pytest

from findings.reading.pdf import read_pdf
from findings.reading.pdf.gaps import mended
from findings.reading.pdf.lines import PrintedLine
from findings.reading.raw import RawBlock
from tests.reading.make_pdf import PdfPage, make_pdf


def blocks_of(tmp_path: Path, *pages: PdfPage) -> list[RawBlock]:
    return list(read_pdf(make_pdf(tmp_path / "report.pdf", *pages)).blocks)


def stretched(page: PdfPage, x: float, top: float, text: str, space: float) -> PdfPage:
    """A line of 11 points whose spaces are wider by `space` points, as a justified line's are."""
    page.commands.append(f"{space} Tw")
    page.text(x, top, text, 11)
    page.commands.append("0 Tw")
    return page


def test_two_spaces_after_a_full_stop_part_no_cells(tmp_path: Path) -> None:
    page = PdfPage()
    stretched(page, 60, 100, "4.   The yard lies behind the mill.  It floods each spring", 4)
    stretched(page, 80, 114, "and no one has cleared the drain.  The owner means to", 5)
    stretched(page, 80, 128, "do so.  Neighbours told us that they had asked twice.  The", 4)
    page.text(80, 142, "council has not replied.", 11)
    (block,) = blocks_of(tmp_path, page)
    assert block.kind == "paragraph"
    assert block.text.startswith("4. The yard lies behind the mill. It floods each spring and no one")
    assert block.text.endswith("The council has not replied.")


def test_sentences_in_cells_that_stand_under_each_other_stay_cells(tmp_path: Path) -> None:
    page = PdfPage()
    for row, words in enumerate(("The hall was warm.", "The yard was wet.", "The shed was shut.")):
        page.text(60, 100 + 30 * row, words, 11).text(180, 100 + 30 * row, "We saw it in May.", 11)
    assert [block.text for block in blocks_of(tmp_path, page)] == [
        "The hall was warm.\tWe saw it in May.",
        "The yard was wet.\tWe saw it in May.",
        "The shed was shut.\tWe saw it in May.",
    ]


def test_a_label_with_a_colon_and_its_value_stay_cells(tmp_path: Path) -> None:
    page = PdfPage().text(60, 100, "Lead inspector:", 11).text(160, 100, "Jo Bloggs", 11)
    assert [block.text for block in blocks_of(tmp_path, page)] == ["Lead inspector:\tJo Bloggs"]


def line(text: str, x0: float, x1: float, base: float) -> PrintedLine:
    return PrintedLine(text, 1, x0, x1, base, 11.0, own=x0)


def test_a_line_stretched_to_its_column_is_one_line() -> None:
    lines = [
        line("The plan is sound and the manager means to", 60, 260, 100),
        *(line(word, x, x + 30, 114) for word, x in (("begin", 60), ("before", 145), ("summer,", 230))),
        line("when the new cook comes.", 60, 180, 128),
    ]
    assert [each.text for each in mended(lines)] == [
        "The plan is sound and the manager means to",
        "begin before summer,",
        "when the new cook comes.",
    ]


def test_a_row_of_single_words_among_others_is_a_table() -> None:
    rows = [
        [line(word, x, x + 30, base) for word, x in zip(words, (60, 145, 230), strict=True)]
        for base, words in ((100, ("Hall", "Warm", "Yes")), (114, ("Yard", "Wet", "No")))
    ]
    lines = [each for row in rows for each in row]
    assert mended(lines) == lines


@pytest.mark.parametrize("label", ["II.", "B.", "2.1", "(C)", "IV", "Section 3", "7"])
def test_a_heading_behind_its_number_and_a_tab(tmp_path: Path, label: str) -> None:
    page = PdfPage().text(60, 100, label, 13, "bold").text(140, 100, "Findings", 13, "bold")
    page.lines(60, 130, "The garage was cold and the staff told us so.", size=11)
    assert [(block.kind, block.text) for block in blocks_of(tmp_path, page)] == [
        ("heading", f"{label} Findings"),
        ("paragraph", "The garage was cold and the staff told us so."),
    ]


def test_headings_of_one_look_are_nested_by_what_numbers_them(tmp_path: Path) -> None:
    page = PdfPage().text(200, 80, "Review of the mill", 18, "bold")
    headings = ("I. Summary", "II. Findings", "A. Machines", "B. Drains", "III. Next steps")
    for place, words in enumerate(headings):
        label, name = words.split(" ", 1)
        page.text(60, 120 + 60 * place, label, 12, "bold").text(96, 120 + 60 * place, name, 12, "bold")
        page.lines(60, 140 + 60 * place, f"What we say of {name.lower()} stands here in full.", size=12)
    from findings.reading.structure import assemble

    content = assemble(read_pdf(make_pdf(tmp_path / "report.pdf", page)))
    paths = [block.section for block in content.blocks if block.kind == "paragraph"]
    assert paths == [
        ("I. Summary",),
        ("II. Findings",),
        ("II. Findings", "A. Machines"),
        ("II. Findings", "B. Drains"),
        ("III. Next steps",),
    ]


def test_a_small_bold_tail_heads_nothing(tmp_path: Path) -> None:
    page = PdfPage()
    page.lines(70, 100, "Most of the people we met were content with the food and the rooms.")
    page.text(70, 118, "Source: survey of residents, 2019", 8, "bold")
    page.lines(70, 150, "The garden was closed when we came and no one knew who had the key.")
    page.text(70, 170, "[Figures: the home]", 12, "bold")
    page.lines(70, 200, "A new gate was being built, which the manager had asked for in May.")
    assert "heading" not in {block.kind for block in blocks_of(tmp_path, page)}


@pytest.mark.parametrize("gap", [0.12, 0.14, 0.16])
def test_words_set_tight_are_words_apart(tmp_path: Path, gap: float) -> None:
    lines = ("The cook was told of it at once and", "wrote the date beside it in the book.")
    page = PdfPage()
    for count, words in enumerate(lines):
        drawn = f" {round(-1000 * gap)} ".join(f"({word})" for word in words.split())
        page.commands.append(f"BT /F1 11 Tf 70 {742 - 14 * count} Td [{drawn}] TJ ET")
    (block,) = blocks_of(tmp_path, page)
    assert block.text == " ".join(lines)


def test_words_drawn_one_by_one_with_little_space_between(tmp_path: Path) -> None:
    page, x = PdfPage(), 70.0
    for word, width in (("the", 15.29), ("drain", 24.46), ("was", 19.56), ("clear", 24.45)):
        page.text(x, 100, word, 11)
        x += width + 0.14 * 11
    page.text(70, 140, "No one had looked at it since May.", 11)
    assert blocks_of(tmp_path, page)[0].text == "the drain was clear"
