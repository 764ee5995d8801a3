"""What a question takes for granted, and whether the evidence says so: "Why did the council close its night team?"

Four ways in which it may not: an event is asked about of which no sentence near the question speaks; the best sentence
speaks of it as something planned; the best sentence on what is asked for says that there is none; the question finds
fault, or praises, and every sentence near it does only the opposite. The words alone are compared: a premise put in
other words passes. Which way something went is compared in `direction`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from findings.answers.evidence import Sentence
from findings.answers.question import Question
from findings.judge.stance_features import DENIED, FAULT, PRAISE, features
from findings.text.stems import stems

NOT_SAID = "The documents do not say that this happened."
OTHERWISE = "The documents say otherwise: see the nearest passages."
OPPOSITE = "The documents tell of the opposite: see the nearest passages."
ONLY_PLANNED = "The documents speak of this only as something planned: see the nearest passages."


@dataclass(frozen=True, slots=True)
class _Event:
    """Words of one kind of event: those by which a question asks about it, and all by which a report may tell it."""

    asked: re.Pattern[str]
    told: re.Pattern[str]


def _event(words: str, more: str = "") -> _Event:
    """`more`: words that tell of the event, but in a question would not ask about it."""
    told = f"{words}|{more}" if more else words
    return _Event(re.compile(rf"\b(?:{words})\b", re.I), re.compile(rf"\b(?:{told})\b", re.I))


_EVENTS = (
    _event(
        r"clos(?:e[sd]?|ing|ures?)|shut(?:s|ting)?|abolish\w*|scrap(?:ped|s|ping)?|ax(?:e[sd]?|ing)|disband\w*|dissol\w*"
        r"|discontinu\w*|ceased?"
    ),
    _event(
        r"sack(?:ed|ing)?|dismiss(?:ed|al|ing)?|resign\w*|step(?:ped)?\s+down|left\s+(?:their|his|her)\s+posts?|quit"
    ),
    _event(
        r"charged|charges|prosecut\w*|arrest\w*|convict\w*|jailed|imprisoned|custod\w+|sentenc\w*",
    ),
    _event(r"sold|sell(?:s|ing)?|privati[sz]\w*|outsourc\w*"),
    _event(
        r"merg(?:e[sd]?|er|ing)|amalgamat\w*|combined|join(?:ed)?\s+(?:with|together|up)",
        r"combin\w*|joint\w*|join(?:ed|s)?",
    ),
    _event(
        r"cancel\w*|withdr[ae]w\w*|suspend\w*|stopp?(?:ed|ing)?|paused?|halted|no\s+longer|(?:pull|opt)(?:s|ed|ing)?\s+out",
        r"ceas\w*|clos(?:ed|ing|ure)|end(?:ed|ing)|terminat\w*|left|leaving",
    ),
    _event(
        r"miss(?:ed|es)?|overdue|late|delay\w*|not\s+(?:\w+\s+){0,3}(?:met|meet|time|timely|complete\w*)|exceed\w*|longer\s+than",
        r"untimely|slow\w*|too\s+long|drift|backlogs?|out\s+of\s+timescales?",
    ),
    _event(
        r"cuts?|cutting|slash\w*|reduc\w*|fewer|less|decreas\w*|savings?",
        r"f[ae]ll(?:s|en|ing)?|dropp?(?:s|ed|ing)?|declin\w*|shr[aiu]nk\w*|smaller|lower|los[st]|lose|losing|losses",
    ),
    _event(
        r"bann?(?:ed|s|ing)?|refus\w*|reject\w*|declined\s+to|turned\s+(?:down|away)",
        r"declin\w*",
    ),
    _event(
        r"overload\w*|overwhelm\w*|overwork\w*|too\s+(?:high|many|much)|(?:high|excessive|unmanageable)\s+(?:case|work)loads?"
    ),
)
# In a question the adverb, the noun and the order to come near are no event.
_NO_EVENT = re.compile(
    r"\b(?:close\s+(?:to|by|links?|work\w*|contact|relation\w*)|cutting[-\s]edge|custod\w+|miss(?:ed|es)?\s+out|joint\w*|"
    r"late[-\s](?:night\w*|(?:19|20)\d\d|spring|summer|autumn|winter)|in\s+late|how\s+(?:late|close)|of\s+late|arrested|"
    r"stop(?:ped)?\s+and\s+search|stop(?:s|ped|ping)?\s+(?:[\w’'-]+\s+){1,4}from|"
    r"(?<!decide )(?<!decided )to\s+(?:cut|reduce|decrease|stop|close|merge|join|arrest|prosecute|convict))\b",
    re.I,
)
# "Who chairs the group?" takes for granted that there is one, "which has been chosen?" that the choice is made.
_TAKES_AS_DONE = re.compile(r"(?:^|[,;:]\s*)(?:and\s+)?(?:who|whose|which|when)\b", re.I)
_ASKS_OF_PLANS = re.compile(
    r"\b(?:will|plan\w*|propos\w*|consider\w*|inten\w+|going\s+to|due|pilot\w*|explor\w*|expect\w*)\b", re.I
)
_PLANNED = re.compile(
    r"\bnot\s+yet\s+(?:in\s+place|(?:been\s+)?(?:started|begun|appointed|recruited|established|agreed|decided|set\s+up|"
    r"published|launched|finished|opened|chosen|selected|available))\b"
    r"|\bplans?\s+(?:are|is)\s+in\s+place\s+to\b|\b(?:is|are|were|was)\s+(?:\w+\s+)?considering\b"
    r"|\bunder\s+consideration\b|\b(?:has|have|is|are)\s+yet\s+to\s+(?:be|start|begin|open)\b",
    re.I,
)
# "Do reviews stop drift?" and "How do they stop it?" take nothing for granted.
_OPEN = re.compile(
    r"(?:^|[:;,])\s*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)\b"
    r"|\bhow\s+(?:is|are|do|does|can|could|should|will|would)\b",
    re.I,
)
# "How quickly?" is answered by "slowly".
_ASKS_HOW_MUCH = re.compile(
    r"\bhow\s+(?!(?:is|are|was|were|do|does|did|has|have|had|can|could|should|will|would)\b)\w+", re.I
)
_NEGATIVE = re.compile(r"\b(?:no|not|never|none|without|lack\w*)\b|n['’]t\b", re.I)
# "What do inspectors say about exclusions?" is answered by "there are none".
_SAID = re.compile(
    r"\b(?:say|says|said|find|found|report|reported|conclude|think)\b.*\b(?:about|on|of)\b", re.I
)
_NONE = re.compile(r"\b(?:no|not\s+any|never)\s+((?:[\w’'-]+\s+){0,3}[\w’'-]+)", re.I)
# "What is done to reduce exclusions?" is answered by praise, "What needs to improve?" by fault.
_REMEDY = re.compile(
    r"\b(?:to|needs?|should|must|be)\s+(?:\w+ly\s+)?(?:be\s+)?(?:improv|strengthen|reduc|tackl|prevent|address|stop|avoid|better)\w*",
    re.I,
)
# Sentences whose praise or fault is compared with the question's.
_CLOSEST = 3
_PHRASE = 3  # words
# Words of the question that tell about as much as its rarest.
_TELLING = 0.6


def contradicted(question: Question, near: Sequence[Sentence], weights: Mapping[str, float]) -> str:
    """Why what the question takes for granted does not hold, or "". `near` are the sentences about it, best first."""
    if not near:
        return ""
    text = _NO_EVENT.sub(" ", question.text)
    said = [" ".join((s.text, *s.passage.section)) for s in near]
    if _OPEN.search(question.text):
        return ""
    for event in _EVENTS:
        if event.asked.search(text) and not any(event.told.search(each) for each in said):
            return NOT_SAID
    if _only_planned(question.text, near):
        return ONLY_PLANNED
    if question.figure or _ASKS_HOW_MUCH.search(question.text):
        return ""
    asks_what_is_said = _SAID.search(question.text) or _NEGATIVE.search(question.text)
    if not asks_what_is_said and (_denied(near, weights) or _phrase_denied(question.text, near)):
        return OTHERWISE
    return OTHERWISE if _opposite(question.text, near) else ""


def _only_planned(question: str, near: Sequence[Sentence]) -> bool:
    """Whether the best sentence speaks of what the question takes as done as still to come."""
    return bool(
        _TAKES_AS_DONE.search(question)
        and not _ASKS_OF_PLANS.search(question)
        and not _NEGATIVE.search(question)
        and _PLANNED.search(near[0].text)
    )


def _denied(near: Sequence[Sentence], weights: Mapping[str, float]) -> bool:
    """Whether the best sentence that holds a telling word of the question says there is none of it."""
    least = _TELLING * max(weights.values(), default=0.0)
    for stem in (stem for stem, weight in weights.items() if weight >= least):
        best = next((s for s in near if stem in stems(s.text)), None)
        if best and any(stem in stems(match[1]) for match in _NONE.finditer(best.text)):
            return True
    return False


def _phrase_denied(question: str, near: Sequence[Sentence]) -> bool:
    """Whether a sentence says "no serious case reviews" where the question has those words one after another."""
    asked = " ".join(stems(question))
    return any(
        len(phrase) >= _PHRASE and " ".join(phrase[:_PHRASE]) in asked
        for sentence in near
        for match in _NONE.finditer(sentence.text)
        if (phrase := stems(match[1]))
    )


def _opposite(question: str, near: Sequence[Sentence]) -> bool:
    if _REMEDY.search(question):
        return False
    asked = _judgements(question)
    given = [_judgements(sentence.text) for sentence in near[:_CLOSEST]]
    found = set().union(*given)
    if FAULT in asked and PRAISE not in asked:
        return found == {PRAISE}
    if PRAISE in asked and not asked & {FAULT, DENIED}:
        return bool(found & {FAULT, DENIED}) and PRAISE not in found
    return False


def _judgements(text: str) -> set[str]:
    """Whether a text praises, finds fault, denies a praise."""
    found = {f.name for f in features(text, [(0, len(text))])} & {PRAISE, FAULT, DENIED}
    return found | {PRAISE} if re.search(r"\bstrengths?\b", text, re.I) else found
