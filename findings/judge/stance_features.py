"""What the stance model sees of a text: runs of up to three words, where they stand, and words that judge.

A run counts once more, under a name of its own, in the first sentence, in the last, and after a turning word: "but",
"however". Reports praise first and turn afterwards, so the same words weigh differently there. A word that praises or
finds fault also counts as that, so that a rare one ("underdeveloped") says what the frequent ones say; a praise that
is denied ("not yet embedded") is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

FIRST, LAST, TURN = "F_", "L_", "C_"
PRAISE, FAULT, DENIED = "@praise", "@fault", "@denied"
LONGEST = 3  # words of a run
_LONGEST_PLACED = 2  # of a run that is counted under the name of its place
_AFTER_TURN = 24  # words

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*%?|[;:]")
_TURNS = frozenset("; but however although though while whilst despite yet nevertheless".split())

# Beginnings of words, as inspection reports use them.
_PRAISES = re.compile(
    r"(?:strong|good|effective|robust|well|timely|excellent|outstanding|thorough|comprehensive|clear|positiv|skilled|"
    r"prompt|swift|appropriate|valu|impressive|successful|ambitio|creativ|innovativ|tenacious|committed|dedicated|"
    r"benefit|improv|strengthen|stable|sensitiv|proportionate|consistent|embedded|detailed|rigorous|sufficient|"
    r"adequate|understood|assured|regular|routinely|quickly|enabl|celebrat|proactiv|carefully|child-(?:centred|focused))"
)
_FAULTS = re.compile(
    r"(?:poor|weak|inadequate|insufficient|inconsisten|ineffective|inappropriate|variab|limited|lack|absen|fail|delay|"
    r"drift|unclear|underdevelop|under-develop|vacan|turnover|churn|instabilit|unstable|hinder|gap|miss(?:ed|ing)$|"
    r"shortfall|shortage|difficult|concern|unacceptabl|slow|stalled|declin|deteriorat|deficit|backlog|overdue|undermin|"
    r"compromis|neglected$|serious|unsuitable|unassessed|unknown|unnecessar|incomplete|outdated|overly|widespread|"
    r"systemic|disjointed|fragment|dissatisf|frustrat|barrier|minimal|infrequent|sporadic|superficial|reactive|"
    r"over-optimis|unreliab|long-standing|longstanding|less$|few$|wait$|waiting$|too$|impeded|hamper|confus|untimely)"
)
_DENIALS = frozenset(
    "not no never cannot without neither nor rarely seldom hardly yet n't lack lacks".split()
)
_DENIED_WITHIN = 4  # words


class Feature(NamedTuple):
    """A run of words under the name it is counted by, and its offsets in the text it was found in."""

    name: str
    start: int
    end: int


class _Word(NamedTuple):
    plain: str  # lower case, any number as "#"
    start: int
    end: int


def features(text: str, sentences: Sequence[tuple[int, int]]) -> list[Feature]:
    """Every feature of those sentences of `text`, in order; a run that occurs twice is listed twice."""
    spoken = [words for start, end in sentences if (words := _words(text, start, end))]
    found: list[Feature] = []
    for number, words in enumerate(spoken):
        found += _runs(words, LONGEST)
        if number == 0:
            found += _runs(words, _LONGEST_PLACED, FIRST)
        if number == len(spoken) - 1:
            found += _runs(words, _LONGEST_PLACED, LAST)
        found += _judgements(words)
        turn = next((i for i, word in enumerate(words) if word.plain in _TURNS), None)
        if turn is not None:
            found += _runs(words[turn : turn + _AFTER_TURN], 1, TURN)
    return found


def _words(text: str, start: int, end: int) -> list[_Word]:
    return [
        _Word(
            "#" if match[0][0].isdigit() else match[0].lower().replace("’", "'"), match.start(), match.end()
        )
        for match in _WORD.finditer(text, start, end)
    ]


def _runs(words: Sequence[_Word], longest: int, place: str = "") -> list[Feature]:
    return [
        Feature(
            place + " ".join(word.plain for word in words[i : i + size]),
            words[i].start,
            words[i + size - 1].end,
        )
        for size in range(1, longest + 1)
        for i in range(len(words) - size + 1)
    ]


def _judgements(words: Sequence[_Word]) -> list[Feature]:
    found = []
    for i, word in enumerate(words):
        if _FAULTS.match(word.plain):
            found.append(Feature(FAULT, word.start, word.end))
        elif _PRAISES.match(word.plain):
            before = words[max(0, i - _DENIED_WITHIN) : i]
            denial = next((w for w in before if w.plain in _DENIALS), None)
            if denial is None:
                found.append(Feature(PRAISE, word.start, word.end))
            else:
                found.append(Feature(DENIED, denial.start, word.end))
    return found
