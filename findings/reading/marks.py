"""The small marks of printed text: bullets, raised figures, printed numbers, and what joins two lines of a paragraph.

One table for all formats.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_LAST = re.compile(r"([^\W\d_]+)-$")
_NEXT = re.compile(r"[^\W\d_]+")
# "short- and long-term": the hyphen stands for a word to come, not for one that goes on.
_SUSPENDED = re.compile(r"(?:and|or|to|nor|but)\s")


def joint(above: str, below: str, words: Collection[str]) -> tuple[str, str]:
    """(the text above as it is kept, what to put between): ("multi-", "agency") -> ("multi-", "").

    A hyphen at a line's end is kept and joined without a space, for nearly all are hyphenated words. It is dropped
    only if the solid word is printed elsewhere in the document and the hyphenated one is not.
    """
    if re.search(r"\S[-‐‑]$", above):
        if _SUSPENDED.match(below):
            return above, " "
        left, right = _LAST.search(above), _NEXT.match(below)
        if left and right:
            head, tail = left[1].lower(), right[0].lower()
            if head + tail in words and f"{head}-{tail}" not in words:
                return above[:-1], ""
        return above, ""
    if re.search(r"\w[–—/]$", above) and re.match(r"\w", below):
        return above, ""
    return above, " "


# Dashes: a list within a list, unless they are the only glyph a document has.
SUB_BULLETS = frozenset("-–—−─―\u0336\uf02d\uf0be\uf0bb")
# Shapes, arrows and ticks; and what no letter is: codes of private use, where Word writes Wingdings and Symbol, and the
# control codes that a symbol font without a map to letters gives ("\u0084").
_SHAPES = (
    *((0x80, 0x84), (0x86, 0x90), (0x95, 0x95), (0x98, 0x9F)),
    *((0x2190, 0x21FF), (0x25A0, 0x25FF), (0x2700, 0x2775), (0x2794, 0x27BE), (0x2B00, 0x2BFF)),
    (0xE000, 0xF8FF),
)
BULLETS = (
    frozenset("•‣⁃⁌⁍∙·⋅⦁⦿")
    | frozenset(chr(code) for first, last in _SHAPES for code in range(first, last + 1))
) - SUB_BULLETS
_ITEM = re.compile(
    r"[\uf02d\uf0be\uf0bb]|[-–—−─―\u0336o]\s|\((?:[a-z]|[ivx]{1,4})\)\s|(?:[a-h]|i{1,3}|iv|vi{0,3})\)\s"
)
# What is not seen and only turns the direction of what follows, our own words beside a quotation too.
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_HIDDEN = str.maketrans("", "", f"\u00ad\u200b{TURNS}")

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED_FIGURES = re.compile("[⁰¹²³⁴-⁹]+")

_NUMBER = re.compile(r"(\d{1,3})(?:\.(?:\s+|(?=[A-Z‘’“\"'(\[]))|\)\s+)")
_BARE_NUMBER = re.compile(r"(\d{1,3})\s+(?=[A-Z])")
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,3}){1,3})\.?\s+(?=[A-Z‘“\"'(])")

# What numbers a heading or a paragraph where a tab follows it: "II.", "A.", "2.1", "(c)", "Section 3".
_LABEL = re.compile(
    r"(?:(?i:section|part|appendix|annex|chapter|article|schedule)\s+)?"
    r"(?:\(?(?:[IVXLC]{1,6}|[ivxlc]{1,6}|[A-Za-z]|\d{1,3})[.):]+|\d{1,3}(?:\.\d{1,3}){0,3}\.?|[IVXLC]{1,6}|[A-Z])"
)


def label_alone(text: str) -> bool:
    """Whether a text is nothing but the number or letter of what follows it."""
    return bool(_LABEL.fullmatch(text.strip()))


# The same before the words of a heading; a letter counts only with its stop: "A good start" has none.
_LABELLED = re.compile(
    r"(?:(?i:section|part|appendix|annex|chapter)\s+(?:[A-Z]|\d{1,3}|[IVXLC]{1,6})\s*[:.–—-]?|"
    r"\(?(?:[IVXLC]{1,6}|[ivxlc]{1,6}|[A-Za-z])[.):]|\d{1,3}(?:\.\d{1,3}){0,3}[.):]?)\s+(?=\S)"
)


def without_label(heading: str) -> str:
    """ "II. Findings", "3 Findings", "Part B: Findings" as "Findings"."""
    found = _LABELLED.match(heading)
    return heading[found.end() :] if found else heading


def raised(figures: str) -> str:
    """ "12" as "¹²": a footnote's figure keeps its place without being read as part of the word before it."""
    return figures.translate(_RAISED)


def without_hidden(text: str) -> str:
    """The text without soft hyphens, spaces of no width and turns of direction."""
    return text.translate(_HIDDEN)


def without_raised(text: str) -> str:
    """The text without raised figures, as it is embedded and indexed by words."""
    return _RAISED_FIGURES.sub("", text)


def number_at(text: str, *, bare: bool = False) -> tuple[str, int] | None:
    """The paragraph number a text begins with and where its words begin: "17. The" -> ("17", 4).

    Numbers of parts count too: "2.14 Staff" -> ("2.14", 5). With `bare` also "34 Children" counts.
    """
    found = _NUMBER.match(text) or _DOTTED.match(text) or (_BARE_NUMBER.match(text) if bare else None)
    return (found[1], found.end()) if found else None


def bullet_at(text: str) -> tuple[int, int] | None:
    """(level, where the words begin) of a text that begins with a bullet, a dash or "(a)", else None."""
    if text[:1] in BULLETS:
        level, end = 1, 1
    elif found := _ITEM.match(text):
        level, end = 2, found.end()
    else:
        return None
    rest = text[end:].lstrip()
    return (level, len(text) - len(rest)) if rest else None
