"""Answering: sentences of the documents, cut by position, or an abstention with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from findings.answers.abstain import Gap, counting, gaps, giving_figure, near
from findings.answers.compose import (
    BESIDE,
    FEW,
    MOST,
    beside,
    choose,
    conflict_between,
    says_same,
    with_before,
)
from findings.answers.confidence import PRINTED, Features, confidence, features
from findings.answers.evidence import Evidence, Sentence, gather, gives_reason
from findings.answers.polarity_filter import as_wanted
from findings.answers.printed import printed_grades, printed_visits
from findings.answers.question import Question, read_question
from findings.citation import month
from findings.index.bm25 import WordQuery
from findings.index.generation import Generation
from findings.judge.calibration import calibration
from findings.reading.under import under
from findings.records import Answer, AnswerSentence, Citation, Document, Hit, Plan
from findings.search.hits import search
from findings.search.query import selected
from findings.search.retrieve import DEFAULT, Recipe
from findings.text.matching import known_as
from findings.text.years import years_in, years_of

# Passages shown with an abstention.
NEAREST = 3
# Passages looked through for a name.
MANY = 500
# A figure, date or reason that would be good to have must stand in a sentence about the question: this share of the
# best one's support.
OF_LIKED = 0.75
_POINTS_BACK = re.compile(r"\b(?:it|its|they|them|their|this|these|he|she|his|her)\b", re.I)
UNSURE = "The documents searched do not answer this."
NOTHING = "No document was searched: the filters leave none."


@dataclass(frozen=True, slots=True)
class Reading:
    """A question with what was found for it, and what was not."""

    question: Question
    evidence: Evidence
    missing: tuple[Gap, ...]
    features: Features


def read_evidence(generation: Generation, plan: Plan, recipe: Recipe) -> Reading:
    """Read the question of `plan`, gather its evidence, and compare the two."""
    documents = selected(generation.documents, plan.filters)
    question = read_question(plan, {document.authority for document in documents if document.authority})
    evidence = gather(generation, plan, question, recipe)
    names = places_of_names(generation, plan, question, evidence)
    missing = gaps(question, evidence, documents, names, generation.encoder)
    return Reading(question, evidence, missing, features(generation, plan, question, evidence, missing))


def ask(generation: Generation, plan: Plan, recipe: Recipe = DEFAULT) -> Answer:
    """Answer the question of `plan` from the documents its filters leave, or abstain.

    Whether there is an answer is decided on the evidence before any sentence is chosen. Same generation and plan, same
    answer. Every sentence equals its document's stored text at the offsets of its citations.
    """
    documents = selected(generation.documents, plan.filters)
    unreadable = sum(document.status == "unreadable" for document in generation.documents)

    def answer(sure: float, **facts: object) -> Answer:
        given: dict[str, object] = {"abstained": False, "reason": "", **facts}
        return Answer(
            plan=plan,
            confidence=sure,
            documents_searched=len(documents),
            documents_unreadable=unreadable,
            **given,  # type: ignore[arg-type]
        )

    def abstain(sure: float, reason: str, told: Sentence | None = None) -> Answer:
        return answer(sure, abstained=True, reason=reason, nearest=_nearest(generation, plan, recipe, told))

    if not documents:
        return abstain(0.0, NOTHING)
    reading = read_evidence(generation, plan, recipe)
    question, evidence, missing = reading.question, reading.evidence, reading.missing
    fitted = calibration(generation.encoder).confidence
    sure = confidence(reading.features, fitted)
    whole = [gap for gap in missing if gap.whole]
    printed = printed_grades(generation.store, question, documents) or printed_visits(
        generation.store, question, documents
    )
    if printed and not any(gap.kind in ("place", "inspection") for gap in whole):
        return answer(PRINTED, sentences=_dated([AnswerSentence(c.quote, (c,)) for c in printed], documents))
    if whole:
        return abstain(sure, whole[0].reason, whole[0].told)
    pool = as_wanted(generation, question.text, evidence, usable(question, evidence))
    if sure < fitted.cut or not pool:
        return abstain(sure, UNSURE)
    exact = question.figure or question.name or question.person or question.date
    chosen = choose(pool, needed(generation, question, evidence, pool), FEW if exact else MOST)
    return answer(
        sure,
        sentences=newest_first(chosen, evidence.sentences, documents),
        conflict=conflict_between(question, chosen),
        not_found=tuple(gap.reason for gap in missing),
    )


def _nearest(generation: Generation, plan: Plan, recipe: Recipe, told: Sentence | None) -> tuple[Hit, ...]:
    """The nearest passages, the one that shows why there is no answer first."""
    hits = list(search(generation, plan, NEAREST, recipe=recipe).hits)
    if told is not None:
        shows = Hit(1, told.score, told.passage, told.document, (told.start, told.end))
        shows = next(
            (replace(hit, sentence=shows.sentence) for hit in hits if hit.passage == told.passage), shows
        )
        hits = [shows, *(hit for hit in hits if hit.passage != told.passage)][:NEAREST]
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, 1))


def places_of_names(
    generation: Generation, plan: Plan, question: Question, evidence: Evidence
) -> dict[str, set[str]]:
    """Each name asked about -> the passages of the evidence that speak of it, under any of its names."""
    documents = generation.numbers_of(selected(generation.documents, plan.filters))
    here = {s.passage.id for s in evidence.sentences}

    def speaking_of(name: str) -> set[str]:
        query = WordQuery(alternatives=tuple((known, 1.0) for known in known_as(plan, name)))
        rows, _ = generation.words.search(query, MANY, documents)
        return here & {passage.id for passage in generation.store.passages(rows)}

    places: dict[str, set[str]] = {}
    for name in question.names:
        found = speaking_of(name)
        # "The LSCB and Health and Wellbeing Board" may be two names.
        one, *rest = re.split(r"\s+and\s+", name, maxsplit=1) if not found else [name]
        places |= {part: speaking_of(part) for part in (one, *rest)} if rest else {name: found}
    return places


def usable(question: Question, evidence: Evidence) -> list[Sentence]:
    """The sentences that may be quoted, best first: no standard text, no lead-in or question, nothing of other years
    than those asked for."""
    return [
        s
        for s in evidence.sentences
        if s.passage.kind != "standard"
        and (s.in_year or not question.years)
        and not s.text.rstrip().endswith((":", "?"))
    ]


def needed(
    generation: Generation, question: Question, evidence: Evidence, pool: Sequence[Sentence]
) -> list[Sentence]:
    """The best sentence for each thing that must be covered: a figure, each of several years, each part."""
    wanted: list[Sentence] = []
    if question.figure:
        wanted += counting(generation.encoder, question, evidence, giving_figure(question, pool)[:8])[:1]
    for years in question.years if len(question.years) > 1 else ():
        wanted += [s for s in pool if years & (years_in(s.text) or years_of(s.document))][:1]
    if question.name or question.person:
        wanted += [s for s in pool if s.names][:2]
    if question.date:
        wanted += [s for s in pool if s.dates][:1]
    close = near(evidence, pool, OF_LIKED)
    wanted += [s for s in close if s.figures][:1] if question.likes_figure else []
    wanted += [s for s in close if s.dates][:1] if question.likes_date else []
    wanted += [s for s in close if gives_reason(s.text)][:1] if question.reason else []
    if len(question.parts) > 1 and pool:
        first = wanted[0] if wanted else pool[0]
        vectors = generation.encoder.encode(list(question.parts))
        for part, vector in zip(question.parts, vectors, strict=True):
            if _POINTS_BACK.search(part):  # "what does it do?": told where "it" is told
                wanted += [first, *(s for s in pool if beside(s, first) == BESIDE and s.start > first.start)]
            else:
                wanted.append(max(pool, key=lambda s: round(float(s.vector @ vector) + s.score, 6)))
    return wanted


def newest_first(
    chosen: Sequence[Sentence], pool: Sequence[Sentence], searched: Sequence[Document]
) -> tuple[AnswerSentence, ...]:
    """The chosen sentences by document, the newest first, and in each in reading order, each with what it leans on;
    every other place that says the same is cited too. `searched` are all documents looked into."""

    def place(sentence: Sentence) -> tuple[int, str, int]:
        date = sentence.document.date
        return (-(date.toordinal() if date else 0), sentence.document.id, sentence.start)

    quoted = [(s, with_before(s, chosen)) for s in sorted(chosen, key=place)]
    return _dated(
        [
            AnswerSentence(
                whole.text,
                (cite(whole), *(cite(o) for o in pool if o is not s and says_same(s, o))),
                under=under(whole.passage, whole.start, whole.end),
            )
            for s, whole in quoted
        ],
        searched,
    )


def _dated(sentences: Sequence[AnswerSentence], searched: Sequence[Document]) -> tuple[AnswerSentence, ...]:
    """With "In May 2024", the month of the visit, unless all are of the newest document searched."""
    newest = max((document.date for document in searched if document.date), default=None)
    told_by = [sentence.citations[0].document for sentence in sentences]
    if len({document.id for document in told_by}) < 2 and all(
        document.date == newest for document in told_by
    ):
        return tuple(sentences)
    return tuple(
        replace(sentence, when=f"In {month(document.date)}" if document.date else "")
        for sentence, document in zip(sentences, told_by, strict=True)
    )


def cite(sentence: Sentence) -> Citation:
    """Where a sentence stands."""
    return Citation(sentence.document, sentence.passage, sentence.start, sentence.end, sentence.text)
