"""Grades: a table of what reports print, by authority, with how each changed from the one before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from findings.answers.asking import Asking, authorities, by_authority, counted, in_filters
from findings.answers.decision import PRINTED
from findings.answers.forms import span_of
from findings.answers.printed import cited
from findings.index.protocol import SearchIndex
from findings.reading.grades import SAID_OVERALL, overall_in
from findings.records import Block, Content, Document, Table, TableRow
from findings.text.matching import holds, stems

# From the best to the worst; what stands in one line is of the same worth. "Adequate" is of the scale before 2013; the
# last of each is of inspections of special educational needs, which are an area of their own.
SCALE: tuple[tuple[str, ...], ...] = (
    ("outstanding", "typically lead to positive experiences"),
    ("good",),
    ("requires improvement", "require improvement", "adequate", "inconsistent experiences"),
    ("inadequate", "widespread and/or systemic failings", "systemic failings"),
)
# What widens a grade to all above or below it.
UPWARD = ("or better", "or above", "or higher", "at least")
DOWNWARD = ("or worse", "or below", "or lower")
OLD_SCALE = "adequate"
# The areas that are graded, by the names that reports and people give them; the first is what the table says.
AREAS: tuple[tuple[str, ...], ...] = (
    ("overall effectiveness", "overall judgement", "overall"),
    ("leadership", "leaders", "management and governance"),
    ("help and protection", "child protection", "need protection"),
    ("children in care", "children looked after", "looked after children"),
    ("care leavers", "leaving care"),
    ("adoption",),
    ("safeguarding board", "safeguarding children board", "LSCB"),
    ("inspection outcome", "SEND", "special educational needs"),
)
OVERALL = AREAS[0][0]
# What prints a grade is a row, a heading or one sentence, in words; a paragraph may hold the same words by chance.
_SHORT = 30
_WORDS = 3  # a grade of more words than this stands in no other sentence
COLUMNS = ("Authority", "Inspection", "Area", "Grade", "Change")


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade of a document: `what` and `grade` as printed; `worth` counts from 0, the best."""

    document: Document
    what: str
    grade: str
    worth: int


def grades(asking: Asking, *, whole: bool = False) -> Table | None:
    """The grades asked for, with `whole` all that were given; None where the question is of an area that no document
    grades."""
    area = area_of(asking.question.text)
    if area is None:
        if asking.topic.topic and not _of_grades(asking.topic.topic):
            return None
        area = OVERALL
    named = asking.plan.filters.authorities
    documents = asking.documents
    histories = [
        history
        for name in sorted({d.about for d in documents if d.about})
        if (history := graded([d for d in documents if d.about == name], area))
    ]
    span = span_of(asking.plan) if not whole else "history"
    if span == "latest" and asking.question.years:
        span = "ever"
    wanted = frozenset[int]() if len(named) == 1 and span != "ever" else worths_in(asking.question.text)
    chosen = [one for history in histories for one in _chosen(history, span, wanted)]
    if not chosen and len(named) == 1:
        chosen = [one for history in histories for one in history]
    rows = by_authority([_row(asking.generation, one, histories) for one in chosen])
    if not rows:
        return None
    whose = len({row.document.about for row in rows})
    old = {row.value.lower().startswith(OLD_SCALE) for row in rows}
    within = in_filters(asking.topic.filters)
    graded_documents = sum(len(history) for history in histories)
    return Table(
        columns=COLUMNS,
        rows=rows,
        said=f"{counted(len(rows), 'grade')} of {authorities(whose)}, "
        f"from {counted(graded_documents, 'graded report')}{within}: {area}.",
        searched=len(documents),
        speaking=len({row.document.id for row in rows}),
        silent=len(documents) - len({row.document.id for row in rows}),
        unreadable=asking.unreadable,
        confidence=PRINTED,
        notes=("“Adequate” is a grade of the scale used before 2013.",) if len(old) == 2 else (),
    )


def area_of(text: str) -> str | None:
    """The area that a text names, the one with the longest name; None when it names none."""
    found = [
        (len(name.split()), names[0]) for names in AREAS for name in names if holds(stems(text), stems(name))
    ]
    return max(found)[1] if found else None


def areas_of(label: str) -> frozenset[str]:
    """The areas that a printed label grades: one of children in care and care leavers grades both."""
    return frozenset(names[0] for names in AREAS if any(holds(stems(label), stems(name)) for name in names))


def worths_in(text: str) -> frozenset[int]:
    """The grades that a text names, by their worth; "good or better" is outstanding too."""
    held = stems(text)
    named = {worth for worth, names in enumerate(SCALE) if any(holds(held, stems(name)) for name in names)}
    if named and any(holds(held, stems(name)) for name in UPWARD):
        named |= set(range(min(named)))
    if named and any(holds(held, stems(name)) for name in DOWNWARD):
        named |= set(range(max(named), len(SCALE)))
    return frozenset(named)


def worth_of(grade: str) -> int | None:
    """The worth of a printed grade; None when it is of no scale."""
    found = [w for w, names in enumerate(SCALE) for name in names if grade.lower().startswith(name)]
    return found[0] if found else None


def graded(documents: Iterable[Document], area: str) -> list[Graded]:
    """The grades of an area, the newest first, one a document: of several labels the one of fewest areas."""
    found = []
    for document in documents:
        own = [
            (len(areas_of(what)), what, grade, worth)
            for what, grade in document.grades
            if area in areas_of(what) and (worth := worth_of(grade)) is not None
        ]
        if own and document.date:
            _, what, grade, worth = min(own, key=lambda one: one[0])
            found.append(Graded(document, what, grade, worth))
    return sorted(found, key=lambda one: (one.document.date, one.document.id), reverse=True)


def _chosen(history: Sequence[Graded], span: str, wanted: frozenset[int]) -> list[Graded]:
    """Of one authority's grades, the newest first, those that the question is after."""
    if span in ("up", "down", "moved"):
        rise = history[1].worth - history[0].worth if len(history) > 1 else 0
        asked = {"up": rise > 0, "down": rise < 0, "moved": rise != 0}[span]
        return list(history[:2]) if asked else []
    after = history if span in ("ever", "history") else history[:1]
    return [one for one in after if not wanted or one.worth in wanted]


def _row(index: SearchIndex, one: Graded, histories: Sequence[Sequence[Graded]]) -> TableRow:
    history = next(history for history in histories if one in history)
    place = history.index(one)
    before = history[place + 1] if place + 1 < len(history) else None
    block = printed(index.content(one.document.id), one.what, one.grade)
    citations = (cited(one.document, index.content(one.document.id), block),) if block else ()
    return TableRow(one.document, one.grade, citations=citations, what=one.what, note=_change(one, before))


def _change(one: Graded, before: Graded | None) -> str:
    if before is None:
        return "No earlier grade held"
    year = before.document.date.year if before.document.date else ""
    if one.worth == before.worth:
        return f"As in {year}"
    return f"{'Up' if one.worth < before.worth else 'Down'} from {before.grade.lower()} in {year}"


def printed(content: Content, what: str, grade: str) -> Block | None:
    """The first block that prints both."""
    wanted, label = set(stems(grade)), set(stems(what))
    for block in content.blocks:
        words = content.text[block.start : block.end]
        if what == SAID_OVERALL:
            said = overall_in(words)
            if said and set(stems(said)) == wanted:
                return block
        elif (len(words.split()) <= _SHORT and wanted | label <= set(stems(words))) or (
            len(grade.split()) > _WORDS and grade.lower() in " ".join(words.lower().split())
        ):
            return block
    return None


def _of_grades(topic: str) -> bool:
    """Whether the words left of a question are of grades and services as a whole."""
    return set(stems(topic)) <= _WHOLE


_WHOLE = frozenset(
    stem
    for text in (
        "overall effectiveness judgement grade rating rated judged graded Ofsted inspection report full latest",
        "children service services council authority local social care",
        *(name for names in SCALE for name in names),
    )
    for stem in stems(text)
)
