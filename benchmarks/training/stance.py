"""Train the stance model and print how well it does on authorities it has not seen.

    python -m benchmarks.training.stance FOLDER [--write]

FOLDER holds `stance.jsonl` (passages labelled by hand) and `passages.jsonl` (their texts). The model is a logistic
regression over weighted runs of words. Cross-validated by authority: every passage is judged by a model that has seen
none of its authority. With `--write` the model of all passages replaces `findings/asking/stance_model.json`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import f1_score  # type: ignore[import-untyped]
from sklearn.model_selection import GroupKFold  # type: ignore[import-untyped]

from findings.asking.stance_features import features
from findings.asking.stance_model import LABELS, MODEL, SCALE, Model
from findings.reading.sentences import sentences

FOLDS = 9
SHARED_BY = 3  # authorities that a feature must occur in
JUDGEMENT = 2.0  # of a word that praises or finds fault, against a run of words as rare
SMOOTHNESS = 5.0  # C of the regression
# A long passage's sentences are examples too, so that the model also judges single sentences.
CUE_WEIGHT, SENTENCE_WEIGHT = 0.5, 0.1


@dataclass(frozen=True)
class Example:
    """A labelled passage. `second` is another defensible label, or None."""

    text: str
    spans: tuple[tuple[int, int], ...]
    label: int
    second: int | None
    cue: str
    authority: str


def load(folder: Path) -> list[Example]:
    texts = {p["pid"]: p for p in _lines(folder / "passages.jsonl")}
    found = []
    for line in _lines(folder / "stance.jsonl"):
        passage = texts[line["pid"]]
        second = LABELS.index(line["second"]) if line.get("second") else None
        found.append(
            Example(
                passage["text"],
                sentences(passage["text"]),
                LABELS.index(line["label"]),
                second,
                line["cue"],
                passage["authority"],
            )
        )
    return found


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def train(examples: Sequence[Example]) -> Model:
    """The model of these examples, on the features that several authorities share: words of judgement, not places."""
    authorities: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for name in _count(example.text, example.spans):
            authorities[name].add(example.authority)
    names = sorted(name for name, found in authorities.items() if len(found) >= SHARED_BY)
    return _fit(*_observations(examples), names)


def _observations(examples: Sequence[Example]) -> tuple[list[Counter[str]], list[int], list[float]]:
    """Feature counts, label and weight of each passage and of the single sentences of longer ones."""
    rows = [(_count(e.text, e.spans), e.label, 1.0) for e in examples]
    mixed = LABELS.index("mixed")
    for example in (e for e in examples if len(e.spans) > 1):
        for span in example.spans:
            holds_cue = bool(example.cue) and example.cue in example.text[slice(*span)]
            if holds_cue:
                rows.append((_count(example.text, [span]), example.label, CUE_WEIGHT))
            elif example.label != mixed:  # which way a sentence of a mixed passage leans is not known
                rows.append((_count(example.text, [span]), example.label, SENTENCE_WEIGHT))
    counts, labels, weights = zip(*rows, strict=True)
    return list(counts), list(labels), list(weights)


def _count(text: str, spans: Sequence[tuple[int, int]]) -> Counter[str]:
    return Counter(feature.name for feature in features(text, spans))


def _fit(
    counts: Sequence[Counter[str]],
    labels: Sequence[int],
    weights: Sequence[float],
    names: Sequence[str],
) -> Model:
    """Rare labels count as much as frequent ones."""
    seen = Counter(name for each in counts for name in each)
    rarity = {
        name: (log((1 + len(counts)) / (1 + seen[name])) + 1) * (JUDGEMENT if name.startswith("@") else 1)
        for name in names
    }
    column = {name: number for number, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, count in enumerate(counts):
        worth = {column[n]: (1 + log(times)) * rarity[n] for n, times in count.items() if n in column}
        length = sum(value * value for value in worth.values()) ** 0.5
        rows += [row] * len(worth)
        columns += list(worth)
        values += [value / length for value in worth.values()]
    matrix = csr_matrix((values, (rows, columns)), shape=(len(counts), len(names)))
    whole = Counter(label for label, weight in zip(labels, weights, strict=True) if weight == 1)
    balance = {label: sum(whole.values()) / len(whole) / number for label, number in whole.items()}
    fitted = LogisticRegression(C=SMOOTHNESS, max_iter=500, class_weight=balance)
    fitted.fit(matrix, labels, sample_weight=weights)
    return Model(
        bias=tuple(fitted.intercept_),
        features={name: (rarity[name], *fitted.coef_[:, number]) for name, number in column.items()},
    )


def cross_validate(
    examples: Sequence[Example], make: Callable[[Sequence[Example]], Model] = train
) -> np.ndarray:
    """The label given to each example by a model that has seen nothing of its authority."""
    given = np.zeros(len(examples), dtype=int)
    groups = [e.authority for e in examples]
    for seen, unseen in GroupKFold(FOLDS).split(groups, groups=groups):
        model = make([examples[i] for i in seen])
        for i in unseen:
            given[i] = int(np.argmax(model.scores(features(examples[i].text, examples[i].spans))))
    return given


def report(examples: Sequence[Example], given: np.ndarray) -> None:
    label = np.array([e.label for e in examples])
    second = np.array([-1 if e.second is None else e.second for e in examples])
    right = given == label
    also = right | (given == second)
    print(f"{len(examples)} passages, {len({e.authority for e in examples})} authorities, {FOLDS} folds")
    print(f"accuracy {right.mean():.3f}; counting a second defensible label {also.mean():.3f}")
    print(f"macro F1 {f1_score(label, given, average='macro'):.3f}")
    print(f"{'labelled, below; given:':25s}" + "".join(f"{name:>19s}" for name in LABELS))
    for number, name in enumerate(LABELS):
        row = [int(((label == number) & (given == other)).sum()) for other in range(len(LABELS))]
        print(f"{name:25s}" + "".join(f"{count:19d}" for count in row))
    for authority in sorted({e.authority for e in examples}):
        own = np.array([e.authority == authority for e in examples])
        print(
            f"  {authority:30s} n={own.sum():3d} accuracy {right[own].mean():.2f}, also {also[own].mean():.2f}"
        )


def write(model: Model, path: Path) -> None:
    """As whole numbers, in the order of the names: small, and the same for the same training."""
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}:[{','.join(str(round(v * SCALE)) for v in values)}]"
        for name, values in sorted(model.features.items())
    ]
    bias = json.dumps([round(v * SCALE) for v in model.bias])
    head = f'{{"labels":{json.dumps(LABELS)},"scale":{SCALE},"bias":{bias},"features":{{'
    path.write_text(head + "\n" + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
    print(f"{path}: {len(lines)} features, {path.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the stance model; figures by authority.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help="replace the model in the repository")
    arguments = parser.parse_args()
    examples = load(arguments.folder)
    report(examples, cross_validate(examples))
    if arguments.write:
        write(train(examples), MODEL)


if __name__ == "__main__":
    main()
