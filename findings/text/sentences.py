"""Sentences by position: where each begins and ends, in a text that is never changed."""

from __future__ import annotations

import re

# Compared in lower case and without their stop. After the first kind a sentence never ends; after the second not
# where a figure follows: "no. 5", "s. 47", "Sept. 2014". After others ("etc.", "Ltd.") it does, if a capital follows.
_NEVER_LAST = frozenset(
    "mr mrs ms dr prof rev hon messrs st v vs cf viz e.g i.e eg ie approx incl resp dept govt".split()
)
_BEFORE_FIGURE = frozenset(
    """no nos s ss p pp para paras fig figs sec sect art reg regs ch vol cl sch pt pts ref ext tel min max
    jan feb mar apr jun jul aug sep sept oct nov dec""".split()
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
    if word in _NEVER_LAST or (word in _BEFORE_FIGURE and head.isdigit()):
        return True
    if re.fullmatch(r"[a-z]", word):
        # An initial: "J. Smith"; but "such as I. He" ends.
        return word not in {"i", "a"} or before[-1].isupper()
    # Initials without spaces: "U.K. law"; a time of day may well end a sentence.
    return bool(re.fullmatch(r"(?:[a-z]\.)+[a-z]", word)) and word not in {"a.m", "p.m"}
