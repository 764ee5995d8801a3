"""Stance: how a passage judges the practice it describes, read from its sentences alone.

The model is made by `benchmarks/training/stance.py`, which prints how well it does on authorities it has not seen. The
section heading decides only for a bare improvement bullet: reports praise under "What needs to improve" and find fault
under "Strengths".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from findings.asking.calibration import Leaning, calibration
from findings.asking.cues import cues
from findings.asking.scope import may_find
from findings.asking.stance_features import DENIED, FAULT, PRAISE, Feature, features
from findings.asking.stance_model import LABELS, Numbers, model
from findings.asking.whose import whose
from findings.indexing.encoder import Floats
from findings.indexing.generation import Generation
from findings.indexing.words import tokens
from findings.records import Passage, Stance

# Two labels whose likelihoods are closer than this are not told apart; benchmarks/training/stance.py says how often.
# That a passage is mixed or leans to one side is no contradiction: then the likelier of the two stands.
MARGIN = 0.1


def stance_of(
    passage: Passage,
    sentences: Sequence[tuple[int, int]] | None = None,
    topic: Collection[str] = (),
    vectors: Floats | None = None,
    leaning: Leaning | None = None,
) -> Stance:
    """How the passage judges; given some of its `sentences` (offsets into the stored text), how those judge.

    `topic` are stems of words that do not count: where private fostering is mostly found wanting, the words "private
    fostering" must not make the next report a poor one. `vectors` are those of the sentences, float32 [sentences,
    dimensions], and `leaning` what was fitted on their encoder; without them the words decide alone.
    """
    spans = [(a - passage.start, b - passage.start) for a, b in sentences or passage.sentences]
    found = [_without(features(passage.text, [span]), passage.text, topic) for span in spans]
    likely = model().probabilities(found, vectors, leaning)
    label, unclear = LABELS[int(np.argmax(likely))], is_unclear(likely)
    if is_bare_bullet(passage):
        label, unclear = "needs_improvement", False
    elif unclear:
        label = "mentioned"
    words = [feature for each in found for feature in each]
    return Stance(
        label=label,
        cues=tuple((a + passage.start, b + passage.start) for a, b in cues(passage.text, words, label)),
        about=whose(passage.text, spans),
        unclear=unclear,
    )


def whole_stance(generation: Generation, passage: Passage) -> Stance:
    """How a passage of the index judges by all of its sentences that find something, whatever was asked."""
    finding = np.array(may_find(passage), dtype=bool)
    spans = [span for span, finds in zip(passage.sentences, finding, strict=True) if finds]
    row = generation.store.row(passage.id)
    if not spans or row is None:
        return stance_of(passage, spans) if spans else Stance("mentioned")
    vectors = generation.sentence_vectors.vectors(generation.sentence_rows(row)[finding])
    return stance_of(passage, spans, (), vectors, calibration(generation.encoder).stance)


def is_unclear(likely: Sequence[float] | Numbers) -> bool:
    """Whether two labels that exclude each other are about as likely, given how likely each label is."""
    *_, second, first = np.argsort(likely, kind="stable")
    return "mixed" not in (LABELS[first], LABELS[second]) and bool(likely[first] - likely[second] < MARGIN)


def _without(found: Sequence[Feature], text: str, topic: Collection[str]) -> list[Feature]:
    """The features that hold no word of the topic; a word that praises or finds fault counts all the same."""
    taken = [(token.start, token.end) for token in tokens(text, topic)] if topic else []
    return [
        f
        for f in found
        if f.name in (PRAISE, FAULT, DENIED) or all(end <= f.start or start >= f.end for start, end in taken)
    ]


def is_bare_bullet(passage: Passage) -> bool:
    """An improvement asked for in one sentence or less: "The timeliness of assessments." says nothing by itself."""
    return passage.kind == "recommendation" and (len(passage.sentences) == 1 or passage.is_list)
