"""What reading query and passage together would cost a query: a cross-encoder of the same size, untrained.

    python -m benchmarks.training.cross_encoder_cost INDEX

Each query is paired with passages of the index and the pairs go through the first layers of the packaged encoder, on
one core, in single precision. Times are medians, with the time of encoding the query alone for comparison.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path
from typing import Any

import torch

from benchmarks.training.encoder_data import Corpus
from benchmarks.training.encoder_model import base_folder, padded
from findings.library import open_library

QUERY = "do social workers see children alone and write down what they say"
ROUNDS = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("index", type=Path)
    arguments = parser.parse_args()
    from transformers import AutoModel

    torch.set_num_threads(1)
    corpus = Corpus(open_library(arguments.index))
    query = corpus.ids([QUERY])[0]
    step = len(corpus.texts) // 30
    pairs = [[*query, *corpus.texts[number * step][1:]] for number in range(30)]
    model: Any = AutoModel.from_pretrained(base_folder()).eval()
    layers = model.encoder.layer
    print(f"query alone: {_milliseconds(model, [query]):.0f} ms")
    for depth in (6, 3, 2):
        model.encoder.layer = layers[:depth]
        for count in (20, 30):
            print(f"{depth} layers, {count} passages: {_milliseconds(model, pairs[:count]):.0f} ms")


def _milliseconds(model: Any, texts: list[list[int]]) -> float:
    """Of one pass over the texts, in batches of eight of like length."""
    texts = sorted(texts, key=len)
    batches = [padded(texts[start : start + 8]) for start in range(0, len(texts), 8)]
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        with torch.inference_mode():
            for ids, mask in batches:
                model(input_ids=ids, attention_mask=mask)
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
