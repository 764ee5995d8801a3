"""What words stand under, where that decides their sense: "The quality of supervision" is praise under "Strengths" and
a fault under "What needs to improve". Pure."""

from __future__ import annotations

import re

from findings.reading.roles import deciding
from findings.records import Passage
from findings.text.sentences import ends_sentence

# Verbs of a main clause, and the words after which a verb belongs to another clause: "those who are in custody".
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|may|might|should|must|needs?|cannot)\b",
    re.I,
)
_ASKS = re.compile(r"\b(?:should|must|needs?\s+to)\b", re.I)
_CLAUSE = re.compile(
    r"\b(?:that|which|who|whom|whose|where|when|while|whether|if|how|what|why|because|so|including)\b", re.I
)
_FIRST = re.compile(r".*?[.!?](?=\s|$)", re.DOTALL)


def under(passage: Passage, start: int | None = None, end: int | None = None) -> str:
    """The lead-in or heading of `passage`, word for word, without which its words from `start` to `end` (offsets into
    the stored text; left out, all of them) would mislead or say nothing; "" where they speak for themselves.

    A bullet needs the sentence that it hangs on; a case study the heading that says that it is one; what is asked for,
    or praised, in less than a sentence the heading that asks or praises; any other fragment the nearest heading.
    """
    if passage.lead_in:
        return passage.lead_in
    first = passage.start if start is None else start
    text = passage.text[first - passage.start : None if end is None else end - passage.start].strip()
    heading = deciding(passage.section)
    at_length = len(passage.sentences) > 1 and not passage.is_list
    if passage.kind == "case_study":
        return heading
    if passage.kind == "recommendation":
        explained = at_length and passage.paragraph is None and _says(_VERB, text)
        return "" if explained or _says(_ASKS, text) else heading
    if heading and not at_length and not _says(_VERB, text):
        return heading
    whole = passage.kind == "footnote" or (ends_sentence(text) and not text[:1].islower())
    return "" if whole or not passage.section else passage.section[-1]


def introduction(passage: Passage) -> str:
    """What must stand above a whole passage beside whose words its nearest heading is named: `under` where it says
    more than that heading."""
    shown = under(passage)
    return "" if passage.section and shown == passage.section[-1] else shown


def _says(verb: re.Pattern[str], text: str) -> bool:
    """Whether the first sentence has such a verb for its own; of many that have one it is not known."""
    first = _FIRST.match(text)
    sentence = first[0] if first else text
    found, clause = verb.search(sentence), _CLAUSE.search(sentence)
    return bool(found and not (clause and clause.start() < found.start()))
