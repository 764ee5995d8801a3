"""What a visit looked at, in its own words."""

from __future__ import annotations

import pytest

from findings.judge.scope import is_definition, is_frame, scope_of
from findings.records import Content
from tests.fakes import make_document
from tests.make_passage import make_passage

VISIT = make_document(kind="focused-visit")


def quoted(text: str, kind: str = "focused-visit", before: str = "") -> str | None:
    passage = make_passage(text, start=len(before))
    found = scope_of(make_document(kind=kind), Content(before + text, ()), [passage])
    if found:
        assert (before + text)[found.start : found.end] == found.quote
    return found.quote if found else None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "They were Ann and Bob. Inspectors looked at the local authority's arrangements for care leavers. "
            "They also looked at the quality of plans. Plans are good.",
            "Inspectors looked at the local authority's arrangements for care leavers. "
            "They also looked at the quality of plans.",
        ),
        (
            "During the course of this visit, inspectors reviewed the progress made in early help.",
            "During the course of this visit, inspectors reviewed the progress made in early help.",
        ),
        ("This visit focused on children in care.", "This visit focused on children in care."),
        ("Inspectors considered a range of evidence, including case records.", None),
        ("Inspectors saw strong plans.", None),
    ],
)
def test_the_sentences_that_say_it(text: str, quote: str | None) -> None:
    assert quoted(text, before="A heading\n\n") == quote


def test_a_joint_inspection_names_its_theme() -> None:
    theme = "This inspection included a ‘deep dive’ focus on children’s mental health."
    assert quoted(f"Between 1 and 5 July 2019 we came. {theme}", "jtai") == theme


def test_a_full_inspection_has_no_scope() -> None:
    assert quoted("Inspectors looked at the quality of plans.", "ilacs") is None


def test_a_list_is_quoted_to_its_last_bullet() -> None:
    text = "Inspectors looked at the quality of:\n\n• pathway plans\n\n• supervision\n\nPlans are good."
    lead = "Inspectors looked at the quality of:"
    spans = [(text.index(words), words) for words in ("pathway plans", "supervision")]
    bullets = [make_passage(words, start, lead_in=lead) for start, words in spans]
    found = scope_of(VISIT, Content(text, ()), [*bullets, make_passage("Plans are good.", 70)])
    assert found and found.quote == text[: text.index("supervision") + len("supervision")]


@pytest.mark.parametrize(
    ("sentence", "frame"),
    [
        ("This letter summarises the findings of a focused visit.", True),
        ("Statement from A Person, Director.", True),
        ("Ofsted will take the findings from this visit into account.", True),
        ("The director should send the written statement of action by 2 December.", True),
        ("Inspectors looked at the quality of plans.", True),
        ("Supervision is regular.", False),
        ("Inspectors looked closely but found no child at risk.", False),
    ],
)
def test_a_frame_finds_nothing(sentence: str, frame: bool) -> None:
    assert is_frame(sentence) is frame


@pytest.mark.parametrize(
    ("note", "defines"),
    [
        ("The Local Authority Designated Officer (LADO) is the person who should be told.", True),
        ("Private fostering is when a child lives with someone who is not a close relative.", True),
        ("‘Disguised compliance’ involves parents giving the appearance of co-operating.", True),
        ("The hub is comprised of social workers and police.", True),
        ("The policy is that only high risks are shared with the hub.", False),
        ("The officer was told too late, which is a concern.", False),
        ("Assessments are not complete.", False),
    ],
)
def test_a_definition_says_what_a_name_means(note: str, defines: bool) -> None:
    assert is_definition(note) is defines
