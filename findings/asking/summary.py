"""The stance of an inspection, from the stances of its passages on the topic."""

from __future__ import annotations

from collections.abc import Sequence

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_NAMES = {
    "strength": ("strength", "strengths"),
    "needs_improvement": ("need for improvement", "needs for improvement"),
    "mixed": ("mixed passage", "mixed passages"),
}


def summary(labels: Sequence[str]) -> tuple[str, str]:
    """The stance of the whole and, where its passages differ, how: "One strength and one need for improvement."

    `labels` are keys of STANCES, one a passage. A passage that only mentions the topic does not count beside one that
    judges; nor does a mixed one beside several that agree. No label at all is a mention.
    """
    counts = {name: labels.count(name) for name in _NAMES if name in labels}
    if not counts:
        return "mentioned", ""
    if len(counts) == 1 and "mixed" not in counts:
        return next(iter(counts)), ""
    sides = [name for name in counts if name != "mixed"]
    if len(sides) == 1 and counts[sides[0]] > counts["mixed"]:
        return sides[0], _in_words(counts)
    return "mixed", _in_words(counts)


def _in_words(counts: dict[str, int]) -> str:
    parts = [f"{_number(count)} {_NAMES[name][count > 1]}" for name, count in counts.items()]
    text = ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0]
    return text[0].upper() + text[1:] + "."


def _number(count: int) -> str:
    return _NUMBERS[count].lower() if count < len(_NUMBERS) else str(count)
