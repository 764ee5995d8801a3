"""The exported judge as a network again, to be trained further: python -m training.judge.reopen EXPORTED OUT.

EXPORTED is a folder that `training.judge.export` wrote with weights in blocks; what 8 bits rounded stays rounded.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.judge import model
from training.judge.export import MODEL
from training.judge.in_blocks import matrices_of

# The matrices of a layer in the order in which they are used.
PARTS = (
    *(f"attention.self.{name}" for name in ("query", "key", "value")),
    *("attention.output.dense", "intermediate.dense", "output.dense"),
)


def reopen(folder: Path) -> model.Judge:
    """The network of an exported judge. Raises ValueError when its matrices are not those of six layers."""
    graph = onnx.load(folder / MODEL).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    judge = model.start()
    state = judge.state_dict()
    state |= {name: torch.tensor(value) for name, value in held.items() if name in state}
    words = "reader.embeddings.word_embeddings"
    state[f"{words}.weight"] = torch.tensor(
        held[f"{words}.table"].astype(np.float32) * held[f"{words}.scales"]
    )
    matrices = list(matrices_of(graph))
    names = [f"reader.encoder.layer.{n}.{part}.weight" for n in range(6) for part in PARTS]
    if len(matrices) != len(names):
        raise ValueError(f"{folder / MODEL} has {len(matrices)} matrices in blocks, not {len(names)}.")
    state |= {name: torch.tensor(matrix) for name, matrix in zip(names, matrices, strict=True)}
    judge.load_state_dict(state)
    return judge.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exported", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    model.save(reopen(args.exported), args.out)


if __name__ == "__main__":
    main()
