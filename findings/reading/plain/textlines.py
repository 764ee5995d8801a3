"""The lines of a text file, with what hard wrapping, page breaks and running headers have done to them undone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from findings.reading.marks import TURNS

# Blank lines that stand for the end of a page in texts made from PDF.
PAGE_BREAK = 3
_FORM_FEED = 99
# Invisible characters that are no part of a word; NBSP and its kin become plain spaces.
_DROPPED = re.compile(f"[\u200b\u200c\u200d\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f{TURNS}]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_RUN_OF_SPACES = re.compile(" {2,}")
# A wide gap within a line stands between two cells of a table.
_COLUMN_GAP = re.compile(r"(?<=\S) {4,}(?=\S)")
_STOP = re.compile(r"[.?!:;][\"”’')\]*¹²³⁴-⁹]*$")
# A line that ends so goes on, whatever comes next.
_GOES_ON = re.compile(
    r"(?:,|\b(?:and|or|the|a|an|of|to|in|for|with|by|from|at|on|as|that|which|who|their|its|is|are|was|were|be|has|have|"
    r"not|than|this|these|those|between|into|through|such|per))$",
    re.I,
)
_LONGEST_WRAPPED = 130
_LONGEST_HEADER = 8  # words


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line that is not blank. `gap` counts the blank lines above; `wrapped`: the blank above only spaces lines."""

    number: int  # in the file, from 1
    indent: int
    text: str
    gap: int
    wrapped: bool = False


def lines_of(text: str) -> list[TextLine]:
    """The lines of a file in order, running headers and page numbers gone."""
    return _undouble(_without_furniture(_split(text)))


def _split(text: str) -> list[TextLine]:
    lines: list[TextLine] = []
    gap = 0
    for number, whole in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        for order, page in enumerate(whole.split("\f")):
            gap = _FORM_FEED if order else gap
            for raw in re.split("[\v\x85\u2028\u2029]", page):
                line = _DROPPED.sub("", _SPACES.sub(" ", raw)).rstrip()
                words = _RUN_OF_SPACES.sub(" ", _COLUMN_GAP.sub("\t", line.lstrip(" ")))
                if not words.strip():
                    gap += not order
                    continue
                lines.append(
                    TextLine(number, len(line) - len(line.lstrip()), words, gap if lines else _FORM_FEED)
                )
                gap = 0
    return lines


def _chunks(lines: list[TextLine]) -> list[list[TextLine]]:
    """Lines without a blank between them. The first and last line of a page of a paged text stand alone."""
    paged = any(line.gap >= _FORM_FEED for line in lines[1:])
    chunks: list[list[TextLine]] = []
    for position, line in enumerate(lines):
        after_first = paged and position > 0 and lines[position - 1].gap >= _FORM_FEED
        last = paged and (position + 1 == len(lines) or lines[position + 1].gap >= _FORM_FEED)
        if not chunks or line.gap or after_first or last:
            chunks.append([])
        chunks[-1].append(line)
    return chunks


def _without_furniture(lines: list[TextLine]) -> list[TextLine]:
    """Drop the short lines that come again at page breaks: "Care Quality / Commission", "Page 3 of 12"."""
    chunks = _chunks(lines)
    breaks = sum(line.gap >= PAGE_BREAK for line in lines[1:])
    above = [chunk[0].gap >= PAGE_BREAK for chunk in chunks]
    below = [*above[1:], *([True] if above else [])]
    keys = [_mask(" ".join(line.text for line in chunk)) for chunk in chunks]
    alone = Counter(key for key, over, under in zip(keys, above, below, strict=True) if over and under)
    beside = Counter(key for key, over, under in zip(keys, above, below, strict=True) if over or under)
    kept: list[TextLine] = []
    gap = 0
    for chunk, key, over, under in zip(chunks, keys, above, below, strict=True):
        short = len(key.split()) <= _LONGEST_HEADER
        again = alone[key] >= 3 or beside[key] >= max(3, breaks / 2)
        if short and again and (over or under):
            gap += chunk[0].gap
            continue
        kept += [replace(chunk[0], gap=chunk[0].gap + gap), *chunk[1:]]
        gap = 0
    return kept


def _mask(text: str) -> str:
    if re.fullmatch(r"[^\w]*[ivxlc]{1,6}[^\w]*", text, re.I):
        return re.sub(r"\w+", "#", " ".join(text.split()))
    return re.sub(r"\d+", "#", " ".join(text.split())).lower()


def _undouble(lines: list[TextLine]) -> list[TextLine]:
    """Where a blank line follows every line of wrapped text, the blank is no paragraph break: region by region."""
    result: list[TextLine] = []
    region: list[TextLine] = []
    for line in [*lines, None]:
        if region and (line is None or line.gap > 1):
            result += _marked(region)
            region = []
        if line is not None:
            region.append(line)
    return result


def _marked(region: list[TextLine]) -> list[TextLine]:
    pairs = list(pairwise(region))
    spaced = sum(below.gap == 1 for _, below in pairs)
    wraps = sum(
        below.gap == 1
        and 45 <= len(above.text) <= _LONGEST_WRAPPED
        and is_open(above.text)
        and is_lower(below.text)
        for above, below in pairs
    )
    if wraps < 3 or spaced < 0.6 * len(pairs) or wraps < 0.3 * len(pairs):
        return region
    return [region[0], *(replace(line, wrapped=line.gap == 1) for line in region[1:])]


def is_open(text: str) -> bool:
    """The text does not end as a sentence or a lead-in does."""
    return _STOP.search(text) is None


def goes_on(text: str) -> bool:
    """The text ends in a word or comma after which more must come."""
    return _GOES_ON.search(text) is not None


def is_lower(text: str) -> bool:
    """The text begins as the middle of a sentence does."""
    return text[:1].islower() or text[:1] in ",;)"


def wrap_width(lines: list[TextLine]) -> int | None:
    """The length at which a file's lines are wrapped, in characters; None where a line is a whole paragraph."""
    lengths = sorted(len(line.text) for line in lines if "\t" not in line.text)
    if not lengths:
        return None
    width = lengths[int(0.98 * (len(lengths) - 1))]
    return width if 40 <= width <= _LONGEST_WRAPPED else None
