"""The numbers Word prints before paragraphs but does not store: counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_FIGURES = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its depth from 0, whether it has a bullet, and else its printed label, "17.", "3.1" or "(a)"."""

    level: int
    bullet: bool
    label: str

    @property
    def number(self) -> str | None:
        """The paragraph number in the label, "3.1"; None of a letter or a Roman figure."""
        found = _FIGURES.search(self.label)
        return found[0] if found and not re.search(r"[^\W\d_]", self.label) else None


@dataclass(frozen=True, slots=True)
class _Level:
    format: str  # decimal, bullet, lowerLetter, lowerRoman, ...
    text: str  # "%1." or "(%2)"
    start: int
    style: str = ""  # id of the paragraph style that is numbered so
    legal: bool = False  # every number in the label in plain figures
    restart: int | None = None  # counts again after this level, from 1; 0 never; None after any above it


class Numbering:
    """Counts the lists of one document; `next` must be asked for its paragraphs in order."""

    def __init__(self, xml: Any | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}  # number of a list -> of the definition it counts with
        self._own: dict[str, dict[int, _Level]] = {}  # number of a list -> levels that it defines anew
        self._starts: dict[tuple[str, int], int] = {}
        self._begun: set[tuple[str, int]] = set()  # starts of a list's own that were used
        self._counts: dict[tuple[str, int], int] = {}
        if xml is not None:
            self._load(xml)

    def _load(self, xml: Any) -> None:
        links: dict[str, str] = {}  # definition -> the style whose definition it is to be taken from
        styled: dict[str, str] = {}  # style -> the definition it holds
        for definition in xml.iter(f"{_W}abstractNum"):
            name = definition.get(f"{_W}abstractNumId") or ""
            self._levels[name] = {
                int(level.get(f"{_W}ilvl") or 0): _level(level) for level in definition.iter(f"{_W}lvl")
            }
            link, own = definition.find(f"{_W}numStyleLink"), definition.find(f"{_W}styleLink")
            if link is not None:
                links[name] = link.get(f"{_W}val") or ""
            if own is not None:
                styled[own.get(f"{_W}val") or ""] = name
        for each in xml.iter(f"{_W}num"):
            number = each.get(f"{_W}numId") or ""
            found = each.find(f"{_W}abstractNumId")
            definition = (found.get(f"{_W}val") if found is not None else None) or ""
            self._lists[number] = styled.get(links.get(definition, ""), definition)
            for override in each.iter(f"{_W}lvlOverride"):
                depth = int(override.get(f"{_W}ilvl") or 0)
                start, level = override.find(f"{_W}startOverride"), override.find(f"{_W}lvl")
                if start is not None:
                    self._starts[number, depth] = int(start.get(f"{_W}val") or 1)
                if level is not None:
                    self._own.setdefault(number, {})[depth] = _level(level)

    def depth_of(self, number: str | None, style: str | None) -> int | None:
        """The level of a list that is tied to a paragraph style, where there is one."""
        levels = self._levels.get(self._lists.get(number or "", ""), {})
        return next((depth for depth, level in levels.items() if style and level.style == style), None)

    def next(self, number: str | None, depth: int) -> Item | None:
        """The item that a paragraph of list `number` at `depth` is; None for no list."""
        if number is None or number not in self._lists:
            return None
        level = self._level(number, depth, _Level("bullet", "", 1))
        if level.format in ("bullet", "none"):
            return Item(depth, True, "")
        definition = self._lists[number]
        self._count(number, definition, depth, level)
        label = re.sub(
            r"%(\d)",
            lambda found: self._figure(number, definition, int(found[1]) - 1, level.legal),
            level.text,
        )
        return Item(depth, False, label.strip())

    def _level(self, number: str, depth: int, otherwise: _Level) -> _Level:
        own = self._own.get(number, {}).get(depth)
        return own or self._levels.get(self._lists[number], {}).get(depth, otherwise)

    def _count(self, number: str, definition: str, depth: int, level: _Level) -> None:
        """Lists of one definition count on; a list with a start of its own begins there once."""
        for above in range(depth + 1):
            if (number, above) in self._starts and (number, above) not in self._begun:
                self._begun.add((number, above))
                self._counts[definition, above] = self._starts[number, above] - (1 if above == depth else 0)
                self._forget_below(number, definition, above)
                if above == depth:
                    self._counts[definition, depth] += 1
                    return
        self._counts[definition, depth] = self._counts.get((definition, depth), level.start - 1) + 1
        self._forget_below(number, definition, depth)

    def _forget_below(self, number: str, definition: str, depth: int) -> None:
        for deeper in range(depth + 1, _DEEPEST):
            restart = self._level(number, deeper, _Level("decimal", "", 1)).restart
            if restart is None or (restart > 0 and depth < restart):
                self._counts.pop((definition, deeper), None)

    def _figure(self, number: str, definition: str, depth: int, legal: bool) -> str:
        level = self._level(number, depth, _Level("decimal", "", 1))
        # A level above that no paragraph has had yet stands at its start.
        count = self._counts.setdefault((definition, depth), level.start)
        return _written(count, "decimal" if legal else level.format)


def _level(level: Any) -> _Level:
    def value(name: str, otherwise: str) -> str:
        found = level.find(f"{_W}{name}")
        return (found.get(f"{_W}val") if found is not None else None) or otherwise

    start, restart = value("start", "1"), value("lvlRestart", "")
    legal = level.find(f"{_W}isLgl")
    return _Level(
        format=value("numFmt", "decimal"),
        text=value("lvlText", ""),
        start=int(start) if start.isdigit() else 1,
        style=value("pStyle", ""),
        legal=legal is not None and legal.get(f"{_W}val") not in ("0", "false", "off"),
        restart=int(restart) if restart.isdigit() else None,
    )


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
    if style == "decimalZero":
        return f"{count:02d}"
    if style == "ordinal":
        tail = "th" if 10 <= count % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return f"{count}{tail}"
    return str(count)
