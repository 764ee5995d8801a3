"""Cues: the words of a passage that decided its stance, so that a person can judge the reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from findings.asking.stance_features import FIRST, LAST, TURN, Feature
from findings.asking.stance_model import LABELS, model
from findings.asking.stopwords import FUNCTION_WORDS

# Cues shown for one passage; weaker ones explain nothing.
MAX_CUES = 3
_LEAST = 0.3
# Function words that judge: "not", "too many", "however".
_JUDGING = frozenset(
    "although but cannot few further less more most much no not only still too very while yet however".split()
)
_EMPTY = (FUNCTION_WORDS | frozenset("includes including local authority children child".split())) - _JUDGING
_WORD = re.compile(r"\S+")


def cues(text: str, found: Sequence[Feature], label: str) -> list[tuple[int, int]]:
    """Offsets of the words that speak most for the label, the most telling first; of a mixed one, of either side too.

    `found` are the features of `text` that were judged.
    """
    if label == "mentioned":
        return []
    if label == "mixed":
        best = [_telling(text, found, side)[:1] for side in ("needs_improvement", "strength", "mixed")]
        return _apart(span for side in best for span in side)
    return _apart(_telling(text, found, label))


def _telling(text: str, found: Sequence[Feature], label: str) -> list[tuple[int, int]]:
    """Spans by how much their words, taken together, speak for the label against the others; the best first."""
    number = 1 + LABELS.index(label)
    known = model().words.features
    own: dict[tuple[int, int], float] = {}
    for feature in found:
        values = known.get(feature.name)
        if values:
            others = (sum(values[1:]) - values[number]) / (len(LABELS) - 1)
            span = (feature.start, feature.end)
            own[span] = own.get(span, 0.0) + values[0] * (values[number] - others)
    trimmed = {
        _trim(text, feature.start, feature.end)
        for feature in found
        if not feature.name.startswith((FIRST, LAST, TURN))
    }
    whole = {
        span: sum(worth for (a, b), worth in own.items() if span[0] <= a and b <= span[1])
        for span in trimmed
        if span[0] < span[1]
    }
    return [s for s in sorted(whole, key=lambda s: (-whole[s], s)) if whole[s] > _LEAST]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without words at either end that say nothing by themselves; empty when none is left."""
    words = [m for m in _WORD.finditer(text, start, end) if m[0].lower().strip(",;:.") not in _EMPTY]
    return (words[0].start(), words[-1].end()) if words else (start, start)


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first few spans that do not overlap."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if len(kept) == MAX_CUES:
            break
        if all(end <= a or start >= b for a, b in kept):
            kept.append((start, end))
    return kept
