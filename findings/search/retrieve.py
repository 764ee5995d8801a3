"""Three retrievers over one generation: passage vectors, sentence vectors, words; the fusion of them, and its numbers.

Sentences are compared only in passages that are likely: those whose own vectors are the likest, and those that words
found. A sentence's vector lies near its passage's, and comparing all of them took two thirds of a query.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from findings.index.bm25 import WordQuery
from findings.index.protocol import EVERYWHERE, Scope, SearchIndex
from findings.records import Plan
from findings.search.fusion import best, fuse, late_interaction, mix
from findings.search.query import selected
from findings.text.content_words import content_words
from findings.text.years import single_years


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
    judge_depth: int = (
        20  # first hits of which several sentences are judged; of further hits shown, one; 0: none
    )
    judge_sentences: int = 2  # of each of the first hits
    judge_weight: float = 0.3  # of the judge, against 1 for the fused score
    group: bool = True  # near-duplicates under their best hit


DEFAULT = Recipe()


# Other names of one thing that are encoded with the query; all of them are searched for as words.
_ENCODED_NAMES = 2


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the retrievers found: passage row -> fused score 0..1, and the raw evidence for it."""

    fused: dict[int, float]
    cosine: dict[int, float]  # the better of passage and best sentence, -1..1
    query_vector: np.ndarray  # float32 [dimensions], unit length


def retrieve(generation: SearchIndex, plan: Plan, recipe: Recipe) -> Candidates:
    """The passages of the plan's documents that its topic finds, with scores. Rows are of `generation`."""
    documents = generation.numbers_of(selected(generation.documents, plan.filters))
    everything = len(documents) == sum(d.status == "ready" for d in generation.documents)
    if not documents:
        return Candidates({}, {}, np.zeros(generation.manifest.dimensions, dtype=np.float32))
    query = generation.embed(embedded_query(plan, recipe))
    vector = query.vector

    # The encoder knows no Welsh: documents in another language are found by words alone.
    by_meaning = [number for number in documents if generation.documents[number].language is None]
    narrowed = not everything or len(by_meaning) < len(documents)
    scope = Scope(frozenset(by_meaning)) if narrowed else EVERYWHERE
    sentence_depth = min(recipe.sentence_depth, generation.likely_depth or recipe.sentence_depth)
    near, cosines = generation.near(vector, max(recipe.depth, sentence_depth), scope)
    by_passage = _pairs(near[: recipe.depth], cosines[: recipe.depth])
    found = generation.by_words(
        word_query(plan, recipe),
        recipe.depth,
        EVERYWHERE if everything else Scope(frozenset(documents)),
        recipe.heading_weight,
    )
    by_words = _pairs(*found)
    likely = np.concatenate([near[:sentence_depth], found[0]])
    if narrowed:
        likely = likely[np.isin(generation.documents_of(likely), by_meaning)]
    by_sentence = _pairs(*generation.by_sentences(vector, recipe.depth, likely))

    fused = fuse(
        [
            (by_passage, recipe.passage_weight, None),
            (by_sentence, recipe.sentence_weight, None),
            (by_words, recipe.words_weight, 0.0 if len(by_words) < recipe.depth else None),
        ]
    )
    if plan.phrases:  # what stood in quotation marks must occur exactly
        fused = {row: score for row, score in fused.items() if row in by_words}
    factors = {
        row: _factor(facts.kind, recipe)
        for row, facts in zip(fused, generation.facts(list(fused)), strict=True)
    }
    fused = {row: score * factors[row] for row, score in fused.items()}
    if generation.manifest.width and len(query.tokens) and recipe.rerank_weight:
        first = best(fused, recipe.rerank_depth)
        compared = late_interaction(query.tokens, generation.tokens_of(first))
        fused = mix(fused, dict(zip(first, compared.tolist(), strict=True)), factors, recipe.rerank_weight)
    years = single_years(plan.query)
    owners = generation.documents_of(np.fromiter(fused, np.int64, len(fused))) if years else ()
    for row, number in zip(list(fused), owners, strict=False):
        document = generation.documents[number]
        if any(d and d.year in years for d in (document.inspection_end, document.published)):
            fused[row] += recipe.year_boost
    cosine = {row: max(by_passage.get(row, -1.0), by_sentence.get(row, -1.0)) for row in fused}
    return Candidates(fused, cosine, vector)


def embedded_query(plan: Plan, recipe: Recipe) -> str:
    """What is encoded for the query: its topic, followed by the first other names of each thing in it."""
    names: dict[str, list[str]] = {}
    for term in plan.added if recipe.expand else ():
        names.setdefault(term.short, []).append(term.long)
    return " ".join([plan.topic, *(f"({name})" for each in names.values() for name in each[:_ENCODED_NAMES])])


def word_query(plan: Plan, recipe: Recipe) -> WordQuery:
    """What is searched for by words: the topic's content words, its phrases, and other names as phrases."""
    return WordQuery(
        terms=tuple((word, 1.0) for word in content_words(plan.topic)),
        phrases=plan.phrases,
        # A name weighs as one word, however many it has: never more than the word that was typed.
        alternatives=tuple((t.long, recipe.added_weight / len(t.long.split())) for t in plan.added)
        if recipe.expand
        else (),
    )


def _factor(kind: str, recipe: Recipe) -> float:
    return {"standard": recipe.standard_factor, "footnote": recipe.footnote_factor}.get(kind, 1.0)


def _pairs(rows: Sequence[int] | np.ndarray, scores: Sequence[float] | np.ndarray) -> dict[int, float]:
    return {int(row): float(score) for row, score in zip(rows, scores, strict=True)}
