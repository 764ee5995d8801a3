"""How likely a sentence says something on a topic: the judge, joined with what vectors and words see.

Logistic regression, fitted by `training/judge/likelihood.py` on topics whose documents are labelled; its numbers are in
`likelihood.json`. The judge alone takes a part of a topic for the whole now and then; words and vectors do not.
"""

from __future__ import annotations

import json
from functools import cache
from math import exp
from pathlib import Path

from findings.judge.judge import Judgement, log_odds

# A sentence counts as being on the topic from this likelihood on: then its document speaks of it over time, and a
# recommendation is about it.
SPEAKS = 0.36
FILE = Path(__file__).with_name("likelihood.json")


def likelihood(judgement: Judgement, nearness: float, late: float) -> float:
    """0..1. `nearness` is the cosine with the shares of the topic's words added, `late` the late interaction of its
    passage with the topic, -1..1."""
    fitted = _fitted()
    odds = (
        fitted["bias"]
        + fitted["says"] * log_odds(judgement.says)
        + fitted["nearness"] * nearness
        + fitted["late"] * late
    )
    return 1 / (1 + exp(-odds))


@cache
def _fitted() -> dict[str, float]:
    found: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
