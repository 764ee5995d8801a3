"""Tables over what every inspection says on a topic: which reports say it, authorities compared, then and now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from findings.answers.asking import Asking, authorities, by_authority, counted, in_filters
from findings.answers.decision import PRINTED
from findings.answers.forms import against_all
from findings.answers.grade_table import grades
from findings.citation import dated, month, visit
from findings.document_kinds import KINDS
from findings.records import STANCES, Citation, Document, InspectionView, Plan, Table, TableRow

WHICH = ("Authority", "Inspection", "Label", "Sentence")
LISTED = ("Authority", "Inspection", "Dates")


def which(asking: Asking) -> Table:
    """Every report that says something on the topic; without a topic, every report that the filters leave."""
    if not asking.topic.topic:
        return _documents(asking)
    views = asking.timeline(asking.topic).inspections
    rows = by_authority([row_of(view) for view in views if view.silence is None])
    return _table(asking, rows, views)


def compare(asking: Asking) -> Table | None:
    """Of each authority the newest report that says something on the topic, else its silence; without a topic the
    latest grades."""
    if not asking.topic.topic:
        return grades(asking)
    filters = asking.topic.filters
    plan = of_everyone(asking.topic) if against_all(asking.plan) else asking.topic
    views = asking.timeline(plan).inspections
    whose: dict[str, list[InspectionView]] = {name: [] for name in filters.authorities}
    for view in views:
        if view.document.about:
            whose.setdefault(view.document.about, []).append(view)
    rows = [_newest(own) for own in whose.values() if own]
    named = [row for row in rows if row.document.names & set(filters.authorities)]
    others = by_authority([row for row in rows if not row.document.names & set(filters.authorities)])
    speaking = sum(row.silence is None for row in rows)
    said = (
        f"{speaking} of {authorities(len(rows))} "
        f"{'has' if speaking == 1 else 'have'} a report that says something on ‘{asking.topic.topic}’; "
        "the newest that does is shown for each."
    )
    missing = tuple(f"No document searched is about {place}." for place in asking.question.places)
    return _table(asking, (*named, *others), views, said, missing)


def of_everyone(plan: Plan) -> Plan:
    """The plan without the authorities it is limited to."""
    named = plan.filters.authorities
    return replace(
        plan,
        filters=replace(plan.filters, authorities=()),
        detected=tuple(pair for pair in plan.detected if pair[1] not in named),
    )


def then_and_now(asking: Asking) -> Table | None:
    """What each inspection says on the topic, the newest first; the first and the last opposed. Without a topic the
    grades tell how an authority has done."""
    if not asking.topic.topic:
        return grades(asking, whole=True)
    views = asking.timeline(asking.topic).inspections
    rows = by_authority([row_of(view) for view in views if view.silence != "unreadable"])
    notes = []
    for name in dict.fromkeys(row.document.about for row in rows):
        own = [row for row in rows if row.document.about == name]
        speaking = [row for row in own if row.label]
        if len(speaking) > 1:
            last, first = speaking[0], speaking[-1]
            notes.append(
                f"{name or 'Authority not known'}: {_when(first.document)}, {_label(first)}; "
                f"{_when(last.document)}, {_label(last)}."
            )
        if len(own) == 1 and own[0].document.date:
            notes.append(f"No other inspection of {name} is held{in_filters(asking.topic.filters)}.")
    return _table(asking, rows, views, notes=tuple(notes))


def row_of(view: InspectionView) -> TableRow:
    """An inspection with the sentence that carries what it says, or its silence."""
    hit = view.telling
    if hit is None:
        return TableRow(view.document, "", silence=view.silence)
    cited = Citation(view.document, hit.passage, *hit.sentence, hit.quote)
    return TableRow(view.document, hit.quote, view.stance, (cited,), note=view.why)


def surest(views: Iterable[InspectionView]) -> float:
    """How likely the likeliest passage of all is to be on the topic, 0..1."""
    return max((hit.score for view in views for hit, _ in view.passages), default=0.0)


def _newest(views: Sequence[InspectionView]) -> TableRow:
    """Of one authority's inspections, oldest first, the newest that says something; else the newest."""
    speaking = [view for view in views if view.silence is None and view.stance != "mentioned"]
    named = [view for view in views if view.silence is None]
    return row_of((speaking or named or list(views))[-1])


def _documents(asking: Asking) -> Table:
    documents = asking.documents
    rows = by_authority([TableRow(d, _days(d), what=KINDS[d.kind]) for d in documents])
    whose = len({d.about for d in documents if d.about})
    said = f"{counted(len(documents), 'document')} of {authorities(whose)}{in_filters(asking.topic.filters)}."
    return Table(LISTED, rows, said, len(documents), len(documents), 0, asking.unreadable, PRINTED)


def _table(
    asking: Asking,
    rows: Sequence[TableRow],
    views: Sequence[InspectionView],
    said: str = "",
    notes: tuple[str, ...] = (),
) -> Table:
    """Without `said` the table says how many of the reports say something."""
    kept = Counter("speaking" if view.silence is None else view.silence for view in views)
    speaking, unreadable = kept["speaking"], kept["unreadable"]
    searched = len(views) - unreadable
    silent = searched - speaking
    return Table(
        columns=WHICH,
        rows=tuple(rows),
        said=said or _said(asking, speaking, silent, unreadable),
        searched=searched,
        speaking=speaking,
        silent=silent,
        unreadable=unreadable,
        confidence=surest(views),
        notes=notes,
    )


def _said(asking: Asking, speaking: int, silent: int, unreadable: int) -> str:
    parts = [
        f"{speaking:,} of {counted(speaking + silent, 'report')}{in_filters(asking.topic.filters)} "
        f"{'says' if speaking == 1 else 'say'} something on ‘{asking.topic.topic}’"
    ]
    if silent:
        parts.append(f"{silent:,} {'does' if silent == 1 else 'do'} not")
    if unreadable:
        parts.append(f"{unreadable:,} could not be read")
    return "; ".join(parts) + "."


def _days(document: Document) -> str:
    return visit(document) or dated(document)


def _when(document: Document) -> str:
    return month(document.date) if document.date else "date not known"


def _label(row: TableRow) -> str:
    return STANCES[row.label].lower() if row.label else ""
