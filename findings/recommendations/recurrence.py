"""Whether a later document returns to a point that an earlier one made, and the passage in which it does best.

No text is encoded for it: the vectors of both documents are in the index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from findings.encoding.types import Floats, unit
from findings.judge.calibration import calibration
from findings.recommendations.action_points import ActionPoint
from findings.recommendations.document_features import DocumentFeatures, Features
from findings.records import Hit
from findings.text.stems import tokens

# Evidence that a passage returns to a point: a weighted sum of the cosine of the passages (their headings are in it),
# the cosine of the point with the best sentence, and that of the two texts' words, weighted by rarity. The weights and
# the cut are in the encoder's calibration; benchmarks/recurrence.py checks them.
# A word is named as found if it is this rare beside the point's rarest: of "the quality of supervision" the last.
_TELLING = 0.5


@dataclass(frozen=True, slots=True)
class PointFeatures:
    """A point as it is looked for: unit vectors of its passages and of its sentences, and its weighted words."""

    whole: Floats
    sentence: Floats
    words: Mapping[str, float]


def point_features(features: Features, own: DocumentFeatures, point: ActionPoint) -> PointFeatures:
    """`own` is the document that made the point."""
    ids = {passage.id for passage in point.passages}
    places = [place for place, passage in enumerate(own.passages) if passage.id in ids]
    return PointFeatures(
        whole=_mean(own.vectors[places]),
        sentence=_mean(own.sentences[np.isin(own.owners, places)]),
        words=features.weighted_words(point.text, own.document),
    )


def recurrences(
    features: Features, points: Sequence[PointFeatures], later: DocumentFeatures
) -> list[Hit | None]:
    """For each point the passage of the later document that returns to it best, or None when none does.

    The rank of the hits is 1; a tie goes to the earlier passage.
    """
    places = later.comparable
    if not points or not len(places):
        return [None] * len(points)
    whole, sentence, words = similarities(points, later)
    fitted = calibration(features.generation.encoder).said_again
    evidence = np.tensordot(fitted.weights, (whole, sentence, words), axes=1)
    best = np.argmax(evidence, axis=1)
    return [
        _hit(features, later, int(places[column]), float(evidence[row, column]), points[row])
        if evidence[row, column] >= fitted.cut
        else None
        for row, column in enumerate(best)
    ]


def similarities(points: Sequence[PointFeatures], later: DocumentFeatures) -> tuple[Floats, Floats, Floats]:
    """float32 [points, speaking passages], three of them: cosine of the whole, of the best sentence, of the words."""
    places = later.comparable
    by_sentence = np.stack([point.sentence for point in points]) @ later.sentences.T
    return (
        np.stack([point.whole for point in points]) @ later.vectors[places].T,
        _best_of_each(by_sentence, later.owners)[:, places],
        _shared([point.words for point in points], [later.words[place] for place in places]),
    )


def _hit(features: Features, later: DocumentFeatures, place: int, score: float, point: PointFeatures) -> Hit:
    passage = later.passages[place]
    texts = [passage.text[start - passage.start : end - passage.start] for start, end in passage.sentences]
    words = _shared([point.words], [features.weighted_words(text, later.document) for text in texts])[0]
    by_sentence = calibration(features.generation.encoder).said_again.weights[1]
    worth = by_sentence * (later.sentences[later.owners == place] @ point.sentence) + words
    telling = {stem for stem, weight in point.words.items() if weight >= _TELLING * max(point.words.values())}
    found: dict[str, str] = {}
    for start, end, stem in tokens(passage.text, telling):
        found.setdefault(stem, passage.text[start:end])
    return Hit(
        rank=1,
        score=round(score, 6),
        passage=passage,
        document=later.document,
        sentence=passage.sentences[int(np.argmax(worth))],
        words_found=tuple(found.values()),
    )


def _shared(ones: Sequence[Mapping[str, float]], others: Sequence[Mapping[str, float]]) -> Floats:
    """float32 [ones, others]: the cosines of their weighted words, 0..1."""
    columns = {stem: column for column, stem in enumerate(sorted({stem for one in ones for stem in one}))}

    def rows(bags: Sequence[Mapping[str, float]]) -> Floats:
        table = np.zeros((len(bags), len(columns)), dtype=np.float32)
        for row, bag in enumerate(bags):
            for stem, weight in bag.items():
                if stem in columns:
                    table[row, columns[stem]] = weight
        return table

    shared: Floats = rows(ones) @ rows(others).T
    return shared


def _mean(rows: Floats) -> Floats:
    """The mean of unit rows, of unit length; zeros when there are none."""
    mean: Floats = unit(rows.sum(axis=0, keepdims=True))[0]
    return mean


def _best_of_each(cosines: Floats, owners: NDArray[np.int64]) -> Floats:
    """[points, sentences] -> [points, passages]: the highest of each passage's neighbouring sentences.

    A passage without sentences, which is never asked for, has the lowest cosine, -1.
    """
    best = np.full((len(cosines), int(owners[-1]) + 1), -1.0, dtype=np.float32)
    passages, first = np.unique(owners, return_index=True)
    best[:, passages] = np.maximum.reduceat(cosines, first, axis=1)
    return best
