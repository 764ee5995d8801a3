"""The encoder as it lies in a generation: one ONNX file with its tokenizer.

Queries and builds are encoded by it, so neither needs torch. `export.py` makes and verifies it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import numpy as np

from findings.encoding.batches import encode_in_batches
from findings.encoding.onnx_session import available, open_session
from findings.encoding.tokenizer import Pieces, kept_tokens, pooled
from findings.encoding.types import Encoded, Floats, Spans
from findings.settings import EMBED

MODEL, TOKENIZER, CARD = "model.onnx", "tokenizer.json", "encoder.json"


@dataclass(frozen=True, slots=True)
class Card:
    """What an exported encoder says of itself, in `encoder.json`."""

    name: str
    checksum: str  # of the encoder it was made from
    precision: str
    dimensions: int
    width: int  # of its token vectors; 0 when it has none
    longest: int  # pieces it sees of a text; 0 for all
    means: bool  # whether a text's vector is the mean of its pieces' states, so that a span's can be that of its own
    model: str  # sha256 of model.onnx
    agreement: float = 0.0  # lowest cosine with the reference, over the passages it was verified on
    verified_on: int = 0  # passages


def write_card(folder: Path, card: Card) -> None:
    (folder / CARD).write_text(json.dumps(asdict(card), indent=2) + "\n", encoding="utf-8")


def open_exported(folder: Path, threads: int = 0) -> ExportedEncoder | None:
    """The encoder exported to a folder; None when there is none, or no onnxruntime to run it."""
    try:
        card = Card(**json.loads((folder / CARD).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return ExportedEncoder(folder, card, threads) if available() else None


class _Runtime:
    """A loaded model; generations that hold the same one share it."""

    def __init__(self, folder: Path, card: Card) -> None:
        self._session = open_session(
            folder / MODEL, card.model, f"run '{EMBED}' after removing the folder of the index"
        )
        self._pieces = Pieces(folder / TOKENIZER, card.longest)
        self._topical = self._pieces.topical() if card.width else None
        self._means = card.means

    def forward(self, texts: list[str], spans: list[Spans], tokens: bool) -> Encoded:
        """One batch; `tokens`: whether token vectors are wanted too."""
        ids, mask, places = self._pieces.batch(texts, spans)
        names = ["sentence"]
        if tokens and self._topical is not None:
            names.append("tokens")
        if spans and self._means:
            names.append("states")
        inputs: dict[str, Any] = {"input_ids": ids, "attention_mask": mask}
        found = dict(zip(names, self._session.run(names, inputs), strict=True))
        vectors: Floats = found["sentence"]
        kept = [vectors[:0]] * len(texts)
        if "tokens" in found and self._topical is not None:
            kept = kept_tokens(found["tokens"], ids, mask, self._topical)
        return Encoded(vectors, kept, pooled(found.get("states"), places))


_loading = threading.Lock()
_loaded: WeakValueDictionary[str, _Runtime] = WeakValueDictionary()


class ExportedEncoder:
    """An exported encoder; the model is loaded at the first text."""

    def __init__(self, folder: Path, card: Card, threads: int = 0) -> None:
        self._folder = folder
        self._threads = threads
        self.card = card
        self.name, self.checksum, self.precision = card.name, card.checksum, card.precision
        self.dimensions, self.width = card.dimensions, card.width

    @cached_property
    def _runtime(self) -> _Runtime:
        with _loading:
            runtime = _loaded.get(self.card.model)
            if runtime is None:
                runtime = _loaded[self.card.model] = _Runtime(self._folder, self.card)
            return runtime

    def files(self) -> list[Path]:
        """All that it is made of."""
        return sorted(self._folder.iterdir())

    def release(self) -> None:
        """Let go of the loaded model and its memory; it is loaded again when it is needed."""
        self.__dict__.pop("_runtime", None)

    def encode(self, texts: Sequence[str]) -> Floats:
        return self._encode(texts, (), tokens=False).vectors

    def encode_tokens(self, texts: Sequence[str], spans: Sequence[Spans] = ()) -> Encoded:
        return self._encode(texts, spans, tokens=True)

    def _encode(self, texts: Sequence[str], spans: Sequence[Spans], tokens: bool) -> Encoded:
        if not texts:
            return Encoded(np.zeros((0, self.dimensions), dtype=np.float32), ())
        forward = partial(self._runtime.forward, tokens=tokens)
        return encode_in_batches(texts, spans, forward, self.dimensions, self._threads)

    @cached_property
    def _whole(self) -> Pieces:
        return Pieces(self._folder / TOKENIZER)

    def pieces(self, text: str) -> int:
        return self._whole.count(text)
