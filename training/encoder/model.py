"""The encoder in training: frozen weights, low-rank adapters added to them, and a projection of its token vectors.

A weight W of `TARGETS` becomes W + (alpha / rank) B A. The sum is taken at every step, so that what is trained is what
`peft` merges later, and a step costs no more than with the plain model. Matrices are bfloat16, adapters float32.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional

from findings.encoding.types import PACKAGE
from findings.text.content_words import FUNCTION_WORDS

Floats = NDArray[np.float32]
Ids = Sequence[int]
Span = tuple[int, int]  # word-pieces of a text, from the first to before the second

HIDDEN, LAYERS, HEADS = 384, 6, 12
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

    Those of text i are `tokens[starts[i]:starts[i + 1]]`, float32 [all, width]. `sentences` are the vectors of all
    spans of all texts, in order, float32 [spans, 384]; zero where a span is empty.
    """

    vectors: Floats
    sentences: Floats
    tokens: Floats
    starts: NDArray[np.int64]


class Outputs(NamedTuple):
    """What one pass makes of n texts padded to the longest."""

    states: Tensor  # [n, longest, 384]
    vectors: Tensor  # [n, 384], unit length
    tokens: Tensor  # [n, longest, width], projected, unit length
    counted: Tensor  # [n, longest]: whether late interaction looks at the token


class Adapted:
    """The base encoder with adapters (nothing changed at first) and a projection of orthogonal rows."""

    def __init__(self, rank: int, alpha: float, width: int, seed: int) -> None:
        self.rank, self.alpha = rank, alpha
        folder = base_folder()
        self.kept = kept_pieces((folder / "vocab.txt").read_text(encoding="utf-8").split("\n"))
        self._exact = {
            name.removeprefix("bert."): weight.float()
            for name, weight in load_file(folder / "model.safetensors").items()
            if weight.is_floating_point()
        }
        self._rounded = {name: weight.bfloat16() for name, weight in self._exact.items()}
        random = torch.Generator().manual_seed(seed)
        self.a: dict[str, Tensor] = {}
        self.b: dict[str, Tensor] = {}
        for name in (f"encoder.layer.{n}.{part}" for n in range(LAYERS) for part in LAYER_PARTS):
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
        merged = dict(self._rounded)
        for name in self.a:
            delta = (self.alpha / self.rank) * (self.b[name] @ self.a[name])
            merged[f"{name}.weight"] = (self._exact[f"{name}.weight"] + delta).bfloat16()
        return merged

    def forward(self, weights: dict[str, Tensor], texts: Sequence[Ids]) -> Outputs:
        ids, mask = padded(texts)
        states = _last_states(weights, ids, mask).float()
        vectors = functional.normalize((states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True), dim=-1)
        tokens = functional.normalize(functional.linear(states, self.projection), dim=-1)
        counted = self.kept[ids] & (mask > 0)
        empty = ~counted.any(1)
        counted[empty] = mask[empty] > 0
        return Outputs(states, vectors, tokens, counted)

    @torch.no_grad()
    def encode(self, texts: Sequence[Ids], spans: Sequence[Sequence[Span]] = ()) -> Encoded:
        """`spans`: of each text those whose vectors are wanted."""
        weights = self.weights()
        starts = np.cumsum([0, *map(len, spans)])
        sentences = np.zeros((starts[-1], HIDDEN), dtype=np.float32)
        vectors = np.zeros((len(texts), HIDDEN), dtype=np.float32)
        tokens: list[Floats] = [np.zeros((0, self.projection.shape[0]), dtype=np.float32)] * len(texts)
        for batch in _batches(texts):
            found = self.forward(weights, [texts[i] for i in batch])
            vectors[batch] = found.vectors.numpy()
            for place, i in enumerate(batch):
                tokens[i] = found.tokens[place][found.counted[place]].numpy()
            if spans:
                rows = np.concatenate([np.arange(starts[i], starts[i + 1]) for i in batch])
                sentences[rows] = pooled(found.states, [spans[i] for i in batch]).numpy()
        token_starts = np.cumsum([0, *map(len, tokens)])
        return Encoded(vectors, sentences, np.concatenate(tokens), token_starts)


def pooled(states: Tensor, spans: Sequence[Sequence[Span]]) -> Tensor:
    """The means of the states of spans, of unit length: of states [n, longest, 384] and the spans of each of the n
    texts, float32 [spans, 384], in order; zero where a span is empty."""
    text = torch.tensor([number for number, own in enumerate(spans) for _ in own], dtype=torch.long)
    bounds = torch.tensor([span for own in spans for span in own], dtype=torch.long).view(-1, 2)
    sums = functional.pad(states.cumsum(1), (0, 0, 1, 0))
    return functional.normalize(sums[text, bounds[:, 1]] - sums[text, bounds[:, 0]], dim=-1)


def _last_states(weights: Mapping[str, Tensor], ids: Tensor, mask: Tensor) -> Tensor:
    """BERT's forward pass, bfloat16 [n, longest, 384]; twice as fast here as the library's in training."""

    def norm(states: Tensor, name: str) -> Tensor:
        scale, shift = weights[f"{name}.LayerNorm.weight"], weights[f"{name}.LayerNorm.bias"]
        return functional.layer_norm(states, (HIDDEN,), scale, shift, 1e-12)

    def dense(states: Tensor, name: str) -> Tensor:
        return functional.linear(states, weights[f"{name}.weight"], weights[f"{name}.bias"])

    count, longest = ids.shape
    absent = ((1 - mask) * -1e4).bfloat16()[:, None, None, :]
    states = norm(
        weights["embeddings.word_embeddings.weight"][ids]
        + weights["embeddings.position_embeddings.weight"][:longest]
        + weights["embeddings.token_type_embeddings.weight"][0],
        "embeddings",
    )
    for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
        query, key, value = (
            dense(states, f"{layer}.attention.self.{part}").view(count, longest, HEADS, -1).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        if torch.is_grad_enabled():  # the fused operation is slow backwards
            scores = (query / math.sqrt(HIDDEN / HEADS)) @ key.transpose(-1, -2) + absent
            seen = torch.softmax(scores, -1) @ value
        else:
            seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=absent)
        seen = dense(seen.transpose(1, 2).flatten(2), f"{layer}.attention.output.dense")
        states = norm(states + seen, f"{layer}.attention.output")
        inner = functional.gelu(dense(states, f"{layer}.intermediate.dense"))
        states = norm(states + dense(inner, f"{layer}.output.dense"), f"{layer}.output")
    return states


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


def _batches(texts: Sequence[Ids], pieces_at_once: int = 2048) -> Iterator[list[int]]:
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    while order:
        size = max(1, pieces_at_once // len(texts[order[0]]))
        yield order[:size]
        order = order[size:]
