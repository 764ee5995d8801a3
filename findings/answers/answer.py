"""Answering: in the form that the question asks for, from every document that the filters leave; else in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from findings.answers.asking import Asking, topic_plan
from findings.answers.figure_table import figure_table
from findings.answers.forms import against_all, form_of
from findings.answers.grade_table import grades, worths_in
from findings.answers.in_sentences import in_sentences
from findings.answers.question import read_question
from findings.answers.request_table import asked_for
from findings.answers.view_tables import compare, of_everyone, then_and_now, which
from findings.index.protocol import SearchIndex
from findings.judge.judge import Judging
from findings.records import Answer, AnswerSentence, Plan, Recommendation, Table, TableRow, Timeline
from findings.search.query import selected
from findings.search.retrieve import DEFAULT, Recipe

# What works out the table of each form but "sentences"; None or no row that says something leaves the sentences.
TABLES: Mapping[str, Callable[[Asking], Table | None]] = {
    "grades": grades,
    "which": which,
    "asked_for": asked_for,
    "compare": compare,
    "then_and_now": then_and_now,
    "figure": figure_table,
}
# Forms beside whose table, where one authority is asked about, the sentences that answer are shown. Whether there is an
# answer is decided on those; that an inspection speaks of a topic does not say whether it got better.
BESIDE = frozenset({"then_and_now", "figure"})
# Rows quoted as sentences where no others are.
QUOTED = 6


def ask(
    generation: SearchIndex,
    judge: Judging,
    plan: Plan,
    timeline: Callable[[Plan], Timeline],
    requests: Callable[[Plan], tuple[Recommendation, ...]],
    *,
    form: str = "",
    recipe: Recipe = DEFAULT,
) -> Answer:
    """Answer the question of `plan` from the documents its filters leave, or say why not.

    `form` is a key of FORMS, or "" for the one that the question asks for; `timeline` and `requests` are what the pages
    Over time and Recommendations show for a plan. Same generation, plan and form, same answer. Every quotation equals
    its document's stored text at the offsets of its citation.
    """
    documents = selected(generation.documents, plan.filters)
    question = read_question(
        plan,
        {document.authority for document in documents if document.authority},
        {document.subject for document in documents if document.subject},
    )
    chosen = form or (form_of(plan) if documents else "sentences")
    topic = topic_plan(plan, question, onward=chosen == "then_and_now")
    if not form and chosen == "sentences" and topic.filters.authorities and not topic.topic:
        # Nothing is looked for but an authority and a grade: "do inspectors say Halton is good?"
        chosen = "grades" if worths_in(plan.query) else chosen
    table = None
    if documents and chosen in TABLES:
        asking = Asking(generation, judge, plan, question, topic, timeline, requests)
        table = TABLES[chosen](asking) if asking.documents else None
    if table is None or not any(row.citations or not row.silence for row in table.rows):
        found = in_sentences(generation, judge, plan, question, recipe)
        # A form that was chosen by hand is shown although it found nothing.
        return replace(found, form=chosen, table=table) if form in TABLES and table else found
    one = len(plan.filters.authorities) == 1
    beside = in_sentences(generation, judge, plan, question, recipe) if one and chosen in BESIDE else None
    if beside is not None and beside.abstained and chosen == "figure":
        return beside
    if beside is not None and (chosen == "then_and_now" or not beside.abstained):
        return replace(beside, form=chosen, table=table)
    with_all = chosen == "compare" and topic.topic and against_all(plan)
    return Answer(
        plan=of_everyone(plan) if with_all else plan,
        abstained=False,
        confidence=table.confidence,
        reason="",
        sentences=_quoted(table.rows),
        documents_searched=table.searched,
        documents_unreadable=table.unreadable,
        form=chosen,
        table=table,
    )


def _quoted(rows: Sequence[TableRow]) -> tuple[AnswerSentence, ...]:
    """The first rows as sentences, each with where it stands."""
    said = [row for row in rows if row.citations][:QUOTED]
    return tuple(AnswerSentence(row.citations[0].quote, row.citations) for row in said)
