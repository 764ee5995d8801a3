"""PDF to blocks: each test is one trap of real inspection reports, set up on a page made for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from findings.reading.pdf import read_pdf
from findings.reading.raw import RawBlock
from findings.reading.structure import assemble
from tests.reading.make_pdf import PdfPage, make_pdf

FILLER = "Leaders know their services well and act on what they find in audits of practice."


def blocks_of(tmp_path: Path, *pages: PdfPage) -> list[RawBlock]:
    return list(read_pdf(make_pdf(tmp_path / "report.pdf", *pages)).blocks)


def texts_of(tmp_path: Path, *pages: PdfPage) -> list[str]:
    return [block.text for block in blocks_of(tmp_path, *pages)]


def test_lines_of_a_paragraph_are_joined_and_a_wider_gap_parts_paragraphs(tmp_path: Path) -> None:
    page = PdfPage()
    page.lines(
        70, 100, "Social workers visit children often and listen to them, and their", "plans are clear."
    )
    page.lines(70, 150, "Managers supervise staff.")
    assert texts_of(tmp_path, page) == [
        "Social workers visit children often and listen to them, and their plans are clear.",
        "Managers supervise staff.",
    ]


def test_each_line_keeps_its_place_in_the_text_and_on_the_page(tmp_path: Path) -> None:
    page = PdfPage().lines(70, 100, "Social workers visit children often and listen", "to them with care.")
    (block,) = blocks_of(tmp_path, page)
    first, second = block.lines
    assert block.text[first.start : first.end] == "Social workers visit children often and listen"
    assert block.text[second.start : second.end] == "to them with care."
    assert (first.page, round(first.x0)) == (1, 70)
    assert first.top < 100 < first.bottom
    assert first.bottom <= second.top + 1


def test_a_hyphen_at_a_lines_end_is_kept_and_joined_without_a_space(tmp_path: Path) -> None:
    page = PdfPage().lines(
        70, 100, "Partners work in a strong multi-", "agency team that knows families well."
    )
    assert texts_of(tmp_path, page) == [
        "Partners work in a strong multi-agency team that knows families well."
    ]


def test_a_syllable_hyphen_is_dropped_when_only_the_solid_word_is_printed(tmp_path: Path) -> None:
    page = PdfPage().lines(
        70, 100, "All children are seen. Staff ask each of the chil-", "dren what they think."
    )
    (block,) = blocks_of(tmp_path, page)
    assert block.text == "All children are seen. Staff ask each of the children what they think."
    assert [block.text[line.start : line.end] for line in block.lines][1] == "dren what they think."


def test_a_suspended_hyphen_keeps_its_space(tmp_path: Path) -> None:
    page = PdfPage().lines(70, 100, "They offer short-", "and long-term breaks to families in need of them.")
    assert texts_of(tmp_path, page) == ["They offer short- and long-term breaks to families in need of them."]


def test_page_numbers_and_running_footers_are_removed_and_paragraphs_go_on_over_the_page(
    tmp_path: Path,
) -> None:
    pages = []
    for number in (1, 2, 3):
        page = PdfPage()
        # Footers are drawn first, as Word does.
        page.text(70, 800, f"Inspection of Anytown {number}", size=8).text(500, 815, str(number), size=20)
        pages.append(page)
    pages[0].lines(70, 740, "Children who go missing are offered an interview, and what they say is")
    pages[1].lines(70, 100, "used to plan their care.")
    pages[2].lines(70, 100, FILLER)
    blocks = blocks_of(tmp_path, *pages)
    assert [block.text for block in blocks] == [
        "Children who go missing are offered an interview, and what they say is used to plan their care.",
        FILLER,
    ]
    assert (blocks[0].page, blocks[0].page_end) == (1, 2)


def test_a_first_pages_footer_that_stands_higher_is_removed_too(tmp_path: Path) -> None:
    pages = [PdfPage().lines(70, 100, f"{FILLER} {word}") for word in ("One.", "Two.", "Three.", "Four.")]
    for place, page in enumerate(pages):
        page.text(70, 788 if place == 0 else 800, "Inspection of Anytown", size=8)
    assert all("Anytown" not in text for text in texts_of(tmp_path, *pages))


def test_a_new_sentence_after_a_page_break_is_a_new_paragraph(tmp_path: Path) -> None:
    first = PdfPage().lines(70, 740, FILLER)
    second = PdfPage().lines(70, 100, "The virtual school is a strength of the authority.")
    assert texts_of(tmp_path, first, second) == [FILLER, "The virtual school is a strength of the authority."]


def test_the_rest_of_a_numbered_paragraph_goes_on_over_the_page_by_its_indent(tmp_path: Path) -> None:
    first = PdfPage().lines(70, 700, "7. Children are seen alone.", "Their views shape plans.", hang=25)
    second = PdfPage().lines(95, 100, "Workers write to them afterwards.").lines(70, 150, FILLER)
    assert texts_of(tmp_path, first, second) == [
        "7. Children are seen alone. Their views shape plans. Workers write to them afterwards.",
        FILLER,
    ]


def test_footnotes_are_blocks_of_their_own_and_do_not_part_a_paragraph(tmp_path: Path) -> None:
    first = PdfPage()
    first.lines(70, 700, "Thresholds are applied by all agencies")
    first.text(280, 695, "3", size=7)
    first.lines(70, 714.4, "that refer children to")
    first.text(70, 755, "3", size=6).text(76, 759, "The board agreed these in 2014.", size=9)
    second = PdfPage().lines(70, 100, "the service.").lines(70, 150, FILLER)
    blocks = blocks_of(tmp_path, first, second)
    assert [(block.kind, block.number) for block in blocks] == [
        ("paragraph", None),
        ("footnote", "3"),
        ("paragraph", None),
    ]
    assert blocks[0].text == "Thresholds are applied by all agencies³ that refer children to the service."
    assert blocks[1].text[blocks[1].body :] == "The board agreed these in 2014."


@pytest.mark.parametrize("glyph", ["•", "-", "–"])
def test_bullets_of_any_glyph_begin_a_block_and_their_lines_hang_together(tmp_path: Path, glyph: str) -> None:
    page = PdfPage()
    page.text(70, 100, glyph).lines(88, 100, "the quality of plans and how often they", "are reviewed")
    page.text(70, 128.8, glyph).text(88, 128.8, "supervision")
    blocks = blocks_of(tmp_path, page)
    assert [block.kind for block in blocks] == ["bullet", "bullet"]
    assert blocks[0].text[blocks[0].body :] == "the quality of plans and how often they are reviewed"
    assert blocks[1].text[blocks[1].body :] == "supervision"


def test_a_dash_that_a_line_happens_to_begin_with_is_no_bullet(tmp_path: Path) -> None:
    page = PdfPage().lines(70, 100, "Meetings of the core group", "– which are well attended – drive plans.")
    assert texts_of(tmp_path, page) == ["Meetings of the core group – which are well attended – drive plans."]


def test_dashes_of_a_list_without_stops_are_bullets_each(tmp_path: Path) -> None:
    page = PdfPage().lines(70, 100, "– 12 live at home", "– nine live with carers").lines(70, 150, FILLER)
    assert texts_of(tmp_path, page)[:2] == ["– 12 live at home", "– nine live with carers"]


def test_a_document_set_with_wide_lines_is_parted_by_its_own_measure(tmp_path: Path) -> None:
    page = PdfPage()
    for count in range(10):
        page.text(
            70,
            100 + 18 * count,
            f"line number {count} of a paragraph that is set with wide lines and goes on and",
        )
    page.text(70, 100 + 18 * 10 + 10, "The next paragraph is one line that ends here.")
    found = texts_of(tmp_path, page)
    assert len(found) == 2
    assert found[1] == "The next paragraph is one line that ends here."


def test_wrapped_headings_are_one_and_larger_ones_rank_higher(tmp_path: Path) -> None:
    page = PdfPage()
    page.lines(70, 100, "The experiences and progress of children", "in care", size=16, style="bold")
    page.lines(70, 160, "Health", style="bold")
    page.lines(70, 185, FILLER)
    page.lines(70, 215, FILLER)
    kinds = [(block.kind, block.level, block.text) for block in blocks_of(tmp_path, page)]
    assert kinds[:2] == [
        ("heading", 1, "The experiences and progress of children in care"),
        ("heading", 2, "Health"),
    ]
    assert [kind for kind, _, _ in kinds[2:]] == ["paragraph", "paragraph"]


def test_an_italic_heading_right_above_its_paragraph_is_a_heading(tmp_path: Path) -> None:
    page = (
        PdfPage()
        .lines(70, 100, "Views of children", style="italic")
        .lines(70, 116, FILLER)
        .lines(70, 150, FILLER)
    )
    assert [block.kind for block in blocks_of(tmp_path, page)] == ["heading", "paragraph", "paragraph"]


def test_a_bold_lead_in_is_not_a_heading(tmp_path: Path) -> None:
    page = PdfPage().text(70, 100, "An outstanding", style="bold").text(158, 100, "authority leads well.")
    page.lines(70, 130, FILLER)
    assert [block.kind for block in blocks_of(tmp_path, page)] == ["paragraph", "paragraph"]


def table(
    page: PdfPage, top: float, rows: list[tuple[str, ...]], edges: tuple[float, ...], height: float = 40
) -> None:
    for count in range(len(rows) + 1):
        page.rule(edges[0], top + count * height, edges[-1], top + count * height)
    for edge in edges:
        page.rule(edge, top, edge, top + len(rows) * height)
    for count, row in enumerate(rows):
        for cell, x in zip(row, edges, strict=False):
            page.lines(x + 5, top + count * height + 14, *cell.split("|"))


def test_a_row_of_a_ruled_table_is_one_block_with_its_wrapped_cells(tmp_path: Path) -> None:
    page = PdfPage().lines(70, 60, FILLER).lines(70, 90, FILLER)
    rows = [
        ("Anytown Council|and the board", "Leaders should improve|joint work."),
        ("The board", "It should meet."),
    ]
    table(page, 120, rows, (70, 220, 500))
    found = [block for block in blocks_of(tmp_path, page) if block.kind == "row"]
    assert [block.text for block in found] == [
        "Anytown Council and the board\tLeaders should improve joint work.",
        "The board\tIt should meet.",
    ]


def test_rows_of_a_one_column_table_are_blocks_although_no_gap_parts_them(tmp_path: Path) -> None:
    page = PdfPage().lines(70, 60, FILLER)
    table(
        page,
        120,
        [("Leaders should listen|to families.",), ("Leaders should act|on plans.",)],
        (70, 500),
        height=30,
    )
    rows = [block.text for block in blocks_of(tmp_path, page) if block.kind == "row"]
    assert rows == ["Leaders should listen to families.", "Leaders should act on plans."]


def test_a_table_row_goes_on_over_the_page(tmp_path: Path) -> None:
    first = PdfPage().lines(70, 600, FILLER)
    table(
        first,
        660,
        [("Anytown Council", "Leaders should improve the joint|work of all services to")],
        (70, 220, 500),
    )
    second = PdfPage()
    table(
        second, 90, [("and the board", "protect children."), ("The board", "It should meet.")], (70, 220, 500)
    )
    rows = [block for block in blocks_of(tmp_path, first, second) if block.kind == "row"]
    assert [row.text for row in rows] == [
        "Anytown Council and the board\tLeaders should improve the joint work of all services to protect children.",
        "The board\tIt should meet.",
    ]
    assert (rows[0].page, rows[0].page_end) == (1, 2)


def test_a_section_title_and_its_grade_in_two_cells_are_a_heading(tmp_path: Path) -> None:
    second = PdfPage().box(70, 90, 500, 120).rule(300, 90, 300, 120).lines(70, 150, FILLER)
    second.text(75, 108, "Leadership", style="bold").text(305, 108, "Inadequate", style="bold")
    blocks = blocks_of(tmp_path, PdfPage().lines(70, 100, FILLER), second)
    assert [(block.kind, block.text) for block in blocks][1] == ("heading", "Leadership\tInadequate")


def test_what_is_drawn_late_is_read_where_it_stands(tmp_path: Path) -> None:
    page = (
        PdfPage()
        .lines(70, 200, "Second paragraph of the page.")
        .lines(70, 100, "First paragraph of the page.")
    )
    assert texts_of(tmp_path, page) == ["First paragraph of the page.", "Second paragraph of the page."]


def test_two_columns_of_prose_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = PdfPage()
    left = [f"left column line number {count} with words" for count in range(8)]
    right = [f"right column line number {count} with words" for count in range(8)]
    page.lines(50, 100, *left).lines(320, 100, *right)
    text = " ".join(texts_of(tmp_path, page))
    assert text == " ".join(left + right)


def test_the_space_lost_after_a_paragraph_number_is_put_back(tmp_path: Path) -> None:
    page = PdfPage().text(70, 100, "17.").text(98, 100, "Children are safe.").lines(70, 130, FILLER)
    assert texts_of(tmp_path, page)[0] == "17. Children are safe."


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_saved_sideways_is_read(tmp_path: Path, turn: int) -> None:
    page = PdfPage(turn=turn).lines(70, 100, FILLER).lines(70, 130, "Its managers listen.")
    assert texts_of(tmp_path, page) == [FILLER, "Its managers listen."]


def test_bullets_set_in_under_a_bullet_with_the_same_glyph_have_its_lead_in(tmp_path: Path) -> None:
    page = PdfPage().text(60, 100, "What does the school need to do to improve?", 15, "bold")
    for x, top, words in (
        (60, 130, "Improve the teaching of reading by making sure that teachers:"),
        (80, 150, "hear each child read in the week"),
        (80, 170, "know which words each child cannot read yet."),
        (60, 190, "Raise attendance in Year 4 to at least the average."),
    ):
        page.text(x, top, "•", 11).text(x + 20, top, words, 11)
    content = assemble(read_pdf(make_pdf(tmp_path / "report.pdf", page)))
    lead_in = "Improve the teaching of reading by making sure that teachers:"
    bullets = [block for block in content.blocks if block.kind == "bullet"]
    assert [(block.level, block.lead_in) for block in bullets] == [
        (1, ""),
        (2, lead_in),
        (2, lead_in),
        (1, ""),
    ]
    assert {block.section for block in bullets} == {("What does the school need to do to improve?",)}


def test_an_entry_of_a_contents_list_ends_with_its_page_number(tmp_path: Path) -> None:
    page = PdfPage().text(60, 80, "Contents", 14, "bold")
    page.lines(60, 110, "1. What we saw .............. 3", "2. What should change .............. 7", size=11)
    page.lines(60, 300, FILLER, size=11)
    assert texts_of(tmp_path, page)[1:3] == [
        "1. What we saw .............. 3",
        "2. What should change .............. 7",
    ]
