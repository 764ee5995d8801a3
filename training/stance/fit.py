"""Train the stance model and print how well it does on authorities it has not seen.

    python -m training.stance.fit FOLDER INDEX [--write]

FOLDER holds `stance.jsonl` (passages labelled by hand) and `passages.jsonl` (their texts), INDEX is built from the
reports they come from. What is trained is described in `findings/judge/stance_model.py`. Cross-validated by authority:
every passage is judged by regressions that have seen none of its authority. With `--write` the models of all passages
replace `findings/judge/stance_model.json` and the stance section of the calibration of the index's encoder.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import diags, vstack  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import f1_score  # type: ignore[import-untyped]
from sklearn.model_selection import GroupKFold  # type: ignore[import-untyped]

from findings.judge.calibration import SCALE
from findings.judge.stance import MARGIN, is_unclear
from findings.judge.stance_model import LABELS, MODEL, VECTOR_SHARE, Numbers, log_softmax, signs
from findings.library import open_library
from training.stance.data import SHARED_BY, Data, data, load
from training.write_calibration import thousandths, write_section

FOLDS = 9
KEPT = 2500  # features that tell most between the labels; more told no more
JUDGEMENT = 2.0  # of a word that praises or finds fault, against a run of words as rare
WORDS_C, VECTORS_C, JOINT_C = 5.0, 10.0, 0.3  # the less, the smoother
# A long passage's sentences are examples too, so that single sentences can be judged: the one with the words that
# decided its label, and any other.
CUE_WEIGHT, SENTENCE_WEIGHT, VECTOR_CUE, VECTOR_SENTENCE = 0.5, 0.1, 1.5, 0.3


@dataclass(frozen=True)
class Fit:
    """The two regressions of single sentences."""

    columns: NDArray[np.int64]  # the features kept
    rarity: Numbers
    words: Numbers  # [labels, 1 + features], the constant first
    vectors: Numbers  # [labels, 1 + dimensions]

    def by_words(self, counts: Any) -> Numbers:
        found: Numbers = (
            _unit(counts[:, self.columns] @ diags(self.rarity)) @ self.words[:, 1:].T + self.words[:, 0]
        )
        return found

    def scores(self, of: Data, with_vectors: bool = True) -> Numbers:
        """[sentences, labels] of every sentence."""
        found = log_softmax(np.asarray(self.by_words(of.sentences)))
        if with_vectors:
            by_vector = of.vectors @ self.vectors[:, 1:].T + self.vectors[:, 0]
            found = found + VECTOR_SHARE * log_softmax(by_vector)
        return found


def _unit(matrix: Any) -> Any:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
    return diags(1 / np.where(length > 0, length, 1)) @ matrix


def fit(of: Data, rows: NDArray[np.int64]) -> Fit:
    """The regressions of those passages and of their sentences. Rare labels count as much as frequent ones."""
    extra = of.extra(rows)
    labels = np.concatenate([of.label[rows], of.label[of.owner[extra]]])
    balance = {
        label: len(rows) / len(LABELS) / number for label, number in Counter(of.label[rows].tolist()).items()
    }

    def regression(x: Any, strength: float, cue: float, other: float) -> Numbers:
        weight = np.concatenate([np.ones(len(rows)), np.where(of.cued[extra], cue, other)])
        found = LogisticRegression(C=strength, max_iter=1000, class_weight=balance)
        found.fit(x, labels, sample_weight=weight)
        return np.column_stack([found.intercept_, found.coef_])

    counts = vstack([of.passages[rows], of.sentences[extra]]).tocsc()
    seen_by = [
        (of.passages[rows[of.authority[rows] == a]] > 0).sum(0) > 0 for a in np.unique(of.authority[rows])
    ]
    shared = np.flatnonzero(np.asarray(sum(s.astype(int) for s in seen_by)).ravel() >= SHARED_BY)
    frequency = np.asarray((counts > 0).sum(0)).ravel()
    rarity = np.log((1 + counts.shape[0]) / (1 + frequency)) + 1
    rarity *= np.where([name.startswith("@") for name in of.names], JUDGEMENT, 1.0)
    words = regression(_unit(counts[:, shared] @ diags(rarity[shared])), WORDS_C, CUE_WEIGHT, SENTENCE_WEIGHT)
    tells = (words[:, 1:].max(0) - words[:, 1:].min(0)) * rarity[shared]
    tells *= np.sqrt(np.asarray((of.passages[rows][:, shared] > 0).sum(0)).ravel())
    best = np.sort(np.argsort(-tells, kind="stable")[:KEPT])
    vectors = regression(
        np.concatenate([of.mean[rows], of.vectors[extra]]), VECTORS_C, VECTOR_CUE, VECTOR_SENTENCE
    )
    return Fit(
        shared[best], rarity[shared[best]], np.column_stack([words[:, 0], words[:, 1 + best]]), vectors
    )


def passage_signs(of: Data, scores: Numbers) -> Numbers:
    """[passages, signs]."""
    return np.array([signs(scores[a:b]) for a, b in zip(of.first, of.first[1:], strict=False)])


def fit_joint(x: Numbers, labels: NDArray[np.int64]) -> Numbers:
    """[labels, 1 + signs]: how the sentences of a passage decide together."""
    mean, spread = x.mean(0), np.maximum(x.std(0), 1e-6)
    found = LogisticRegression(C=JOINT_C, max_iter=1000).fit((x - mean) / spread, labels)
    weights = found.coef_ / spread
    return np.column_stack([found.intercept_ - weights @ mean, weights])


def cross_validate(of: Data) -> dict[bool, tuple[Numbers, Numbers]]:
    """With and without vectors: the signs of every passage from regressions that have seen nothing of its authority,
    and how likely each label is by a joint regression that has not either."""
    folds = list(GroupKFold(FOLDS).split(of.label, groups=of.authority))
    scores = {way: np.zeros((len(of.owner), len(LABELS))) for way in (True, False)}
    for seen, unseen in folds:
        fitted, own = fit(of, seen), np.isin(of.owner, unseen)
        for way, each in scores.items():
            each[own] = fitted.scores(of, way)[own]
    found = {}
    for way, each in scores.items():
        x, likely = passage_signs(of, each), np.zeros((len(of.label), len(LABELS)))
        for seen, unseen in folds:
            joint = fit_joint(x[seen], of.label[seen])
            likely[unseen] = np.exp(log_softmax(x[unseen] @ joint[:, 1:].T + joint[:, 0]))
        found[way] = x, likely
    return found


def report(of: Data, likely: Numbers, name: str) -> None:
    given = likely.argmax(1)
    second = np.array([-1 if e.second is None else e.second for e in of.examples])
    right = given == of.label
    also = right | (given == second)
    macro = f1_score(of.label, given, average="macro")
    print(
        f"{name}: accuracy {right.mean():.3f}, counting a second label {also.mean():.3f}, macro F1 {macro:.3f}"
    )


def report_closely(of: Data, likely: Numbers) -> None:
    """The confusion table, what is unclear, and each authority."""
    given = likely.argmax(1)
    second = np.array([-1 if e.second is None else e.second for e in of.examples])
    right = given == of.label
    also = right | (given == second)
    print(f"{'labelled, below; given:':25s}" + "".join(f"{name:>19s}" for name in LABELS))
    for number, name in enumerate(LABELS):
        row = [int(((of.label == number) & (given == other)).sum()) for other in range(len(LABELS))]
        print(f"{name:25s}" + "".join(f"{count:19d}" for count in row))
    unclear = np.array([is_unclear(row) for row in likely])
    print(
        f"unclear (margin {MARGIN}): {unclear.mean():.1%}, of them right {right[unclear].mean():.0%}; "
        f"of the rest {right[~unclear].mean():.3f}, counting a second label {also[~unclear].mean():.3f}"
    )
    for authority in sorted({e.authority for e in of.examples}):
        own = np.array([e.authority == authority for e in of.examples])
        print(
            f"  {authority:30s} n={own.sum():3d} accuracy {right[own].mean():.2f}, also {also[own].mean():.2f}"
        )


def write(of: Data, fitted: Fit, joint: Numbers) -> None:
    """As whole numbers, in the order of the names: small, and the same for the same training."""
    rounded = thousandths(np.column_stack([fitted.rarity, fitted.words[:, 1:].T]))
    names = [of.names[column] for column in fitted.columns]
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(values, separators=(',', ':'))}"
        for name, values in zip(names, rounded, strict=True)
    ]
    bias = json.dumps(thousandths(fitted.words[:, :1].T)[0])
    head = f'{{"labels":{json.dumps(LABELS)},"bias":{bias},\n"joint":{json.dumps(thousandths(joint))},\n"features":{{\n'
    MODEL.write_text(head + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
    print(
        f"{MODEL.name}: {len(lines)} features in thousandths ({SCALE}), {MODEL.stat().st_size / 1000:.0f} kB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the stance model; figures by authority.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("index", type=Path, help="an index over the reports")
    parser.add_argument("--write", action="store_true", help="replace the models in the repository")
    arguments = parser.parse_args()
    library = open_library(arguments.index)
    of = data(load(arguments.folder, library))
    print(f"{len(of.examples)} passages, {of.authority.max() + 1} authorities, {FOLDS} folds")
    found = cross_validate(of)
    report(of, found[False][1], "words alone")
    report(of, found[True][1], "words and vectors")
    report_closely(of, found[True][1])
    if arguments.write:
        fitted = fit(of, np.arange(len(of.examples)))
        write(of, fitted, fit_joint(found[False][0], of.label))
        joint = fit_joint(found[True][0], of.label)
        values = {"vectors": thousandths(fitted.vectors), "joint": thousandths(joint)}
        write_section(library.generation.encoder, "stance", values)


if __name__ == "__main__":
    main()
