"""The scores of answers and of Over time, worked out by hand; the shipped questions, as far as they can be checked."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import over_time
from benchmarks.answers import QUESTIONS, Given, Score, label_of
from benchmarks.labels import read_labels
from findings.records import Hit, InspectionView, Stance
from tests.fakes import make_document
from tests.make_passage import make_passage

LABELS = [
    {"file": "brent/a.pdf", "text": "Supervision is held every month.", "label": "2"},
    {"file": "brent/a.pdf", "text": "Managers value it.", "label": "1"},
    {"file": "brent/a.pdf", "text": "Visits are late.", "label": "0"},
    {"file": "brent/b.pdf", "text": "There was no serious case review.", "label": "x"},
]


def question(answerable: str, kind: str = "answerable") -> dict[str, Any]:
    return {"answerable": answerable, "kind": kind, "candidates": LABELS}


def test_a_text_has_the_label_of_a_sentence_that_it_holds_or_is_part_of() -> None:
    assert label_of(LABELS, "reports/brent/a.pdf", "Supervision is held\nevery month") == "2"
    assert label_of(LABELS, "brent/a.pdf", "supervision is held every") == "2"
    assert label_of(LABELS, "brent/a.pdf", "every month") == "-"  # too short to be known
    assert label_of(LABELS, "brent/b.pdf", "Supervision is held every month.") == "-"
    assert label_of(LABELS, "brent/a.pdf", "Visits are late. Managers value it.") == "1"


def test_answers_are_counted_by_kind_and_their_sentences_by_label(capsys: pytest.CaptureFixture[str]) -> None:
    score = Score()
    sentences = (
        ("brent/a.pdf", "Visits are late."),
        ("brent/a.pdf", "Supervision is held every month."),
        ("brent/a.pdf", "Managers value it."),
        ("brent/a.pdf", "Nobody has labelled this."),
    )
    score.add(question("yes"), Given(False, 0.9, sentences))
    score.add(question("partial"), Given(True, 0.4))
    score.add(question("no", "near_topic"), Given(False, 0.5, sentences))
    shown = (("brent/b.pdf", "There was no serious case review."),)
    score.add(question("premise", "false_premise"), Given(True, 0.4, nearest=shown))
    score.report()
    said = capsys.readouterr().out.splitlines()
    assert "unanswerable, answered: 1 of 2, 50.0%" in said
    assert "    near_topic       1 of 1, 100.0%" in said
    assert "answerable, refused: 1 of 2, 50.0%" in said
    assert "area under the ROC curve of the confidence: 0.625" in said  # 2.5 of 4 pairs
    assert "sentences quoted: 4, without a label 1 of 4, 25.0%" in said
    assert "answerable, a sentence that answers quoted: 1 of 2, 50.0%" in said
    assert "  of the labelled ones answer: 1 of 3, 33.3%" in said
    assert "  or belong beside the answer: 2 of 3, 66.7%" in said
    assert "  the first answers: 0 of 1, 0.0%" in said
    assert "answering sentences that are quoted: 1 of 1, 100.0%" in said
    assert "false premises refused with what denies them: 1 of 1, 100.0%" in said


def test_shares_of_labelled_sentences_are_not_printed_where_only_answers_are_labelled(
    capsys: pytest.CaptureFixture[str],
) -> None:
    score = Score()
    sentences = (("brent/a.pdf", "Supervision is held every month."),)
    score.add({**question("yes"), "candidates": LABELS[:1]}, Given(False, 0.9, sentences))
    score.report()
    said = capsys.readouterr().out
    assert (
        "answerable, a sentence that answers quoted: 1 of 1, 100.0%" in said and "labelled ones" not in said
    )


def view(silence: str | None, stance: str | None, *texts: str) -> InspectionView:
    document = make_document("a")
    hits = [
        Hit(rank, 0.5, make_passage(text, doc="a"), document, (0, 5)) for rank, text in enumerate(texts, 1)
    ]
    passages = tuple((hit, Stance(stance or "mentioned")) for hit in hits)
    return InspectionView(document, passages, stance=stance, silence=silence)


def test_over_time_is_counted_by_document() -> None:
    quote = "The LADO is effective."
    speaks = {"says": "speaks", "label": "strength", "also_ok": None, "quotes": [quote]}
    score = over_time.Score()
    score.add("LADO", "a.pdf", speaks, view(None, "strength", "Other.", quote))
    score.add("LADO", "b.pdf", speaks, view("not_mentioned", None))
    score.add("LADO", "c.pdf", {"says": "silent"}, view(None, "mixed", "Other."))
    score.add("LADO", "d.pdf", {"says": "named"}, view(None, "mentioned", "Other."))
    score.add("LADO", "e.pdf", {"says": "silent", "also_says": "named"}, view(None, "mentioned", "Other."))
    assert score.counts["speaks"] == 2 and score.counts["speaks, heard"] == 1
    assert score.counts["silent"] == score.counts["silent, heard"] == 1
    assert score.counts["named, heard"] == 1
    assert score.counts["label right"] == score.counts["a passage right"] == 1
    assert score.counts["first passage right"] == 0
    assert score.wrong == ["LADO | b.pdf | called silent, speaks", "LADO | c.pdf | heard, silent"]


def test_the_shipped_questions_have_answers_where_they_say_so() -> None:
    questions = read_labels(QUESTIONS)
    assert (
        len({q["id"] for q in questions}) == len({q["question"] for q in questions}) == len(questions) == 181
    )
    for each in questions:
        assert each["answerable"] == ("yes" if each["kind"] == "answerable" else "no"), each
        assert bool(each["candidates"]) == (each["kind"] == "answerable"), each
        assert each["seen"] in ("read", "counts"), each
        assert all(len(one["text"].split()) >= 4 and one["label"] == "2" for one in each["candidates"]), each
