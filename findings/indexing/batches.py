"""Texts through a model in batches, several at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from findings.indexing.encoder import Encoded, Floats, cores, unit

# On a CPU small batches keep their tensors in cache: 8 was 1.4 to 1.7 times as fast as the library's 32, in single
# precision. Several are encoded at once, each on one core: cores that share a batch wait for each other, and on a busy
# machine that took four times as long as a single core.
BATCH = 8
# In bfloat16 larger batches of short texts are faster; those of long texts would only take memory.
ROUNDED_BATCH, ROUNDED_CHARACTERS = 64, 10_000

# A batch of texts -> its vectors, one row a text, and the token vectors of each text.
Forward = Callable[[list[str]], tuple[Floats, Sequence[Floats]]]


def encode_in_batches(
    texts: Sequence[str], forward: Forward, dimensions: int, threads: int, rounded: bool = False
) -> Encoded:
    """All texts, in their order; `threads` batches at once, 0 being one for every core; `rounded`: in bfloat16."""
    rows = np.zeros((len(texts), dimensions), dtype=np.float32)
    tokens: list[Floats] = [np.zeros((0, 0), dtype=np.float32)] * len(texts)
    # Texts of like length together, so that little is padded; the longest first, so that the end is shared out.
    order = sorted(range(len(texts)), key=lambda number: -len(texts[number]))
    batches = _batches([len(texts[number]) for number in order], order, rounded)

    def encode(batch: list[int]) -> None:
        rows[batch], found = forward([texts[number] for number in batch])
        for number, own in zip(batch, found, strict=True):
            tokens[number] = own

    if len(batches) == 1:  # a query
        encode(batches[0])
    elif batches:
        with ThreadPoolExecutor(threads or cores()) as pool:
            waiting = [pool.submit(encode, batch) for batch in batches]
            try:
                for done in waiting:
                    done.result()
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    return Encoded(unit(rows), tokens)


def _batches(lengths: Sequence[int], order: Sequence[int], rounded: bool) -> list[list[int]]:
    """The texts of `order`, whose `lengths` in characters fall, in batches."""
    batches, start = [], 0
    while start < len(order):
        size = BATCH
        if rounded:
            size = max(BATCH, min(ROUNDED_BATCH, ROUNDED_CHARACTERS // max(1, lengths[start])))
        batches.append([*order[start : start + size]])
        start += size
    return batches
