"""What needs to improve is answered by fault, what works well by praise."""

from __future__ import annotations

from pathlib import Path

import pytest

from findings.answers.answer import ask, read_evidence, usable
from findings.answers.polarity_filter import FAULT, PRAISE, as_wanted, wanted_judgement
from findings.index.build import build
from findings.index.generation import open_generation
from findings.library import Library
from findings.search.retrieve import DEFAULT
from tests.fakes import FAKE_RULES, FakeEncoder

GOOD = "Supervision is excellent and supervision is highly effective."
POOR = "Supervision is poor and supervision is not good enough."
TEXT = f"@ Halton 2023-01-13\n{GOOD}\n{POOR}\nInspectors looked at supervision and whether supervision is poor.\n"


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What needs to improve for care leavers?", FAULT),
        ("What areas for improvement were there in 2019?", FAULT),
        ("What are the weaknesses in supervision?", FAULT),
        ("What is not working well at the front door?", FAULT),
        ("What went wrong?", FAULT),
        ("What should leaders do better?", FAULT),
        ("What works well for children in care?", PRAISE),
        ("What are the strengths of early help?", PRAISE),
        ("What are the strengths and weaknesses of early help?", ""),
        ("How often do social workers have supervision?", ""),
        ("What was done about concerns for a child?", ""),
    ],
)
def test_what_a_question_wants(question: str, wanted: str) -> None:
    assert wanted_judgement(question) == wanted


def library(folder: Path, text: str) -> Library:
    corpus, index, encoder = folder / "corpus", folder / "index", FakeEncoder()
    corpus.mkdir()
    (corpus / "a.txt").write_text(text, encoding="utf-8")
    build(corpus, index, encoder, rules=FAKE_RULES)
    return Library(index, open_generation(index, encoder, reader=FAKE_RULES.version))


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("What are the weaknesses of supervision?", {POOR}),
        ("What are the strengths of supervision?", {GOOD}),
    ],
)
def test_only_sentences_that_judge_so_are_quoted(tmp_path: Path, question: str, answers: set[str]) -> None:
    """What was only looked at is no judgement."""
    held = library(tmp_path, TEXT)
    assert {sentence.text for sentence in ask(held.generation, held.plan(question)).sentences} == answers


def test_where_no_sentence_judges_so_none_is_left_out(tmp_path: Path) -> None:
    held = library(tmp_path, f"@ Halton 2023-01-13\n{GOOD}\nSupervision is monthly.\n")
    plan = held.plan("What needs to improve in supervision?")
    reading = read_evidence(held.generation, plan, DEFAULT)
    pool = usable(reading.question, reading.evidence)
    assert len(pool) == 2
    assert as_wanted(held.generation, plan.query, reading.evidence, pool) == pool
