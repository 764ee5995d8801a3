"""What inspectors asked for, or praised, on a topic: by authority, the newest first."""

from __future__ import annotations

from findings.answers.asking import Asking, authorities, by_authority, counted, in_filters
from findings.answers.forms import praised
from findings.answers.view_tables import WHICH, row_of, surest
from findings.judge.likelihood import SPEAKS
from findings.records import Citation, Recommendation, Table, TableRow

COLUMNS = ("Authority", "Inspection", "Kind", "Sentence")


def asked_for(asking: Asking) -> Table:
    """From the recommendations of every document; of what was praised, from the strengths."""
    return _praised(asking) if praised(asking.plan) else _requested(asking)


def _requested(asking: Asking) -> Table:
    found = asking.requests(asking.topic)
    rows = by_authority([_row(one) for one in found])
    speaking = {row.document.id for row in rows}
    whose = {row.document.about for row in rows}
    on = f" on ‘{asking.topic.topic}’" if asking.topic.topic else ""
    searched = len(asking.documents)
    said = (
        f"{counted(len(rows), 'request')}{on} in {len(speaking):,} of {counted(searched, 'report')}"
        f"{in_filters(asking.topic.filters)}, to {authorities(len(whose))}."
    )
    silent = searched - len(speaking)
    return Table(COLUMNS, rows, said, searched, len(speaking), silent, asking.unreadable, SPEAKS)


def _row(one: Recommendation) -> TableRow:
    text = one.text or one.passage.text
    cited = Citation(one.document, one.passage, one.start, one.start + len(text), text)
    return TableRow(
        one.document,
        text,
        "needs_improvement",
        (cited,),
        what="Priority action" if one.priority else "Recommendation",
    )


def _praised(asking: Asking) -> Table:
    views = asking.timeline(asking.topic).inspections
    heard = [view for view in views if view.silence is None]
    rows = by_authority([row_of(view) for view in heard if view.stance == "strength"])
    searched = sum(view.silence != "unreadable" for view in views)
    unreadable = len(views) - searched
    whose = len({row.document.about for row in rows})
    said = (
        f"{len(rows):,} of {counted(searched, 'report')}{in_filters(asking.topic.filters)}, "
        f"of {authorities(whose)}, "
        f"{'finds' if len(rows) == 1 else 'find'} a strength in ‘{asking.topic.topic}’."
    )
    return Table(WHICH, rows, said, searched, len(rows), searched - len(rows), unreadable, surest(heard))
