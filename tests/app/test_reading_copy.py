"""A page for reading holds every character of it, and only of it."""

import re
from html import unescape

import pytest

from findings.app.components.document import document_parts
from findings.app.components.document.reading_copy import page_html
from tests.app.fake_library import CONTENTS, FINDING, LETTER, MEETINGS, PARTNERS, REPORT, SPLIT
from tests.make_passage import make_passage

LETTER_TEXT, REPORT_TEXT = CONTENTS["letter"], CONTENTS["report"]


def words_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def page(content, number, span=None):
    return page_html(content.text, document_parts.part(content, number), span)


def test_the_pages_together_are_the_document():
    shown = f"{words_of(page(LETTER_TEXT, 1))} {words_of(page(LETTER_TEXT, 2))}"
    assert shown == " ".join(LETTER_TEXT.text.split())


def test_the_parts_together_are_the_document():
    last = document_parts.number_of_parts(REPORT, REPORT_TEXT)
    shown = " ".join(words_of(page(REPORT_TEXT, number)) for number in range(1, last + 1))
    assert last == 3  # 20 paragraphs of 390 characters, ten at most in 4,000
    assert shown == " ".join(REPORT_TEXT.text.split())


def test_a_block_over_two_pages_is_cut_at_the_line():
    assert words_of(page(LETTER_TEXT, 1)).endswith(SPLIT)
    assert words_of(page(LETTER_TEXT, 2)).startswith("They are well attended by partners.")


def test_a_page_without_text_is_empty():
    assert document_parts.part(LETTER_TEXT, 9) == ()
    assert document_parts.part(REPORT_TEXT, 9) == ()


def test_a_document_has_all_the_pages_of_its_file():
    assert document_parts.number_of_parts(LETTER, LETTER_TEXT) == 2


def test_a_passage_without_a_page_is_found_in_its_part():
    assert document_parts.part_of(REPORT_TEXT, PARTNERS) == 2
    assert document_parts.part_of(LETTER_TEXT, FINDING) == 1


@pytest.mark.parametrize(
    ("number", "span", "marks"),
    [
        (1, (FINDING.start, FINDING.end), [FINDING.text]),
        (1, (MEETINGS.start, MEETINGS.end), [SPLIT]),
        (2, (MEETINGS.start, MEETINGS.end), ["They are well attended by partners."]),
    ],
)
def test_the_mark_is_the_part_of_the_passage_on_the_page(number, span, marks):
    html = page(LETTER_TEXT, number, span)
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", html) == marks
    assert html.count('id="passage" tabindex="-1"') == 1


def test_a_passage_of_several_blocks_has_one_place_for_the_focus():
    start = LETTER_TEXT.text.index("the recording")
    html = page(LETTER_TEXT, 2, (start, LETTER_TEXT.text.index("supervision.") + 12))
    assert html.count("<mark") == 2
    assert html.count('id="passage"') == 1


def test_headings_bullets_and_notes_are_drawn_as_such():
    first, second = page(LETTER_TEXT, 1), page(LETTER_TEXT, 2)
    assert "<h3>Focused visit to Northshire children&#x27;s services</h3><h4>Main findings</h4>" in first
    assert second.index("<h3>What needs to improve</h3>") > 0  # h2, h3: no level is left out
    assert '<ul><li><span class="printed">• </span>the recording' in second
    assert '<p class="footnote"><span class="printed">1 </span>LADO is' in second
    assert '<p class="paragraph"><span class="printed">1. </span>Leaders' in first


def test_a_bullet_from_the_page_before_has_nothing_to_hang_from():
    from findings.records import Block, Content, Line

    text = "• a long bullet"
    lines = (Line(0, 8, 1, 0, 0, 9, 9), Line(9, 15, 2, 0, 0, 9, 9))
    content = Content(text, (Block("bullet", 0, 15, 2, page=1, page_end=2),), lines)
    assert '<li><span class="printed">• </span>a long</li>' in page(content, 1)
    assert '<li class="continued">bullet</li>' in page(content, 2)


def test_a_row_is_drawn_as_cells():
    from findings.records import Block, Content

    content = Content("a\tb <c>", (Block("row", 0, 7, 0, page=1),))
    assert '<div class="rows"><p><span>a</span> <span>b &lt;c&gt;</span></p></div>' in page(content, 1)


def test_a_part_does_not_end_with_a_heading():
    from findings.records import Block, Content

    words = ["x" * 3000, "Heading", "y" * 3000]
    text = "\n\n".join(words)
    blocks, at = [], 0
    for kind, word in zip(("paragraph", "heading", "paragraph"), words, strict=True):
        blocks.append(Block(kind, at, at + len(word), at))
        at += len(word) + 2
    cut = Content(text, tuple(blocks))
    assert [piece.block.kind for piece in document_parts.part(cut, 1)] == ["paragraph"]
    assert [piece.block.kind for piece in document_parts.part(cut, 2)] == ["heading", "paragraph"]


def test_what_is_attached_to_a_paged_document_follows_its_pages():
    from findings.records import Block, Content, Document

    text = "Cover.\n\nreport.pdf\n\nThe doors were locked."
    blocks = (
        Block("paragraph", 0, 6, 0, page=1, page_end=1),
        Block("heading", 8, 18, 8, level=1, located="‘report.pdf’"),
        Block("paragraph", 20, 42, 20, located="‘report.pdf’, page 1"),
    )
    content = Content(text, blocks)
    document = Document("a", "a.pdf", "", "pdf", 1, pages=2)  # the second page has no text
    assert document_parts.number_of_pages(document, content) == 2
    assert document_parts.number_of_parts(document, content) == 3
    shown = [[text[p.start : p.end] for p in document_parts.part(content, n, 2)] for n in (1, 2, 3, 4)]
    assert shown == [["Cover."], [], ["report.pdf", "The doors were locked."], []]
    passage = make_passage("The doors were locked.", 20)
    assert document_parts.part_of(content, passage, 2) == 3
