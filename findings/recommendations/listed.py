"""What one paragraph lists: "We recommend that the trust (1) trains staff, and (2) mends the lift." asks for two."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from findings.text.sentences import sentences

# "(1)", "2)", "(b)", "(iv)", where a word goes before or nothing does.
_MARK = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2}|[a-z]|[ivx]{2,4})\)\s+")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# An entry of fewer words is no request: "Regulation 12 (1) (a)".
_FEWEST_WORDS = 3
_JOINT = re.compile(r"[\s,;]*(?:\b(?:and|or)\b[\s,;]*)?$")


def entries(text: str, asks: Callable[[str], bool]) -> list[tuple[str | None, int, int]]:
    """(its printed mark, start, end) of each thing asked for in a passage; one entry, the whole, where it lists none.

    Entries are told by marks in their order, by semicolons after a colon, or by several sentences that each ask
    (`asks` of a sentence).
    """
    return (
        _marked(text)
        or _by_semicolons(text)
        or [(None, start, end) for start, end in sentences(text) if asks(text[start:end])]
    )


def _marked(text: str) -> list[tuple[str | None, int, int]]:
    marks = list(_MARK.finditer(text))
    for place, first in enumerate(marks):
        order = next((each for each in (_figures(), _LETTERS, _ROMAN) if first[1] == each[0]), None)
        if order is None:
            continue
        chain = [first]
        for mark in marks[place + 1 :]:
            if len(chain) < len(order) and mark[1] == order[len(chain)]:
                chain.append(mark)
        ends = [mark.start() for mark in chain[1:]]
        last = chain[-1].end()
        ends.append(next((end for _, end in sentences(text) if end > last), len(text)))
        found = [(mark[1], *_trimmed(text, mark.end(), end)) for mark, end in zip(chain, ends, strict=True)]
        if len(found) > 1 and all(_words(text[start:end]) for _, start, end in found):
            return list(found)
    return []


def _figures() -> tuple[str, ...]:
    return tuple(str(number) for number in range(1, 40))


def _by_semicolons(text: str) -> list[tuple[str | None, int, int]]:
    for start, end in sentences(text):
        colon = text.find(":", start, end)
        cuts = [place for place in range(max(colon, start), end) if text[place] == ";"]
        if colon < 0 or not cuts:
            continue
        edges = [colon + 1, *(cut + 1 for cut in cuts), end + 1]
        found = [_trimmed(text, begin, stop - 1) for begin, stop in pairwise(edges)]
        if all(_words(text[begin:stop]) for begin, stop in found):
            return [(None, begin, stop) for begin, stop in found]
    return []


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the space, the marks and the "and" between two entries."""
    joint = re.compile(r"\s*(?:and\s+|or\s+)?").match(text, start, end)
    begin = joint.end() if joint else start
    tail = _JOINT.search(text, begin, end)
    return begin, tail.start() if tail else end


def _words(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS
