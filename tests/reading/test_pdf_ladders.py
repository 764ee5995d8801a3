"""Tables with lines across and none down, and grades that head columns."""

from __future__ import annotations

from pathlib import Path

from findings.reading import read
from findings.reading.pdf import read_pdf
from tests.reading.make_pdf import PdfPage, make_pdf


def across(page: PdfPage, *heights: float) -> PdfPage:
    for height in heights:
        page.rule(60, height, 520, height)
    return page


def blocks_of(tmp_path: Path, page: PdfPage) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_pdf(make_pdf(tmp_path / "report.pdf", page)).blocks]


def test_a_cell_that_wraps_stays_in_its_row(tmp_path: Path) -> None:
    page = across(PdfPage(), 100, 122, 158, 180)
    page.text(65, 115, "What we looked at", 11).text(400, 115, "Grade", 11)
    page.text(65, 137, "How well the ferry and its crew are", 11).text(400, 137, "good", 11)
    page.text(65, 151, "looked after", 11)
    page.text(65, 173, "How safe it is", 11).text(400, 173, "poor", 11)
    assert [text.split("\t") for kind, text in blocks_of(tmp_path, page) if kind == "row"] == [
        ["What we looked at", "Grade"],
        ["How well the ferry and its crew are looked after", "good"],
        ["How safe it is", "poor"],
    ]


def test_text_between_two_tables_is_no_row_of_either(tmp_path: Path) -> None:
    page = across(PdfPage(), 100, 122, 144, 200, 222, 244)
    for top in (115, 137, 215, 237):
        page.text(65, top, f"Row at {top}", 11).text(400, top, "cell", 11)
    page.text(65, 165, "This sentence stands between the tables and", 11)
    page.text(65, 179, "it goes on for a second line.", 11)
    found = blocks_of(tmp_path, page)
    assert [text for kind, text in found if kind != "row"] == [
        "This sentence stands between the tables and it goes on for a second line."
    ]
    assert sum(kind == "row" for kind, _ in found) == 4


def test_lines_that_stand_between_paragraphs_make_no_table(tmp_path: Path) -> None:
    page = across(PdfPage(), 100, 140, 180)
    page.text(65, 120, "One sentence stands above the line.", 11)
    page.text(65, 160, "Another stands below it.", 11)
    assert [kind for kind, _ in blocks_of(tmp_path, page)] == ["paragraph", "paragraph"]


def test_areas_below_a_grade_have_that_grade(tmp_path: Path) -> None:
    page = PdfPage().text(60, 60, "PEEL 2021/22", 22, "bold")
    page.text(60, 90, "An inspection of Northshire Police", 22, "bold").text(60, 120, "HMICFRS")
    columns = {
        "Outstanding": 60,
        "Good": 160,
        "Adequate": 260,
        "Requires improvement": 360,
        "Inadequate": 480,
    }
    for words, x in columns.items():
        page.text(x, 200, words, 9)
    page.text(150, 220, "Preventing crime", 8).text(370, 220, "Investigating crime", 8)
    page.text(255, 240, "Managing offenders", 8).text(365, 240, "Supporting victims", 8)
    page.text(60, 300, "We looked at how well the force does in these areas of policing this year.")
    make_pdf(tmp_path / "report.pdf", page)
    found = read(tmp_path / "report.pdf", tmp_path, "report").document
    assert dict(found.grades) == {
        "Preventing crime": "Good",
        "Investigating crime": "Requires improvement",
        "Managing offenders": "Adequate",
        "Supporting victims": "Requires improvement",
    }
