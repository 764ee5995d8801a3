"""Sentences by position: where each begins and ends, in a text that is never changed."""

from __future__ import annotations

import re

# A stop after one of these does not end a sentence; compared in lower case, without the stop.
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof rev hon sir st no nos vs v cf eg ie e.g i.e etc al approx est fig figs para paras p pp pg
    s ss sec sch art cl reg regs ch vol ed eds ltd co inc plc dept govt jan feb mar apr jun jul aug sep sept oct nov
    dec tel ext ref min max incl messrs jr sr""".split()
)
# These may stand at a sentence's end too: then the next word decides.
_OFTEN_LAST = frozenset(
    {"etc", "al", "ltd", "inc", "plc", "co", "no", "min", "max", "p", "ch", "est", "ed", "art", "sec", "mar"}
)
_CLOSERS = "’”\"')]»⁰¹²³⁴⁵⁶⁷⁸⁹"
_OPENERS = "‘“\"'([«"
_STOP = re.compile(rf"[.!?…]+[{re.escape(_CLOSERS)}]*(?=\s)|\n+")
_ENDS = re.compile(rf"[.!?…:;][{re.escape(_CLOSERS)}]*$")
_WORD_BEFORE = re.compile(r"(\S+)$")


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence or a lead-in does: with a stop, colon or the like."""
    return bool(_ENDS.search(text.rstrip()))


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences of `text[start:end]`, as offsets into `text`, in order, without outer white space.

    Together they hold every character but the white space between them.
    """
    stop = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    for found in _STOP.finditer(text, start, stop):
        if found.end() >= stop or not _is_end(text, begin, found.start(), found.end(), stop):
            continue
        _add(spans, text, begin, found.end())
        begin = found.end()
    _add(spans, text, begin, stop)
    return tuple(spans)


def _add(spans: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    piece = text[begin:end]
    left = len(piece) - len(piece.lstrip())
    if piece.strip():
        spans.append((begin + left, begin + len(piece.rstrip())))


def _is_end(text: str, begin: int, stop: int, after: int, limit: int) -> bool:
    """Whether the stop at `stop` (closing marks to `after`) ends the sentence begun at `begin`."""
    if text[stop] == "\n":
        return True
    following = text[after:limit].lstrip()
    if not following:
        return True
    head = following.lstrip(_OPENERS)[:1]
    if head.islower():
        # A list's own letters and brands aside, a sentence does not begin in lower case.
        return False
    if text[stop] != "." or after - stop > 1:
        return True
    return not _is_abbreviation(text[begin:stop], head)


def _is_abbreviation(before: str, head: str) -> bool:
    found = _WORD_BEFORE.search(before)
    if not found:
        return True
    word = found[1].lstrip(_OPENERS).lower()
    if word.isdigit() and found.start() == 0:
        return True  # a printed number: "17. The"
    if re.fullmatch(r"[a-z]", word):
        # An initial (J. Smith) or "s. 47"; "Appendix A. The" is rarer than both.
        return word not in {"i", "a"} or before[-1].isupper()
    if word in _ABBREVIATIONS:
        if word in {
            "no",
            "nos",
            "p",
            "pp",
            "para",
            "paras",
            "s",
            "ss",
            "fig",
            "figs",
            "sec",
            "ch",
            "vol",
            "art",
            "reg",
            "regs",
        }:
            return head.isdigit()
        return word not in _OFTEN_LAST
    return bool(re.fullmatch(r"(?:[a-z]\.)+[a-z]", word)) and word not in {"a.m", "p.m", "u.k", "u.s"}
