"""The sentences of a brief. Pure; what a document says is never in here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from findings.citation import capital, dated, day, kind, listed, sheets
from findings.packs import wording
from findings.packs.check import SAME, UNCHECKED, Checked
from findings.packs.pack import Searched
from findings.records import STANCES, Document, Passage

if TYPE_CHECKING:
    from findings.packs.brief.brief_records import Authority, LaterWords, Request, Row

TABLE_TITLE = "What inspectors said"
AUTHORITIES_TITLE = "By authority"
LABELS_NOTE = "Labels are this tool's reading of the whole passage. They are not grades."
NUMBERS_NOTE = (
    "Numbers are those of the table. What later reports say was found by this tool: check that it is on the same "
    "point."
)
CHECK_TITLE = "Check"
LATEST, ASKED, SILENT = "Latest", "Asked for", "No mention"
NOT_QUOTED = "Also mention it, not quoted here"
LABEL_LINES = {
    "strength": "Strengths",
    "mixed": "Mixed",
    "needs_improvement": "Needs improvement",
    "mentioned": "Mentioned",
    "": "No label",
}
CHECKSUMS = "In brackets: the first characters of the file's checksum (SHA-256) on the day it was quoted."
DIGEST = 12  # characters of a checksum that are printed
GOES_ON, AFTER, BEFORE = "But it goes on", "After", "Before"
NO_LATER_HELD = "No later report is held."
NOT_RAISED = "Later reports held do not return to it."
LATER_UNKNOWN = "Later reports could not be looked up."
EMPTY = "This pack is empty."


def prepared(on: date, by: str) -> str:
    return f"Prepared on {day(on)}" + (f" by {by}" if by else "")


def summary(rows: Sequence[Row], silences: int) -> str:
    """ "16 passages from 9 documents of 4 authorities: 7 strengths, 2 mixed, 6 need improvement."."""
    if not rows:
        return EMPTY
    documents = {row.document.id for row in rows}
    names = {row.document.about for row in rows} - {None}
    alone = next(iter(names), None) if all(row.document.about for row in rows) else None
    of = f" of {len(names)} authorities" if len(names) > 1 else f" of {alone}" if alone else ""
    counts = Counter(row.label for row in rows)
    words = {
        "strength": lambda n: wording.count(n, "strength"),
        "mixed": lambda n: f"{n} mixed",
        "needs_improvement": lambda n: f"{n} {'needs' if n == 1 else 'need'} improvement",
        "mentioned": lambda n: f"{n} mentioned without a view",
        "": lambda n: f"{n} without a label",
    }
    said = listed([words[label](counts[label]) for label in LABEL_LINES if counts[label]])
    quiet = f" {wording.count(silences, 'document')} {'does' if silences == 1 else 'do'} not mention it."
    return (
        f"{wording.count(len(rows), 'passage')} from {wording.count(len(documents), 'document')}{of}: {said}."
        + (quiet if silences else "")
    )


def short_place(passage: Passage, document: Document) -> str:
    """Where a passage stands, without its section: "Page 4", "Page 4, paragraph 12", "Line 37"."""
    if passage.page is None or passage.located:
        found = wording.where(passage, document)
        return capital(f"paragraph {found}" if found.isdecimal() else found)
    several = passage.page_end not in (None, passage.page)
    number = f", paragraph {passage.paragraph}" if passage.paragraph else ""
    return f"{'Pages' if several else 'Page'} {sheets(passage, document)}{number}"


def inspection(document: Document) -> str:
    """ "Focused visit letter, 24 November 2022"."""
    return capital(f"{kind(document)}, {dated(document)}")


def items(rows: Iterable[Row]) -> str:
    """ "1, 2 and 5"."""
    return listed([str(row.number) for row in rows])


def label(words: str, cut: bool) -> str:
    """Of a passage whose other side is not printed, that the label is of the whole."""
    return f"{words} (whole passage)" if cut else words


def sources(name: str, documents: Sequence[Document]) -> str:
    """ "Halton: children's services inspection, 24 May 2024, halton/report.pdf (526878c89bac); ..."."""
    return f"{name}: {'; '.join(map(_source, documents))}."


def _source(document: Document) -> str:
    checksum = f" ({document.checksum[:DIGEST]})" if document.checksum else ""
    return f"{kind(document)}, {dated(document)}, {document.source or document.file}{checksum}"


def latest(one: Authority) -> str:
    """ "Focused visit letter, 24 November 2022: strength (1). A later one mentions it and is not quoted."; or ""."""
    if not one.latest:
        return ""
    more = " A later one mentions it and is not quoted." if one.newer else ""
    return f"{inspection(one.latest[0].document)}: {labels_of(one.latest)}.{more}"


def numbered(rows: Sequence[Row], shown: Container[int] = ()) -> str:
    """ "1 and 2 (24 May 2024), 5 (24 November 2022)"; of rows that are all `shown` in the table, where their dates
    stand, "1, 2 and 5"."""
    if all(row.number in shown for row in rows):
        return items(rows)
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(dated(row.document), []).append(row)
    return ", ".join(f"{items(found)} ({when})" for when, found in grouped.items())


def asked_in(rows: Sequence[Row], shown: Container[int]) -> str:
    """ "item 2", "items 1 and 3"."""
    return f"item{'s' if len(rows) > 1 else ''} {numbered(rows, shown)}"


def labels_of(rows: Sequence[Row]) -> str:
    """ "strength (1 and 2), needs improvement (3)"."""
    grouped: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: list(LABEL_LINES).index(row.label)):
        grouped.setdefault(row.label, []).append(row)
    return ", ".join(
        f"{STANCES.get(label, 'no label').lower()} ({items(found)})" for label, found in grouped.items()
    )


def silences(found: Sequence[tuple[Document, str]]) -> str:
    """ "joint inspection, 12 July 2019; focused visit letter, 3 May 2018 (not looked at)"."""
    lines = []
    for document, silence in found:
        more = "" if silence == "not_mentioned" else f" ({wording.SILENCES.get(silence, silence).lower()})"
        lines.append(f"{kind(document)}, {dated(document)}{more}")
    return capital("; ".join(lines)) + "."


def counted(documents: Sequence[Document]) -> str:
    """ "3 documents, 2014 to 2022."."""
    days = sorted(document.date.year for document in documents if document.date)
    years = f", {days[0]} to {days[-1]}" if days and days[0] < days[-1] else f", {days[0]}" if days else ""
    return f"{wording.count(len(documents), 'document')}{years}."


def others(found: Sequence[Authority]) -> str:
    """Authorities none of whose documents is quoted, each with how many mention the topic and how many do not."""
    told = []
    for one in found:
        said = [f"{one.name}: {counted(one.not_quoted).rstrip('.')}"] if one.not_quoted else []
        silent = counted([each.document for each in one.silences]).rstrip(".")
        if one.silences:
            said.append(f"{silent} without a mention" if said else f"{one.name}: no mention in {silent}")
        told.append(", ".join(said))
    return "; ".join(told) + "."


def later(found: Sequence[LaterWords], shown: Container[int]) -> str:
    """What later reports say: quoted, or by its number where it is among those `shown` in the table."""
    told = [
        f"item {one.item} ({one.place})" if one.item in shown else f"{one.place}: ‘{one.words}’"
        for one in found
    ]
    said = "; ".join(told)
    return said if said.endswith("’") else f"{said}."


def later_none(request: Request) -> str:
    """Why nothing later is quoted."""
    if request.later is None:
        return LATER_UNKNOWN
    return NOT_RAISED if request.later_held else NO_LATER_HELD


def checked_line(items: Sequence[Checked], on: date) -> str:
    """Whether every quotation is as in its document, in one line, with the numbers of those that are not."""
    if not items:
        return "There is no quotation to check."
    if all(one.status == UNCHECKED for one in items):
        return f"Not checked on {day(on)}: there is no search index. Quotations are as they were when they were kept."
    other = [one for one in items if one.status != SAME]
    all_of = wording.count(len(items), "quotation")
    if not other:
        return f"{all_of} compared with the text of the document on {day(on)}: all the same, word for word."
    told = "; ".join(f"item {one.number}: {wording.STATUSES[one.status].lower()}" for one in other)
    return f"{all_of} compared with the text of the document on {day(on)}: {len(items) - len(other)} the same; {told}."


def receipts(searches: Sequence[Searched]) -> tuple[str, ...]:
    """What was searched, one line each; files of other authorities that could not be read are no part of it."""
    return tuple(_receipt(one) for one in searches) or (wording.NOT_SEARCHED,)


def _receipt(one: Searched) -> str:
    asked = set(one.authorities)
    unread = [each for each in one.unreadable if not asked or not each.names or each.names & asked]
    parts = [
        wording.what(one),
        f"filters: {wording.filters(one)}" if wording.filters(one) != "None" else "",
        f"also searched for: {wording.names(one)}" if one.names else "",
        f"{wording.count(len(one.documents), 'document')} searched"
        + (f", {len(unread)} could not be read" if unread else ""),
        f"index {wording.built(one)[:1].lower()}{wording.built(one)[1:]}",
    ]
    return "; ".join(part for part in parts if part) + "."
