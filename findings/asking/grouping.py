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
    return frozenset(tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def group(passages: Sequence[Passage]) -> list[tuple[Passage, tuple[Passage, ...]]]:
    """Passages best first -> (passage, its near-duplicates further down), order kept."""
    leaders: list[tuple[Passage, frozenset[tuple[str, ...]], list[Passage]]] = []
    for passage in passages:
        own = shingles(passage.text)
        for leader, theirs, followers in leaders:
            if leader.doc == passage.doc and _contained(own, theirs):
                followers.append(passage)
                break
        else:
            leaders.append((passage, own, []))
    return [(leader, tuple(followers)) for leader, _, followers in leaders]


def _contained(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> bool:
    return len(a & b) >= CONTAINED * min(len(a), len(b))
