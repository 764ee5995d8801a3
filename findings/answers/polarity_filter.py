"""Which way a question wants its sentences to judge: "What needs to improve for care leavers?" is not answered by
praise, nor "What works well?" by what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from findings.answers.abstain import near
from findings.answers.evidence import Evidence, Sentence
from findings.index.generation import Generation
from findings.judge.calibration import calibration
from findings.judge.scope import may_find
from findings.judge.stance import stance_of

FAULT, PRAISE = "fault", "praise"
_NOT_WELL = (
    r"(?:not|n['’]t|never)\s+(?:\w+\s+)?(?:work\w*|go\w*|do\w*|perform\w*)\s+(?:so\s+|very\s+|as\s+)?well"
)
_WANTED = {
    FAULT: re.compile(
        r"\bneed\w*\s+(?:to\s+)?(?:be\s+)?(?:improv\w+|better)\b|\bneed\w*\s+to\s+do\s+better\b"
        r"|\b(?:areas?|needs?|room|scope|priorities)\s+(?:for|of|in\s+need\s+of)\s+(?:\w+\s+)?(?:improvement|development|weakness)"
        r"|\bweakness\w*|\bshortcomings?\b|\bfailings?\b|\bnot\s+(?:yet\s+)?good\s+enough\b|\b(?:go|goes|going|went|gone)\s+wrong\b"
        rf"|\b{_NOT_WELL}\b|\b(?:work\w*|go\w*|do\w*)\s+(?:less\s+well|badly|poorly)\b"
        r"|\bshould\b.{0,60}\b(?:improve|do\s+better)\b|\bcould\s+be\s+better\b",
        re.I,
    ),
    PRAISE: re.compile(
        r"\bstrengths?\b|\b(?:work\w*|go\w*|do|does|doing|done|perform\w*)\s+(?:really\s+|very\s+|particularly\s+)?well\b"
        r"|\bwhat\b.{0,40}\bgood\s+(?:at|about)\b|\b(?:good|best)\s+practice\b|\bpraised?\b",
        re.I,
    ),
}
# The labels that answer, the plainest first: "although improving, it is not good enough" says what needs to improve,
# but not what works well.
_ANSWERS = {FAULT: ({"needs_improvement"}, {"needs_improvement", "mixed"}), PRAISE: ({"strength"},)}
# Best sentences whose judgement is read; how near the best one some must be to leave out the others, and how many of
# them make do without the less plain.
_READ, _CLOSE, _ENOUGH = 40, 0.6, 2


def wanted_judgement(question: str) -> str:
    """FAULT or PRAISE where a question asks for one alone, else ""."""
    found = {judgement for judgement, words in _WANTED.items() if words.search(question)}
    if FAULT in found and re.search(_NOT_WELL, question, re.I):
        found.discard(PRAISE)  # "not working well" holds "working well"
    return found.pop() if len(found) == 1 else ""


def as_wanted(
    generation: Generation, text: str, evidence: Evidence, pool: Sequence[Sentence]
) -> list[Sentence]:
    """The sentences of `pool` (best first) that judge as the question `text` asks; all where it does not ask or none
    near the best one does."""
    wanted = wanted_judgement(text)
    if not wanted:
        return list(pool)
    leaning = calibration(generation.encoder).stance

    def labels(sentence: Sentence) -> set[str]:
        """By its words alone and with its vector, which knows of its neighbours."""
        passage, span = sentence.passage, (sentence.start, sentence.end)
        if not may_find(passage)[passage.sentences.index(span)]:
            return set()
        ways = [(None, None), (sentence.vector[None], leaning)]
        return {stance_of(passage, [span], evidence.weights.keys(), *way).label for way in ways}

    labelled = [(sentence, labels(sentence)) for sentence in pool[:_READ]]
    read: list[Sentence] = []
    for right in _ANSWERS[wanted]:
        read = [sentence for sentence, found in labelled if found and found <= right]
        if len(near(evidence, read, _CLOSE)) >= _ENOUGH:
            break
    return read if near(evidence, read, _CLOSE) else list(pool)
