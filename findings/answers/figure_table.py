"""Figures: of every report the sentence that gives the figure asked for, by authority, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from findings.answers.asking import Asking, authorities, by_authority, counted, in_filters
from findings.answers.needs import need_of
from findings.judge.judge import Place
from findings.judge.likelihood import SPEAKS, likelihood
from findings.records import Citation, Document, Passage, Table, TableRow
from findings.search.fusion import late_of
from findings.text.figures import figures
from findings.text.stems import tokens
from findings.timeline.candidates import Candidate, Topic, candidates

COLUMNS = ("Authority", "Inspection", "Figure", "Sentence")
# Kinds of figure that are meant where the question names none.
COUNTS = frozenset({"count", "share", "rate"})
SHARES = frozenset({"share", "rate"})
# Sentences with a figure that are judged of each document.
JUDGED = 4


@dataclass(frozen=True, slots=True)
class Given:
    """A sentence that gives a figure."""

    document: Document
    passage: Passage
    span: tuple[int, int]
    text: str
    figure: str
    likely: float


def figure_table(asking: Asking) -> Table | None:
    """None without a topic."""
    if not asking.topic.topic:
        return None
    documents = asking.documents
    found = given(asking, documents)
    rows = by_authority([_row(one) for one in found])
    whose = len({row.document.about for row in rows})
    said = (
        f"{len(rows):,} of {counted(len(documents), 'report')}{in_filters(asking.topic.filters)}, "
        f"of {authorities(whose)}, "
        f"{'gives' if len(rows) == 1 else 'give'} a figure on ‘{asking.topic.topic}’."
    )
    silent = len(documents) - len(rows)
    sure = max((one.likely for one in found), default=0.0)
    return Table(COLUMNS, rows, said, len(documents), len(rows), silent, asking.unreadable, sure)


def given(asking: Asking, documents: Sequence[Document]) -> list[Given]:
    """Of each document the likeliest sentence that gives such a figure, if one is likely enough."""
    generation = asking.generation
    kinds = wanted_kinds(asking.question.text)
    topic = Topic.of(generation, asking.topic)
    near = [
        (document, one)
        for document in documents
        for one in _with_figures(candidates(topic, generation.numbers[document.id], deep=True), kinds)
    ]
    places = [Place(document, one.passage, *one.span) for document, one in near]
    told = asking.judge.judge(asking.plan.topic, places)
    late = late_of(generation, topic.tokens, [one.row for _, one in near])
    best: dict[str, tuple[Document, Candidate]] = {}
    for (document, one), judgement, value in zip(near, told, late, strict=True):
        likely = likelihood(judgement, one.nearness, value)
        kept = best.get(document.id)
        if likely >= SPEAKS and (kept is None or likely > kept[1].likely):
            best[document.id] = document, replace(one, likely=likely)
    return [_given(topic, document, one, kinds) for document, one in best.values()]


def wanted_kinds(question: str) -> frozenset[str]:
    """The kinds of figure that a question asks for."""
    need = need_of(question)
    return SHARES if need is not None and need.name == "share" else COUNTS


def _with_figures(near: Sequence[Candidate], kinds: frozenset[str]) -> list[Candidate]:
    found = [one for one in near if any(figure.kind in kinds for figure in figures(one.text))]
    return found[:JUDGED]


def _given(topic: Topic, document: Document, one: Candidate, kinds: frozenset[str]) -> Given:
    """With the figure that stands nearest to the topic's words."""
    text = one.text
    words = [token.start for token in tokens(text, topic.weights)] or [0]
    own = [figure for figure in figures(text) if figure.kind in kinds]
    best = min(own, key=lambda figure: (min(abs(figure.start - word) for word in words), figure.start))
    return Given(document, one.passage, one.span, text, best.words, one.likely)


def _row(one: Given) -> TableRow:
    cited = Citation(one.document, one.passage, *one.span, one.text)
    return TableRow(one.document, one.figure, citations=(cited,))
