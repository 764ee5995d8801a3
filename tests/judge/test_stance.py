"""Stance: what the model sees, how it adds up, and what it reads in plain sentences."""

from __future__ import annotations

import json
from itertools import pairwise
from math import exp, log, sqrt
from types import SimpleNamespace

import numpy as np
import pytest

from findings.judge.calibration import StanceWeights
from findings.judge.stance import _Inside, is_unclear, label_of, stance_of, summary, whole_stance
from findings.judge.stance_features import features
from findings.judge.stance_model import LABELS, MODEL, Model, Words, signs
from tests.make_passage import make_passage


def names(text: str) -> list[str]:
    passage = make_passage(text)
    return [feature.name for feature in features(text, passage.sentences)]


def test_runs_of_words_their_place_and_words_that_judge() -> None:
    found = names("Audits are good. Staff left, but 12 stayed.")
    assert found[:6] == ["audits", "are", "good", "audits are", "are good", "audits are good"]
    assert "F_audits are" in found and "L_audits are" not in found
    assert "L_# stayed" in found and "left but #" in found  # any number is one word
    assert "C_stayed" in found and "C_left" not in found  # only what follows the turn
    assert "good staff" not in found  # no run crosses the end of a sentence
    assert found.count("@praise") == 1


def test_a_denied_praise_is_a_fault_and_covers_the_denial() -> None:
    text = "Plans are not yet consistently good."
    found = features(text, [(0, len(text))])
    assert [text[f.start : f.end] for f in found if f.name == "@denied"] == [
        "not yet consistently",
        "not yet consistently good",
    ]
    assert "@praise" not in [f.name for f in found]


def test_the_scores_of_a_model_worked_out_by_hand() -> None:
    model = Words(
        bias=(0.5, 0, 0, 0), features={"good": (2.0, 1.0, 0, -1.0, 0), "not": (3.0, -1.0, 0, 2.0, 0)}
    )
    # "good" twice: (1 + ln 2) * 2; "not" once: 3; the two together have length 1.
    text = "Good, good, not unknown."
    good, denied = (1 + log(2)) * 2, 3.0
    length = sqrt(good**2 + denied**2)
    scores = model.scores(features(text, [(0, len(text))]))
    assert scores == pytest.approx([0.5 + (good - denied) / length, 0, (2 * denied - good) / length, 0])


def test_a_text_of_unknown_words_has_the_bias_alone() -> None:
    assert list(Words((1.0, 2.0, 3.0, 4.0), {}).scores(features("Zzz.", [(0, 4)]))) == [1, 2, 3, 4]


def test_the_model_file_is_small_plain_numbers() -> None:
    kept = json.loads(MODEL.read_text(encoding="utf-8"))
    assert tuple(kept["labels"]) == LABELS
    assert MODEL.stat().st_size < 1_500_000
    assert {len(values) for values in kept["features"].values()} == {1 + len(LABELS)}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Allegations against professionals are well managed and partners value the service.", "strength"),
        ("Social workers know children well and visit them regularly.", "strength"),
        ("Arrangements are not yet robust enough, and too many children wait too long.", "needs_improvement"),
        ("Private fostering arrangements are underdeveloped.", "needs_improvement"),
        ("Most visits are timely. However, records are still too variable in quality.", "mixed"),
        ("There are 240 children in care, of whom 60 live outside the authority.", "mentioned"),
    ],
)
def test_plain_sentences(text: str, label: str) -> None:
    assert stance_of(make_passage(text)).label == label


def test_a_bare_improvement_bullet_asks_for_improvement_whatever_its_words() -> None:
    bullet = "The effectiveness of well-regarded services."
    assert stance_of(make_passage(bullet, kind="recommendation")).label == "needs_improvement"
    praise = "Staff are skilled and well supported. Children benefit from strong, timely help."
    assert stance_of(make_passage(praise, kind="recommendation")).label == "strength"


def test_cues_are_cut_from_the_stored_text_and_do_not_overlap() -> None:
    passage = make_passage("Plans are detailed. However, reviews are not timely enough.", start=1000)
    stance = stance_of(passage)
    words = [passage.text[a - 1000 : b - 1000] for a, b in stance.cues]
    assert any("not timely" in cue for cue in words)
    spans = sorted(stance.cues)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_only_the_sentences_given_are_judged() -> None:
    passage = make_passage(
        "Supervision is poor and infrequent. Early help is strong and effective.", start=50
    )
    assert stance_of(passage, passage.sentences[:1]).label == "needs_improvement"
    assert stance_of(passage, passage.sentences[1:]).label == "strength"


def test_words_of_the_topic_are_no_cue() -> None:
    passage = make_passage("Private fostering arrangements do not receive enough oversight.")
    text = passage.text
    cues = " ".join(text[a:b] for a, b in stance_of(passage, topic=("privat", "foster")).cues)
    assert "not receive" in cues and "rivate" not in cues and "fostering" not in cues


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["strength", "strength"], ("strength", "")),
        (["mentioned", "needs_improvement"], ("needs_improvement", "")),
        (["mentioned"], ("mentioned", "")),
        ([], ("mentioned", "")),
        (["mixed"], ("mixed", "")),
        (["mixed", "strength"], ("mixed", "1 passage is a strength, 1 is mixed.")),
        (
            ["mixed", "needs_improvement", "needs_improvement"],
            ("needs_improvement", "2 passages need improvement, 1 is mixed."),
        ),
        (["needs_improvement", "strength"], ("mixed", "1 passage is a strength, 1 needs improvement.")),
        (
            ["mixed", "needs_improvement", "needs_improvement", "strength"],
            ("mixed", "1 passage is a strength, 2 need improvement, 1 is mixed."),
        ),
    ],
)
def test_the_stance_of_an_inspection(labels: list[str], expected: tuple[str, str]) -> None:
    assert summary(labels) == expected


def test_what_is_seen_of_two_sentences_together() -> None:
    # The likelihoods of (strength, mixed, needs improvement, mentioned) are 1/2, 1/4, 1/8, 1/8 and 1/8, 1/8, 1/2, 1/4.
    seen = signs(np.log(np.array([[4, 2, 1, 1], [1, 1, 4, 2]]) / 8))
    mean, most = [5 / 16, 3 / 16, 5 / 16, 3 / 16], [1 / 2, 1 / 4, 1 / 2, 1 / 4]
    # They lean to strength by ln 4 and away from it by as much; two of the usual five sentences.
    assert list(seen) == pytest.approx([*mean, *most, 0, log(4), -log(4), log(4), -log(4), 2 / 5])


def test_vectors_count_half_and_bring_their_own_way_of_deciding() -> None:
    words = Words((0.0, 0.0, 0.0, 0.0), {})
    # The likeliest label is decided by how likely it is on average; without vectors all four are alike.
    joint = np.zeros((4, 15))
    joint[:, 1:5] = np.eye(4) * 10
    model = Model(words, joint)
    nothing = [features("Zzz.", [(0, 4)])]
    assert list(model.probabilities(nothing, None, None)) == pytest.approx([1 / 4] * 4)
    vectors = np.array([[1.0, 0.0]], dtype=np.float32)
    leaning = StanceWeights(vectors=np.array([[0, 0, 9], [0, 0, 9], [0, log(16), 9], [0, 0, 9]]), joint=joint)
    # Half of log 16 is log 4: 1/7, 1/7, 4/7, 1/7, each times 10 in the exponent.
    likely = model.probabilities(nothing, vectors, leaning)
    assert likely[2] / likely[0] == pytest.approx(exp(10 * (4 - 1) / 7))


def test_a_reading_that_could_go_either_way_is_unclear_and_counts_as_mentioned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def even(*_: object) -> list[float]:
        return [0.46, 0.05, 0.39, 0.10]

    monkeypatch.setattr(Model, "probabilities", even)
    stance = stance_of(make_passage("Visits are made."))
    assert (stance.label, stance.unclear, stance.cues) == ("mentioned", True, ())
    assert is_unclear([0.46, 0.05, 0.39, 0.10])
    assert not is_unclear([0.50, 0.05, 0.39, 0.06])  # by more than a tenth
    assert not is_unclear([0.05, 0.46, 0.39, 0.10])  # mixed or in need of improvement: no contradiction
    bullet = stance_of(make_passage("Visits to children.", kind="recommendation"))
    assert (bullet.label, bullet.unclear) == ("needs_improvement", False)


def test_the_label_alone_is_that_of_the_whole_stance() -> None:
    texts = ("Plans are poor and reviews are late.", "Supervision is strong.", "Visits are made.")
    vectors = np.zeros((1, 4), dtype=np.float32)
    for passage in map(make_passage, texts):
        whole = stance_of(passage, passage.sentences, ("plan",))
        assert label_of(passage, passage.sentences, ("plan",), vectors, None) == whole.label


def test_a_cue_is_worth_the_known_runs_that_lie_in_it() -> None:
    inside = _Inside({(0, 4): 0.5, (5, 9): 0.25, (0, 9): -0.125, (10, 14): 1.0})
    assert inside.worth((0, 9)) == [0.5, 0.25, -0.125]
    assert inside.worth((5, 14)) == [0.25, 1.0]
    assert inside.worth((1, 4)) == []


class OneSentence:
    """An index of one passage, of which it is counted how often its vectors are asked for."""

    def __init__(self) -> None:
        self.encoder = SimpleNamespace(name="none", checksum="none", dimensions=384)
        self.asked = 0

    def row(self, passage_id: str) -> int:
        return 0

    def sentence_vectors_of(self, rows: list[int]) -> list[np.ndarray]:
        self.asked += 1
        return [np.zeros((1, 384), dtype=np.float32)]


def test_the_stance_of_a_passage_is_read_once_for_every_index() -> None:
    passage = make_passage("Supervision is strong.")
    first, second = OneSentence(), OneSentence()
    stances = [whole_stance(index, passage) for index in (first, first, second)]  # type: ignore[arg-type]
    assert [one.label for one in stances] == ["strength"] * 3
    assert (first.asked, second.asked) == (1, 1)
