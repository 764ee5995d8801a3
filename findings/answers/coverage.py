"""How much of a question the evidence covers, counting words of like meaning: "toddlers" is half met by "children"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

import numpy as np

from findings.encoding.types import Encoder
from findings.judge.calibration import calibration
from findings.records import Passage, Plan
from findings.text.content_words import content_words
from findings.text.matching import added_in, significant_stems
from findings.text.stems import stems

_KEPT_WORDS = 20_000


def coverage(
    encoder: Encoder, plan: Plan, subject: str, weights: Mapping[str, float], passages: Sequence[Passage]
) -> dict[str, float]:
    """Word of the subject -> how far one passage meets it, 0..1; of the passage that meets most, by weight.

    1 for the word itself in any inflection, or another name of it; else the likeness of the nearest word there.
    """
    unlike = calibration(encoder).nearness.unlike
    wanted = [word for word in content_words(subject) if not word.isdigit()]
    best: dict[str, float] = dict.fromkeys(wanted, 0.0)
    most = -1.0
    for passage in passages:
        text = " ".join((passage.text, passage.lead_in, *passage.section))
        here = stems(text)
        held = set(here).union(*(stems(term.short) for term in added_in(plan, here)))
        met = {word: float(any(stem in held for stem in significant_stems(word))) for word in wanted}
        left = [word for word in wanted if not met[word]]
        if left:
            others = sorted(
                {word.lower() for word in content_words(text) if word.isalpha() and len(word) > 2}
            )
            likeness = _vectors(encoder, [w.lower() for w in left]) @ _vectors(encoder, others).T
            for word, row in zip(left, likeness, strict=True):
                met[word] = max(0.0, (float(row.max(initial=0.0)) - unlike) / (1 - unlike))
        total = weighted(met, weights)
        if total > most:
            best, most = met, total
    return best


def likeness(encoder: Encoder, words: Collection[str], others: Collection[str]) -> float:
    """How like the likest two words are, one of each group: -1..1; -1 when a group is empty."""
    if not words or not others:
        return -1.0
    return float((_vectors(encoder, sorted(words)) @ _vectors(encoder, sorted(others)).T).max())


def weighted(met: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weighted mean of what is met, 0..1; 1 when nothing is asked for."""
    heavy = {word: max((weights.get(s, 0.0) for s in significant_stems(word)), default=0.0) for word in met}
    total = sum(heavy.values())
    return sum(met[word] * weight for word, weight in heavy.items()) / total if total else 1.0


def _vectors(encoder: Encoder, words: Sequence[str]) -> np.ndarray:
    """float32 [len(words), dimensions]; what was encoded once is kept."""
    memory = _memory(id(encoder), encoder.checksum)
    # Read once: another thread may clear the memory at any time.
    known = {word: row for word in words if (row := memory.get(word)) is not None}
    new = [word for word in dict.fromkeys(words) if word not in known]
    if new:
        if len(memory) > _KEPT_WORDS:
            memory.clear()
        added = dict(zip(new, encoder.encode(new), strict=True))
        known |= added
        memory.update(added)
    return np.array([known[word] for word in words]).reshape(len(words), encoder.dimensions)


@lru_cache(maxsize=2)
def _memory(encoder: int, checksum: str) -> dict[str, np.ndarray]:
    return {}
