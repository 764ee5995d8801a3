"""The sentences an answer may be cut from, each with how well it fits the question."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from findings.answers.question import Question
from findings.index.bm25 import WordQuery
from findings.index.generation import Generation
from findings.judge.calibration import Calibration, calibration
from findings.judge.relevance import stem_weights
from findings.records import Document, Passage, Plan
from findings.search.fusion import late_interaction
from findings.search.query import selected
from findings.search.retrieve import Recipe, embedded_query, retrieve
from findings.text.figures import Figure, dates_in, days_in, figures
from findings.text.matching import added_in, known_as
from findings.text.names import proper_names
from findings.text.places import find_in
from findings.text.stems import stems
from findings.text.years import speaks_of, years_in

# Passages looked into for the whole question, and more for each year and name in it.
DEPTH = 30
DEPTH_YEAR = 12
DEPTH_NAME = 8
# What the parts of a sentence's score weigh beside its cosine, chosen on the development queries.
WORDS = 0.5  # the share of the subject's words in the sentence
AROUND = (
    0.25  # the same of its passage and headings: "The service is run by ..." stands after the service's name
)
NEARBY = 0.6  # a word met only around a sentence, against one met in it
FUSED = 0.3  # the passage's own rank
FITS = 0.12  # a figure, date, name or reason where one is asked for
YEAR = 0.15  # of the year asked for; taken off when it is not


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence of a passage: `text` is `Content.text[start:end]`. Scores are higher for better."""

    document: Document
    passage: Passage
    start: int
    end: int
    text: str
    vector: np.ndarray
    cosine: float  # with the question, -1..1
    share: float  # 0..1, of the subject's words, the rarer ones weighing more
    around: float  # the same of the passage with its headings
    in_year: bool  # speaks of a year asked for, if one is
    figures: tuple[Figure, ...]
    dates: tuple[str, ...]
    names: tuple[str, ...]  # proper names that the question does not hold
    score: float

    @property
    def support(self) -> float:
        """Absolute evidence that it is about the question, comparable between questions."""
        return self.cosine + WORDS * max(self.share, NEARBY * self.around)


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The sentences found, best first, and what they were found with."""

    sentences: tuple[Sentence, ...]
    query_vector: np.ndarray
    weights: Mapping[str, float]  # stem of the subject -> how rare it is
    fitted: Calibration
    late: float = 0.0  # of the best passage, compared with the question word by word: -1..1


def gather(generation: Generation, plan: Plan, question: Question, recipe: Recipe) -> Evidence:
    """The sentences of the best passages for the question, and of the best in the documents of each year it names."""
    found = retrieve(generation, plan, recipe)
    fused = dict(sorted(found.fused.items(), key=lambda item: (-item[1], item[0]))[:DEPTH])
    for years in question.years if plan.filters.year_from is None and plan.filters.year_to is None else ():
        filters = replace(plan.filters, year_from=min(years), year_to=max(years))
        within = replace(plan, filters=filters)
        if selected(generation.documents, filters):
            more = retrieve(generation, within, recipe).fused
            for row, score in sorted(more.items(), key=lambda item: (-item[1], item[0]))[:DEPTH_YEAR]:
                fused.setdefault(row, score)
    # A name may stand only where little else of the question does.
    chosen = generation.numbers_of(selected(generation.documents, plan.filters))
    for name in question.names:
        query = WordQuery(alternatives=tuple((known, 1.0) for known in known_as(plan, name)))
        by_name, _ = generation.words.search(query, DEPTH_NAME, chosen)
        for row in by_name:
            fused.setdefault(int(row), 0.0)
    weights = stem_weights(replace(plan, topic=question.subject), generation.words)
    documents = {document.id: document for document in generation.documents}
    rows = list(fused)
    sentences: dict[tuple[str, int, int], Sentence] = {}
    passages = dict(zip(rows, generation.store.passages(rows), strict=True))
    # A bullet before the list that holds it: the same words, the closer place.
    for row in sorted(rows, key=lambda row: (passages[row].is_list, row)):
        passage = passages[row]
        vectors = generation.sentence_vectors.vectors(generation.sentence_rows(row))
        for sentence in _sentences(
            plan,
            question,
            weights,
            documents[passage.doc],
            passage,
            vectors,
            vectors @ found.query_vector,
            fused[row],
        ):
            sentences.setdefault((passage.doc, sentence.start, sentence.end), sentence)
    common = {word for p in passages.values() for word in re.findall(r"\b[a-z]+\b", p.text)}
    cleaned = [replace(s, names=_real_names(s.names, common)) for s in sentences.values()]
    best_first = sorted(cleaned, key=lambda s: (-round(s.score, 6), s.document.id, s.start))
    return Evidence(
        tuple(best_first),
        found.query_vector,
        weights,
        calibration(generation.encoder),
        _late(generation, plan, recipe, rows),
    )


def _late(generation: Generation, plan: Plan, recipe: Recipe, rows: Sequence[int]) -> float:
    """Late interaction of the question with the likest of the passages; 0 where the encoder has no token vectors."""
    tokens = generation.embed(embedded_query(plan, recipe)).tokens
    if generation.token_vectors is None or not len(tokens) or not rows:
        return 0.0
    return float(late_interaction(tokens, generation.token_vectors.of(rows)).max())


def _sentences(
    plan: Plan,
    question: Question,
    weights: Mapping[str, float],
    document: Document,
    passage: Passage,
    vectors: np.ndarray,
    cosines: np.ndarray,
    fused: float,
) -> Iterable[Sentence]:
    around = met(plan, weights, " ".join((passage.text, passage.lead_in, *passage.section)))
    known = frozenset(stem_word for text in (question.text,) for stem_word in text.lower().split())
    asked = frozenset().union(*question.years)
    for (start, end), vector, cosine in zip(passage.sentences, vectors, cosines, strict=True):
        text = passage.text[start - passage.start : end - passage.start]
        share = met(plan, weights, text)
        in_year = speaks_of(text, document, asked) or (not question.figure and _near_year(passage, asked))
        given = figures(text)
        names = proper_names(text, known | _own_words(document))
        if question.person:
            names = tuple(name for name in names if " " in name and not name.isupper())
        elif question.place_name:
            own = {document.authority, *plan.filters.authorities}
            names = tuple(name for _, _, name in find_in(text) if name not in own)
        days = dates_in(text)
        fits = (
            bool(question.figure and any(f.kind in question.figure for f in given))
            + bool(question.likes_figure and given)
            + bool(question.date and days_in(text))
            + bool(question.likes_date and days)
            + bool((question.name or question.person or question.likes_name) and names)
            + gives_grade(text, question.grade)
            + bool(question.reason and gives_reason(text))
        )
        score = (
            float(cosine)
            + WORDS * share
            + AROUND * around
            + FUSED * fused
            + FITS * fits
            + (YEAR if in_year else -YEAR) * bool(asked)
        )
        yield Sentence(
            document,
            passage,
            start,
            end,
            text,
            vector,
            float(cosine),
            share,
            around,
            in_year,
            given,
            days,
            names,
            score,
        )


def met(plan: Plan, weights: Mapping[str, float], text: str) -> float:
    """The weighted share (0..1) of the subject's words that stand in a text, also by another name."""
    here = stems(text)
    found = set(here).union(*(stems(term.short) for term in added_in(plan, here)))
    total = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if stem in found) / total if total else 0.0


def gives_grade(text: str, grades: Collection[str]) -> bool:
    """Whether a sentence holds one of those grades."""
    return any(word in grades for word in re.findall(r"[a-z]+", text.lower()))


_REASONS = frozenset(
    "becaus due result mean caus reason therefor consequ led lead follow lack so help enabl limit impact".split()
)


def gives_reason(text: str) -> bool:
    """Whether a sentence says why: "because", "due to", "as a result", "this means that"."""
    return bool(_REASONS & set(stems(text)))


def _real_names(names: tuple[str, ...], common: Collection[str]) -> tuple[str, ...]:
    """The names without those of words that the same passages also write small: "Corporate Parenting"."""
    return tuple(
        name for name in names if not all(word.lower() in common for word in re.findall(r"[^\W\d_]+", name))
    )


def _near_year(passage: Passage, asked: frozenset[int]) -> bool:
    return bool(years_in(passage.text) & asked)


def _own_words(document: Document) -> frozenset[str]:
    return frozenset((document.authority or "").lower().split())
