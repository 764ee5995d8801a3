"""What the judge is trained on: our own topics read by place, sentences of other topics, batches."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from findings.library import Library
from findings.records import Document, Passage
from tests.fakes import make_document
from tests.make_passage import make_passage
from training.judge import own_topics
from training.judge.crossval import drawn
from training.judge.data import NONE, SAYS, Pair, Question
from training.judge.make import STEPS, Own, questions_of
from training.judge.pieces import Encoded
from training.judge.swapped import swapped
from training.judge.train import Recipe, _batches


@dataclass(frozen=True)
class Held:
    """As much of a library as the topics are read through."""

    document: Document
    kept: tuple[Passage, ...]

    def document_passages(self, document: str) -> list[Passage]:
        return [passage for passage in self.kept if passage.doc == document]

    @property
    def generation(self) -> Held:
        return self

    def documents(self) -> tuple[Document, ...]:
        return (self.document,)


TEXT = "The LADO is known. Allegations are managed well."


def library() -> Library:
    document = make_document(
        "leeds",
        file="reports/leeds/visit.pdf",
        authority="Leeds",
        published=date(2020, 3, 1),
    )
    whole = make_passage(TEXT, 100, "leeds", section=("Findings",), is_list=True)
    bullet = make_passage(TEXT[19:], 119, "leeds", section=("Findings", "Leaders"), lead_in="Leaders ensure:")
    return cast(Library, Held(document, (whole, bullet)))


def lines(folder: Path, *found: dict[str, Any]) -> Path:
    path = folder / "topics.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in found), encoding="utf-8")
    return path


def topic_line(*sentences: list[Any], authority: str = "leeds") -> dict[str, Any]:
    return {
        "id": "P1",
        "authority": authority,
        "type": "topic",
        "topic": "LADO",
        "sentences": list(sentences),
    }


def test_a_topics_sentences_are_read_at_their_place_in_their_own_bullet(tmp_path: Path) -> None:
    path = lines(tmp_path, topic_line(["leeds/visit.pdf", 119, 148, "2"], ["leeds/visit.pdf", 100, 118, "0"]))
    [topic] = own_topics.read(path, library())
    assert (topic.authority, topic.asked, topic.answerable) == ("Leeds", "LADO", True)
    assert topic.pairs == (
        Pair(
            "LADO",
            "2020. Leaders. Leaders ensure: | Allegations are managed well.",
            SAYS,
            "Allegations are managed well.",
        ),
        Pair("LADO", "2020. Findings. | The LADO is known.", NONE, "The LADO is known."),
    )


def test_a_topic_of_all_authorities_without_a_sentence_that_says_it_has_no_answer(tmp_path: Path) -> None:
    path = lines(tmp_path, topic_line(["leeds/visit.pdf", 100, 118, "1"], authority="*"))
    [topic] = own_topics.read(path, library())
    assert (topic.authority, topic.answerable) == ("*", False)


def test_a_document_or_place_that_the_index_does_not_hold_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"does not hold york/visit\.pdf"):
        own_topics.read(lines(tmp_path, topic_line(["york/visit.pdf", 0, 9, "2"])), library())
    with pytest.raises(ValueError, match="holds 10-19"):
        own_topics.read(lines(tmp_path, topic_line(["leeds/visit.pdf", 10, 19, "2"])), library())


def test_the_repositorys_own_topics_are_whole() -> None:
    found = [json.loads(line) for line in own_topics.FILE.read_text(encoding="utf-8").splitlines()]
    assert len(found) == 230
    assert len({line["id"] for line in found}) == 230
    assert all(start < end and label in "210" for line in found for _, start, end, label in line["sentences"])


def topic(name: str, asked: str, **sentences: int) -> Question:
    pairs = tuple(
        Pair(asked, f"2020. | {text.replace('_', ' ')}", label, text.replace("_", " "))
        for text, label in sentences.items()
    )
    return Question(name, "*", "topic", "yes", asked, pairs)


TRAINING = topic("a", "carer training", Carers_are_trained=SAYS, Carers_are_paid=NONE)
SOCIAL = topic("b", "training", Workers_have_training=SAYS, Carer_training_is_good=SAYS)
COURTS = topic("c", "court delay", Courts_are_slow=SAYS)


def test_a_topic_meets_sentences_of_others_that_share_half_of_its_words_at_most() -> None:
    [found] = swapped([TRAINING, SOCIAL, COURTS], seed=1)
    # "Carer training is good" shares both words and may well be about it; the court's sentence shares none.
    assert found.id == "a-swapped"
    assert found.pairs == (
        Pair("carer training", "2020. | Carers are trained", SAYS, "Carers are trained"),
        Pair("carer training", "2020. | Workers have training", NONE, "Workers have training"),
    )


def test_a_sentence_labelled_under_the_topic_itself_is_not_taken_from_another() -> None:
    again = topic("d", "Carer  Training", Training_of_managers=SAYS)
    other = topic("e", "pay", Carers_are_paid=SAYS)
    assert swapped([TRAINING, again, other], seed=1)[0].id == "d-swapped"


def test_the_steps_take_their_own_files_and_our_topics_as_often_as_they_say(tmp_path: Path) -> None:
    for name in ("answers.A", "answers.B", "topics.H"):
        line = {
            "id": name,
            "authority": "*",
            "kind": "answerable",
            "question": name,
            "answerable": "no",
            "candidates": [],
        }
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    own = Own([TRAINING, SOCIAL], [COURTS], [replace(COURTS, id="d")])
    ids = {step.name: [q.id for q in questions_of(step, tmp_path, own, 1)] for step in STEPS}
    assert ids == {
        "main": ["answers.A", "answers.B", "topics.H"],
        "topics": ["answers.A", "topics.H", *["a", "b"] * 3],
        "swapped": ["answers.B", "topics.H", *["a", "b"] * 3, "a-swapped"],
        "directions": ["answers.A", "topics.H", "a", "b", *["c"] * 4],
        "hard": ["topics.H", "a", "b", "c", "d"],
    }


def test_an_epoch_has_all_that_is_not_0_and_as_many_zeros_as_the_recipe_says() -> None:
    items = [Encoded([1] * length, [0] * length, label) for length, label in ((3, SAYS), (4, 1), (5, NONE))]
    groups = [[*items, Encoded([1] * 6, [0] * 6, NONE)]] * 2
    batches = list(_batches(groups, Recipe(size=4, zeros=1), random.Random(1)))
    assert sorted(len(part) for part in batches) == [2, 4]
    labels = [item.label for part in batches for item in part]
    assert (labels.count(SAYS), labels.count(1), labels.count(NONE)) == (2, 2, 2)


def test_questions_are_drawn_without_topics() -> None:
    asked = [Question(name, "Leeds", "", "no", name, ()) for name in ("A1", "H1", "A2")]
    assert sorted(q.id for q in drawn(asked, 5)) == ["A1", "A2"]
    assert len(drawn(asked, 1)) == 1
