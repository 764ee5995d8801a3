"""Near-duplicates: a summary's sentence that the body repeats, a bullet and the list it stands in.

Two passages are near-duplicates when nearly all four-word runs of the shorter stand in the longer (containment;
Broder, "On the resemblance and containment of documents", 1997) and they are of one document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from findings.records import Passage

_WORD = re.compile(r"\w+")
_RUN = 4  # words
CONTAINED = 0.9


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of four words in lower case; of a shorter text, the whole of it."""
    words = _WORD.findall(text.lower())
    if len(words) <= _RUN:
        return frozenset({tuple(words)})
    return frozenset(zip(*(words[i:] for i in range(_RUN)), strict=False))


def group(passages: Sequence[Passage]) -> list[tuple[Passage, tuple[Passage, ...]]]:
    """Passages best first -> (passage, its near-duplicates further down), order kept."""
    groups: list[tuple[Passage, list[Passage]]] = []
    leaders: dict[str, list[tuple[frozenset[int], list[Passage]]]] = {}  # of each document
    for passage in passages:
        # Hashes are compared several times as fast as the words they stand for.
        own = frozenset(map(hash, shingles(passage.text)))
        for theirs, followers in leaders.setdefault(passage.doc, []):
            if not own.isdisjoint(theirs) and len(own & theirs) >= CONTAINED * min(len(own), len(theirs)):
                followers.append(passage)
                break
        else:
            groups.append((passage, []))
            leaders[passage.doc].append((own, groups[-1][1]))
    return [(leader, tuple(followers)) for leader, followers in groups]
