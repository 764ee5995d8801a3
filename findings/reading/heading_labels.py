"""Which of several headings of one look stands under which: by what numbers them, "II." above "A." above "1."."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_ROMAN = "IVXLC"
# A number with its stops, or a letter or Roman figure with the stop or bracket without which it is a word.
_LABEL = re.compile(
    r"\(?(?:(\d{1,3}(?:\.\d{1,3}){0,3})\.?[):]?|([IVXLC]{1,6}|[ivxlc]{1,6}|[A-Za-z])[.):])\s+\S"
)


def nested(headings: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """(level, words) of the headings of a document in order -> (level, depth within that level, 0 the outermost).

    A kind of label stands under the kinds that were begun before it; its first must be the first of its kind or
    "II", so that a name's letter or a figure starts nothing. Headings without a label are at depth 0.
    """
    kinds = [_kinds(words) for _, words in headings]
    open_kinds: dict[int, list[str]] = {}
    before: dict[str, str] = {}
    found: list[tuple[int, int]] = []
    for (level, _), its in zip(headings, kinds, strict=True):
        for deeper in [other for other in open_kinds if other > level]:
            del open_kinds[deeper]
        stack = open_kinds.setdefault(level, [])
        kind, label = _chosen(its, stack, before)
        if kind in stack:
            del stack[stack.index(kind) + 1 :]
        elif kind:
            stack.append(kind)
        if kind:
            before[kind] = label
        found.append((level, stack.index(kind) if kind else 0))
    return found


def _chosen(its: Mapping[str, str], stack: Sequence[str], before: Mapping[str, str]) -> tuple[str, str]:
    """The kind a label is of: the one that it goes on, or else one that it begins."""
    for kind, label in its.items():
        if kind in stack and _follows(before.get(kind, ""), label):
            return kind, label
    for kind, label in its.items():
        if kind in stack or _begins(label):
            return kind, label
    return "", ""


def _kinds(words: str) -> dict[str, str]:
    """Kind -> label of a heading; "C." may be a letter and a Roman figure."""
    found = _LABEL.match(words)
    if not found:
        return {}
    if found[1]:
        return {f"figures {found[1].count('.')}": found[1]}
    label = found[2]
    case = "large" if label.isupper() else "small"
    kinds = {f"{case} letter": label} if len(label) == 1 else {}
    if set(label.upper()) <= set(_ROMAN):
        kinds[f"{case} figure"] = label
    return dict(reversed(kinds.items())) if label.upper() == "I" else kinds


def _follows(before: str, label: str) -> bool:
    return len(label) > 1 or len(before) > 1 or ord(label) == ord(before or " ") + 1


def _begins(label: str) -> bool:
    """The first of its kind, or one that cannot be a word or a year though those before it were not met: "II"."""
    last = label.rsplit(".", 1)[-1]
    return last.lower() in {"1", "i", "a"} or (len(label) > 1 and label.isupper())
