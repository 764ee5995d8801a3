"""Which heading stands under which: by its size, put right by the contents list and by the grades of a report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from findings.reading.heading_labels import nested
from findings.reading.headings import split_grade
from findings.reading.marks import without_raised
from findings.reading.raw import RawBlock
from findings.reading.roles import asks

_PAGE = re.compile(r"[.…·\s]*\d{1,3}$")


def heading_levels(blocks: Sequence[RawBlock], kinds: Mapping[int, str]) -> dict[int, int]:
    """Place of every heading -> its level, 1 the outermost.

    Sizes alone mislead: a report prints "Recommendations" in 14 points and the next section in 12. A heading named in
    the contents list has the depth it has there, and the others stand below those; a heading with a grade is never
    deeper than "What needs to improve".
    """
    places = [
        place
        for place, block in enumerate(blocks)
        if block.kind == "heading" and kinds.get(place, "heading") == "heading"
    ]
    levels = {place: blocks[place].level or 1 for place in places}
    by_contents = _by_contents(blocks, places, _contents_depths(blocks, kinds))
    if by_contents:
        return _dense(_labelled(by_contents, blocks))
    asking = [levels[place] for place in places if asks(blocks[place].text)]
    if asking:
        for place in places:
            if _grade(blocks[place]):
                levels[place] = min(levels[place], *asking)
    return _dense(_labelled(levels, blocks))


def _labelled(levels: Mapping[int, int], blocks: Sequence[RawBlock]) -> dict[int, tuple[int, int]]:
    """The levels with a depth within each, by what numbers the headings."""
    places = sorted(levels)
    return dict(zip(places, nested([(levels[place], blocks[place].text) for place in places]), strict=True))


def _dense(levels: Mapping[int, tuple[int, int]]) -> dict[int, int]:
    """The same order of levels counted 1, 2, 3 without holes."""
    rank = {level: place for place, level in enumerate(sorted(set(levels.values())), 1)}
    return {place: rank[level] for place, level in levels.items()}


def _by_contents(
    blocks: Sequence[RawBlock], places: Sequence[int], depths: Mapping[str, Sequence[int]]
) -> dict[int, int]:
    """Levels by the contents list; empty where it names too few of the headings to be one."""
    met: dict[str, int] = {}
    matched: dict[int, int] = {}
    for place in places:
        key = _key(blocks[place].text)
        if key in depths:
            # A heading named twice has the depths it has there, in turn.
            matched[place] = depths[key][min(met.get(key, 0), len(depths[key]) - 1)]
            met[key] = met.get(key, 0) + 1
    if len(met) < max(2, 0.4 * len(depths)):
        return {}
    deepest = max(depth for its in depths.values() for depth in its)

    def unnamed(block: RawBlock) -> int:
        # A section's title and grade in two cells, then other graded headings, then the rest by size.
        return 1 if "\t" in block.text else 2 if _grade(block) else 2 + (block.level or 1)

    return {place: matched.get(place, deepest + unnamed(blocks[place])) for place in places}


def _grade(block: RawBlock) -> str | None:
    return block.grade or split_grade(block.text)[1]


def _contents_depths(blocks: Sequence[RawBlock], kinds: Mapping[int, str]) -> dict[str, list[int]]:
    """Each entry of the contents list -> its depths by indentation, 1 the outermost, in order."""
    entries: list[tuple[str, float]] = []
    begun = ""
    indent = 0.0
    for place, block in enumerate(blocks):
        if kinds.get(place) != "contents" or not block.lines or _key(block.text) == "contents":
            continue
        if not begun:
            indent = block.lines[0].x0
        begun = f"{begun} {block.text}".strip()
        if _PAGE.search(block.text):
            entries.append((_key(_PAGE.sub("", begun)), indent))
            begun = ""
    indents: list[float] = []
    for value in sorted({indent for _, indent in entries}):
        if not indents or value - indents[-1] > 3:
            indents.append(value)
    depths: dict[str, list[int]] = {}
    for words, indent in entries:
        depths.setdefault(words, []).append(sum(1 for value in indents if value <= indent + 0.1))
    return depths


def _key(text: str) -> str:
    """What a heading and its entry in the contents have in common: words, without marks, grade and number."""
    words = without_raised(
        split_grade(re.sub(r"\t", " ", text.strip()))[0] if "\t" not in text else text.split("\t")[0]
    )
    return " ".join(re.findall(r"[a-z0-9]+", words.lower().replace("’", "'")))
