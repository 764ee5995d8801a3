"""Texts through a model in batches, several at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from findings.encoding.types import Encoded, Floats, Spans, cores, unit

# On a CPU small batches keep their tensors in cache: 8 was 1.4 to 1.7 times as fast as the library's 32, in single
# precision. Several are encoded at once, each on one core: cores that share a batch wait for each other, and on a busy
# machine that took four times as long as a single core.
BATCH = 8
# In bfloat16 larger batches of short texts are faster; those of long texts would only take memory.
ROUNDED_BATCH, ROUNDED_CHARACTERS = 64, 10_000

# A batch of texts and the spans wanted of each -> what the model makes of them.
Forward = Callable[[list[str], list[Spans]], Encoded]


def encode_in_batches(
    texts: Sequence[str],
    spans: Sequence[Spans],
    forward: Forward,
    dimensions: int,
    threads: int,
    rounded: bool = False,
) -> Encoded:
    """All texts, in their order; `spans` of each, or none at all. `threads` batches at once, 0 being one for every
    core; `rounded`: in bfloat16."""
    rows = np.zeros((len(texts), dimensions), dtype=np.float32)
    tokens: list[Floats] = [np.zeros((0, 0), dtype=np.float32)] * len(texts)
    parts: list[Sequence[Floats | None]] = [()] * len(texts)
    # Texts of like length together, so that little is padded; the longest first, so that the end is shared out.
    order = sorted(range(len(texts)), key=lambda number: -len(texts[number]))
    batches = _batches([len(texts[number]) for number in order], order, rounded)

    def encode(batch: list[int]) -> None:
        found = forward(
            [texts[number] for number in batch], [spans[number] for number in batch] if spans else []
        )
        rows[batch] = found.vectors
        for place, number in enumerate(batch):
            tokens[number] = found.tokens[place]
            if found.spans:
                parts[number] = found.spans[place]

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
    return Encoded(unit(rows), tokens, parts if spans else ())


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
