"""Structure: numbers, heading path, lead-ins, and what is kept out of search."""

from __future__ import annotations

from dataclasses import replace

import pytest

from findings.reading.headings import levels, only_grade, split_grade
from findings.reading.marks import bullet_at, joint, number_at, without_label, without_raised
from findings.reading.raw import RawBlock, RawDocument, RawLine
from findings.reading.structure import assemble
from findings.records import Block, Content

PROSE = "Leaders know their services well and act on what they find in audits of practice every month."


def heading(text: str, level: int = 2, page: int = 2, box: int = 0) -> RawBlock:
    return RawBlock("heading", text, level=level, page=page, page_end=page, box=box)


def paragraph(text: str = PROSE, page: int = 2, box: int = 0) -> RawBlock:
    return RawBlock("paragraph", text, page=page, page_end=page, box=box)


def bullet(text: str, level: int = 1, page: int = 2) -> RawBlock:
    return RawBlock("bullet", f"• {text}", body=2, level=level, page=page, page_end=page)


def row(*cells: str, page: int = 2) -> RawBlock:
    return RawBlock("row", "\t".join(cells), page=page, page_end=page)


def entry(text: str, x0: float) -> RawBlock:
    line = RawLine(0, len(text), 2, x0, 0, 500, 10)
    return RawBlock("row", text, page=2, page_end=2, lines=(line,))


def content_of(*blocks: RawBlock) -> Content:
    return assemble(RawDocument(blocks=blocks, pages=None))


def kinds(*blocks: RawBlock) -> list[str]:
    return [block.kind for block in content_of(*blocks).blocks]


def words(content: Content, block: Block) -> str:
    return content.text[block.body : block.end]


# Stored text


def test_blocks_are_joined_by_an_empty_line_and_found_by_their_offsets() -> None:
    content = content_of(paragraph("One thing."), bullet("another thing"))
    assert content.text == "One thing.\n\n• another thing"
    assert [words(content, block) for block in content.blocks] == ["One thing.", "another thing"]


def test_lines_are_moved_to_the_offsets_of_the_whole_text() -> None:
    line = RawLine(0, 4, 3, 70, 88, 90, 103)
    block = RawBlock("paragraph", "Next", page=3, page_end=3, lines=(line,))
    (found,) = content_of(paragraph("One."), block).lines
    assert (found.start, found.end, found.page, found.x0) == (6, 10, 3, 70)


# Numbers


def test_numbers_are_told_by_their_sequence() -> None:
    content = content_of(
        paragraph("1. Children are safe."),
        paragraph("2. Staff listen."),
        paragraph("14. of the 20 plans are late."),
    )
    assert [block.number for block in content.blocks] == ["1", "2", None]
    assert [words(content, block) for block in content.blocks][:2] == ["Children are safe.", "Staff listen."]


def test_numbers_may_leave_out_some_and_begin_again() -> None:
    texts = ["1. One is.", "2. Two is.", "5. Five is.", "1. One again.", "2. Two again."]
    assert [block.number for block in content_of(*map(paragraph, texts)).blocks] == ["1", "2", "5", "1", "2"]


def test_a_number_printed_without_its_stop_counts_when_it_is_the_next() -> None:
    texts = ["33. Staff listen.", "34 Children are safe.", "40 Children are adopted."]
    blocks = content_of(paragraph("32. So."), *map(paragraph, texts)).blocks
    assert [block.number for block in blocks] == [None, None, None, None]
    blocks = content_of(
        *(paragraph(f"{number}. So.") for number in range(1, 33)), *map(paragraph, texts)
    ).blocks
    assert [block.number for block in blocks][-3:] == ["33", "34", None]


def test_numbers_of_parts_are_kept_as_printed() -> None:
    content = content_of(paragraph("2.14 Staff listen to children."))
    assert content.blocks[0].number == "2.14"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("17. Children", ("17", 4)),
        ("17.Children", ("17", 3)),
        ("17.‘Children", ("17", 3)),
        ("14.1%). This", None),
        ("2014. The", None),
        ("17 Children", None),
    ],
)
def test_number_at(text: str, found: tuple[str, int] | None) -> None:
    assert number_at(text) == found


# Headings


def test_the_heading_path_is_outermost_first_and_without_grades() -> None:
    content = content_of(
        heading("The impact of leaders: good", 1),
        heading("Supervision", 2),
        paragraph(),
        heading("Care leavers", 1),
        paragraph(),
    )
    assert content.blocks[2].section == ("The impact of leaders", "Supervision")
    assert content.blocks[4].section == ("Care leavers",)
    assert content.blocks[0].grade == "good"


def test_a_heading_in_a_frame_holds_only_within_it() -> None:
    content = content_of(
        heading("Key strengths", 1),
        paragraph(),
        heading("Case study: practice", 2, box=1),
        paragraph(box=1),
        paragraph(),
    )
    assert content.blocks[3].section == ("Key strengths", "Case study: practice")
    assert content.blocks[4].section == ("Key strengths",)


def test_a_grade_on_its_own_line_belongs_to_the_heading_above() -> None:
    content = content_of(heading("Overall effectiveness"), heading("Requires improvement"), paragraph())
    assert content.blocks[0].grade == "Requires improvement"
    assert content.blocks[2].section == ("Overall effectiveness",)


def test_depth_follows_the_contents_list_where_sizes_mislead() -> None:
    content = content_of(
        heading("Contents", 1),
        entry("The local authority\t3", 70),
        entry("Recommendations\t4", 85),
        entry("Summary for children\t5", 85),
        heading("The local authority", 3, page=3),
        heading("Recommendations", 2, page=3),
        paragraph(page=3),
        heading("Summary for children", 3, page=4),
        paragraph(page=4),
    )
    sections = [block.section for block in content.blocks if block.kind == "paragraph"]
    assert sections == [
        ("The local authority", "Recommendations"),
        ("The local authority", "Summary for children"),
    ]


def test_a_graded_section_ends_what_needs_to_improve_although_it_is_printed_smaller() -> None:
    content = content_of(
        heading("What needs to improve?", 1),
        bullet("the quality of plans"),
        heading("Help and protection: inadequate", 2),
        paragraph(),
    )
    assert content.blocks[3].section == ("Help and protection",)


@pytest.mark.parametrize(
    ("text", "heading_words", "grade"),
    [
        (
            "The impact of leaders: Requires improvement to be good",
            "The impact of leaders",
            "Requires improvement to be good",
        ),
        ("Care leavers is good", "Care leavers", "good"),
        ("Children in care are inadequate.", "Children in care", "inadequate"),
        ("The judgement for adoption is that it is good", "The judgement for adoption", "good"),
        ("Adoption requires improvement", "Adoption", "requires improvement"),
        ("Leadership\tInadequate", "Leadership", "Inadequate"),
        ("Overall effectiveness Grade 3 (Adequate)", "Overall effectiveness", "Adequate"),
        ("What good looks like", "What good looks like", None),
        ("Good", "Good", None),
    ],
)
def test_grades_are_split_off_headings(text: str, heading_words: str, grade: str | None) -> None:
    assert split_grade(text) == (heading_words, grade)


def test_only_grade() -> None:
    assert only_grade("Requires improvement to\nbe good") == "Requires improvement to be good"
    assert only_grade("Good practice") is None


def test_levels_part_sizes_and_boldness_of_body_size_only() -> None:
    looks = [(26.0, False), (14.0, True), (14.0, False), (12.0, True), (12.0, False)]
    assert levels(looks, 12.0) == {
        (26.0, False): 1,
        (14.0, True): 2,
        (14.0, False): 2,
        (12.0, True): 3,
        (12.0, False): 4,
    }


# Lists


def test_bullets_carry_the_sentence_they_hang_on_also_over_a_page() -> None:
    content = content_of(
        paragraph("Care is mixed. Leaders should:", page=1),
        bullet("meet", page=1),
        bullet("listen", page=2),
        paragraph(),
    )
    assert [block.lead_in for block in content.blocks] == ["", "Leaders should:", "Leaders should:", ""]


def test_short_sub_bullets_join_their_bullet() -> None:
    content = content_of(
        bullet("Of this number:"), bullet("12 live at home", 2), bullet("four live away", 2), bullet("Next")
    )
    assert content.text == "• Of this number:\n• 12 live at home\n• four live away\n\n• Next"


def test_a_long_sub_bullet_is_a_bullet_of_its_own() -> None:
    assert len(content_of(bullet("These:"), bullet("word " * 41, 2)).blocks) == 2


def test_a_sub_bullet_that_stays_apart_has_its_lead_in_and_the_next_bullet_has_not() -> None:
    below = replace(bullet("12 live at home", 2), apart=True)
    content = content_of(bullet("Of this number:"), below, bullet("Next"))
    assert content.text == "• Of this number:\n\n• 12 live at home\n\n• Next"
    assert [block.lead_in for block in content.blocks] == ["", "Of this number:", ""]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("II. Findings", "Findings"),
        ("3.1 Findings", "Findings"),
        ("Part B: Findings", "Findings"),
        ("A good start", "A good start"),
        ("I met the board", "I met the board"),
        ("2.", "2."),
    ],
)
def test_a_heading_without_its_number(heading: str, words: str) -> None:
    assert without_label(heading) == words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("• plans", (1, 2)),
        ("\uf06e plans", (1, 2)),
        ("\uf02dplans", (2, 1)),
        ("\u0084 plans", (1, 2)),
        ("\uf0e0 plans", (1, 2)),
        ("→ plans", (1, 2)),
        ("– plans", (2, 2)),
        ("-plans", None),
        ("(a) plans", (2, 4)),
        ("(iii) plans", (2, 6)),
        ("of plans", None),
        ("•", None),
    ],
)
def test_bullet_at(text: str, found: tuple[int, int] | None) -> None:
    assert bullet_at(text) == found


# What is not searched


def test_the_contents_list_is_told_from_what_follows() -> None:
    blocks = (
        heading("Contents", 1),
        row("Summary", "3"),
        row("Findings", "5"),
        heading("Summary", 1),
        paragraph(),
    )
    assert kinds(*blocks) == ["contents", "contents", "contents", "heading", "paragraph"]


def test_a_cover_is_titles_dates_and_grades() -> None:
    blocks = (
        paragraph("Local Area Partnership report", page=1),
        heading("Inspection of Anytown", 1, page=1),
        paragraph("Inspection dates: 1 to 5 March 2021", page=1),
        paragraph("Lead inspector: Jo Bloggs", page=1),
        paragraph("Her Majesty’s Inspector", page=1),
        row("Judgement", "Grade", page=1),
        row("Overall effectiveness", "Good", page=1),
        paragraph(page=1),
    )
    assert kinds(*blocks) == ["front", "title", "front", "front", "front", "front", "front", "paragraph"]


def test_a_line_about_the_inspector_below_the_findings_is_no_cover() -> None:
    found = kinds(
        heading("Our visit"),
        bullet("Care is good."),
        bullet("Food is late."),
        paragraph("Lead inspector: A Name"),
    )
    assert found[1:3] == ["bullet", "bullet"]


def test_a_letters_head_and_its_signatures_are_addresses() -> None:
    blocks = (
        paragraph("18 July 2022", page=1),
        paragraph("Jo Bloggs, Director of Children’s Services", page=1),
        paragraph("Dear partnership", page=1),
        paragraph(page=1),
        paragraph("Yours sincerely"),
        row("Jo Bloggs", "Al Jones"),
        RawBlock("footnote", "¹ The Children Act 2004.", page=2, page_end=2),
    )
    assert kinds(*blocks) == ["address", "address", "address", "paragraph", "address", "address", "footnote"]


def test_the_inspection_team_is_an_address_and_the_next_section_is_not() -> None:
    blocks = (
        heading("The inspection team"),
        paragraph("Lead inspector: Jo Bloggs"),
        heading("Information about this area"),
        heading("Children living in this area", 3),
        bullet("12,000 children live here"),
    )
    assert kinds(*blocks) == ["heading", "address", "heading", "heading", "bullet"]


def test_the_closing_page_is_not_searched_and_the_prose_before_it_is() -> None:
    blocks = (
        paragraph(page=1),
        paragraph(page=9),
        paragraph("The Office for Standards in Education regulates.", page=9),
        paragraph("Piccadilly Gate Store Street Manchester M1 2WD", page=9),
        paragraph("© Crown copyright 2021", page=9),
    )
    assert kinds(*blocks) == ["paragraph", "paragraph", "closing", "closing", "closing"]


def test_copyright_at_the_front_takes_nothing_else_with_it() -> None:
    blocks = (paragraph("© Crown copyright 2009", page=2), paragraph(page=2), paragraph(page=9))
    assert kinds(*blocks) == ["closing", "paragraph", "paragraph"]


# Small marks


def test_joint() -> None:
    assert joint("a multi-", "agency team", {"agency"}) == ("a multi-", "")
    assert joint("each of the chil-", "dren seen", {"children"}) == ("each of the chil", "")
    assert joint("the re-", "view of", {"review", "re-view"}) == ("the re-", "")
    assert joint("short-", "and long-term", set()) == ("short-", " ")
    assert joint("in 2013–", "14 there", set()) == ("in 2013–", "")
    assert joint("care –", "and more", set()) == ("care –", " ")
    assert joint("one", "two", set()) == ("one", " ")


def test_raised_figures_are_left_out_of_what_is_searched() -> None:
    assert without_raised("agencies² agree¹²") == "agencies agree"
