"""The numbers Word prints before paragraphs but does not store: counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its depth from 0, whether it has a bullet, and else its printed label, "17." or "(a)"."""

    level: int
    bullet: bool
    label: str


@dataclass(frozen=True, slots=True)
class _Level:
    format: str  # decimal, bullet, lowerLetter, lowerRoman, ...
    text: str  # "%1." or "(%2)"
    start: int


class Numbering:
    """Counts the lists of one document; `next` must be asked for its paragraphs in order."""

    def __init__(self, xml: Any | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}  # number of a list -> of the definition it counts with
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if xml is not None:
            self._load(xml)

    def _load(self, xml: Any) -> None:
        for definition in xml.iter(f"{_W}abstractNum"):
            levels = {
                int(level.get(f"{_W}ilvl") or 0): _level(level) for level in definition.iter(f"{_W}lvl")
            }
            self._levels[definition.get(f"{_W}abstractNumId") or ""] = levels
        for each in xml.iter(f"{_W}num"):
            number = each.get(f"{_W}numId") or ""
            definition = each.find(f"{_W}abstractNumId")
            self._lists[number] = definition.get(f"{_W}val") if definition is not None else ""
            for override in each.iter(f"{_W}lvlOverride"):
                start = override.find(f"{_W}startOverride")
                if start is not None:
                    self._starts[number, int(override.get(f"{_W}ilvl") or 0)] = int(
                        start.get(f"{_W}val") or 1
                    )

    def next(self, number: str | None, depth: int) -> Item | None:
        """The item that a paragraph of list `number` at `depth` is; None for no list."""
        if number is None or number not in self._lists:
            return None
        definition = self._lists[number]
        level = self._levels.get(definition, {}).get(depth, _Level("bullet", "", 1))
        if level.format in ("bullet", "none"):
            return Item(depth, True, "")
        # A list with its own start is counted apart from others of the same definition.
        owner = f"{definition}/{number}" if (number, 0) in self._starts else definition
        start = self._starts.get((number, depth), level.start)
        self._counts[owner, depth] = self._counts.get((owner, depth), start - 1) + 1
        for deeper in range(depth + 1, 9):
            self._counts.pop((owner, deeper), None)
        label = re.sub(r"%(\d)", lambda found: self._figure(owner, definition, int(found[1]) - 1), level.text)
        return Item(depth, False, label.strip())

    def _figure(self, owner: str, definition: str, depth: int) -> str:
        level = self._levels.get(definition, {}).get(depth, _Level("decimal", "", 1))
        return _written(self._counts.get((owner, depth), level.start), level.format)


def _level(level: Any) -> _Level:
    def value(name: str, otherwise: str) -> str:
        found = level.find(f"{_W}{name}")
        return (found.get(f"{_W}val") if found is not None else None) or otherwise

    start = value("start", "1")
    return _Level(value("numFmt", "decimal"), value("lvlText", ""), int(start) if start.isdigit() else 1)


def _written(count: int, style: str) -> str:
    if style.endswith("Letter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if style.startswith("upper") else letter
    if style.endswith("Roman"):
        roman, rest = "", count
        for value, figure in _ROMAN:
            roman += figure * (rest // value)
            rest %= value
        return roman.upper() if style.startswith("upper") else roman
    return str(count)
