"""How the shipped judge fares on labelled questions of ours: python -m training.judge.look INDEX FILE...

FILE is in the form that `own_topics.py` describes, INDEX holds the reports it names.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from findings.encoding.cross_encoder import CrossEncoder
from findings.judge.judge import FOLDER
from findings.library import open_library
from training.judge import own_topics
from training.judge.data import Question
from training.judge.measures import Floats, measure


def judged(encoder: CrossEncoder, questions: Sequence[Question]) -> Floats:
    """The probabilities of all sentences of all questions [sentences, classes]."""
    pairs = [(pair.first, pair.second) for question in questions for pair in question.pairs]
    return np.asarray(encoder.probabilities(pairs), dtype=np.float64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    args = parser.parse_args()
    library, encoder = open_library(args.index), CrossEncoder(FOLDER)
    for file in args.files:
        questions = own_topics.read(file, library)
        print(f"{file.name}: {measure(questions, judged(encoder, questions)).line()}", flush=True)


if __name__ == "__main__":
    main()
