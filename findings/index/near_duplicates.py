"""Near-duplicates inside a document: a summary's sentence that the body repeats, a bullet and the list it stands in.

Two passages are near-duplicates when nearly all four-word runs of the shorter stand in the longer (containment;
Broder, "On the resemblance and containment of documents", 1997) and they are of one document. They are found when an
index is built: comparing the texts of the 160 passages that a query considers took a quarter of its time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from findings.errors import IndexDamaged
from findings.records import Passage
from findings.settings import EMBED

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


def near_duplicates(passages: Sequence[Passage]) -> dict[int, list[int]]:
    """The position of each passage that has near-duplicates -> their positions, in rising order."""
    by_document: dict[str, list[int]] = {}
    for place, passage in enumerate(passages):
        by_document.setdefault(passage.doc, []).append(place)
    found: dict[int, list[int]] = {}
    for places in by_document.values():
        for one, other in _pairs(passages, places) if len(places) > 1 else ():
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
    return {place: sorted(others) for place, others in sorted(found.items())}


def _pairs(passages: Sequence[Passage], places: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Each two places of near-duplicates, among those of one document."""
    # Hashes are compared several times as fast as the words they stand for.
    runs = {place: frozenset(map(hash, _runs(passages[place].text))) for place in places}
    # Most runs stand in one passage only: those in several say which passages need comparing.
    repeated = {run for run, count in Counter(chain.from_iterable(runs.values())).items() if count > 1}
    holders: dict[int, list[int]] = {}  # run -> the places whose passages hold it
    for place, own in runs.items():
        telling = own & repeated
        shared = Counter(other for run in telling for other in holders.get(run, ()))
        yield from (
            (other, place) for other, n in shared.items() if n >= CONTAINED * min(len(own), len(runs[other]))
        )
        for run in telling:
            holders.setdefault(run, []).append(place)


def write_near_duplicates(path: Path, passages: Sequence[Passage]) -> None:
    """Write the near-duplicates among all passages of an index, in order of rows."""
    pairs = [(one, other) for one, others in near_duplicates(passages).items() for other in others]
    np.save(path, np.array(pairs, dtype=np.int32).reshape(-1, 2), allow_pickle=False)


def read_near_duplicates(path: Path) -> Mapping[int, Sequence[int]]:
    """Passage row -> rows of its near-duplicates. Raises IndexDamaged when the file is missing or cannot be read."""
    try:
        pairs = np.load(path, allow_pickle=False)
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{path} cannot be read: run '{EMBED}' to build the index again.") from error
    found: dict[int, list[int]] = {}
    for one, other in pairs.tolist():
        found.setdefault(one, []).append(other)
    return found
