"""What a document asks for: points put together from blocks as real documents print them."""

from __future__ import annotations

import pytest

from findings.reading.passages import cut
from findings.reading.raw import RawBlock, RawDocument
from findings.reading.structure import assemble
from findings.reading.templates.asks import asking_of
from findings.recommendations.action_points import ActionPoint, action_points
from tests.fakes import make_document


def heading(text: str, level: int = 1) -> RawBlock:
    return RawBlock("heading", text, level=level, page=2, page_end=2)


def paragraph(text: str) -> RawBlock:
    return RawBlock("paragraph", text, page=2, page_end=2)


def bullet(text: str) -> RawBlock:
    return RawBlock("bullet", f"• {text}", body=2, level=1, page=2, page_end=2)


def row(text: str) -> RawBlock:
    return RawBlock("row", text, page=2, page_end=2)


def asked(*blocks: RawBlock) -> tuple[ActionPoint, ...]:
    content = assemble(RawDocument(blocks=blocks, pages=1))
    found = action_points(content, cut(make_document(), content))
    for point in found:
        assert content.text[point.start : point.end] == point.text
    return found


def test_each_numbered_paragraph_under_a_heading_that_asks_is_a_point() -> None:
    found = asked(
        paragraph("1. Leaders know their services well and act on audits."),
        heading("Recommendations"),
        paragraph("2. Ensure that care leavers have a pathway plan."),
        paragraph("3. Improve the oversight of private fostering."),
        heading("Inspection findings"),
        paragraph("4. Thresholds are understood by all partners."),
    )
    assert [(point.number, point.text) for point in found] == [
        ("2", "Ensure that care leavers have a pathway plan."),
        ("3", "Improve the oversight of private fostering."),
    ]


def test_each_bullet_is_a_point_and_the_list_of_all_of_them_is_none() -> None:
    found = asked(
        heading("What needs to improve?"),
        bullet("Supervision of social workers."),
        bullet("The timeliness of assessments."),
    )
    assert [(point.number, point.text) for point in found] == [
        (None, "Supervision of social workers."),
        (None, "The timeliness of assessments."),
    ]


def test_bullets_that_complete_a_numbered_point_belong_to_it() -> None:
    found = asked(
        heading("Recommendations"),
        paragraph("1. Improve the education of children in care by:"),
        bullet("setting targets in their education plans"),
        bullet("reducing the number of exclusions."),
        paragraph("2. Review the fostering strategy every year."),
    )
    assert [point.text for point in found] == [
        "Improve the education of children in care by:\n\n"
        "• setting targets in their education plans\n\n• reducing the number of exclusions.",
        "Review the fostering strategy every year.",
    ]
    assert [len(point.passages) for point in found] == [3, 1]


def test_a_numbered_point_that_is_too_short_for_a_passage_keeps_its_words_and_number() -> None:
    (found,) = asked(
        heading("Recommendations"),
        paragraph("1. Strengthen senior managers’ oversight of:"),
        bullet("private fostering arrangements"),
        bullet("care leavers who are homeless."),
    )
    assert (found.number, found.text.partition("\n")[0]) == (
        "1",
        "Strengthen senior managers’ oversight of:",
    )


def test_bullets_in_lower_case_go_on_without_a_colon() -> None:
    found = asked(
        heading("Areas for improvement"),
        paragraph("1. Give closer scrutiny to the welfare of children where"),
        bullet("they are privately fostered"),
        bullet("they are known to the youth offending team."),
    )
    assert [point.number for point in found] == ["1"]


def test_a_short_sentence_only_introduces_its_bullets() -> None:
    found = asked(
        heading("Areas for priority action"),
        paragraph("Leaders need to take swift action to ensure that:"),
        bullet("the mental health needs of children are understood"),
        bullet("procedures are followed to protect children."),
    )
    assert [point.text for point in found] == [
        "the mental health needs of children are understood",
        "procedures are followed to protect children.",
    ]
    assert [point.passages[0].lead_in for point in found] == [
        "Leaders need to take swift action to ensure that:"
    ] * 2


def test_a_paragraph_that_says_itself_what_is_wanted_has_its_bullets_as_sub_points() -> None:
    wanted = (
        "Urgent action is required by the hospital trust to assure itself of the quality of its safeguarding in "
        "every department. Priority action should be taken to address the following areas:"
    )
    (found,) = asked(
        heading("Area for priority action"), paragraph(wanted), bullet("the oversight of leaders")
    )
    assert found.text == f"{wanted}\n\n• the oversight of leaders"
    assert found.priority


def test_a_heading_with_a_number_is_no_point() -> None:
    found = asked(
        heading("Priorities for further improvement"),
        paragraph("1. Priorities for further improvement:"),
        bullet("The council should publish its procedures."),
        bullet("The trust should improve its data."),
    )
    assert [point.number for point in found] == [None, None]


def test_the_first_cell_of_a_row_names_the_responsible_body() -> None:
    found = asked(
        heading("Areas for priority action"),
        row(
            "Anytown Council and NHS Anyshire\tLeaders should act at pace to improve waiting times for therapy."
        ),
        heading("Areas for improvement"),
        row("Leaders should improve the quality of plans across education, health and social care."),
    )
    assert [(point.body, point.priority) for point in found] == [
        ("Anytown Council and NHS Anyshire", True),
        (None, False),
    ]
    assert found[0].text == "Leaders should act at pace to improve waiting times for therapy."


@pytest.mark.parametrize(
    ("headings", "priority"),
    [
        (("Priority and immediate action",), True),
        (("What does the council need to improve?", "Priority and immediate action", "Care leavers"), True),
        (("Areas for priority action", "Areas for improvement"), False),
        (("Action the trust MUST take to improve",), True),
        (("Action the trust SHOULD take to improve",), False),
        (("Priorities for further improvement",), False),
        (("Causes of concern",), True),
        (("Recommendations", "Immediately"), True),
    ],
)
def test_the_innermost_heading_that_says_so_makes_a_priority(
    headings: tuple[str, ...], priority: bool
) -> None:
    titles = [heading(text, level) for level, text in enumerate(headings, 1)]
    assert [point.priority for point in asked(*titles, bullet("Improve the plans for care leavers."))] == [
        priority
    ]


def test_what_a_paragraph_lists_is_told_apart_where_it_is_not_counted_as_one() -> None:
    text = "We recommend that the board (1) mends the pump and (2) counts the boats each year."
    content = assemble(
        RawDocument(
            blocks=(
                paragraph("1. The pump was broken."),
                heading("What we recommend"),
                paragraph(text),
                heading("Recommendations"),
                paragraph(
                    "1. The board should: mend the pump each year; count the boats; and tell the town."
                ),
            ),
            pages=1,
        )
    )
    passages = cut(make_document(), content)
    apart = action_points(content, passages, asking_of("us-oig"))
    assert [(point.number, point.text) for point in apart] == [
        ("1", "mends the pump"),
        ("2", "counts the boats each year."),
        ("1", "The board should: mend the pump each year; count the boats; and tell the town."),
    ]
    assert len(action_points(content, passages)) == 2  # as in reports on children's services


def test_the_bullets_of_a_numbered_paragraph_are_the_points_where_numbers_count_paragraphs() -> None:
    content = assemble(
        RawDocument(
            blocks=(
                paragraph("1. Mrs X was not told of the meeting."),
                heading("Agreed action"),
                paragraph("2. Within one month the council has agreed to:"),
                bullet("apologise to Mrs X;"),
                bullet("pay her £250."),
            ),
            pages=1,
        )
    )
    passages = cut(make_document(), content)
    found = action_points(content, passages, asking_of("ombudsman-decision"))
    assert [point.text for point in found] == ["apologise to Mrs X;", "pay her £250."]
