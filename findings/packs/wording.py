"""The sentences of an exported pack, shared with its page. Pure; what a document says is never in here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from findings.citation import capital, dated, day, kind, listed, read_by_ocr, replaced_by, sheets
from findings.document_kinds import KINDS
from findings.packs import check
from findings.packs.check import Checked, Silence
from findings.packs.pack import PROGRESS, Response, Searched, Silent
from findings.records import STANCES, Document, Passage

NO_TOPIC = "Other passages"
NO_LABEL = "No label"
NOTE = "Your note (not inspectors' words)"
RESPONSE, EVIDENCE, OWNER, DUE, STATUS = "Our response", "Evidence held", "Owner", "Due", "Status"
LABELS_NOTE = "These labels are this tool's reading of a passage. They are not Ofsted grades."
HOW_TITLE = "How to use this document"
HOW = (
    "Quotations are word for word from the text extracted from each document. They were checked against that text "
    "when this document was made. Any difference is printed with the quotation.",
    "Labels and notes are not inspectors' words. Labels are a computer's reading of a passage, or a person's where "
    "this document says so. They are not Ofsted grades.",
    "Check the original before you quote it in a formal submission.",
)
SUMMARY_TITLE = "Summary"
SUMMARY_COLUMNS = ("Date", "Inspection", "Our label", "Page", "Item")
SEARCHED_TITLE = "What we searched"
SOURCES_TITLE = "Sources"
NOT_SEARCHED = "These passages were kept while reading documents, not from a search."
NOTHING_KEPT = "This pack is empty."
SILENT_TITLE = "Inspections that do not mention this"
SILENCES = {
    "not_mentioned": "Not mentioned",
    "out_of_scope": "Not looked at",
    "unreadable": "Could not be read",
}
SILENT_NOTE = (
    "We found no passage on this topic in these documents. This is not a finding about the authority."
)
VIEWS = {
    "search": "Search",
    "ask": "Ask a question",
    "over_time": "Over time",
    "recommendations": "What inspectors asked for",
}
STATUSES = {
    check.SAME: "Not changed",
    check.MOVED: "The same words are now elsewhere in the document",
    check.CHANGED: "These words are no longer in the document",
    check.GONE: "The document is no longer available",
    check.UNCHECKED: "Not checked, because there is no search index",
}
NOW = "What the document says now:"


def count(number: int, noun: str) -> str:
    """ "1 passage", "2 passages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def title(name: str) -> str:
    return f"Evidence pack: {name}"


def prepared(on: date) -> str:
    return f"Prepared on {day(on)}"


def held(passages: int, documents: int) -> str:
    return f"{count(passages, 'passage')} from {count(documents, 'document')}"


def heading(topic: str) -> str:
    return topic or NO_TOPIC


def inspection(document: Document) -> str:
    """ "13 January 2023: focused visit letter to Northshire" would say the date twice: the date stands first."""
    return capital(f"{dated(document)}: {kind(document)}{of(document)}")


def of(document: Document) -> str:
    return f", {document.about}" if document.about else ""


def label(one: Checked) -> str:
    """ "Strength (changed by you)"."""
    said = STANCES.get(one.item.label, NO_LABEL)
    return f"{said} (changed by you)" if one.item.label_changed else said


def response(given: Response) -> tuple[tuple[str, str], ...]:
    """(name, value) of what stands in a response."""
    named = (
        (RESPONSE, given.response),
        (EVIDENCE, given.evidence),
        (OWNER, given.owner),
        (DUE, day(given.due) if given.due else ""),
        (STATUS, PROGRESS[given.progress]),
    )
    return tuple((name, value) for name, value in named if value)


def warnings(one: Checked) -> tuple[str, ...]:
    """What to look at before it is quoted: that no person typed it, what became of it since it was kept."""
    return (*_read_by_ocr(one.item.kept.passage), *_newer_version(one), *_changes(one))


def _newer_version(one: Checked) -> tuple[str, ...]:
    """That the quotation is from a version that a newer one replaced since, or already had replaced."""
    now, then = one.document, one.item.kept.document
    newer = now.file if now and then.file in now.replaces else now.replaced_by if now else then.replaced_by
    return (f"{capital(replaced_by(newer))}, a newer version of this document.",) if newer else ()


def _read_by_ocr(passage: Passage) -> tuple[str, ...]:
    if passage.confidence is None:
        return ()
    return (f"{capital(read_by_ocr(passage.confidence))}. Compare the quotation with the printed page.",)


def _changes(one: Checked) -> tuple[str, ...]:
    """What became of the quotation since it was kept; nothing when all is as it was."""
    as_it_was = f"The quotation below is as it was on {day(one.item.added.date())}."
    if one.status == check.GONE:
        return (f"This document is no longer available, or can no longer be read. {as_it_was}",)
    if one.status == check.UNCHECKED:
        return (f"We could not check this quotation against its document. {as_it_was}",)
    if one.status == check.CHANGED:
        return (f"This document has changed since you added this passage. {as_it_was}",)
    if one.status == check.MOVED and one.place is not None:
        where = f" They are on page {one.place.page}." if one.place.page is not None else ""
        return (
            f"This document has changed since you added this passage. The same words are now elsewhere in it.{where}",
        )
    if one.replaced:
        return (
            "The file of this document has changed since you added this passage. The words are the same.",
        )
    return ()


def turn(word: str) -> str:
    """The sentence after a quotation turns against it."""
    return f"The next sentence in the document begins with ‘{capital(word.lower())}’."


def filters(searched: Searched) -> str:
    years = ""
    if searched.year_from and searched.year_to:
        years = f"{searched.year_from} to {searched.year_to}"
    elif searched.year_from or searched.year_to:
        years = f"from {searched.year_from}" if searched.year_from else f"to {searched.year_to}"
    kinds = listed([KINDS.get(kind, kind) for kind in searched.kinds])
    return "; ".join(part for part in (listed(searched.authorities), kinds, years) if part) or "None"


def names(searched: Searched) -> str:
    """ "LADO = local authority designated officer or designated officer"."""
    longs: dict[str, list[str]] = {}
    for short, long in searched.names:
        longs.setdefault(short, []).append(long)
    return "; ".join(f"{short} = {listed(names, 'or')}" for short, names in longs.items()) or "None"


def silence(one: Silence, several: bool) -> str:
    """Which silence; on what, where the pack has several topics."""
    said = SILENCES.get(one.silence, one.silence)
    return f"{said} ({one.topic})" if several else said


def where(passage: Passage, document: Document) -> str:
    """ "4", "4 to 5", "3 (printed iv)"; of a document without pages "slide 3", "line 37" or "paragraph 12"."""
    if passage.located:
        return passage.located
    if passage.page is None:
        if passage.line is None:
            return f"paragraph {passage.paragraph}" if passage.paragraph else ""
        return f"line {passage.line}"
    return sheets(passage, document)


def what(searched: Searched) -> str:
    """The view and the words typed: "Over time: ‘LADO arrangements’"."""
    view = VIEWS.get(searched.view, capital(searched.view))
    return f"{view}: ‘{searched.query}’" if searched.query else view


def built(searched: Searched) -> str:
    return f"Built {day(datetime.fromisoformat(searched.built).date())}, reference {searched.index_digest}"


def silences(silent: Sequence[Silent]) -> list[str]:
    by_id = {one.document.id: SILENCES.get(one.silence, one.silence) for one in silent}
    ordered = newest_first([one.document for one in silent])
    return [f"{inspection(document)}: {by_id[document.id]}" for document in ordered]


def newest_first(documents: Sequence[Document]) -> list[Document]:
    """Undated ones last."""
    return sorted(documents, key=lambda one: (-one.date.toordinal() if one.date else 0, one.id))
