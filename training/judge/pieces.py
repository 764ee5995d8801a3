"""Texts as the numbers of their word-pieces: the tokenizer, set to the judge's length, and padded batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.judge.data import Pair

LONGEST = 96  # word-pieces of a pair, with the three marks


@dataclass(frozen=True, slots=True)
class Encoded:
    """A pair in pieces; `types` is 0 for those of the question, 1 for those of the sentence."""

    ids: list[int]
    types: list[int]
    label: int


def tokenizer(folder: Path, longest: int = LONGEST) -> Tokenizer:
    """That of a model's folder. A pair that is too long loses the end of its longer text."""
    found = Tokenizer.from_file(str(folder / "tokenizer.json"))
    found.no_padding()
    found.enable_truncation(max_length=longest, strategy="longest_first")
    return found


def encode(pieces: Tokenizer, pairs: Sequence[Pair]) -> list[Encoded]:
    """Every pair in pieces."""
    found = pieces.encode_batch([(pair.first, pair.second) for pair in pairs])
    return [Encoded(e.ids, e.type_ids, p.label) for e, p in zip(found, pairs, strict=True)]


def batch(items: Sequence[Encoded]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pieces, mask and types [pairs, pieces], filled up to the longest with zeros."""
    longest = max(len(item.ids) for item in items)
    ids = torch.zeros(len(items), longest, dtype=torch.long)
    mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, item in enumerate(items):
        length = len(item.ids)
        ids[row, :length] = torch.tensor(item.ids)
        types[row, :length] = torch.tensor(item.types)
        mask[row, :length] = 1
    return ids, mask, types
