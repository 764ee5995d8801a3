"""Whole documents side by side: what each says, with the vectors and weighted words of its passages."""

from __future__ import annotations

from functools import cached_property
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from findings.encoding.types import Floats
from findings.index.protocol import SearchIndex
from findings.records import Document, Passage
from findings.text.content_words import FUNCTION_WORDS
from findings.text.stems import exact_words, stems

# Passages that say nothing of the authority: standard text, and notes that explain a word.
_NOT_COMPARED = ("standard", "footnote")


class Features:
    """The features of the documents of a generation; those of each are made when first asked for, and kept."""

    def __init__(self, generation: SearchIndex) -> None:
        self.generation = generation
        self._documents: dict[str, DocumentFeatures] = {}
        self._known: dict[str, tuple[str, float]] = {}  # word -> stem, weight
        self._numbers = generation.numbers

    def of(self, document: Document) -> DocumentFeatures:
        if document.id not in self._documents:
            self._documents[document.id] = DocumentFeatures(self, document, self._numbers[document.id])
        return self._documents[document.id]

    def weighted_words(self, text: str, document: Document) -> dict[str, float]:
        """Stem -> inverse document frequency, scaled so that the squares sum to 1.

        Words without meaning of their own and the name of what the document is about are left out: a name is rare among
        all passages, but not in that authority's own documents.
        """
        own = {stem for name in document.names for stem in stems(name)}
        weights: dict[str, float] = {}
        for word in exact_words(text):
            stem, weight = self._known.get(word) or self._weigh(word)
            if weight and stem not in own:
                weights[stem] = weight
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {stem: weight / length for stem, weight in weights.items()}

    def _weigh(self, word: str) -> tuple[str, float]:
        """The stem of a word, and its inverse document frequency: 0 for one without meaning of its own."""
        [stem] = stems(word)
        means = len(stem) > 1 and word not in FUNCTION_WORDS
        weight = self.generation.inverse_document_frequency(word) if means else 0.0
        self._known[word] = stem, weight
        return stem, weight


class DocumentFeatures:
    """What one document says, as it is compared with others."""

    def __init__(self, features: Features, document: Document, number: int) -> None:
        """`number` is the position of the document in its generation."""
        self._features = features
        self.document = document
        self.rows: NDArray[np.int64] = features.generation.rows_of(number)
        self.passages: list[Passage] = features.generation.passages(self.rows)

    @cached_property
    def vectors(self) -> Floats:
        """float32 [passages, dimensions]."""
        return self._features.generation.passage_vectors_of(self.rows)

    @cached_property
    def sentences(self) -> Floats:
        """float32 [sentences, dimensions]; those of a passage are neighbours."""
        generation = self._features.generation
        none = np.empty((0, generation.manifest.dimensions), dtype=np.float32)
        return np.concatenate([none, *generation.sentence_vectors_of(self.rows.tolist())])

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """int64 [sentences]: the place in `passages` that each sentence is of."""
        counts = [len(passage.sentences) for passage in self.passages]
        return np.repeat(np.arange(len(counts)), counts)

    @cached_property
    def words(self) -> list[dict[str, float]]:
        """The weighted words of each passage."""
        return [self._features.weighted_words(passage.text, self.document) for passage in self.passages]

    @cached_property
    def comparable(self) -> NDArray[np.int64]:
        """int64: the places of the passages that say something of the authority, in order."""
        kept = [
            place
            for place, passage in enumerate(self.passages)
            if not passage.is_list and passage.kind not in _NOT_COMPARED and passage.sentences
        ]
        return np.array(kept, dtype=np.int64)
