"""Which passage of a document comes first on a topic.

A passage is worth a weighted sum of signs of its sentences on the topic. The weights are fitted by
`training/judge/passage_order.py` on pairs of passages of one document, of which one says what people marked: Herbrich,
Graepel and Obermayer, "Large margin rank boundaries for ordinal regression", 2000, with a logistic loss.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from findings.timeline.candidates import Candidate

FILE = Path(__file__).with_name("passage_order.json")


def signs(sentences: Sequence[Candidate]) -> dict[str, float]:
    """What is seen of a passage by its sentences on the topic, at least one, by name."""
    return {
        "likely": sum(one.likely for one in sentences),
        "likeliest": max(one.likely for one in sentences),
        "says": max(one.says for one in sentences),
        "nearness": max(one.nearness for one in sentences),
        "share": max(one.share for one in sentences),
        "late": sentences[0].late,  # of the passage
        "sentences": float(len(sentences)),
    }


def in_order(found: Sequence[Candidate]) -> list[list[Candidate]]:
    """The candidates of each passage, the passage first that says most on the topic; of equals the earlier one."""
    passages: dict[str, list[Candidate]] = {}
    for one in found:
        passages.setdefault(one.passage.id, []).append(one)
    return sorted(passages.values(), key=lambda own: (-round(worth(signs(own)), 6), own[0].passage.start))


def worth(seen: Mapping[str, float]) -> float:
    """Of a passage, against others of its document."""
    return sum(weight * seen[name] for name, weight in _weights().items())


@cache
def _weights() -> dict[str, float]:
    found: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
