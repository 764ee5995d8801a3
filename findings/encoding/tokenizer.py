"""Word-pieces of a text, as the encoder sees them. The only file that imports tokenizers."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from findings.encoding.types import Floats, Spans, unit
from findings.errors import EncoderError
from findings.text.content_words import FUNCTION_WORDS

Ids = NDArray[np.int64]
# A row of a batch: where a span's pieces begin and end in it; None where the span is not seen, or not all of it.
Places = list[slice | None]

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

    def batch(self, texts: Sequence[str], spans: Sequence[Spans] = ()) -> tuple[Ids, Ids, list[Places]]:
        """The pieces of each text as their numbers, int64 [texts, longest text]; a mask: 1 for a piece, 0 for what
        fills a shorter text up; and in which of its pieces each of a text's `spans` lies, where they are given."""
        with self._lock:
            encodings = self._tokenizer.encode_batch(list(texts))
        rows = [found.ids for found in encodings]
        places = [_places(found, own) for found, own in zip(encodings, spans, strict=True)] if spans else []
        ids = np.zeros((len(rows), max(map(len, rows), default=0)), dtype=np.int64)
        mask = np.zeros_like(ids)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = row
            mask[number, : len(row)] = 1
        return ids, mask, places

    def pair(self, first: str, second: str) -> tuple[Ids, Ids]:
        """The pieces of two texts one after the other, and which text each is of (0 or 1), int64 [1, pieces]. Where
        both are longer than what is seen, the longer one loses its end."""
        with self._lock:
            found = self._tokenizer.encode(first, second)
        return np.array([found.ids], dtype=np.int64), np.array([found.type_ids], dtype=np.int64)

    def topical(self) -> NDArray[np.bool_]:
        """Of every piece number, whether its vector is kept: no end mark, punctuation or function word."""
        kept = np.zeros(self._tokenizer.get_vocab_size(), dtype=bool)
        special = {token.content for token in self._tokenizer.get_added_tokens_decoder().values()}
        for piece, number in self._tokenizer.get_vocab().items():
            kept[number] = piece not in special and _carries_topic(piece.lstrip(_WORD_MARKS).lower())
        return kept


def _carries_topic(piece: str) -> bool:
    return piece not in FUNCTION_WORDS and any(character.isalnum() for character in piece)


def _places(encoding: Any, spans: Spans) -> Places:
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    real = offsets[:, 1] > offsets[:, 0]  # end marks have no characters
    seen = offsets[real, 1].max(initial=0) if encoding.overflowing else None
    places: Places = []
    for start, end in spans:
        own = np.flatnonzero(real & (offsets[:, 0] >= start) & (offsets[:, 1] <= end))
        whole = len(own) > 0 and (seen is None or end <= seen)
        places.append(slice(int(own[0]), int(own[-1]) + 1) if whole else None)
    return places


def pooled(states: Floats | None, places: Sequence[Places]) -> list[list[Floats | None]]:
    """Of each text the means, of unit length, of the states [pieces, dimensions] of its spans' pieces, from the states
    of a batch [texts, pieces, dimensions]: what a sentence means among its neighbours (Günther et al. 2024, Late
    Chunking). Without states no span has one."""
    if states is None:
        return [[None] * len(each) for each in places]
    return [
        [None if place is None else unit(own[place].mean(axis=0)) for place in each]
        for own, each in zip(states, places, strict=True)
    ]


def kept_tokens(vectors: Floats, ids: Ids, mask: Ids, kept: NDArray[np.bool_]) -> list[Floats]:
    """Of each text the vectors [pieces, width] of its kept pieces, from those of a batch [texts, pieces, width]."""
    wanted = kept[ids] & (mask == 1)
    return [own[which] for own, which in zip(vectors, wanted, strict=True)]
