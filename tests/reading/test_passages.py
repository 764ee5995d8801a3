"""Passages: what is cut, how long, of which kind, and that each is cut from the stored text."""

from __future__ import annotations

import pytest

from findings.reading.passages import cut
from findings.reading.raw import RawBlock, RawDocument, RawLine
from findings.reading.structure import assemble
from findings.records import Content, Document, Passage

DOCUMENT = Document(id="anytown-2021", file="anytown-2021.pdf", checksum="", format="pdf", size=0)
PROSE = "Leaders know their services well and act on what they find in audits."


def words(text: str) -> int:
    return len(text.split())


def heading(text: str, level: int = 1) -> RawBlock:
    return RawBlock("heading", text, level=level, page=2, page_end=2)


def block(text: str, kind: str = "paragraph", body: int = 0) -> RawBlock:
    return RawBlock(kind, text, body=body, level=1 if kind == "bullet" else 0, page=2, page_end=2)


def bullet(text: str) -> RawBlock:
    return block(f"• {text}", "bullet", 2)


def passages_of(*blocks: RawBlock) -> tuple[Content, tuple[Passage, ...]]:
    content = assemble(RawDocument(blocks=blocks, pages=3))
    return content, cut(DOCUMENT, content, words)


def kind_of(*blocks: RawBlock) -> str:
    return passages_of(*blocks)[1][-1].kind


def test_a_passage_is_cut_from_the_stored_text_without_its_number() -> None:
    content, (passage,) = passages_of(heading("Leadership: good"), block(f"1. {PROSE} They learn from them."))
    assert passage.text == f"{PROSE} They learn from them."
    assert content.text[passage.start : passage.end] == passage.text
    assert passage.id == f"anytown-2021:{passage.start}-{passage.end}"
    assert (passage.paragraph, passage.section, passage.page) == ("1", ("Leadership",), 2)
    assert [content.text[a:b] for a, b in passage.sentences] == [PROSE, "They learn from them."]


@pytest.mark.parametrize(
    "text",
    [
        "Jo Bloggs",
        "Her Majesty’s Inspector",
        "Jo Bloggs, Director of Children’s Services, Anytown",
        "These are:",
    ],
)
def test_names_and_labels_are_no_passages(text: str) -> None:
    assert passages_of(block(text))[1] == ()


def test_rows_of_grades_and_column_titles_are_no_passages() -> None:
    header = RawBlock("row", "Responsible body\tAreas for priority action today", level=1, page=2, page_end=2)
    assert passages_of(header, block("The impact of leaders on practice\tInadequate", "row"))[1] == ()


def test_short_bullets_are_passages_and_their_list_is_one_too() -> None:
    lead_in = block("Leaders should take action on:")
    content, found = passages_of(lead_in, bullet("the quality of plans"), bullet("the timeliness of visits"))
    assert [(passage.text, passage.is_list) for passage in found] == [
        ("the quality of plans", False),
        ("the timeliness of visits", False),
        ("the quality of plans\n\n• the timeliness of visits", True),
    ]
    assert {passage.lead_in for passage in found} == {"Leaders should take action on:"}
    assert all(content.text[passage.start : passage.end] == passage.text for passage in found)


def test_a_list_of_long_bullets_is_not_indexed_as_one() -> None:
    assert [passage.is_list for passage in passages_of(bullet("word " * 20), bullet("word " * 20))[1]] == [
        False,
        False,
    ]


def test_a_long_list_is_cut_into_lists_of_at_most_200_pieces() -> None:
    found = passages_of(*[bullet("one two three four five six seven eight nine ten") for _ in range(30)])[1]
    lists = [passage for passage in found if passage.is_list]
    # Eleven words a bullet with its mark, the first bullet's mark left out: 18 bullets are 197 words.
    assert [words(passage.text) for passage in lists] == [197, 131]


def test_a_paragraph_too_long_is_cut_at_sentence_ends_with_one_sentence_twice() -> None:
    sentence = "This sentence has exactly ten words in it for counting. "
    content, found = passages_of(block("1. " + sentence * 30))
    # 20 sentences are 200 words; the second part begins with the 20th: 11 sentences.
    assert [words(passage.text) for passage in found] == [200, 110]
    assert found[0].sentences[-1] == found[1].sentences[0]
    assert {passage.paragraph for passage in found} == {"1"}
    assert all(content.text[passage.start : passage.end] == passage.text for passage in found)


def test_the_prefix_counts_towards_the_length() -> None:
    text = "This sentence has exactly ten words in it for counting. " * 24
    assert len(passages_of(block(text))[1]) == 1
    assert len(passages_of(heading("word " * 30), block(text))[1]) == 2


def test_a_part_of_a_paragraph_over_two_pages_names_only_its_own() -> None:
    sentence = "This sentence has exactly ten words in it for counting. "
    text = (sentence * 30).strip()
    half = len(sentence) * 20
    lines = (RawLine(0, half - 1, 2, 0, 0, 1, 1), RawLine(half, len(text), 3, 0, 0, 1, 1))
    raw = RawBlock("paragraph", text, page=2, page_end=3, lines=lines)
    found = passages_of(raw)[1]
    assert [(passage.page, passage.page_end) for passage in found] == [(2, 2), (2, 3)]


@pytest.mark.parametrize(
    "title",
    [
        "What needs to improve?",
        "What needs to improve in this area of practice",
        "What does the local authority need to improve?",
        "What does the LSCB need to improve?",
        "Areas for improvement",
        "Areas for priority action",
        "Priority and immediate action",
        "Priorities for further improvement",
        "Recommendations",
        "Key recommendations",
        "Action the trust MUST take to improve",
        "Areas for development",
        "Causes of concern",
    ],
)
def test_what_stands_under_a_heading_that_asks_is_a_recommendation(title: str) -> None:
    assert kind_of(heading(title), bullet("the quality of supervision")) == "recommendation"
    assert (
        kind_of(heading(title), heading("Health", 2), block("1. Ensure that plans are timely."))
        == "recommendation"
    )


@pytest.mark.parametrize(
    "lead_in", ["The provider should:", "We recommend that the force:", "The service must ensure that it:"]
)
def test_what_hangs_on_a_sentence_that_asks_is_a_recommendation(lead_in: str) -> None:
    assert kind_of(block(lead_in), bullet("reviews its plans")) == "recommendation"


@pytest.mark.parametrize(
    "title",
    [
        "What does the area partnership need to do better?",
        "Progress on recommendations",
        "Recommendations from the last inspection",
    ],
)
def test_other_headings_ask_nothing(title: str) -> None:
    assert kind_of(heading(title), bullet("plans are late for some children")) == "finding"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("The local authority has the following strengths", "finding"),
        ("Summary for children and young people", "finding"),
        ("Quality of practice", "recommendation"),
    ],
)
def test_a_part_below_a_heading_that_asks_may_ask_for_nothing(title: str, kind: str) -> None:
    text = bullet("Social workers know their children well.")
    assert kind_of(heading("Areas for improvement"), heading(title, 2), text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "There are no areas for priority or immediate action.",
        "No areas were identified for immediate improvement.",
        "The inspection did not find any areas for priority and immediate action.",
    ],
)
def test_a_sentence_that_nothing_is_asked_for_asks_nothing(text: str) -> None:
    assert kind_of(heading("Priority and immediate action"), bullet(text)) == "finding"


def test_an_absence_that_is_to_be_mended_is_asked_for() -> None:
    title = heading("Areas for improvement")
    assert kind_of(title, bullet("No action is taken when children miss appointments.")) == "recommendation"


def test_prose_under_a_heading_that_asks_is_a_recommendation_only_if_it_asks() -> None:
    title = heading("Recommendations")
    assert kind_of(title, block("Six matters came up during this visit to the town.")) == "finding"
    assert kind_of(title, block("Leaders should meet every month to go over plans.")) == "recommendation"


def test_case_studies_and_footnotes_have_their_kind() -> None:
    assert kind_of(heading("Case study: effective practice"), block(PROSE)) == "case_study"
    assert kind_of(heading("Practice study"), block(PROSE)) == "case_study"
    note = RawBlock("footnote", "³ The board agreed these in 2014.", body=2, number="3", page=2, page_end=2)
    (passage,) = passages_of(note)[1]
    assert (passage.kind, passage.paragraph, passage.text) == (
        "footnote",
        None,
        "The board agreed these in 2014.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Inspectors have looked closely at the experiences of children.",
        "The inspection of the local authority was carried out under section 136 of the Act.",
        "This inspection was carried out at the request of the Secretary of State.",
        "An outstanding local authority leads highly effective services.",
        "A good LSCB coordinates the activity of statutory partners.",
    ],
)
def test_what_every_report_says_is_standard_text(text: str) -> None:
    assert kind_of(block(text)) == "standard"


@pytest.mark.parametrize(
    "text",
    [
        "Under section 20(3) of the Act the child’s wishes were written down in only two of nine files.",
        "Under section 47 enquiries were begun late in six of nine cases.",
        "In accordance with section 17 plans were reviewed each month, and families were told of it.",
    ],
)
def test_a_finding_that_begins_with_a_section_of_an_act_is_a_finding(text: str) -> None:
    assert kind_of(block(text)) == "finding"


def test_what_an_inspectorate_may_do_under_an_act_is_standard_text() -> None:
    text = "Under section 152 of the Act Ofsted has the power to inspect and publishes what it finds."
    assert kind_of(block(text)) == "standard"


def test_recommendations_stand_under_a_heading_with_its_number() -> None:
    asked = block("4.1 The garage should keep twenty tyres in stock.")
    for words in ("4 Recommendations", "IV. Recommendations", "Part D: Areas for improvement"):
        assert kind_of(heading(words), asked) == "recommendation"


def test_what_a_report_says_of_its_own_authority_is_not_standard_text() -> None:
    assert kind_of(block("A good range of services is offered to families in Anytown.")) == "finding"
    assert kind_of(block("Inadequate oversight of practice leaves some children at risk.")) == "finding"


@pytest.mark.parametrize(
    "title",
    [
        "What the judgements mean",
        "What the LSCB inspection judgements mean",
        "What the inspection judgements mean: the LSCB",
    ],
)
def test_what_a_grade_means_is_no_finding(title: str) -> None:
    above = (heading(title), heading("It is good if", 2))
    assert (
        kind_of(*above, block("The board scrutinises performance in every part of the town.")) == "standard"
    )
