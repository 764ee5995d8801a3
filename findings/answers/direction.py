"""Which way something went: whether a question takes for granted that it rose where the documents tell that it fell.

Two axes: more or less, better or worse. A word of direction counts only of what stands beside it in its clause, and
only where it is said to have happened: "to reduce caseloads" and "caseloads should fall" tell nothing. Where documents
tell both there is no contradiction; nor where a later one reports the level to which the asked move leads ("caseloads
are too high").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from findings.answers.evidence import Sentence
from findings.text.content_words import content_words
from findings.text.stems import stems, tokens

_GO = r"(?:go|goes|going|gone|went|come|comes|coming|came|bring|brings|brought)\s+(?:right\s+|back\s+)?"
_WAYS = {
    "up": r"ris(?:e|es|en|ing)|rose|increas\w*|grow(?:s|n|ing|th)?|grew|climb(?:s|ed|ing)?|soar(?:s|ed|ing)?"
    rf"|doubl(?:ed|ing)|more|higher|greater|larger|longer|{_GO}up",
    "down": r"f[ae]ll(?:s|en|ing)?|reduc\w*|decreas\w*|declin(?:e|es|ed|ing)|dropp?(?:s|ed|ing)?|shr[aiu]nk\w*"
    rf"|halv(?:ed|ing)|fewer|less|lower(?:s|ed|ing)?|smaller|shorter|cut|{_GO}down",
    "better": r"improv\w*|better|strengthen(?:s|ed|ing)?",
    "worse": rf"wors\w+|deteriorat\w*|declin(?:e|es|ed|ing)|weaken\w*|weaker|{_GO}downhill"
    r"|not\s+(?:been\s+)?(?:maintained|sustained)",
}
_WORDS = {way: re.compile(rf"\b(?:{words})\b", re.I) for way, words in _WAYS.items()}
_OPPOSITE = {"up": "down", "down": "up", "better": "worse", "worse": "better"}
# A level, said later, to which the way would lead.
_LEVELS = {
    "up": r"high|excessive|too\s+many|too\s+long|large",
    "down": r"low|few|too\s+little|insufficient|shortages?|lack\w*",
    "better": r"strong|good|effective|outstanding|robust",
    "worse": r"weak\w*|poor|inadequate|ineffective|inconsistent|variable",
}
_LEVEL = {way: re.compile(rf"\b(?:{words})\b", re.I) for way, words in _LEVELS.items()}
# No movement of a thing: "fall below", "longer-term", "how much more", "drop-in", "grow up", "more effective".
_NO_MOVE = re.compile(
    r"\b(?:f[ae]ll\w*\s+(?:below|short|within|into|outside|under|behind)|(?:long|short)er[-\s]term|drop(?:s|ped|ping)?(?:-in|[-\s]out)"
    r"|grow\w*\s+up|how\s+(?:much|many)\s+\w+|no\s+longer|clear[-\s]cut|less\s+often|more\s+(?:often|and\s+more)"
    r"|(?:more|less)\s+\w+(?:ly|ful|ive|ent|ant|ble|ed|ate|ust|ic))\b",
    re.I,
)
# A comparison with others or with a figure is none either; one with an earlier time is.
_THAN = re.compile(
    r"\W+(?:[\w’'-]+\W+){0,4}?than\b(?!\W+(?:before|previous|last|at\s+the|it\s+was|they\s+were|in\s+(?:19|20)\d\d))",
    re.I,
)
_CLAUSE = re.compile(
    r"[;:,–()]|\b(?:but|while|whilst|although|though|however|because|since|(?<!looked )after|before|despite|when|which"
    r"|who|so\s+that)\b",
    re.I,
)
_NEGATED = re.compile(r"\b(?:not|never|without|fail\w*|yet|unable|cannot|little|limited|no)\b|n['’]t\b", re.I)
_NOT_DONE = re.compile(
    r"(?<!begun )(?<!started )(?<!continue )(?<!continues )(?<!continued )"
    r"\b(?:to|should|must|will|would|could|can|may|might|needs?|plan\w*|aim\w*|helps?|further|target\w*|if|whether|for|at|on|"
    r"towards?|of|in)(?:\s+be)?(?:\s+\w+ly)?$",
    re.I,
)
# Without an ending these are done only as nouns ("a rise in") and after "did"; the first ones are never nouns.
_VERB = re.compile(
    r"improve|reduce|strengthen|deteriorate|worsen|increase|decrease|rise|fall|grow|climb|drop|decline|cut|shrink",
    re.I,
)
_NOUN = re.compile(r"increase|decrease|rise|fall|drop|decline|cut", re.I)
_NAMED = re.compile(r"\b(?:an?|the|this|that|any|no|some)\s+(?:[\w-]+\s+){0,2}$", re.I)
_DID = re.compile(r"\b(?:did|does|do)\b", re.I)
_BACK = 4  # words before that may deny it
_BESIDE = 7  # words to the nearest one that says what it was
# Of the words of what is asked about, weighed by rarity, a sentence must hold this share.
_ENOUGH = 0.6
_GENERAL = frozenset(
    stems(
        "number rate level amount proportion percentage figure council authority area local much many year time "
        "come get got getting take taking become cause caused lead led lie explain happen reason make made"
    )
)


@dataclass(frozen=True, slots=True)
class _Move:
    """A word of direction in a text: which way, where, the clause it stands in, and whether it is said as done."""

    way: str
    start: int
    end: int
    clause: tuple[int, int]
    done: bool
    denied: bool


def told_opposite(question: str, near: Sequence[Sentence], weights: Mapping[str, float]) -> Sentence | None:
    """The sentence that tells that what the question takes to have gone one way went the other, or None.

    `near` are the sentences about it, best first; `weights` how rare each stem of the question is.
    """
    asked = [move for move in _moves(question) if move.done and not move.denied]
    if len({move.way for move in asked} - {"worse"}) > 1 or not asked:
        return None  # "rose and then fell"
    ways = {move.way for move in asked}
    subject = _subject(question, asked[0], weights)
    if not subject:
        return None
    against: Sentence | None = None
    for sentence in near:
        if sentence.passage.kind == "recommendation":
            continue
        moves = _moves(sentence.text)
        for move in moves:
            if not move.done or move.denied or not _speaks_of(sentence.text, move, subject, moves):
                continue
            if move.way in ways:
                return None
            if move.way in {_OPPOSITE[way] for way in ways}:
                against = max(against or sentence, sentence, key=_day)
    if against is None or _level_later(near, against, ways, subject):
        return None
    return against


def _moves(text: str) -> list[_Move]:
    still = [(m.start(), m.end()) for m in _NO_MOVE.finditer(text)]
    found = []
    for way, words in _WORDS.items():
        for m in words.finditer(text):
            if any(a <= m.start() < b for a, b in still) or _THAN.match(text, m.end()):
                continue
            start, end = _clause(text, m.start(), m.end())
            before = text[start : m.start()]
            last = " ".join(before.split()[-_BACK:])
            found.append(
                _Move(way, m.start(), m.end(), (start, end), _done(before, m[0]), bool(_NEGATED.search(last)))
            )
    return found


def _done(before: str, word: str) -> bool:
    """Whether a word of direction, with what stands before it in its clause, is said to have happened."""
    if (
        _VERB.fullmatch(word)
        and not _DID.search(before)
        and not (_NOUN.fullmatch(word) and _NAMED.search(before))
    ):
        return False
    return not _NOT_DONE.search(before.rstrip())


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause of `text` in which a word stands."""
    cuts = [(m.start(), m.end()) for m in _CLAUSE.finditer(text)]
    left = max((b for _, b in cuts if b <= start), default=0)
    return left, min((a for a, _ in cuts if a >= end), default=len(text))


def _subject(question: str, move: _Move, weights: Mapping[str, float]) -> dict[str, float]:
    """Stem -> weight of what the question says went that way: the words of its clause that carry it."""
    start, end = move.clause
    words = content_words(question[start : move.start]) + content_words(question[move.end : end])
    carrying = {stem for word in words for stem in stems(word)} - _GENERAL
    return {stem: weights[stem] for stem in carrying if weights.get(stem, 0.0) > 0}


def _speaks_of(text: str, move: _Move, subject: Mapping[str, float], others: Sequence[_Move] = ()) -> bool:
    """Whether a sentence says it of the subject: it holds most of its words, and one stands beside the move, nearer to
    it than to the `others`."""
    held = list(tokens(text, subject))
    if sum(subject[stem] for stem in {token.stem for token in held}) < _ENOUGH * sum(subject.values()):
        return False
    for token in held:
        apart = _between(text, move, token.start, token.end)
        nearest = min((_between(text, other, token.start, token.end) for other in others), default=apart)
        if move.clause[0] <= token.start < move.clause[1] and apart <= min(_BESIDE, nearest):
            return True
    return False


def _between(text: str, move: _Move, start: int, end: int) -> int:
    apart = text[end : move.start] if end <= move.start else text[move.end : start]
    return len(apart.split())


def _day(sentence: Sentence) -> date:
    return sentence.document.date or date.min


def _level_later(
    near: Sequence[Sentence], against: Sentence, ways: set[str], subject: Mapping[str, float]
) -> bool:
    """Whether a later document tells of the level the asked move leads to: then it may have turned."""
    for sentence in near:
        if _day(sentence) <= _day(against):
            continue
        for way in ways:
            for m in _LEVEL[way].finditer(sentence.text):
                level = _Move(
                    way, m.start(), m.end(), _clause(sentence.text, m.start(), m.end()), True, False
                )
                if _speaks_of(sentence.text, level, subject):
                    return True
    return False
