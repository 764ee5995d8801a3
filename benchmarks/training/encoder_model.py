"""The encoder in training: frozen weights, low-rank adapters added to them, and a projection of its token vectors.

A weight W of `TARGETS` becomes W + (alpha / rank) B A. The sum is taken at every step, so that what is trained is what
`peft` merges later, and a step costs no more than with the plain model. Matrices are bfloat16, adapters float32.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from findings.asking.stopwords import FUNCTION_WORDS
from findings.indexing.encoder import PACKAGE

Floats = NDArray[np.float32]
Ids = Sequence[int]

HIDDEN = 384
END = 102  # [SEP], the mark that ends a text
TARGETS = r"encoder\..*\.(query|key|value|dense)"
LAYER_PARTS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


@dataclass(frozen=True)
class Encoded:
    """Texts as one vector each, float32 [n, 384] of unit length, and as the unit vectors of their kept word-pieces.

    Those of text i are `tokens[starts[i]:starts[i + 1]]`, float32 [all, width].
    """

    vectors: Floats
    tokens: Floats
    starts: NDArray[np.int64]


class Adapted:
    """The base encoder with adapters (nothing changed at first) and a projection of orthogonal rows."""

    def __init__(self, rank: int, alpha: float, width: int, seed: int) -> None:
        from transformers import AutoModel

        self.rank, self.alpha = rank, alpha
        folder = base_folder()
        model: Any = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        self._exact = {name: weight.detach().float() for name, weight in model.state_dict().items()}
        self._model = model.bfloat16().requires_grad_(False).eval()
        self._layers = model.config.num_hidden_layers
        self.kept = kept_pieces((folder / "vocab.txt").read_text(encoding="utf-8").split("\n"))
        random = torch.Generator().manual_seed(seed)
        self.a: dict[str, Tensor] = {}
        self.b: dict[str, Tensor] = {}
        for name in (f"encoder.layer.{n}.{part}" for n in range(self._layers) for part in LAYER_PARTS):
            rows, columns = self._exact[f"{name}.weight"].shape
            spread = math.sqrt(3 / columns)
            self.a[name] = (torch.rand(rank, columns, generator=random) * 2 - 1).mul(spread).requires_grad_()
            self.b[name] = torch.zeros(rows, rank).requires_grad_()
        turned = torch.linalg.qr(torch.randn(HIDDEN, HIDDEN, generator=random))[0]
        self.projection = turned[:width].clone().requires_grad_()

    def keep(self, share: float) -> None:
        """Scale what the adapters add."""
        with torch.no_grad():
            for matrix in self.b.values():
                matrix.mul_(share)

    def weights(self) -> dict[str, Tensor]:
        """Every weight of the encoder, adapters merged, in bfloat16."""
        merged = dict(self._model.state_dict())
        for name in self.a:
            delta = (self.alpha / self.rank) * (self.b[name] @ self.a[name])
            merged[f"{name}.weight"] = (self._exact[f"{name}.weight"] + delta).bfloat16()
        return merged

    def forward(self, weights: dict[str, Tensor], texts: Sequence[Ids]) -> tuple[Tensor, Tensor, Tensor]:
        """Vectors [n, 384], projected token vectors [n, longest, width], and which tokens count [n, longest]."""
        ids, mask = padded(texts)
        inputs = {"input_ids": ids, "attention_mask": mask}
        states = torch.func.functional_call(self._model, weights, (), inputs).last_hidden_state.float()
        vectors = functional.normalize((states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True), dim=-1)
        tokens = functional.normalize(functional.linear(states, self.projection), dim=-1)
        counted = self.kept[ids] & (mask > 0)
        empty = ~counted.any(1)
        counted[empty] = mask[empty] > 0
        return vectors, tokens, counted

    @torch.no_grad()
    def encode(self, texts: Sequence[Ids], pieces_at_once: int = 2048) -> Encoded:
        weights = self.weights()
        vectors = np.zeros((len(texts), HIDDEN), dtype=np.float32)
        tokens: list[Floats] = [np.zeros((0, self.projection.shape[0]), dtype=np.float32)] * len(texts)
        for batch in _batches(texts, pieces_at_once):
            rows, projected, counted = self.forward(weights, [texts[i] for i in batch])
            vectors[batch] = rows.numpy()
            for place, i in enumerate(batch):
                tokens[i] = projected[place][counted[place]].numpy()
        starts = np.cumsum([0, *(len(each) for each in tokens)])
        return Encoded(vectors, np.concatenate(tokens), starts)


def base_folder() -> Path:
    """The folder of the packaged encoder."""
    found = importlib.util.find_spec(PACKAGE)
    assert found and found.origin
    return Path(found.origin).parent / "model"


def kept_pieces(vocabulary: Sequence[str]) -> Tensor:
    """Of every word-piece whether it counts in late interaction: no mark, no punctuation, no function word."""
    return torch.tensor(
        [
            any(character.isalnum() for character in piece)
            and piece not in FUNCTION_WORDS
            and not (piece.startswith("[") and piece.endswith("]"))
            for piece in vocabulary
        ]
    )


def padded(texts: Sequence[Ids]) -> tuple[Tensor, Tensor]:
    """Word-piece ids and mask, int64 [n, longest]."""
    longest = max(map(len, texts))
    ids = torch.zeros(len(texts), longest, dtype=torch.long)
    mask = torch.zeros(len(texts), longest, dtype=torch.long)
    for row, text in enumerate(texts):
        ids[row, : len(text)] = torch.tensor(text)
        mask[row, : len(text)] = 1
    return ids, mask


def _batches(texts: Sequence[Ids], pieces_at_once: int) -> Iterator[list[int]]:
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    while order:
        size = max(1, pieces_at_once // len(texts[order[0]]))
        yield order[:size]
        order = order[size:]
