"""Over time, on labelled topics: documents that speak, silent ones kept silent, the stance of each.

    python -m benchmarks.over_time EVAL_FOLDER INDEX [--fit]

EVAL_FOLDER holds `halton.dev.jsonl`; its `over_time` queries say of each document what its stance is or that it does
not mention the topic. `--fit` fits the weights of `findings/asking/topicality.py` on these and on the other queries
that name a topic, and prints what each cut costs on topics the weights have not seen.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.retrieval import judged_name, scorer
from findings.asking.timeline import SPEAKS, Topic, candidates, over_time, speaking_cut
from findings.library import Library, open_library
from findings.records import InspectionView

# The judgements' word for a stance -> ours.
STANCE = {"positive": "strength", "negative": "needs_improvement", "mixed": "mixed"}
TOPICS = ("over_time", "keyword", "acronym")


def queries(folder: Path, types: tuple[str, ...]) -> list[dict[str, Any]]:
    lines = (folder / "halton.dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [q for q in map(json.loads, lines) if q["type"] in types and q["gold"]]


def score(library: Library, folder: Path) -> None:
    measure = scorer(folder)
    totals: Counter[str] = Counter()
    for query in queries(folder, ("over_time",)):
        timeline = over_time(library.generation, library.plan(query["query"]))
        views = {judged_name(view.document.file): view for view in timeline.inspections}
        print(f"{query['id']} {query['query']}")
        for truth in query["timeline"]:
            view = views[truth["doc"]]
            speaks = truth["stance"] != "not_mentioned"
            gold = [measure.norm(g["quote"]) for g in query["gold"] if g["doc"] == truth["doc"]]
            wanted = {STANCE.get(name) for name in (truth["stance"], *truth.get("also_ok", ()))}
            found = view.silence is None
            right = found and view.stance in wanted
            cited = any(
                measure.holds(measure.norm(hit.passage.text), quote)
                for hit, _ in view.passages
                for quote in gold
            )
            totals.update(
                speaking=speaks,
                heard=speaks and found,
                cited=speaks and found and cited,
                right=speaks and right,
                silent=not speaks,
                false_voice=not speaks and found,
            )
            mark = "ok" if (right if speaks else not found) else "--"
            print(f"  {mark} {truth['doc']:28s} {truth['stance']:14s} {described(view)}")
    speaking, silent = totals["speaking"], totals["silent"]
    print(
        f"documents that speak: {totals['heard']}/{speaking} heard, {totals['cited']}/{speaking} by a judged passage; "
        f"stance right {totals['right']}/{speaking} ({totals['right'] / speaking:.0%}); "
        f"silent documents given a voice {totals['false_voice']}/{silent} ({totals['false_voice'] / silent:.0%})"
    )


def score_descriptions(library: Library, folder: Path) -> None:
    """Topics described in everyday words. A document speaks where a passage was judged to be about it (grade 2)."""
    totals: Counter[str] = Counter()
    for query in queries(folder, ("paraphrase",)):
        topic = Topic.of(library.generation, library.plan(query["query"]))
        cut = speaking_cut(topic)
        grades = {g["doc"]: 0 for g in query["gold"]}
        for gold in query["gold"]:
            grades[gold["doc"]] = max(grades[gold["doc"]], gold["grade"])
        for number, document in enumerate(library.documents()):
            found = candidates(topic, number)
            heard = bool(found) and found[0].odds >= cut
            grade = grades.get(judged_name(document.file), 0)
            totals.update(
                speaking=grade == 2,
                heard=grade == 2 and heard,
                silent=grade == 0,
                voiced=grade == 0 and heard,
            )
    print(
        f"topics described in everyday words: {totals['heard']}/{totals['speaking']} of the documents that speak "
        f"heard, {totals['voiced']}/{totals['silent']} of the silent given a voice"
    )


def described(view: InspectionView) -> str:
    near = [hit for hit, _ in view.passages] or list(view.nearest)
    best = f"{near[0].score:.2f} {near[0].passage.text[:70]!r}" if near else ""
    labels = " ".join(stance.label for _, stance in view.passages)
    return f"{view.silence or view.stance} [{labels}] {best}"


def fit(library: Library, folder: Path) -> None:
    """Each topic is judged by weights fitted without it."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    rows = observations(library, folder)
    topics = sorted({row["topic"] for row in rows})
    documents: dict[tuple[str, str], list[float]] = {}
    for topic in topics:
        model = LogisticRegression(C=10.0, max_iter=500).fit(
            *_columns(r for r in rows if r["topic"] != topic)
        )
        own = [r for r in rows if r["topic"] == topic]
        for row, odds in zip(own, model.decision_function([r["signs"] for r in own]), strict=True):
            best = documents.setdefault((topic, row["document"]), [float(row["speaks"]), -np.inf])
            best[1] = max(best[1], float(odds))
    speaks, odds = np.array(list(documents.values())).T
    print(f"{len(topics)} topics, {len(speaks)} documents, {int(speaks.sum())} of them speak")
    for cut in np.arange(-2.0, 1.6, 0.5):
        missed, voiced = (odds[speaks == 1] < cut).mean(), (odds[speaks == 0] >= cut).mean()
        print(
            f"cut {cut:4.1f}: {missed:.0%} of the speaking called silent, {voiced:.0%} of the silent given a voice"
        )
    model = LogisticRegression(C=10.0, max_iter=500).fit(*_columns(rows))
    print(
        f"weights {model.coef_[0].round(1)}, constant {model.intercept_[0]:.1f}; the cut in use is {SPEAKS}"
    )


def _columns(rows: Any) -> tuple[list[Any], list[bool]]:
    """Signs and label of the passages whose label is sure: judged relevant, or of a document that is silent."""
    sure = [row for row in rows if row["relevant"] or not row["speaks"]]
    return [row["signs"] for row in sure], [row["relevant"] for row in sure]


def observations(library: Library, folder: Path) -> list[dict[str, Any]]:
    measure = scorer(folder)
    rows = []
    for query in queries(folder, TOPICS):
        topic = Topic.of(library.generation, library.plan(query["query"]))
        for number, document in enumerate(library.documents()):
            name = judged_name(document.file)
            gold = [measure.norm(g["quote"]) for g in query["gold"] if g["doc"] == name]
            truth = {t["doc"]: t["stance"] != "not_mentioned" for t in query.get("timeline", ())}
            for found in candidates(topic, number):
                text = measure.norm(found.passage.text)
                relevant = any(measure.holds(text, quote) for quote in gold)
                rows.append(
                    {
                        "topic": query["id"],
                        "document": document.id,
                        "speaks": truth.get(name, bool(gold)),
                        "relevant": relevant,
                        "signs": found.signs,
                    }
                )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description="Over time, on labelled topics.")
    parser.add_argument("eval", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--fit", action="store_true", help="fit the weights of topicality, by topic")
    arguments = parser.parse_args()
    library = open_library(arguments.index)
    if arguments.fit:
        fit(library, arguments.eval)
    else:
        score(library, arguments.eval)
        score_descriptions(library, arguments.eval)


if __name__ == "__main__":
    main()
