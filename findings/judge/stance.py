"""Stance: how a passage judges the practice it describes, read from its sentences alone, and the words that decided it.

The model is made by `training/stance`, which prints how well it does on authorities it has not seen. The section
heading decides only for a bare improvement bullet: reports praise under "What needs to improve" and find fault under
"Strengths". The stance of an inspection comes from those of its passages.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np

from findings.encoding.types import Floats
from findings.index.protocol import SearchIndex
from findings.judge.calibration import StanceWeights, calibration
from findings.judge.scope import may_find
from findings.judge.service import whose
from findings.judge.stance_features import DENIED, FAULT, FIRST, LAST, PRAISE, TURN, Feature, features
from findings.judge.stance_model import LABELS, Numbers, model
from findings.records import Passage, Stance
from findings.text.content_words import FUNCTION_WORDS
from findings.text.stems import tokens

# Two labels whose likelihoods are closer than this are not told apart; training/stance/fit.py says how often.
# That a passage is mixed or leans to one side is no contradiction: then the likelier of the two stands.
MARGIN = 0.1


def stance_of(
    passage: Passage,
    sentences: Sequence[tuple[int, int]] | None = None,
    topic: Collection[str] = (),
    vectors: Floats | None = None,
    leaning: StanceWeights | None = None,
) -> Stance:
    """How the passage judges; given some of its `sentences` (offsets into the stored text), how those judge.

    `topic` are stems of words that do not count: where private fostering is mostly found wanting, the words "private
    fostering" must not make the next report a poor one. `vectors` are those of the sentences, float32 [sentences,
    dimensions], and `leaning` what was fitted on their encoder; without them the words decide alone.
    """
    spans = _within(passage, sentences)
    found = _features(passage.text, spans, topic)
    label, unclear = _judged(passage, found, vectors, leaning)
    words = [feature for each in found for feature in each]
    return Stance(
        label=label,
        cues=tuple((a + passage.start, b + passage.start) for a, b in cues(passage.text, words, label)),
        about=whose(passage.text, spans),
        unclear=unclear,
    )


def label_of(
    passage: Passage,
    sentences: Sequence[tuple[int, int]],
    topic: Collection[str],
    vectors: Floats,
    leaning: StanceWeights | None,
) -> str:
    """The label of `stance_of` alone, in a third of the time: the words that decided it are not looked for."""
    found = _features(passage.text, _within(passage, sentences), topic)
    return _judged(passage, found, vectors, leaning)[0]


def _within(passage: Passage, sentences: Sequence[tuple[int, int]] | None) -> list[tuple[int, int]]:
    """The spans of those sentences, or of all, in the passage's own text."""
    return [(a - passage.start, b - passage.start) for a, b in sentences or passage.sentences]


def _judged(
    passage: Passage,
    found: Sequence[Sequence[Feature]],
    vectors: Floats | None,
    leaning: StanceWeights | None,
) -> tuple[str, bool]:
    """The label, and whether two were about as likely, given the features of each sentence."""
    likely = model().probabilities(found, vectors, leaning)
    if is_bare_bullet(passage):
        return "needs_improvement", False
    if is_unclear(likely):
        return "mentioned", True
    return LABELS[int(np.argmax(likely))], False


def lean_of(text: str, vector: Floats, leaning: StanceWeights | None) -> float:
    """How a sentence or a question judges: 1 praises, -1 finds fault, 0 neither. "Why is supervision so poor?" takes a
    fault for granted. `vector` is its own, float32 [dimensions]."""
    likely = model().probabilities([features(text, [(0, len(text))])], vector[None], leaning)
    return float(likely[LABELS.index("strength")] - likely[LABELS.index("needs_improvement")])


# The stances of each index's passages, by passage id: every topic asks for them again. At most so many of an index,
# some 20 MB; then all are forgotten.
_REMEMBERED = 20_000
_whole: WeakKeyDictionary[SearchIndex, dict[str, Stance]] = WeakKeyDictionary()
_lock = Lock()


def whole_stance(generation: SearchIndex, passage: Passage) -> Stance:
    """How a passage of the index judges by all of its sentences that find something, whatever was asked. Remembered for
    as long as the index is open; safe to call from many threads."""
    with _lock:
        known = _whole.setdefault(generation, {})
        found = known.get(passage.id)
    if found is None:
        found = _whole_stance(generation, passage)
        with _lock:
            if len(known) >= _REMEMBERED:
                known.clear()
            known[passage.id] = found
    return found


def _whole_stance(generation: SearchIndex, passage: Passage) -> Stance:
    finding = np.array(may_find(passage), dtype=bool)
    spans = [span for span, finds in zip(passage.sentences, finding, strict=True) if finds]
    row = generation.row(passage.id)
    if not spans or row is None:
        return stance_of(passage, spans) if spans else Stance("mentioned")
    vectors = generation.sentence_vectors_of([row])[0][finding]
    return stance_of(passage, spans, (), vectors, calibration(generation.encoder).stance)


def is_unclear(likely: Sequence[float] | Numbers) -> bool:
    """Whether two labels that exclude each other are about as likely, given how likely each label is."""
    *_, second, first = np.argsort(likely, kind="stable")
    return "mixed" not in (LABELS[first], LABELS[second]) and bool(likely[first] - likely[second] < MARGIN)


def _features(text: str, spans: Sequence[tuple[int, int]], topic: Collection[str]) -> list[list[Feature]]:
    """Of each span the features that hold no word of the topic; those that praise or find fault count all the same."""
    taken = [(token.start, token.end) for token in tokens(text, topic)] if topic else []

    def counts(one: Feature) -> bool:
        if one.name in (PRAISE, FAULT, DENIED):
            return True
        return all(end <= one.start or start >= one.end for start, end in taken)

    return [[one for one in features(text, [span]) if counts(one)] for span in spans]


def is_bare_bullet(passage: Passage) -> bool:
    """An improvement asked for in one sentence or less: "The timeliness of assessments." says nothing by itself."""
    return passage.kind == "recommendation" and (len(passage.sentences) == 1 or passage.is_list)


# Said of one passage, of several.
_NAMES = {
    "strength": ("is a strength", "are strengths"),
    "needs_improvement": ("needs improvement", "need improvement"),
    "mixed": ("is mixed", "are mixed"),
}


def summary(labels: Sequence[str]) -> tuple[str, str]:
    """The stance of the whole and, where its passages differ, how: "2 passages need improvement, 1 is mixed."

    `labels` are keys of STANCES, one a passage. A passage that only mentions the topic does not count beside one that
    judges; nor does a mixed one beside several that agree. No label at all is a mention.
    """
    counts = {name: labels.count(name) for name in _NAMES if name in labels}
    if not counts:
        return "mentioned", ""
    if len(counts) == 1:
        return next(iter(counts)), ""
    sides = [name for name in counts if name != "mixed"]
    if len(sides) == 1 and counts[sides[0]] > counts["mixed"]:
        return sides[0], _in_words(counts)
    return "mixed", _in_words(counts)


def _in_words(counts: dict[str, int]) -> str:
    first, *rest = [(count, _NAMES[name][count > 1]) for name, count in counts.items()]
    told = [f"{first[0]} passage{'s' if first[0] > 1 else ''} {first[1]}"]
    return ", ".join((*told, *(f"{count} {said}" for count, said in rest))) + "."


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
    inside = _Inside(own)
    wide = {(f.start, f.end) for f in found if not f.name.startswith((FIRST, LAST, TURN))}
    trimmed = {_trim(text, *span) for span in wide if inside.worth(span)}
    whole = {span: sum(inside.worth(span)) for span in trimmed if span[0] < span[1]}
    return [s for s in sorted(whole, key=lambda s: (-whole[s], s)) if whole[s] > _LEAST]


class _Inside:
    """What spans are worth, to be looked up by the span that they lie in."""

    def __init__(self, worth: Mapping[tuple[int, int], float]) -> None:
        self._by_start = sorted((start, end, place) for place, (start, end) in enumerate(worth))
        self._starts = [start for start, _, _ in self._by_start]
        self._worth = list(worth.values())

    def worth(self, span: tuple[int, int]) -> list[float]:
        """Of each span that lies in this one, in the order they were given."""
        first, last = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        places = sorted(place for _, end, place in self._by_start[first:last] if end <= span[1])
        return [self._worth[place] for place in places]


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
