"""What the command line prints for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from findings.citation import capital, citation, named, place, said_of
from findings.document_kinds import KINDS
from findings.reading.under import introduction
from findings.records import (
    FORMS,
    STANCES,
    Answer,
    Citation,
    Document,
    Hit,
    Passage,
    Recommendation,
    SearchResult,
    Stance,
    Table,
    Term,
    Timeline,
)

if TYPE_CHECKING:
    from findings.index.verify import Verification

_WIDTH = 100  # characters
SILENCES = {
    "not_mentioned": "Not mentioned",
    "out_of_scope": "Outside what this visit looked at",
    "unreadable": "Could not be read",
}
_LATER = {
    "said_again": "Said again later",
    "not_found_later": "Not found in later documents",
    "no_later_inspection": "No later inspection",
}


def write_search(result: SearchResult) -> None:
    """The hits as a person reads them."""
    plan = result.plan
    print(
        f"{len(result.hits)} of {result.total} passages in {count(result.documents_searched, 'document')} searched"
    )
    if plan.detected:
        print(
            "Filters from your words: " + "; ".join(f"{words} = {filter}" for words, filter in plan.detected)
        )
    if plan.added:
        print("Also searched for: " + "; ".join(dict.fromkeys(t.long for t in plan.added)))
    if result.documents_unreadable:
        print(f"{count(result.documents_unreadable, 'document')} could not be read and were not searched.")
    shown_possible = False
    for found in result.hits:
        if found.possible and not shown_possible:
            shown_possible = True
            print("\nPossible matches: these may not be about your topic.")
        print(f"\n{found.rank}. {citation(found.passage, found.document)}")
        print(_quoted(found.passage))
        print(f"   [{why(found)}]")


def why(found: Hit) -> str:
    """Why a passage was returned, in words."""
    reasons = []
    if found.words_found:
        reasons.append("your words: " + ", ".join(found.words_found))
    if found.words_added:
        reasons.append("other names: " + ", ".join(found.words_added))
    return "; ".join(reasons) or "similar meaning, none of your words"


def write_answer(answer: Answer) -> None:
    """The sentences of an answer with numbered sources, or why there is none."""
    if answer.table is not None:
        write_table(answer.form, answer.table)
    if answer.abstained:
        print(f"We could not answer this. {answer.reason}")
        for number, found in enumerate(answer.nearest):
            if number == answer.denied:
                print("\nThe closest passages, which do not answer this:")
            print(f"\n- {citation(found.passage, found.document)}")
            print(_quoted(found.passage))
        return
    if answer.table is not None and len(answer.plan.filters.authorities) != 1:
        return
    if answer.conflict:
        print(answer.conflict)
    for gap in answer.not_found:
        print(f"Partly answered. {gap}")
    sources: list[Citation] = []
    for sentence in answer.sentences:
        first = len(sources) + 1
        sources += sentence.citations
        marks = "".join(f"[{number}]" for number in range(first, len(sources) + 1))
        before = "; ".join(
            part for part in ("also" if sentence.also else "", said_of(sentence.when, sentence.under)) if part
        )
        print(_indented(f"{before + ': ' if before else ''}‘{sentence.text}’ {marks}"))
    print()
    for number, source in enumerate(sources, 1):
        print(f"[{number}] {citation(source.passage, source.document)}")


def write_table(form: str, table: Table) -> None:
    """The rows of an answer from the whole collection, each with its place."""
    print(f"Answered as {FORMS[form]}. {table.said}")
    for note in table.notes:
        print(note)
    for row in table.rows:
        label = STANCES[row.label] if row.label else SILENCES[row.silence] if row.silence else ""
        shown = "" if row.citations and row.value == row.citations[0].quote else capital(row.value)
        parts = [part for part in (row.what, shown, label, row.note) if part]
        print(f"\n- {capital(named(row.document))}: {'; '.join(parts)}")
        for cited in row.citations:
            print(_indented(f"‘{cited.quote}’ {capital(place(cited.passage, row.document))}"))
    print()


def write_timeline(timeline: Timeline) -> None:
    """Every inspection, oldest first: what it says, or which silence it keeps."""
    for view in timeline.inspections:
        label = STANCES[view.stance] if view.stance else SILENCES[view.silence or "not_mentioned"]
        print(f"\n{capital(named(view.document))}: {label}")
        if view.why:
            print(f"   {view.why}")
        if view.silence == "out_of_scope" and view.scope:
            print(_indented(f"‘{view.scope.quote}’"))
        for found, stance in view.passages:
            print(f"   {_label(stance)}: {place(found.passage, found.document)}")
            print(_quoted(found.passage))
        if view.others:
            print(f"   {count(view.others, 'more passage')}")
    print("\nThese labels are this tool's reading of a passage. They are not Ofsted grades.")


def write_matrix(topics: Sequence[str], found: Sequence[Timeline]) -> None:
    """A line an inspection, by authority and oldest first, with a column for each topic."""
    labels: dict[str, dict[int, str]] = {}
    documents = {view.document.id: view.document for record in found for view in record.inspections}
    for column, record in enumerate(found):
        for view in record.inspections:
            label = STANCES[view.stance] if view.stance else SILENCES[view.silence or "not_mentioned"]
            labels.setdefault(view.document.id, {})[column] = label
    order = sorted(documents.values(), key=lambda d: (d.about or "￿", d.date or date.max, d.id))
    rows = [
        (d.about or "", d.iso_date, *(labels[d.id].get(n, "") for n in range(len(topics))), d.file)
        for d in order
    ]
    _table(("authority", "date", *topics, "file"), rows)


def _label(stance: Stance) -> str:
    return "Unclear" if stance.unclear else STANCES[stance.label]


def write_recommendations(found: Sequence[Recommendation]) -> None:
    """What was asked for, document by document, and whether later documents return to it."""
    for asked in found:
        print(f"\n{citation(asked.passage, asked.document)}")
        print(_indented(asked.text or asked.passage.text))
        print(f"   {_LATER[asked.status]}" + (":" if asked.later else ""))
        for hit in asked.later:
            print(f"   - {citation(hit.passage, hit.document)}")
    print(f"\n{count(len(found), 'recommendation')}")


def write_documents(documents: Sequence[Document]) -> None:
    """One line a document, its facts in columns."""
    rows = [
        (
            d.iso_date or "-",
            d.about or "-",
            KINDS[d.kind],
            str(d.pages or "-"),
            str(d.passages),
            d.status,
            ": ".join(filter(None, (d.file, said(d)))),
        )
        for d in documents
    ]
    _table(("date", "authority", "kind", "pages", "passages", "status", "file"), rows)


def write_built(documents: Sequence[Document]) -> None:
    """What a build made of each file, and of one that it could not use, why."""
    rows = [
        (d.file, d.status, f"{d.passages:>8,}{f'  {about}' if (about := said(d)) else ''}") for d in documents
    ]
    _table(("document", "status", "passages"), rows)


def said(document: Document) -> str:
    """What is to be known of a document beside its facts: why it is not searched, how it was read."""
    return " ".join(filter(None, (document.message, *document.notes)))


def write_vocabulary(terms: Iterable[Term]) -> None:
    _table(
        ("short", "documents", "from", "long"),
        [(t.short, str(t.count or "-"), t.source, t.long) for t in terms],
    )


def write_verification(report: Verification) -> None:
    for difference in report.differences:
        print(difference)
    for said in report.uncompared:
        print(f"Not compared: {said}")
    print(
        f"{count(report.documents, 'document')} read again, {count(report.passages, 'passage')} cut again: "
        f"{count(len(report.differences), 'difference')}"
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their longest cell; the last one is not padded."""
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads) - 1)]
    for row in (heads, *rows):
        print("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]))


def _quoted(passage: Passage) -> str:
    """A passage below the line that names its nearest heading."""
    lead = introduction(passage)
    return (f"{_indented(lead)}\n" if lead else "") + _indented(passage.text)


def _indented(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="   ", subsequent_indent="   ")


def count(number: int, noun: str) -> str:
    """ "1 passage", "1,200 passages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
