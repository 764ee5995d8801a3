"""What the wording of a question tells, learned from labelled questions: small linear models over its words.

Logistic regression over which words, pairs of words and parts of words occur (Wang and Manning, "Baselines and
bigrams", 2012). Nothing here lists how people ask: `training/forms` holds the labelled questions and fits the numbers
of `question_models/`, a file a task.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import exp, sqrt
from pathlib import Path
from typing import Any

from findings.text.content_words import ASKING_WORDS, FUNCTION_WORDS
from findings.text.places import find_in

FOLDER = Path(__file__).with_name("question_models")
_WORD = re.compile(r"[a-z0-9%£']+|\?")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# What stands around words and belongs to none.
TRIM = " ?!.,;:()[]‘’“”\"'–-"
# Grades that are words of nothing else in a question.
_GRADES = ("outstanding", "inadequate", "requires improvement")
# Marks that may end a question or a clause, what may stand after a question mark, what stands around one question of
# several; words that join clauses.
_MARKS = ",;:?!.-–/"
_CLOSING = "”’\"')"
_AROUND = " ?,;:/–—-"
_JOINING = frozenset("and but or also plus then".split())
# A word begins another question from this probability on, or after a question mark.
_BEGINS = 0.6
# Letters of a part of a word.
_PART = 4


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` of each feature for the `classes`, in their order."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def scores(self, features: frozenset[str]) -> list[float]:
        """Of each class, in their order. Each feature weighs the less, the more of them are known."""
        known = [self.weights[feature] for feature in sorted(features) if feature in self.weights]
        scale = 1 / sqrt(max(1, len(known)))
        return [bias + scale * sum(row[place] for row in known) for place, bias in enumerate(self.bias)]

    def probabilities(self, features: frozenset[str]) -> dict[str, float]:
        """Of each class; they sum to 1."""
        scores = self.scores(features)
        most = max(scores)
        odds = [exp(score - most) for score in scores]
        return {name: one / sum(odds) for name, one in zip(self.classes, odds, strict=True)}


def features(question: str) -> frozenset[str]:
    """Its words, pairs of them and parts of words; names of authorities and years as one word each, how many
    authorities it names (up to two), whether it names a grade."""
    named = find_in(question)
    text = question
    for start, end, _ in reversed(named):
        text = f"{text[:start]} place {text[end:]}"
    words = _WORD.findall(_YEAR.sub(" year ", text).lower().replace("’", "'"))
    return frozenset(
        (
            f"places={min(2, len({name for *_, name in named}))}",
            f"grade={any(grade in question.lower() for grade in _GRADES)}",
            *words,
            *_pairs(words),
            *fragments(words),
        )
    )


def _pairs(words: Sequence[str]) -> Iterator[str]:
    ended = ["^", *words, "$"]
    return (f"{one} {next_}" for one, next_ in pairwise(ended))


def fragments(words: Sequence[str]) -> Iterator[str]:
    """Every four letters of the words, which are known by them when they are bent or misspelt."""
    for word in words:
        whole = f"<{word}>"
        for start in range(max(1, len(whole) - _PART + 1)):
            yield f"~{whole[start : start + _PART]}"


def token_features(words: Sequence[str], place: int) -> frozenset[str]:
    """Of one word of a question: itself and its parts, its neighbours, their sorts, where it stands."""
    around = ["^", "^", *(plain(word) for word in words), "$", "$"]
    two_before, before, own, after, two_after = around[place : place + 5]
    sorts = "".join(map(_sort, around[place : place + 5]))
    return frozenset(
        (
            *(f"{at} {word}" for at, word in zip((-2, -1, 0, 1, 2), around[place : place + 5], strict=True)),
            f"-1 {before} {own}",
            f"+1 {own} {after}",
            f"-2 {two_before} {before}",
            f"+2 {after} {two_after}",
            f"sorts {sorts}",
            f"sorts {sorts[1:4]}",
            f"sorts {_sort(own)}",
            f"place {min(place, 4)}",
            f"left {min(len(words) - place, 4)}",
            *fragments([own]),
        )
    )


def start_features(words: Sequence[str], place: int) -> frozenset[str]:
    """Of a word that may begin another question, not the first: itself and those around it, the two after it, and what
    mark ends the word before it."""
    last = words[place - 1][-1]
    mark = last if last in _MARKS else ""
    own = plain(words[place])
    following = " ".join(plain(word) for word in words[place : place + 3])
    then = _sort(words[place + 1]) if place + 1 < len(words) else "$"
    told = (f"ended {mark}", f"ended {mark} {own}", f"ended {mark} {own} {then}", f"next {following}")
    return token_features(words, place).union(told)


def year_features(question: str) -> frozenset[str]:
    """Of the first year that a question names: the words around it; of a question without one nothing."""
    words = _YEAR.sub(" year ", question).split()
    place = next((n for n, word in enumerate(words) if plain(word) == "year"), None)
    return frozenset() if place is None else token_features(words, place)


def _sort(word: str) -> str:
    """Whether a word can carry a topic: an end of the question, a function word, an asking word, any other."""
    if word in "^$":
        return word
    return "f" if word in FUNCTION_WORDS else "a" if word in ASKING_WORDS else "w"


def plain(word: str) -> str:
    """A word without the punctuation around it, in small letters."""
    return word.strip(TRIM).lower().replace("’", "'")


def topic_of(question: str) -> str:
    """The words that say what is looked for, in their order, without asking words and words for time or for reports;
    "" where all of it asks ("is it good?")."""
    words = question.split()
    learned = model("topic")
    kept = [
        word
        for place, word in enumerate(words)
        if plain(word) and learned.probabilities(token_features(words, place))["keep"] >= 0.5
    ]
    return " ".join(kept).strip(TRIM)


def questions_in(question: str) -> tuple[str, ...]:
    """The questions that it asks at once, which can be answered each by itself; itself where it asks one."""
    words = question.split()
    learned = model("parts")
    chances = [
        learned.probabilities(start_features(words, place))["begins"] for place in range(1, len(words))
    ]
    starts = [0, *starts_in(words, chances)]
    if len(starts) == 1:
        return (question,)
    asked = (words[start:end] for start, end in pairwise([*starts, len(words)]))
    return tuple(" ".join(_unjoined(one)).strip(_AROUND) for one in asked)


def starts_in(words: Sequence[str], chances: Sequence[float]) -> list[int]:
    """At which of the words another question begins; `chances` are those of each word but the first."""
    starts: list[int] = []
    for place, chance in enumerate(chances, 1):
        begins = words[place - 1].rstrip(_CLOSING).endswith("?") or chance >= _BEGINS
        before = words[starts[-1] if starts else 0 : place]
        if begins and min(_spoken(before), _spoken(words[place:])) > 1:
            starts.append(place)
    return starts


def _spoken(words: Sequence[str]) -> int:
    """How many of them are words and not punctuation alone."""
    return sum(bool(plain(word)) for word in words)


def _unjoined(part: Sequence[str]) -> Sequence[str]:
    """Without the word that joins it to the question before."""
    return part[1:] if len(part) > 2 and plain(part[0]) in _JOINING else part


def read(task: str, question: str) -> str:
    """The likeliest class of the question for one of the learned tasks."""
    odds = probabilities(task, question)
    return max(odds, key=lambda name: odds[name])


def surely(task: str, question: str, least: float) -> str:
    """As `read`; "" where its probability is below `least`."""
    odds = probabilities(task, question)
    likeliest = max(odds, key=lambda name: odds[name])
    return likeliest if odds[likeliest] >= least else ""


def probabilities(task: str, question: str) -> dict[str, float]:
    """Of each class of a task; they sum to 1."""
    seen = year_features(question) if task == "years" else features(question)
    return model(task).probabilities(seen)


@cache
def model(task: str) -> Model:
    """The learned model of a task."""
    return model_of(written(task))


def written(task: str) -> dict[str, Any]:
    """What the file of a task holds."""
    kept: dict[str, Any] = json.loads((FOLDER / f"{task}.json").read_text(encoding="utf-8"))
    return kept


def model_of(kept: Mapping[str, Any]) -> Model:
    """A model as its file has it."""
    weights = {feature: tuple(row) for feature, row in kept["weights"].items()}
    return Model(tuple(kept["classes"]), tuple(kept["bias"]), weights)
