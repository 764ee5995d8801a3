"""Spelling: the words of the documents that are nearest to one that stands in none of them. Only a suggestion.

The distance is that of Damerau and Levenshtein with only neighbours swapped ("optimal string alignment"), as a share of
the longer word.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from findings.text.stems import exact_words, stems

# A word is suggested from this likeness on, 0..1, and when it stands in so many documents.
ALIKE, OFTEN = 0.75, 2
# A shorter word has too many neighbours, and is mostly a short form.
SHORTEST = 5


def document_counts(texts: Iterable[str]) -> dict[str, int]:
    """In how many of the texts, one a document, each word stands, of those that can be suggested."""
    counts = Counter(word for text in texts for word in set(exact_words(text)))
    return {word: n for word, n in counts.items() if n >= OFTEN and len(word) >= SHORTEST - 1}


class Spelling:
    """The words of a generation, counted when one is first looked for. Safe to share between threads."""

    def __init__(self, counts: Callable[[], Mapping[str, int]], known: Callable[[str], bool]) -> None:
        """`counts` are `document_counts` of all documents; `known`: whether a word stands in one, in any inflection."""
        self._counts = counts
        self._known = known
        self._lock = threading.Lock()
        self._words: Mapping[str, int] | None = None
        self._found: dict[str, str] = {}

    def suggestions(self, words: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """(word, suggestion) of each that stands nowhere and has a near neighbour that does."""
        unknown = [
            word for word in words if len(word) >= SHORTEST and word.isalpha() and not self._known(word)
        ]
        return tuple((word, found) for word in unknown if (found := self._nearest(word)))

    def _nearest(self, word: str) -> str:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        with self._lock:
            if word not in self._found:
                counts = self._counted()
                near = process.extract(
                    word.lower(), list(counts), scorer=OSA.normalized_similarity, score_cutoff=ALIKE
                )
                best = max(near, key=lambda one: (round(one[1], 3), counts[one[0]], one[0]), default=None)
                self._found[word] = best[0] if best and stems(best[0]) != stems(word) else ""
            return self._found[word]

    def _counted(self) -> Mapping[str, int]:
        if self._words is None:
            self._words = self._counts()
        return self._words
