"""Over time, on labelled topics: documents that speak, silent ones kept silent, the stance of each.

    python -m benchmarks.over_time EVAL_FOLDER INDEX
    python -m benchmarks.over_time EVAL_FOLDER INDEX --fit WIDE_INDEX [--write]

EVAL_FOLDER holds `halton.dev.jsonl`; its `over_time` queries say of each document what its stance is or that it does
not mention the topic. `--fit` fits the weights of `findings/judge/relevance.py` on these, on the other queries that
name a topic, and on the held-out ones about six other authorities (`heldout.jsonl`; WIDE_INDEX holds their reports),
and prints what each cut costs on topics the weights have not seen; `--write` keeps them in the encoder's calibration.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.calibrate import keep
from benchmarks.heldout import QUERIES, covers, load
from benchmarks.retrieval import judged_name, scorer
from findings.judge.calibration import calibration
from findings.judge.relevance import Signs
from findings.library import Library, open_library
from findings.records import Filters, InspectionView
from findings.search.query import selected
from findings.timeline.over_time import Topic, candidates, measured_by, over_time, speaking_cut

# The judgements' word for a stance -> ours.
STANCE = {"positive": "strength", "negative": "needs_improvement", "mixed": "mixed"}
CUT = 0.25  # log-odds that a document needs at least, whatever the others have; chosen from the table that is printed
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
        candidates_of = [candidates(topic, number) for number in range(len(library.documents()))]
        cut = speaking_cut(topic, candidates_of)
        grades = {g["doc"]: 0 for g in query["gold"]}
        for gold in query["gold"]:
            grades[gold["doc"]] = max(grades[gold["doc"]], gold["grade"])
        for document, found in zip(library.documents(), candidates_of, strict=True):
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


def fit(narrow: Library, folder: Path, wide: Library, write: bool) -> None:
    """Each topic is judged by weights fitted without it; `write` keeps those of all topics in the calibration."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    def fitted_on(rows: Sequence[Observation]) -> LogisticRegression:
        """On the passages whose label is sure: judged relevant, or of a document that is silent."""
        sure = [row for row in rows if row.relevant or row.speaks is False]
        return LogisticRegression(C=10.0, max_iter=500).fit(
            [row.signs for row in sure], [row.relevant for row in sure]
        )

    every = {"Halton": list(labelled(narrow, folder)), "six others": list(held_out(wide))}
    rows = [row for own in every.values() for row in own]
    best: dict[tuple[str, str], float] = {}
    for topic in sorted({row.topic for row in rows}):
        model = fitted_on([row for row in rows if row.topic != topic])
        own = [row for row in rows if row.topic == topic]
        for row, odds in zip(own, model.decision_function([row.signs for row in own]), strict=True):
            place = (topic, row.document)
            best[place] = max(best.get(place, -np.inf), float(odds))
    for name, own in every.items():
        speaks = {(row.topic, row.document): row.speaks for row in own if row.speaks is not None}
        odds = np.array([best[place] for place in speaks])
        surest = {
            topic: max(odds for (other, _), odds in best.items() if other == topic) for topic, _ in speaks
        }
        measured = np.array([measured_by(surest[topic]) for topic, _ in speaks])
        truth = np.array(list(speaks.values()))
        print(
            f"{name}: {len({topic for topic, _ in speaks})} topics, {len(truth)} documents, {truth.sum()} speak"
        )
        for cut in np.arange(-1.5, 1.6, 0.5):
            for by, needed in (("alone", np.full(len(odds), cut)), ("beside", np.maximum(cut, measured))):
                heard = odds >= needed
                print(
                    f"  cut {cut:4.1f} {by:6}: {(~heard[truth]).mean():.0%} of those called silent, "
                    f"{heard[~truth].mean():.0%} of the silent given a voice"
                )
    model = fitted_on(rows)
    weights, bias = model.coef_[0].round(1).tolist(), round(float(model.intercept_[0]), 1)
    in_use = calibration(narrow.generation.encoder).topicality
    print(f"weights {weights}, constant {bias}; in use: {in_use}")
    if write:
        values = {"bias": bias, "weights": weights, "cut": CUT}
        keep(narrow.generation.encoder, "topicality", values)


@dataclass(frozen=True)
class Observation:
    """A passage of a document and a topic. `speaks`: whether the document does; None when it only bears on it."""

    topic: str
    document: str
    speaks: bool | None
    relevant: bool
    signs: Signs


def labelled(library: Library, folder: Path) -> Iterator[Observation]:
    """Of the development queries that name a topic."""
    measure = scorer(folder)
    for query in queries(folder, TOPICS):
        topic = Topic.of(library.generation, library.plan(query["query"]))
        for number, document in enumerate(library.documents()):
            name = judged_name(document.file)
            gold = [g for g in query["gold"] if g["doc"] == name]
            quotes = [measure.norm(g["quote"]) for g in gold]
            timeline = {t["doc"]: t["stance"] != "not_mentioned" for t in query.get("timeline", ())}
            speaks = timeline.get(name, _speaks(g["grade"] for g in gold))
            for found in candidates(topic, number):
                text = measure.norm(found.passage.text)
                relevant = any(measure.holds(text, quote) for quote in quotes)
                yield Observation(query["id"], document.id, speaks, relevant, found.signs)


def held_out(library: Library) -> Iterator[Observation]:
    """Of the held-out queries that name a topic, over the documents of their authority."""
    for query in load(QUERIES, library):
        if query.type not in TOPICS:
            continue
        plan = library.plan(query.query, Filters((query.authority,)))
        topic = Topic.of(library.generation, plan)
        within = {document.id for document in selected(library.documents(), plan.filters)}
        judged = [(passage, grade) for same, grade in query.units for passage in same]
        for number, document in enumerate(library.documents()):
            if document.id in within:
                speaks = _speaks(grade for passage, grade in judged if passage.doc == document.id)
                for found in candidates(topic, number):
                    relevant = any(covers(found.passage, passage) for passage, _ in judged)
                    yield Observation(query.id, document.id, speaks, relevant, found.signs)


def _speaks(grades: Iterable[int]) -> bool | None:
    return {2: True, 1: None, 0: False}[max(grades, default=0)]


def main() -> None:
    parser = argparse.ArgumentParser(description="Over time, on labelled topics.")
    parser.add_argument("eval", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--fit", type=Path, metavar="WIDE_INDEX", help="fit the weights of topicality")
    parser.add_argument("--write", action="store_true", help="keep what was fitted in the calibration")
    arguments = parser.parse_args()
    library = open_library(arguments.index)
    if arguments.fit:
        fit(library, arguments.eval, open_library(arguments.fit), arguments.write)
    else:
        score(library, arguments.eval)
        score_descriptions(library, arguments.eval)


if __name__ == "__main__":
    main()
