"""Whether a later passage returns to a recommendation: the evidence against labels made by hand.

    python -m benchmarks.said_again INDEX [--write]

INDEX is built from the published reports. `said_again.jsonl` names pairs by their files and first words: the best
later passage of a document by an earlier formula, drawn evenly over its scores, labelled by reading both. A passage
returns to a point when it judges the same practice, whatever it says of it. Prints how well the evidence separates
them, what the cut does, and the weights that a logistic regression would give, cross-validated by authority;
`--write` keeps those in the encoder's calibration.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from benchmarks.calibrate import keep
from findings.judge.calibration import calibration
from findings.library import open_library
from findings.recommendations.action_points import action_points
from findings.recommendations.document_features import Features
from findings.recommendations.recurrence import point_features, similarities

PAIRS = Path(__file__).with_name("said_again.jsonl")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("index", type=Path)
    parser.add_argument("--write", action="store_true", help="keep the weights and the cut fitted anew")
    arguments = parser.parse_args()
    library = open_library(arguments.index)
    fitted = calibration(library.generation.encoder).said_again
    features = Features(library.generation)
    rows, labels, groups = [], [], []
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        asked_in, later_in = (
            next(d for d in library.documents() if d.status == "ready" and d.file.endswith(pair[name]))
            for name in ("asked_in", "later_in")
        )
        own, later = features.of(asked_in), features.of(later_in)
        made = action_points(library.content(asked_in.id), own.passages)
        point = next(p for p in made if pair["asked"] in " ".join(passage.text for passage in p.passages))
        whole, sentence, words = similarities([point_features(features, own, point)], later)
        place = next(
            column
            for column, where in enumerate(later.comparable)
            if later.passages[where].text.startswith(pair["passage"])
        )
        rows.append([whole[0, place], sentence[0, place], words[0, place]])
        labels.append(pair["returns"])
        groups.append(asked_in.authority)
    parts, truth = np.array(rows), np.array(labels)
    evidence = parts @ np.array(fitted.weights)
    found = evidence >= fitted.cut
    print(f"{len(truth)} pairs of {len(set(groups))} authorities, {truth.sum()} return to the point")
    print(f"area under the ROC curve {auc(evidence, truth):.3f}")
    print(
        f"at the cut {fitted.cut}: precision {truth[found].mean():.2f}, recall {found[truth].mean():.2f}, "
        f"right {np.mean(found == truth):.2f}"
    )
    held_out = np.zeros(len(truth))
    for group in set(groups):
        test = np.array([g == group for g in groups])
        weights = logistic(parts[~test], truth[~test])
        held_out[test] = parts[test] @ weights[:-1] + weights[-1]
    weights = logistic(parts, truth)
    anew, cut = np.round(weights[:-1] / weights[2], 2), round(float(-weights[-1] / weights[2]), 2)
    print(f"fitted anew: weights {anew}, cut {cut}")
    print(
        f"by authority left out: area {auc(held_out, truth):.3f}, right {np.mean((held_out > 0) == truth):.2f}"
    )
    if arguments.write:
        values = {"bias": 0.0, "weights": anew.tolist(), "cut": cut}
        keep(library.generation.encoder, "said_again", values)


def auc(scores: np.ndarray, truth: np.ndarray) -> float:
    above = scores[truth][:, None] - scores[~truth][None, :]
    return float(np.mean((above > 0) + 0.5 * (above == 0)))


def logistic(parts: np.ndarray, truth: np.ndarray, ridge: float = 0.01) -> np.ndarray:
    """Weights and, last, the constant, by Newton's method."""
    x = np.column_stack([parts, np.ones(len(parts))])
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(weights))
        weights -= np.linalg.solve(curve, x.T @ (p - truth) + ridge * weights)
    return weights


if __name__ == "__main__":
    main()
