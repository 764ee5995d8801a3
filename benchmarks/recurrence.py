"""Whether a later passage returns to a recommendation: the evidence against labels made by hand.

    python -m benchmarks.recurrence INDEX [--write]

INDEX is built from the published reports. `recurrence.jsonl` names pairs by their files and first words: the best
later passage of a document by an earlier formula, drawn evenly over its scores, labelled by reading both. A passage
returns to a point when it judges the same practice, whatever it says of it. Prints how well the evidence separates
them, what the cut does, and the weights that a logistic regression would give, cross-validated by authority;
`--write` keeps those in the encoder's calibration.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from benchmarks.labels import auroc, read_labels
from findings.judge.calibration import calibration
from findings.library import open_library
from findings.recommendations.action_points import action_points
from findings.recommendations.document_features import Features
from findings.recommendations.recurrence import point_features, similarities
from training.write_calibration import write_section

PAIRS = Path(__file__).with_name("recurrence.jsonl")
STRENGTH = 100.0  # the less, the smaller the weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("index", type=Path)
    parser.add_argument("--write", action="store_true", help="keep the weights and the cut fitted anew")
    arguments = parser.parse_args()
    library = open_library(arguments.index)
    fitted = calibration(library.generation.encoder).said_again
    features = Features(library.generation)
    rows, labels, groups = [], [], []
    for pair in read_labels(PAIRS):
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
    print(f"area under the ROC curve {auroc(evidence[truth], evidence[~truth]):.3f}")
    print(
        f"at the cut {fitted.cut}: precision {truth[found].mean():.2f}, recall {found[truth].mean():.2f}, "
        f"right {np.mean(found == truth):.2f}"
    )
    held_out = np.zeros(len(truth))
    for group in set(groups):
        test = np.array([g == group for g in groups])
        model = LogisticRegression(C=STRENGTH).fit(parts[~test], truth[~test])
        held_out[test] = model.decision_function(parts[test])
    model = LogisticRegression(C=STRENGTH).fit(parts, truth)
    # In units of the last weight, that of words: only the comparison with the cut matters.
    scale = model.coef_[0][2]
    anew, cut = np.round(model.coef_[0] / scale, 2), round(float(-model.intercept_[0] / scale), 2)
    print(f"fitted anew: weights {anew}, cut {cut}")
    area, right = auroc(held_out[truth], held_out[~truth]), np.mean((held_out > 0) == truth)
    print(f"by authority left out: area {area:.3f}, right {right:.2f}")
    if arguments.write:
        values = {"bias": 0.0, "weights": anew.tolist(), "cut": cut}
        write_section(library.generation.encoder, "said_again", values)


if __name__ == "__main__":
    main()
