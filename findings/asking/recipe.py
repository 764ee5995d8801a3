"""The numbers of the search recipe. `benchmarks/` varies them; the defaults are what measured best there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """Weights are relative to each other; depths are counts of candidates."""

    passage_weight: float = 1.0  # passage vectors
    sentence_weight: float = 1.0  # sentence vectors; a passage scores by its best sentence
    words_weight: float = 1.25  # BM25
    heading_weight: float = 0.5  # of a heading's words against the text's own, inside BM25
    added_weight: float = 0.7  # of another name of what was asked for, against a typed word
    depth: int = 100  # candidates of each retriever that are fused
    sentence_depth: int = 2000  # likest passages whose sentences are compared, besides what words found
    expand: bool = True  # search for other names too
    year_boost: float = 0.05  # added for a document of a year named on its own ("in 2020")
    standard_factor: float = 0.6  # standard text repeats in report after report and finds nothing
    footnote_factor: float = 0.8  # a note explains a word; the finding stands in the text
    rerank_depth: int = 50  # first hits that are compared with the query word by word
    rerank_weight: float = 1.75  # of that comparison, against 1 for the fused score; 0 leaves it out
    group: bool = True  # near-duplicates under their best hit


DEFAULT = Recipe()
