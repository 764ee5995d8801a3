"""The judge: whether a sentence, in its place, says what was asked or typed.

One small cross-encoder for every page that draws conclusions. It reads the question or topic, and the sentence with its
year, its heading, what it stands under and the last words before it. `training/judge` makes it and measures it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from math import log
from pathlib import Path
from typing import NamedTuple, Protocol

from findings.encoding.cross_encoder import CrossEncoder
from findings.judge.pair_text import segments
from findings.records import Document, Passage

FOLDER = Path(__file__).with_name("weights")
# Classes of the cross-encoder, in the order of a Judgement.
CLASSES = ("2", "1", "x", "0")
_REMEMBERED = 50_000  # pairs
_LEAST = 0.001


class Judgement(NamedTuple):
    """How likely it is that a sentence does each of these; they sum to 1."""

    says: float  # it answers what was asked, or is about the very topic
    beside: float  # it belongs beside an answer
    denies: float  # it shows that what the question takes for granted is not so
    none: float

    @property
    def worth(self) -> float:
        """What sentences are ordered by: saying counts, belonging beside a little."""
        return self.says + 0.25 * self.beside


def log_odds(probability: float) -> float:
    """Natural log-odds, kept within about -7..7."""
    kept = min(1 - _LEAST, max(_LEAST, probability))
    return log(kept / (1 - kept))


# Of a sentence that was not judged.
UNJUDGED = Judgement(0.0, 0.0, 0.0, 1.0)


class Place(NamedTuple):
    """A sentence where it stands: `start`:`end` are offsets into the stored text, inside the passage."""

    document: Document
    passage: Passage
    start: int
    end: int


class Judging(Protocol):
    """What the rooms need to know of a judge."""

    @property
    def checksum(self) -> str: ...

    def judge(self, asked: str, places: Sequence[Place]) -> list[Judgement]:
        """Of each sentence, in order, whether it says what was asked."""


class Judge:
    """Over one cross-encoder. Remembers what it judged; safe to share between threads."""

    def __init__(self, encoder: CrossEncoder) -> None:
        self._encoder = encoder
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[str, str], Judgement] = OrderedDict()

    @property
    def checksum(self) -> str:
        return self._encoder.checksum

    def judge(self, asked: str, places: Sequence[Place]) -> list[Judgement]:
        pairs = [segments(asked, *read(place)) for place in places]
        with self._lock:
            found = {pair: self._known[pair] for pair in pairs if pair in self._known}
        new = [pair for pair in dict.fromkeys(pairs) if pair not in found]
        for pair, row in zip(new, self._encoder.probabilities(new), strict=True):
            found[pair] = Judgement(*map(float, row))
        with self._lock:
            for pair, judgement in found.items():
                self._known[pair] = judgement
                self._known.move_to_end(pair)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return [found[pair] for pair in pairs]


def read(place: Place) -> tuple[int, str, str, str, str]:
    """What the judge reads of a sentence: year, nearest heading, lead-in, words before it, its own words."""
    document, passage, start, end = place
    return (
        document.date.year if document.date else 0,
        passage.section[-1] if passage.section else "",
        passage.lead_in,
        passage.text[: start - passage.start],
        passage.text[start - passage.start : end - passage.start],
    )


@cache
def open_judge(folder: Path = FOLDER, threads: int = 0) -> Judge:
    """The judge of a folder, shared by all who ask for it. Raises EncoderError when there is none."""
    return Judge(CrossEncoder(folder, threads))
