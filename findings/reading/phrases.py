"""Phrases of templates, as people write them, made into patterns.

A phrase is words as they are printed, in any case and with any white space between them. `*` stands for up to sixty
characters, `{name}` for what is to be read there, `{a|b}` for either, and a phrase between slashes is a regular
expression of Python as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# What may stand for a name: no sentence. Its length is looked at where it is used.
_CAPTURE = r"(?P<{}>[^\n\t]{{2,120}}?)"


def source(phrase: str, values: Mapping[str, str] | None = None) -> str:
    """The regular expression of a phrase; `values` gives those of its names, others stand for any words.

    Raises:
        re.error: what stands between slashes is no regular expression.
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
                parts.append((values or {}).get(inside) or _CAPTURE.format(inside))
        elif part == "*":
            parts.append(r".{0,60}?")
        else:
            parts.append(r"\s+" if part.isspace() else re.escape(part))
    return "".join(parts)


def either(phrases: Iterable[str]) -> str:
    """One expression for any of the phrases, the longest first; one that matches nothing for none."""
    sources = [source(phrase) for phrase in sorted(phrases, key=len, reverse=True)]
    return f"(?:{'|'.join(sources)})" if sources else r"(?!)"


def anywhere(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the phrases as whole words."""
    return re.compile(rf"(?<!\w){either(phrases)}(?!\w)", re.I | re.S)


def beginning(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches a text that begins with any of the phrases, as whole words."""
    return re.compile(rf"{either(phrases)}(?!\w)", re.I | re.S)
