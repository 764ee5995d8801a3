"""Word-pieces of a text, as the encoder sees them. The only file that imports tokenizers."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from findings.errors import EncoderError
from findings.indexing.encoder import Floats
from findings.indexing.function_words import FUNCTION_WORDS

Ids = NDArray[np.int64]

# How tokenizers mark the piece that begins a word.
_WORD_MARKS = "Ġ▁"


class Pieces:
    """A tokenizer, read from its `tokenizer.json`. Safe to use from many threads."""

    def __init__(self, path: Path, longest: int = 0) -> None:
        """`longest` is the number of pieces an encoder sees of a text, 0 for all of them.

        Raises EncoderError when the file cannot be used.
        """
        import tokenizers

        try:
            self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(path))
        except Exception as error:  # tokenizers raises bare Exception
            raise EncoderError(f"The encoder cannot be loaded: no usable {path}") from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        if longest:
            self._tokenizer.enable_truncation(longest)
        # Fast tokenizers refuse two threads at once ("Already borrowed").
        self._lock = threading.Lock()

    def count(self, text: str) -> int:
        with self._lock:
            return len(self._tokenizer.encode(text).ids)

    def batch(self, texts: Sequence[str]) -> tuple[Ids, Ids]:
        """The pieces of each text as their numbers, int64 [texts, longest text], and a mask: 1 for a piece, 0 for
        what fills a shorter text up."""
        with self._lock:
            rows = [found.ids for found in self._tokenizer.encode_batch(list(texts))]
        ids = np.zeros((len(rows), max(map(len, rows), default=0)), dtype=np.int64)
        mask = np.zeros_like(ids)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = row
            mask[number, : len(row)] = 1
        return ids, mask

    def topical(self) -> NDArray[np.bool_]:
        """Of every piece number, whether its vector is kept: no end mark, punctuation or function word."""
        kept = np.zeros(self._tokenizer.get_vocab_size(), dtype=bool)
        special = {token.content for token in self._tokenizer.get_added_tokens_decoder().values()}
        for piece, number in self._tokenizer.get_vocab().items():
            kept[number] = piece not in special and _carries_topic(piece.lstrip(_WORD_MARKS).lower())
        return kept


def _carries_topic(piece: str) -> bool:
    return piece not in FUNCTION_WORDS and any(character.isalnum() for character in piece)


def kept_tokens(vectors: Floats, ids: Ids, mask: Ids, kept: NDArray[np.bool_]) -> list[Floats]:
    """Of each text the vectors [pieces, width] of its kept pieces, from those of a batch [texts, pieces, width]."""
    wanted = kept[ids] & (mask == 1)
    return [own[which] for own, which in zip(vectors, wanted, strict=True)]
