"""The sentences an answer may be cut from: those nearest to the question, each judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from findings.answers.question import Question
from findings.index.protocol import SearchIndex
from findings.judge.judge import UNJUDGED, Judgement, Judging, Place
from findings.judge.relevance import WORDS, inverse_document_frequencies, share_around, word_share
from findings.records import Document, Passage, Plan
from findings.search.query import selected
from findings.search.retrieve import Recipe, retrieve
from findings.text.years import speaks_of

# Passages looked into for the whole question, and more for each year in it.
DEPTH = 30
DEPTH_YEAR = 12
# Sentences that are judged: the nearest.
JUDGED = 36
# What the parts of a sentence's nearness weigh beside its cosine; benchmarks/answers.py measures.
FUSED = 0.3  # the passage's own rank
YEAR = 0.15  # of the year asked for; taken off when it is not


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence of a passage: `text` is `Content.text[start:end]`."""

    document: Document
    passage: Passage
    start: int
    end: int
    text: str
    vector: np.ndarray  # float32 [dimensions], unit length
    cosine: float  # with the topic, -1..1
    nearness: float  # to the question, by which candidates are chosen; higher is nearer
    in_year: bool  # speaks of a year asked for, if one is
    judgement: Judgement = UNJUDGED


def judged(
    generation: SearchIndex, judge: Judging, plan: Plan, question: Question, recipe: Recipe
) -> tuple[Sentence, ...]:
    """The nearest sentences for the question, the one that says most first; ties by document and place."""
    near = nearest(generation, plan, question, recipe)[:JUDGED]
    places = [Place(s.document, s.passage, s.start, s.end) for s in near]
    found = judge.judge(question.text, places)
    if question.about:
        found = [
            max(pair, key=lambda j: j.says)
            for pair in zip(found, judge.judge(question.about, places), strict=True)
        ]
    told = [replace(s, judgement=judgement) for s, judgement in zip(near, found, strict=True)]
    return tuple(sorted(told, key=lambda s: (-round(s.judgement.worth, 6), s.document.id, s.start)))


def nearest(generation: SearchIndex, plan: Plan, question: Question, recipe: Recipe) -> list[Sentence]:
    """The sentences of the best passages, and of the best in the documents of each year named, nearest first.

    Left out are standard text and what ends in a colon or a question mark.
    """
    found = retrieve(generation, plan, recipe)
    fused = dict(sorted(found.fused.items(), key=lambda item: (-item[1], item[0]))[:DEPTH])
    dated = plan.filters.year_from is not None or plan.filters.year_to is not None
    for years in () if dated else question.years:
        filters = replace(plan.filters, year_from=min(years), year_to=max(years))
        if selected(generation.documents, filters):
            more = retrieve(generation, replace(plan, filters=filters), recipe).fused
            for row, score in sorted(more.items(), key=lambda item: (-item[1], item[0]))[:DEPTH_YEAR]:
                fused.setdefault(row, score)
    rows = list(fused)
    passages = dict(zip(rows, generation.passages(rows), strict=True))
    weights = inverse_document_frequencies(question.subject, generation)
    documents = {document.id: document for document in generation.documents}
    asked = frozenset().union(*question.years)
    vectors_of = dict(zip(rows, generation.sentence_vectors_of(rows), strict=True))
    sentences: dict[tuple[str, int, int], Sentence] = {}
    # A bullet before the list that holds it: the same words, the closer place.
    for row in sorted(rows, key=lambda row: (passages[row].is_list, row)):
        passage = passages[row]
        if passage.kind == "standard":
            continue
        document = documents[passage.doc]
        around = share_around(plan, passage, weights)
        vectors = vectors_of[row]
        cosines: Sequence[float] = (vectors @ found.query_vector).tolist()
        for (start, end), vector, cosine in zip(passage.sentences, vectors, cosines, strict=True):
            text = passage.text[start - passage.start : end - passage.start]
            if text.rstrip().endswith((":", "?")):
                continue
            in_year = speaks_of(text, document, asked)
            year = (YEAR if in_year else -YEAR) * bool(asked)
            share = word_share(plan, text, weights)
            nearness = cosine + WORDS * share + around + FUSED * fused[row] + year
            one = Sentence(document, passage, start, end, text, vector, cosine, nearness, in_year)
            sentences.setdefault((passage.doc, start, end), one)
    return sorted(sentences.values(), key=lambda s: (-round(s.nearness, 6), s.document.id, s.start))
