"""An answer in sentences of the likeliest passages, cut by position, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from findings.answers.compose import compose, conflict_between, says_same, with_antecedent
from findings.answers.decision import PRINTED, decide
from findings.answers.denial import denial_in
from findings.answers.evidence import Sentence, judged
from findings.answers.needs import unmet
from findings.answers.printed import printed_visits
from findings.answers.question import Question
from findings.citation import in_month
from findings.index.protocol import SearchIndex
from findings.judge.judge import Judging, Place
from findings.reading.under import under
from findings.records import Answer, AnswerSentence, Citation, Document, Hit, Plan
from findings.search.query import selected, unreadable
from findings.search.retrieve import DEFAULT, Recipe
from findings.text.years import years_of

# Passages shown where there is no answer.
NEAREST = 3
# A part of a question is answered from this probability on; a sentence likely says it, where needs are looked at.
PART, LIKELY = 0.4, 0.3
NOTHING = "No document was searched: the filters leave none."
UNSURE = "We could not find an answer in the documents searched."
OTHERWISE = "The reports say otherwise."


def in_sentences(
    generation: SearchIndex, judge: Judging, plan: Plan, question: Question, recipe: Recipe = DEFAULT
) -> Answer:
    """Answer the question of `plan` from the documents its filters leave, or say why not.

    Whether there is an answer is decided on the judged sentences. Same generation and plan, same answer. Every
    sentence equals its document's stored text at the offsets of its citations.
    """
    documents = selected(generation.documents, plan.filters)
    searched = Answer(
        plan=plan,
        abstained=True,
        confidence=0.0,
        reason=NOTHING,
        documents_searched=len(documents),
        documents_unreadable=len(unreadable(generation.documents, plan.filters)),
    )
    if not documents:
        return searched
    sentences = judged(generation, judge, plan, question, recipe)
    decision = decide(question, sentences)
    if not_held := _not_held(question, documents, sentences):
        nearest = _nearest(sentences)
        return replace(searched, confidence=min(0.05, decision.confidence), reason=not_held, nearest=nearest)
    if printed := printed_visits(generation, question, documents):
        lines = tuple(AnswerSentence(citation.quote, (citation,)) for citation in printed)
        return replace(
            searched, abstained=False, reason="", confidence=PRINTED, sentences=dated(lines, documents)
        )
    denial = denial_in(generation, question, sentences)
    if denial or not decision.enough:
        return replace(
            searched,
            confidence=decision.confidence,
            reason=OTHERWISE if denial else _unmet(question, sentences) or UNSURE,
            nearest=_nearest(sentences, denial),
            denied=denial is not None,
        )
    usable = [s for s in sentences if s.in_year or not question.years]
    answering, beside = compose(usable)
    missing = _parts_without(judge, question, sentences) + _years_without(question, sentences)
    if not_given := unmet(question.text, (s.text for s in answering)):
        missing += (not_given,)
    return replace(
        searched,
        abstained=False,
        reason="",
        confidence=decision.confidence,
        sentences=dated(
            [*_quoted(answering, usable, also=False), *_quoted(beside, usable, also=True)], documents
        ),
        conflict=conflict_between(answering),
        not_found=missing,
    )


def _not_held(question: Question, documents: Sequence[Document], sentences: Sequence[Sentence]) -> str:
    """What is asked about and not held: another authority, an inspection of that year; "" where nothing is.

    Another authority counts as held where a sentence that says what was asked names it.
    """
    for place in question.places:
        if not any(s.judgement.says >= PART and place in s.text for s in sentences):
            return f"No document searched is about {place}."
    years = frozenset().union(*(years_of(document) for document in documents))
    for year in sorted(question.inspection_years - years):
        return f"No document of an inspection in {year} was searched."
    return ""


def _unmet(question: Question, sentences: Sequence[Sentence]) -> str:
    """What the question needs and no sentence gives that likely says what was asked."""
    return unmet(question.text, (s.text for s in sentences if s.judgement.says >= LIKELY))


def _parts_without(judge: Judging, question: Question, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Of a question in parts those that no sentence answers, a sentence each."""
    if len(question.parts) < 2:
        return ()
    places = [Place(s.document, s.passage, s.start, s.end) for s in sentences]
    return tuple(
        f"We did not find an answer to this part: ‘{part}’."
        for part in question.parts
        if max((j.says for j in judge.judge(part, places)), default=0.0) < PART
    )


def _years_without(question: Question, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Of several years those that no answering sentence speaks of."""
    if len(question.years) < 2:
        return ()
    answering = [s for s in sentences if s.judgement.says >= PART]
    missing = [years for years in question.years if not any(years & years_of(s.document) for s in answering)]
    return tuple(f"We found nothing on this for {max(years)}." for years in missing)


def _nearest(sentences: Sequence[Sentence], first: Sentence | None = None) -> tuple[Hit, ...]:
    """The nearest passages, each with its best sentence; `first`, which shows why there is no answer, before them."""
    chosen = [first] if first else []
    for one in sentences:
        if len(chosen) == NEAREST:
            break
        if one.passage.id not in {other.passage.id for other in chosen}:
            chosen.append(one)
    return tuple(
        Hit(rank, round(s.judgement.worth, 6), s.passage, s.document, (s.start, s.end))
        for rank, s in enumerate(chosen, 1)
    )


def _quoted(chosen: Sequence[Sentence], pool: Sequence[Sentence], *, also: bool) -> list[AnswerSentence]:
    """The chosen sentences, each with what it leans on; every other place that says the same is cited too."""
    quoted = [(s, with_antecedent(s, chosen)) for s in chosen]
    return [
        AnswerSentence(
            whole.text,
            (_cite(whole), *(_cite(other) for other in pool if other is not s and says_same(s, other))),
            under=under(whole.passage, whole.start, whole.end),
            also=also,
        )
        for s, whole in quoted
    ]


def _cite(sentence: Sentence) -> Citation:
    return Citation(sentence.document, sentence.passage, sentence.start, sentence.end, sentence.text)


def dated(sentences: Sequence[AnswerSentence], searched: Sequence[Document]) -> tuple[AnswerSentence, ...]:
    """With "In May 2024", the month of the visit, unless all are of the newest document searched."""
    newest = max((document.date for document in searched if document.date), default=None)
    told_by = [sentence.citations[0].document for sentence in sentences]
    if len({document.id for document in told_by}) < 2 and all(
        document.date == newest for document in told_by
    ):
        return tuple(sentences)
    return tuple(
        replace(sentence, when=in_month(document))
        for sentence, document in zip(sentences, told_by, strict=True)
    )
