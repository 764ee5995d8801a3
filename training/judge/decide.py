"""Is there an answer? Fits the decision of the product, `findings/answers/decision.json`, cross-validated by authority.

python -m training.judge.decide --data FOLDER --folds FOLDER [--look FILE --index INDEX] [--write]
`--folds` is what crossval wrote: each question judged by what was trained without its authority. The cut is where as
many are wrongly answered as wrongly refused: of these questions, or with `--look` of those asked of an index, where one
whose premise is denied is refused at any cut. Questions about what is not held are counted by their features alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]
from sklearn.model_selection import GroupKFold, cross_val_predict  # type: ignore[import-untyped]

from findings.answers.decision import FILE, Features, decide, features
from findings.answers.evidence import Sentence, judged
from findings.answers.question import Question, read_question
from findings.errors import QueryError
from findings.judge.judge import Judgement, open_judge
from findings.library import Library, open_library
from findings.records import EVERYTHING, Document, Filters, Passage, Plan
from findings.search.query import selected
from findings.search.retrieve import DEFAULT
from findings.text.years import speaks_of
from training.judge.crossval import read_folds
from training.judge.measures import REFUSED, Floats, wrong_at

NAMES = tuple(field.name for field in fields(Features))
FOLDS = 5
Truth = NDArray[np.bool_]


def row(question: Question, sentences: Sequence[Sentence]) -> tuple[float, ...]:
    """The features in their order, as the product sees them."""
    return astuple(features(question, sentences)[0])


def labelled(line: dict[str, Any], judgements: Floats) -> tuple[float, ...]:
    """The features of a labelled question with its judged sentences."""
    question = read_question(Plan(line["question"], line["question"]))
    asked = frozenset[int]().union(*question.years)
    found = []
    for candidate, judgement in zip(line["candidates"], judgements, strict=True):
        text, start, end = candidate["text"], candidate["start"], candidate["end"]
        year = int(candidate["year"] or 0)
        document = Document(
            candidate["file"], candidate["file"], "", "", 0, published=date(year, 7, 1) if year else None
        )
        passage = Passage(
            "", document.id, start, end, text, None, None, None, None, (), "", "finding", ((start, end),)
        )
        in_year = speaks_of(text, document, asked)
        said = Judgement(*judgement.tolist())
        found.append(Sentence(document, passage, start, end, text, np.zeros(0), 0.0, in_year, said))
    return row(question, found)


def looked_up(line: dict[str, Any], library: Library) -> tuple[tuple[float, ...], bool] | None:
    """The features of a question asked of an index, and whether a sentence denies what it takes for granted; none where
    it cannot be asked."""
    filters = EVERYTHING if line["authority"] == "*" else Filters((line["authority"],))
    try:
        plan = library.plan(line["question"], filters)
    except QueryError:
        return None
    held = {document.authority for document in selected(library.documents(), plan.filters)}
    question = read_question(plan, {name for name in held if name})
    sentences = judged(library.generation, open_judge(), plan, question, DEFAULT)
    return row(question, sentences), decide(question, sentences).denial is not None


def is_answerable(line: dict[str, Any]) -> bool:
    """Whether the labelled sentences answer it."""
    return line["answerable"] in ("yes", "partial")


def balanced(answerable: Truth, chances: Floats) -> float:
    """The cut at which about as many are wrongly answered as wrongly refused; a question at the cut is answered."""
    tried = np.unique(chances)
    apart = [
        abs(int((~answerable & (chances >= t)).sum()) - int((answerable & (chances < t)).sum()))
        for t in tried
    ]
    return round(float(tried[int(np.argmin(apart))]), 2)


def crossed(table: Floats, answerable: Truth, authorities: Sequence[str]) -> Floats:
    """Each question's chance of an answer, by a model that saw none of its authority."""
    found: Floats = cross_val_predict(
        _model(), table, answerable, groups=list(authorities), cv=GroupKFold(FOLDS), method="predict_proba"
    )[:, 1]
    return found


def _model() -> Any:
    return LogisticRegression(C=1.0, max_iter=1000)


def _report(name: str, answerable: Truth, chances: Floats, cut: float) -> None:
    """AUROC; the share of the unanswerable answered where some shares of the answerable are refused; and at the cut."""
    wrong = np.round(wrong_at(answerable, chances), 3).tolist()
    print(
        f"{name}: {len(chances)} questions, AUROC {roc_auc_score(answerable, chances):.3f}, "
        f"wrongly answered at {REFUSED} refused: {wrong}; at {cut}: "
        f"{(chances[~answerable] >= cut).mean():.1%} wrongly answered, {(chances[answerable] < cut).mean():.1%} refused"
    )


def _lines(paths: Iterable[Path]) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--look", type=Path, help="labelled questions to choose the cut by")
    parser.add_argument("--index", type=Path, help="of the documents that --look names")
    parser.add_argument("--write", action="store_true", help="replace the decision of the product")
    args = parser.parse_args()
    if (args.look is None) != (args.index is None):
        parser.error("--look and --index go together")
    folds = read_folds(args.folds)
    asked = [line for line in _lines(sorted(args.data.glob("answers.*.jsonl"))) if line["id"] in folds]
    table = np.array([labelled(line, folds[line["id"]]) for line in asked])
    answerable = np.array([is_answerable(line) for line in asked])
    chances = crossed(table, answerable, [line["authority"] for line in asked])
    cut = balanced(answerable, chances)
    _report("cross-validated", answerable, chances, cut)
    made = _model().fit(table, answerable)
    if args.look:
        library = open_library(args.index)
        rows = {line["id"]: (line, looked_up(line, library)) for line in _lines([args.look])}
        seen = [(line, found) for line, found in rows.values() if found is not None]
        truth = np.array([is_answerable(line) for line, _ in seen])
        looked: Floats = made.predict_proba(np.array([found[0] for _, found in seen]))[:, 1]
        looked[[denied for _, (_, denied) in seen]] = 0.0  # refused at any cut
        cut = balanced(truth, looked)
        _report(args.look.name, truth, looked, cut)
    fitted = {
        "bias": round(float(made.intercept_[0]), 2),
        "weights": np.round(made.coef_[0], 2).tolist(),
        "cut": cut,
    }
    print(NAMES, json.dumps(fitted))
    if args.write:
        FILE.write_text(json.dumps(fitted) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
