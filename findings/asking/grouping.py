"""Near-duplicates: a summary's sentence that the body repeats, a bullet and the list it stands in.

Two passages are near-duplicates when nearly all four-word runs of the shorter stand in the longer (containment;
Broder, "On the resemblance and containment of documents", 1997) and they are of one document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from findings.records import Passage

_WORD = re.compile(r"\w+")
_RUN = 4  # words
CONTAINED = 0.9


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of four words in lower case; of a shorter text, the whole of it."""
    return frozenset(_runs(text))


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    if len(words) <= _RUN:
        return [tuple(words)]
    return zip(*(words[i:] for i in range(_RUN)), strict=False)


def group(passages: Sequence[Passage]) -> list[tuple[Passage, tuple[Passage, ...]]]:
    """Passages best first -> (passage, its near-duplicates further down), order kept."""
    # Hashes are compared several times as fast as the words they stand for.
    runs = [frozenset(map(hash, _runs(passage.text))) for passage in passages]
    # Most runs stand in one passage only: those in several say which passages need comparing.
    repeated = {run for run, count in Counter(chain.from_iterable(runs)).items() if count > 1}
    groups: list[tuple[Passage, list[Passage]]] = []
    sizes: list[int] = []  # runs of each group's leader
    leaders: dict[tuple[str, int], list[int]] = {}  # document and run -> the groups whose leader holds it
    for passage, own in zip(passages, runs, strict=True):
        telling = [(passage.doc, run) for run in own & repeated]
        shared = Counter(group for run in telling for group in leaders.get(run, ()))
        same = [group for group, n in shared.items() if n >= CONTAINED * min(len(own), sizes[group])]
        if same:
            groups[min(same)][1].append(passage)
            continue
        for run in telling:
            leaders.setdefault(run, []).append(len(groups))
        groups.append((passage, []))
        sizes.append(len(own))
    return [(leader, tuple(followers)) for leader, followers in groups]
