"""Phrases of templates, as people write them, made into patterns.

A phrase is words as they are printed, in any case and with any white space between them. `*` stands for up to sixty
characters, `{subject}` for the name to be read there, `{number}` for a number, `{a|b}` for either. A phrase between
slashes is a regular expression of Python as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Matches no text.
NOTHING = r"(?!)"
# What may stand for a name: a part of one line.
_NAMED = {"subject": r"(?P<subject>[^\n\t]{2,120}?)", "number": r"\d+(?:\.\d+)?"}


def source(phrase: str, values: Mapping[str, str] | None = None) -> str:
    """The regular expression of a phrase; `values` gives those of its names that are not known everywhere.

    Raises:
        re.error: what stands between slashes is no regular expression, or a name is not known.
    """
    if len(phrase) > 2 and phrase.startswith("/") and phrase.endswith("/"):
        re.compile(phrase[1:-1])
        return f"(?:{phrase[1:-1]})"
    parts = []
    for part in re.split(r"(\{[^}]*\}|\*|\s+)", phrase.strip()):
        if part.startswith("{"):
            inside = part[1:-1]
            if "|" in inside:
                parts.append("(?:" + "|".join(map(source, inside.split("|"))) + ")")
            else:
                known = {**_NAMED, **(values or {})}
                if inside not in known:
                    raise re.error(f"{{{inside}}} stands for nothing")
                parts.append(known[inside])
        elif part == "*":
            parts.append(r".{0,60}?")
        else:
            parts.append(r"\s+" if part.isspace() else re.escape(part))
    return "".join(parts)


def either(phrases: Iterable[str]) -> str:
    """One expression for any of the phrases, the longest first; one that matches nothing for none."""
    return _joined(source(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def anywhere(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the phrases, plain ones as whole words."""
    each = sorted(phrases, key=len, reverse=True)
    return re.compile(_joined(f"{_edge(one, 0)}{source(one)}{_edge(one, -1)}" for one in each), re.I | re.S)


def beginning(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches a text that begins with any of the phrases, plain ones as whole words."""
    each = sorted(phrases, key=len, reverse=True)
    return re.compile(_joined(f"{source(one)}{_edge(one, -1)}" for one in each), re.I | re.S)


def _joined(sources: Iterable[str]) -> str:
    return f"(?:{'|'.join(found)})" if (found := list(sources)) else NOTHING


def _edge(phrase: str, side: int) -> str:
    """That no word goes on at the first (0) or last (-1) letter of a plain phrase."""
    if phrase.startswith("/") or not (phrase.strip()[side].isalnum() or phrase.strip()[side] in "*}"):
        return ""
    return r"(?<!\w)" if side == 0 else r"(?!\w)"


@dataclass(frozen=True, slots=True)
class Sign:
    """A phrase that is looked for in a whole document: quickly, where it is plain words."""

    plain: str  # in small letters; "" where it is no plain words
    pattern: re.Pattern[str]

    def stands_in(self, text: str, lowered: str) -> bool:
        """Whether it stands in `text`; `lowered` is that in small letters with single spaces."""
        return (not self.plain or self.plain in lowered) and self.pattern.search(text) is not None


def sign(phrase: str) -> Sign:
    is_plain = not re.search(r"[*{}]|^/", phrase)
    return Sign(" ".join(phrase.lower().split()) if is_plain else "", anywhere([phrase]))
