"""A cross-encoder: reads two texts together and says how likely each of a few classes is.

Nogueira and Cho, "Passage re-ranking with BERT", 2019. Pairs are read one by one: in int8 the numbers of a batch would
depend on what else is in it, and a pair must be judged alike wherever it comes up.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from findings.encoding.onnx_session import open_session
from findings.encoding.tokenizer import Pieces
from findings.encoding.turns import Turns
from findings.encoding.types import cores
from findings.errors import EncoderError

MODEL, TOKENIZER, CARD = "model.onnx", "tokenizer.json", "judge.json"
_REMEDY = "install Findings again"


class CrossEncoder:
    """One exported cross-encoder; its network is loaded at the first pair. Safe to share between threads."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """`threads` pairs are read at once, each on a core; 0 is one for every core.

        Raises EncoderError when the folder holds no cross-encoder.
        """
        self._folder = folder
        self._threads = threads or cores()
        self._loading = threading.Lock()
        try:
            card = json.loads((folder / CARD).read_text(encoding="utf-8"))
            self.name: str = card["name"]
            self.checksum: str = card["model"]
            self.classes: tuple[str, ...] = tuple(card["classes"])
            self._longest = int(card["longest"])
            self._temperature = float(card["temperature"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EncoderError(f"{folder} holds no judge (no usable {CARD}): {_REMEDY}.") from error

    @cached_property
    def _network(self) -> tuple[Any, Pieces]:
        session = open_session(self._folder / MODEL, self.checksum, _REMEDY)
        return session, Pieces(self._folder / TOKENIZER, self._longest)

    @cached_property
    def _turns(self) -> Turns:
        return Turns(self._threads, "judge")

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """float64 [pairs, classes], each row sums to 1.

        Who asks at the same time takes turns, pair by pair; raises what the request's check raises (turns.py).
        """
        if not pairs:
            return np.zeros((0, len(self.classes)))
        with self._loading:
            _ = self._network, self._turns
        logits = np.stack(self._turns.map(self._logits, pairs)) / self._temperature
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))

    def _logits(self, pair: tuple[str, str]) -> NDArray[np.float64]:
        session, pieces = self._network
        ids, types = pieces.pair(*pair)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types}
        [logits] = session.run(None, inputs)
        return np.asarray(logits[0], dtype=np.float64)
