"""Text files: one small file for each trap, named for it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import pytest

from findings.reading import read
from findings.reading.plain.textfile import read_text
from tests.shipped import INSPECTION_2015, LETTER_2018, SHIPPED

LONG = (
    "Managers routinely check the quality of assessments and plans for all children who are in need of help"
)


def blocks(text: str, markdown: bool = False) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_text(text, markdown=markdown).blocks]


def test_hard_wrapped_lines_are_one_paragraph():
    text = (
        "The quality of work in responding to contacts has improved since the last inspection in\n"
        "November 2014. This is positive for children and families in Halton, who receive a timely\n"
        "response to need.\n\nInspectors considered a range of evidence.\n"
    )
    assert blocks(text) == [
        ("paragraph", " ".join(text.split("\n\n")[0].split())),
        ("paragraph", "Inspectors considered a range of evidence."),
    ]


def test_a_blank_line_after_every_wrapped_line_is_no_paragraph_break():
    lines = [
        "This letter summarises the findings of a focused visit to the children’s services on 24",
        "and 25 July 2018. The inspectors looked at the arrangements for contacts and referrals in",
        "the contact and referral team and thresholds for children in need and child protection,",
        "with a focus on children and families who are stepping down to early",
        "help.",
        "Overview",
        "The quality of work in responding effectively to contacts has improved since the last",
        "inspection in November.",
    ]
    assert blocks("\n\n".join(lines)) == [
        ("paragraph", " ".join(lines[:5])),
        ("heading", "Overview"),
        ("paragraph", " ".join(lines[6:])),
    ]


def test_a_paragraph_goes_on_after_a_page_break():
    text = f"{LONG} and\n\n\n\nprotection, and act on it.\n\nNext paragraph of the letter.\n"
    assert blocks(text)[0] == ("paragraph", f"{LONG} and protection, and act on it.")


def test_a_finished_paragraph_does_not():
    assert len(blocks(f"{LONG}.\n\n\n\nThe next page begins here, with a new paragraph.\n")) == 2


def test_a_logo_at_every_page_break_is_dropped_even_within_a_paragraph():
    logo = "\n\n\n\nCare Quality  \nCommission\n\n\n\n"
    text = f"{LONG} and{logo}protection.\n\nThe Care Quality Commission took part.{logo}{LONG}.{logo}Last words.\n"
    assert blocks(text) == [
        ("paragraph", f"{LONG} and protection."),
        ("paragraph", "The Care Quality Commission took part."),
        ("paragraph", f"{LONG}."),
        ("paragraph", "Last words."),
    ]


def test_page_numbers_between_form_feeds_are_dropped():
    pages = [f"{LONG} on page {number}.\nPage {number} of 4\n" for number in range(1, 5)]
    assert blocks("\f".join(pages)) == [("paragraph", f"{LONG} on page {number}.") for number in range(1, 5)]


def test_a_bullet_goes_on_over_a_page_break():
    text = f"- {LONG}, for\n\n\n\nexample by the police.\n\n- Second bullet.\n"
    assert blocks(text) == [
        ("bullet", f"• {LONG}, for example by the police."),
        ("bullet", "• Second bullet."),
    ]


def test_a_dash_put_before_the_rest_of_a_numbered_paragraph_is_no_bullet():
    text = f"- 51. {LONG}. The\n\n\n\n- distribution of minutes is late.\n- 52. The quality of planning is good.\n"
    found = read_text(text).blocks
    assert [(block.number, block.text[block.body :]) for block in found] == [
        ("51", f"{LONG}. The distribution of minutes is late."),
        ("52", "The quality of planning is good."),
    ]


@pytest.mark.parametrize("mark", ["\uf06e", "•", "-", "■", "*"])
def test_bullets_of_every_glyph(mark):
    assert blocks(f"{mark} Partners do not always\nrecord the voice.\n{mark} Second one.\n") == [
        ("bullet", "• Partners do not always record the voice."),
        ("bullet", "• Second one."),
    ]


def test_sub_bullets_are_set_in_and_go_on_after_a_footnote_and_a_page_break():
    text = (
        "- At 31 March there were 231 children. Of this number:\n - 77 live outside the area\n\n"
        "³ The figures are the local authority's own.\n\n\n\n- 31 live in homes\n"
        "- In the last year:\n - 16 were adopted\n"
    )
    found = [(block.kind, block.level) for block in read_text(text).blocks]
    assert found == [
        ("bullet", 1),
        ("bullet", 2),
        ("footnote", 0),
        ("bullet", 2),
        ("bullet", 1),
        ("bullet", 2),
    ]


def test_tabs_part_cells():
    assert blocks("2.1 Adoption performance\t\tGood\n\tLeaders\tInadequate\n") == [
        ("row", "2.1 Adoption performance\tGood"),
        ("row", "Leaders\tInadequate"),
    ]


def test_raised_figures_begin_notes_and_stay_in_words():
    found = read_text(f"{LONG}.²\n\n² A full description is at the end.\n").blocks
    assert [(block.kind, block.text, block.number) for block in found] == [
        ("paragraph", f"{LONG}.²", None),
        ("footnote", "² A full description is at the end.", "2"),
    ]


def test_asterisks_begin_notes_where_they_are_neither_bullets_nor_bold():
    found = read_text(
        "*iCART is a team.\n\n** The officer is one person.\n\n* a bullet\n\n**Bold** words.\n"
    ).blocks
    assert [(block.kind, block.text[block.body :], block.number) for block in found] == [
        ("footnote", "iCART is a team.", "*"),
        ("footnote", "The officer is one person.", "**"),
        ("bullet", "a bullet", None),
        ("paragraph", "Bold words.", None),
    ]


def test_marks_of_markdown_are_taken_off_and_words_left():
    text = (
        "### **Areas for improvement**\n\nAn **outstanding** one, *see* [the site](https://a.b/c).<sup>1</sup>\n\n"
        "#### Next steps\n\nTeam)* and the Officer**\n\n** The officer is one person.\n"
    )
    assert blocks(text) == [
        ("title", "Areas for improvement"),
        ("paragraph", "An outstanding one, see the site.¹"),
        ("heading", "Next steps"),
        ("paragraph", "Team)* and the Officer**"),
        ("footnote", "** The officer is one person."),
    ]


def test_underscores_and_escapes_are_marks_only_in_markdown_files():
    assert blocks("a _b_ c\\*\n") == [("paragraph", "a _b_ c\\*")]
    assert blocks("a _b_ c\\*\n", markdown=True) == [("paragraph", "a b c*")]


def test_a_markdown_table():
    text = "| Judgement | Grade |\n|---|:--|\n| Overall | Good |\n"
    assert blocks(text, markdown=True) == [("row", "Judgement\tGrade"), ("row", "Overall\tGood")]


def test_headings_stand_alone_and_do_not_end_a_sentence():
    text = (
        "Dear Ms Smith\n\nFocused visit to Torbay\n\nThis is the letter.\n\nMain findings\n\nThe work is good.\n\n"
        "23 August 2019\n\nContact a@b.gov.uk\n\nThe end is near.\n\n"
        "Yours sincerely\n\nJohn Smith\n\nHer Majesty’s Inspector\n"
    )
    assert [block.text for block in read_text(text).blocks if block.kind in ("heading", "title")] == [
        "Focused visit to Torbay",
        "Main findings",
    ]


def test_the_contents_list_gives_headings_their_levels_and_is_no_text():
    text = (
        "Contents\n\nSummary\t3\nWhat the judgements mean\n\n\n\nSummary\n\nA sentence of the summary.\n\n"
        "Consistency of practice\n\nAnother sentence of it.\n"
    )
    found = [(block.kind, block.text, block.level) for block in read_text(text).blocks]
    assert found[1:] == [
        ("contents", "Summary\t3", 0),
        ("contents", "What the judgements mean", 0),
        ("heading", "Summary", 1),
        ("paragraph", "A sentence of the summary.", 0),
        ("heading", "Consistency of practice", 3),
        ("paragraph", "Another sentence of it.", 0),
    ]


def test_a_row_with_a_grade_is_the_heading_of_what_follows():
    text = (
        "Key judgement\tJudgement grade\nLeadership\tGood\n\nSummary\n\nLeaders do well here.\n\n"
        "37. The strategy is clear.\n"
    )
    found = read_text(text).blocks
    assert [(block.kind, block.grade) for block in found[:3]] == [
        ("front", None),
        ("heading", "Good"),
        ("heading", None),
    ]
    assert found[2].box == found[3].box != found[4].box  # "Summary" does not hold for paragraph 37


def test_lines_count_from_one_and_name_where_a_block_begins():
    assert [block.line for block in read_text("\r\n\r\nOne.\r\n\r\n- Two\r\n").blocks] == [3, 5]


def test_a_hyphen_at_the_end_of_a_line_is_kept():
    text = "Strategy discussions have access to all the information that is needed for decision-\nmaking by all.\n"
    assert blocks(text)[0][1].endswith("decision-making by all.")


def test_ordinary_lists_without_bullets_are_not_run_together():
    assert len(blocks("The inspection covered:\n\nleadership\n\nmanagement\n\nsafeguarding\n")) == 4


@pytest.mark.parametrize("name", SHIPPED)
def test_the_words_of_the_corpus_are_kept_in_order(halton_corpus, name):
    """Beside marks, only the logo is gone; what is printed raised is raised."""
    path = halton_corpus / name
    source = path.read_text(encoding="utf-8")
    source = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", source).replace("<sup>1</sup>", "¹")
    marks = re.compile(r"[*#•■\uf06e]|(?<!\S)-(?!\S)")
    expected = re.sub(r"-\s*\n\s*", "-", marks.sub("", source)).split()
    stored = marks.sub("", read(path, halton_corpus).content.text).split()
    gone: list[str] = []
    for change, start, end, begin, stop in SequenceMatcher(
        None, expected, stored, autojunk=False
    ).get_opcodes():
        assert change in ("equal", "delete"), (expected[start:end], stored[begin:stop])
        gone += expected[start:end] if change == "delete" else []
    assert set(gone) <= ({"Care", "Quality", "Commission"} if "2019" in path.name else set())


def test_the_inspection_of_2015_has_its_164_paragraphs(halton_corpus):
    content = read(halton_corpus / INSPECTION_2015, halton_corpus).content
    numbers = [block.number for block in content.blocks if block.kind == "paragraph" and block.number]
    assert numbers == [str(number) for number in range(1, 165)]


def test_the_letter_of_2018_has_its_bullets(halton_corpus):
    content = read(halton_corpus / LETTER_2018, halton_corpus).content
    assert sum(block.kind == "bullet" for block in content.blocks) == 13


def test_thanks_after_the_salutation_are_not_the_subject():
    text = "Dear Ms Smith\n\nThank you for your help.\n\nMonitoring visit to Torbay\n\nThis is the letter.\n"
    assert [block.kind for block in read_text(text).blocks] == [
        "paragraph",
        "paragraph",
        "title",
        "paragraph",
    ]


def test_lines_without_stops_are_not_all_titles():
    assert [kind for kind, _ in blocks("Children are safe\n\nStaff are kind\n")] == ["title", "paragraph"]
    assert blocks("The arrangements are weak") == [("paragraph", "The arrangements are weak")]


def test_signs_that_turn_the_direction_of_writing_are_left_out():
    assert blocks("Plans are \u202etimely\u202c and \u2067clear\u2069.\n") == [
        ("paragraph", "Plans are timely and clear.")
    ]


def test_a_sentence_cut_by_a_blank_line_is_one_where_lines_are_whole_paragraphs():
    cut = (
        "Regulation also has an important role in driving\n\ncontinuous improvement in homes.\n\n"
        "The school should:\n\nplan writing for each of the nine classes together\n\nread more\n\n"
        + ("This sentence is as long as a whole paragraph is. " * 4 + "\n\n")
        * 20
    )
    assert [block.text for block in read_text(cut).blocks][:2] == [
        "Regulation also has an important role in driving continuous improvement in homes.",
        "The school should:",
    ]
    assert [block.text for block in read_text(cut).blocks][2:4] == [
        "plan writing for each of the nine classes together",
        "read more",
    ]
