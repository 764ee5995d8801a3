"""Web pages: the article, not what is around it."""

from __future__ import annotations

import pytest

from findings.errors import ReadingError
from findings.reading.html import read_html


def blocks(html: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_html(html, "a.html").blocks]


def test_menus_banners_scripts_and_hidden_text_are_no_text():
    page = (
        "<title>Report - GOV.UK</title><header>Site <a>Home</a></header><nav>Menu</nav>"
        "<div class='gem-c-cookie-banner'>We use cookies</div><script>x()</script>"
        "<main><h1>Inspection of Halton</h1><p hidden>no</p><p>Words.</p>"
        "<aside>Related</aside></main><footer>Foot</footer>"
    )
    assert blocks(page) == [("title", "Inspection of Halton"), ("paragraph", "Words.")]
    assert read_html(page, "a.html").metadata == {"title": "Report - GOV.UK"}


def test_words_are_kept_together_over_inline_marks_and_apart_over_blocks():
    assert blocks(
        "<p>A <b>bo</b>ld &amp; <i>fine</i> word<sup>1</sup>.<br>Next</p>loose <em>text</em><div>In a div</div>"
    ) == [
        ("paragraph", "A bold & fine word¹. Next"),
        ("paragraph", "loose text"),
        ("paragraph", "In a div"),
    ]


def test_lists_and_lists_within_lists():
    found = read_html("<ul><li>One<ul><li>Sub</li></ul></li><li><p>Two</p></li></ul>", "a.html").blocks
    assert [(block.text, block.level) for block in found] == [("• One", 1), ("• Sub", 2), ("• Two", 1)]


def test_numbered_lists_keep_the_numbers_that_are_shown():
    found = read_html("<ol start='4'><li>Four</li><li value='9'>Nine</li><li>Ten</li></ol>", "a.html").blocks
    assert [(block.number, block.text, block.text[block.body :]) for block in found] == [
        ("4", "4. Four", "Four"),
        ("9", "9. Nine", "Nine"),
        ("10", "10. Ten", "Ten"),
    ]


def test_table_rows():
    assert blocks("<table><tr><th>Judgement<th>Grade</tr><tr><td>Overall<td><p>Good</p></tr></table>") == [
        ("row", "Judgement\tGrade"),
        ("row", "Overall\tGood"),
    ]


def test_headings_have_levels_and_grades():
    found = read_html("<h1>A</h1><h1>B</h1><h3>Leaders: good</h3>", "a.html").blocks
    assert [(block.kind, block.level, block.grade) for block in found] == [
        ("heading", 1, None),
        ("heading", 1, None),
        ("heading", 3, "good"),
    ]


def test_places_count_blocks_from_one():
    assert [block.line for block in read_html("<p>a</p><p></p><p>b</p>", "a.html").blocks] == [1, 2]


def test_broken_pages_are_read_as_browsers_read_them():
    assert blocks("<p>One<p>Two<b>bold") == [("paragraph", "One"), ("paragraph", "Twobold")]
    assert blocks("") == []


def test_a_very_deep_page_does_no_harm():
    assert blocks("<div>" * 100 + "<p>deep</p>") == [("paragraph", "deep")]
    with pytest.raises(ReadingError, match=r"‘a\.html’ is nested too deeply"):
        blocks("<div>" * 5000 + "<p>deep</p>")


def test_signs_that_turn_the_direction_of_writing_are_left_out():
    page = "<title>A&#x202e; report</title><main><p>Plans are &#8238;timely&#8236; and <b>\u2067clear</b>.</p></main>"
    found = read_html(page, "a.html")
    assert [block.text for block in found.blocks] == ["Plans are timely and clear."]
    assert found.metadata == {"title": "A report"}
