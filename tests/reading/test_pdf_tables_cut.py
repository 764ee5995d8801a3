"""Ruled tables whose rows are cut by a page's end."""

from __future__ import annotations

from pathlib import Path

from findings.reading.pdf import read_pdf
from tests.reading.make_pdf import PdfPage, make_pdf

SIDES = (60, 180, 420, 520)


def ruled(page: PdfPage, top: float, bottom: float, *heights: float) -> PdfPage:
    """The uprights of three columns and lines across at `heights`; an end without one is open."""
    for x in SIDES:
        page.rule(x, top, x, bottom)
    for height in heights:
        page.rule(SIDES[0], height, SIDES[-1], height)
    return page


def row(page: PdfPage, top: float, *cells: str, style: str = "") -> PdfPage:
    """Cells whose lines are parted by "|"."""
    for x, cell in zip(SIDES, cells, strict=False):
        for count, words in enumerate(cell.split("|")):
            page.text(x + 5, top + 14 * count, words, 11, style)
    return page


def rows_of(tmp_path: Path, *pages: PdfPage) -> list[str]:
    return [b.text for b in read_pdf(make_pdf(tmp_path / "report.pdf", *pages)).blocks if b.kind == "row"]


def first_page(*, closed: bool) -> PdfPage:
    page = ruled(PdfPage(), 600, 790, 600, 630, 700, *([790] if closed else []))
    row(page, 620, "Standard", "What we saw", "Met", style="bold")
    row(page, 645, "Storage", "Tablets were kept in a cupboard|in the hall.", "No")
    return row(
        page,
        715,
        "Complaints and|how they are",
        "Seven were made in the year and|each was answered by staff",
        "Yes",
    )


def test_a_row_cut_where_no_line_is_drawn_is_one_row(tmp_path: Path) -> None:
    second = ruled(PdfPage(), 60, 200, 120, 200)
    row(second, 75, "answered", "within a week. Families told us|whom they would write to.")
    row(second, 135, "Fire drills", "A drill was held in May and the|alarm was tested.", "Yes")
    assert rows_of(tmp_path, first_page(closed=False), second)[1:] == [
        "Storage\tTablets were kept in a cupboard in the hall.\tNo",
        "Complaints and how they are answered\tSeven were made in the year and each was answered by staff "
        "within a week. Families told us whom they would write to.\tYes",
        "Fire drills\tA drill was held in May and the alarm was tested.\tYes",
    ]


def test_a_row_alone_on_the_second_page(tmp_path: Path) -> None:
    second = ruled(PdfPage(), 60, 120, 120)
    row(second, 75, "answered", "within a week. Families told us|whom they would write to.")
    second.lines(60, 160, "That is all we saw when we came to the home in May.", size=11)
    assert rows_of(tmp_path, first_page(closed=False), second)[-1].startswith(
        "Complaints and how they are answered\t"
    )


def test_the_head_of_a_table_printed_again_does_not_part_a_row(tmp_path: Path) -> None:
    second = ruled(PdfPage(), 60, 200, 60, 90, 200)
    row(second, 80, "Standard", "What we saw", "Met", style="bold")
    row(second, 105, "answered", "within a week. Families told us|whom they would write to.")
    rows = rows_of(tmp_path, first_page(closed=True), second)
    assert len(rows) == 3
    assert rows[-1].endswith(
        "each was answered by staff within a week. Families told us whom they would write to.\tYes"
    )
