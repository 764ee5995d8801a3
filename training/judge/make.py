"""The judge that is shipped, in five steps: python -m training.judge.make --data FOLDER --index INDEX --out FOLDER.

Each step goes on from the one before and writes its weights to a folder of its own below --out. Same data, index, seed
and number of threads: the same steps. `--only` makes some of them again.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from findings.library import Library, open_library
from training.judge import data, model, own_topics
from training.judge.data import Question
from training.judge.swapped import swapped
from training.judge.train import Recipe, trained


@dataclass(frozen=True, slots=True)
class Step:
    """One training: of which files of questions, with how much of our own topics."""

    name: str
    recipe: Recipe
    answers: str = ""  # letters of the files `answers.*.jsonl`; "": all of them
    own: int = 0  # how many times our own topics are taken
    swaps: bool = False  # whether sentences of other topics are taken too
    directions: int = 0  # how many times our own questions for praise or faults are taken
    hard: int = 0  # how many times our own questions that the judge found hard are taken
    after: tuple[str, ...] = ()  # steps whose mean it goes on from; else the one before


STEPS = (
    Step("main", Recipe(epochs=3, rate=1e-4, zeros=4)),
    Step("topics", Recipe(epochs=1, rate=6e-5, zeros=6), answers="ACGKN", own=3),
    Step("swapped", Recipe(epochs=1, rate=7e-5, zeros=8), answers="BDIJLM", own=3, swaps=True),
    Step("directions", Recipe(epochs=1, rate=6e-5, zeros=7), answers="ADGKN", own=1, directions=4),
    Step(
        "hard",
        Recipe(epochs=2, rate=6e-5, zeros=6),
        answers="GK",
        own=1,
        directions=1,
        hard=1,
        after=("swapped", "directions"),
    ),
)


# The judge that is exported is the one of the last step; the mean of two steps has a folder of its own.
MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Own:
    """Our own labelled questions and topics."""

    topics: Sequence[Question]
    directions: Sequence[Question]
    hard: Sequence[Question]

    @classmethod
    def read(cls, library: Library) -> Own:
        """From the files of this folder, through an index of the reports."""
        files = (own_topics.FILE, own_topics.DIRECTIONS, own_topics.QUESTIONS)
        return cls(*(own_topics.read(file, library) for file in files))


def questions_of(step: Step, folder: Path, own: Own, seed: int) -> list[Question]:
    """What a step is trained on."""
    chosen = [
        path
        for path in data.training_files(folder)
        if not step.answers or path.name.startswith("topics.") or path.name.split(".")[1] in step.answers
    ]
    found = data.read(chosen) + step.own * list(own.topics)
    found += step.directions * list(own.directions) + step.hard * list(own.hard)
    if step.swaps:
        topics = data.read(path for path in chosen if path.name.startswith("topics."))
        found += swapped([*topics, *own.topics], seed)
    return found


def average(folders: Sequence[Path], out: Path) -> None:
    """The mean of the weights of several judges that were trained one from another (Wortsman et al., "Model soups",
    2022), saved."""
    judges = [model.load(folder) for folder in folders]
    with torch.no_grad():
        for weights in zip(*(judge.parameters() for judge in judges), strict=True):
            weights[0].copy_(torch.stack(list(weights)).mean(dim=0))
    model.save(judges[0], out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--index", type=Path, required=True, help="of the reports, to read our own questions")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="*", choices=[s.name for s in STEPS], default=[s.name for s in STEPS])
    parser.add_argument(
        "--begin", type=Path, help="folder of a judge that the first of these steps goes on from"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    own = Own.read(open_library(args.index))
    before, given = "", str(args.begin or "")
    for step in STEPS:
        if step.name in args.only:
            if step.after and not given:
                before = str(args.out / MEAN)
                average([args.out / name for name in step.after], args.out / MEAN)
            questions = questions_of(step, args.data, own, args.seed)
            recipe = replace(step.recipe, begin=given or before, seed=args.seed)
            print(f"{step.name}: {len(questions)} questions and topics; {recipe}", flush=True)
            began = time.monotonic()
            model.save(trained(questions, recipe), args.out / step.name)
            print(f"{step.name} took {time.monotonic() - began:.0f}s", flush=True)
            given = ""
        before = str(args.out / step.name)


if __name__ == "__main__":
    main()
