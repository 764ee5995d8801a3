"""Whose service a passage judges, where its words say so: in a joint inspection it may be the police's or health's."""

from __future__ import annotations

import re
from collections.abc import Sequence

# In the order they are tried; the words of one are not searched again for the next.
_NAMES: tuple[tuple[str, str], ...] = (
    (
        "partnership",
        r"(?:local\s+area\s+|local\s+safeguarding\s+)?partnerships?(?!\s+boards?\s+for)|partner\s+agencies|partners|"
        r"multi-?\s?agency|agencies|(?:local\s+)?safeguarding\s+(?:children\s+)?(?:board|partners)|L?SCB|the\s+board|LAP|"
        r"professionals\s+across|across\s+education,\s+health",
    ),
    (
        "police",
        r"police(?:\s+(?:officers?|staff|force))?|constabulary|(?:response|neighbourhood|custody)\s+officers?|"
        r"PPU|PVPU|detectives?|the\s+force",
    ),
    (
        "probation",
        r"probation(?:\s+(?:service|officers?|staff|practitioners?))?|NPS|CRC|community\s+rehabilitation\s+company|"
        r"offender\s+managers?",
    ),
    (
        "youth justice",
        r"youth\s+(?:justice|offending)(?:\s+(?:service|team|workers?|practitioners?))?|YOT|YOS|YJS",
    ),
    (
        "health",
        r"NHS|CAMHS|clinical\s+commissioning\s+groups?|CCGs?|ICBs?|integrated\s+care\s+boards?|"
        r"hospitals?|GPs?|midwi(?:fe|ves|fery)|(?:school|specialist|public\s+health)?\s*nurs(?:es?|ing)|health\s+visit(?:ors?|ing)|"
        r"health\s+(?:practitioners?|professionals?|services?|providers?|partners?|staff|trusts?|commissioners?|agencies)|"
        r"mental\s+health\s+(?:services?|practitioners?|trusts?|staff)|sexual\s+health\s+services?|emergency\s+departments?|"
        r"therap(?:ies|ists?)|paediatricians?",
    ),
    (
        "schools",
        r"(?<!virtual\s)schools?(?!\s+nurs)|colleges?|teachers?|head\s?teachers?|early\s+years\s+(?:settings|providers)|"
        r"education\s+(?:settings|providers)|settings",
    ),
    (
        "authority",
        r"local\s+authorit(?:y|ies)|council|(?:children['’]s\s+)?social\s+care|social\s+work(?:ers?)?|"
        r"independent\s+reviewing\s+officers?|IROs?|personal\s+advisers?|PAs|virtual\s+school|"
        r"director\s+of\s+children['’]s\s+services|DCS|fostering\s+service|adoption\s+service|emergency\s+duty",
    ),
)
_FINDERS = tuple((name, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)) for name, words in _NAMES)
# What a sentence is about comes before its verb: its first words, at most up to an auxiliary.
_SUBJECT_WORDS = 10
_WORD = re.compile(r"\S+")
_AUXILIARY = re.compile(
    r"\s(?:is|are|was|were|has|have|had|do|does|did|can|cannot|could|will|would|should|must|may)\s", re.I
)


def whose(text: str, sentences: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The services that are the subject of those sentences, the most frequent first; () where no word says so."""
    counts: dict[str, int] = {}
    for start, end in sentences:
        for name in _named(_head(text[start:end])):
            counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts, key=lambda name: (-counts[name], list(counts).index(name))))


def _named(head: str) -> list[str]:
    """The services named in the head of a sentence, in the order they stand."""
    places: list[tuple[int, str]] = []
    for name, finder in _FINDERS:
        for match in finder.finditer(head):
            places.append((match.start(), name))
        head = finder.sub(lambda m: " " * len(m[0]), head)
    return list(dict.fromkeys(name for _, name in sorted(places)))


def _head(sentence: str) -> str:
    words = list(_WORD.finditer(sentence))
    head = sentence[: words[_SUBJECT_WORDS - 1].end()] if len(words) >= _SUBJECT_WORDS else sentence
    verb = _AUXILIARY.search(head)
    # "When children are at risk, the police act": what comes before the comma is not what it is about.
    return head[: verb.start()] if verb and "," not in head[verb.start() :] else head
