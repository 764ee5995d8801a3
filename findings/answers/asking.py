"""What the forms of an answer are worked out from: the index, what is asked for, and the pages that look at every
document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from findings.answers.question import Question
from findings.index.protocol import SearchIndex
from findings.judge.judge import Judging
from findings.records import Document, Filters, Plan, Recommendation, TableRow, Timeline
from findings.search.query import selected, unreadable
from findings.text import question_model


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """One question; `plan` is of the whole question, `topic` of the words that say what is looked for, within the
    years that the question names."""

    generation: SearchIndex
    judge: Judging
    plan: Plan
    question: Question
    topic: Plan
    timeline: Callable[[Plan], Timeline]
    requests: Callable[[Plan], tuple[Recommendation, ...]]

    @property
    def documents(self) -> tuple[Document, ...]:
        """Those that are looked at."""
        return selected(self.generation.documents, self.topic.filters)

    @property
    def unreadable(self) -> int:
        return len(unreadable(self.generation.documents, self.topic.filters))


def topic_plan(plan: Plan, question: Question, onward: bool) -> Plan:
    """The plan of what is looked for. Years named on their own leave the documents of those years, or of all later or
    earlier ones where the question says so; with `onward` those of all later ones."""
    years = sorted(frozenset().union(*question.years))
    filters = plan.filters
    if years and filters.year_from is None and filters.year_to is None:
        reach = "onward" if onward else question_model.read("years", plan.query)
        filters = replace(
            filters,
            year_from=None if reach == "until" else years[0],
            year_to=None if reach == "onward" else years[-1],
        )
    kept = {question_model.plain(word) for word in question.subject.split()}
    topic = [
        word for word in question_model.topic_of(plan.query).split() if question_model.plain(word) in kept
    ]
    return replace(plan, topic=" ".join(topic).strip(question_model.TRIM), filters=filters)


def by_authority(rows: Sequence[TableRow]) -> tuple[TableRow, ...]:
    """By name of the authority, the newest document of each first."""

    def place(row: TableRow) -> tuple[str, int, str]:
        day = row.document.date
        return row.document.about or "￿", -(day.toordinal() if day else 0), row.document.id

    return tuple(sorted(rows, key=place))


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 report", "2 reports"; `many` where the plural has more than an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def authorities(number: int) -> str:
    """ "1 authority", "2 authorities"."""
    return counted(number, "authority", "authorities")


def in_filters(filters: Filters) -> str:
    """The years a table is limited to, in words; "" for all."""
    if filters.year_from and filters.year_to:
        span = f"{filters.year_from} to {filters.year_to}"
        return f" of {filters.year_from}" if filters.year_from == filters.year_to else f" of {span}"
    if filters.year_from:
        return f" from {filters.year_from} on"
    return f" up to {filters.year_to}" if filters.year_to else ""
