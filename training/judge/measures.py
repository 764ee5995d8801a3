"""How judged sentences fare: is there an answer, which sentences answer, which comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score  # type: ignore[import-untyped]

from training.judge.data import DENIES, SAYS, Question

Floats = NDArray[np.float64]
REFUSED = (0.10, 0.15, 0.20)


@dataclass(frozen=True, slots=True)
class Measures:
    """Figures over questions; shares are between 0 and 1."""

    questions: int
    auroc: float  # of "answerable" by the score of the question
    wrong: tuple[float, ...]  # unanswerable answered where that share (REFUSED) of the answerable is refused
    precision: float  # average precision of the sentences that answer, mean over the answerable questions
    precision_all: float  # the same over all sentences of all questions at once
    first: float  # of the answerable: the first-ranked sentence answers
    premises: float  # of the false premises: the sentence that most likely denies is one that does
    loss: float  # mean cross-entropy of a sentence's label

    def line(self) -> str:
        """All in one line."""
        rounded = {k: np.round(v, 3).tolist() for k, v in asdict(self).items()}
        return " ".join(f"{k}={v}" for k, v in rounded.items())


def by_question(questions: Sequence[Question], rows: Floats) -> list[Floats]:
    """The rows of all sentences, cut at the questions."""
    ends = np.cumsum([len(question.pairs) for question in questions])
    return np.split(rows, ends[:-1])


def score(probabilities: Floats) -> float:
    """Of a question: the best "says it" less the best "denies it"."""
    if not len(probabilities):
        return -1.0
    return float(probabilities[:, SAYS].max() - probabilities[:, DENIES].max())


def wrong_at(answerable: NDArray[np.bool_], scores: Floats) -> tuple[float, ...]:
    """Shares of the unanswerable above the threshold that refuses each share of the answerable."""
    return tuple(
        float((scores[~answerable] > np.quantile(scores[answerable], share)).mean()) for share in REFUSED
    )


def measure(questions: Sequence[Question], probabilities: Floats) -> Measures:
    """The figures of these questions; `probabilities` [sentences of all questions, classes]."""
    parts = by_question(questions, probabilities)
    answerable = np.array([question.answerable for question in questions])
    scores = np.array([score(part) for part in parts])
    labels = [np.array([pair.label for pair in question.pairs], dtype=np.int64) for question in questions]
    says = [label == SAYS for label in labels]
    found = [(s, p) for q, s, p in zip(questions, says, parts, strict=True) if q.answerable and s.any()]
    denied = [
        label[p[:, DENIES].argmax()] == DENIES
        for q, label, p in zip(questions, labels, parts, strict=True)
        if q.verdict == "premise" and len(p)
    ]
    every = np.concatenate(labels)
    return Measures(
        questions=len(questions),
        auroc=float(roc_auc_score(answerable, scores)),
        wrong=wrong_at(answerable, scores),
        precision=float(np.mean([average_precision_score(s, p[:, SAYS]) for s, p in found])),
        precision_all=float(average_precision_score(every == SAYS, probabilities[:, SAYS])),
        first=float(np.mean([s[p[:, SAYS].argmax()] for s, p in found])),
        premises=float(np.mean(denied)) if denied else 0.0,
        loss=float(-np.log(probabilities[np.arange(len(every)), every] + 1e-9).mean()),
    )
