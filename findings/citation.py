"""Dates, places and names of documents in the words a person reads, on screen and on paper. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from findings.document_kinds import KINDS, OTHER
from findings.records import Document, Passage

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]  # not strftime: the words must not follow the server's language
FORMATS = {
    "pdf": "PDF",
    "picture": "picture",
    "docx": "Word",
    "html": "web page",
    "text": "text",
    "markdown": "text",
    "eml": "e-mail",
    "msg": "Outlook e-mail",
    "odt": "OpenDocument",
    "rtf": "rich text",
    "pptx": "PowerPoint",
    "xlsx": "Excel",
    "doc": "old Word",
    "xls": "old Excel",
    "ppt": "old PowerPoint",
}
# Formats whose places are lines, not paragraphs.
_BY_LINE = ("text", "markdown", "eml", "msg", "rtf")


def day(value: date) -> str:
    """ "3 January 2023"."""
    return f"{value.day} {month(value)}"


def month(value: date) -> str:
    """ "January 2023"."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def days(start: date | None, end: date | None) -> str:
    """ "10 to 21 January 2023", "28 January to 3 February 2023"; empty when neither is known."""
    if not start or not end or start == end:
        known = end or start
        return day(known) if known else ""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def visit(document: Document) -> str:
    """The days of the visit: "10 to 21 January 2023", or "January to March 2023" where no days are printed."""
    start, end = document.inspection_start, document.inspection_end
    if not end or "inspection_end" not in document.months:
        return days(start, end)
    if not start or (start.year, start.month) == (end.year, end.month):
        return month(end)
    return f"{MONTHS[start.month - 1] if start.year == end.year else month(start)} to {month(end)}"


def visited(document: Document) -> str:
    """The last day of the visit, or its month where no day is printed; empty where it is not known."""
    if not document.inspection_end:
        return ""
    alone = "inspection_end" in document.months
    return month(document.inspection_end) if alone else day(document.inspection_end)


def published(document: Document) -> str:
    """The day of publication, or its month where no day is printed; empty where it is not known."""
    if not document.published:
        return ""
    return month(document.published) if "published" in document.months else day(document.published)


def listed(values: Sequence[str], last: str = "and") -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(values) < 2:
        return "".join(values)
    return f"{', '.join(values[:-1])} {last} {values[-1]}"


def size(number: int) -> str:
    """Bytes as "310KB" or "2.4MB"."""
    if number < 1024 * 1024:
        return f"{max(1, round(number / 1024))}KB"
    return f"{number / 1024 / 1024:.1f}MB"


def capital(text: str) -> str:
    """The first letter raised; the rest as it is."""
    return text[:1].upper() + text[1:]


def kind(document: Document) -> str:
    """The type of a document in words; a document of no known type goes by its title, then its file name."""
    if document.kind != "other":
        return KINDS.get(document.kind, document.kind)
    return f"‘{document.title}’" if document.title else f"document ‘{document.file.rsplit('/', 1)[-1]}’"


def dated(document: Document) -> str:
    """The day a document speaks of: of the visit, else of publication, said as such. A council's statement is dated by
    its own day; of one without, only the visit that it follows is known."""
    visit = visited(document)
    if visit and document.kind != "statement":
        return visit
    if document.published:
        return f"published {published(document)}"
    return f"after the visit of {visit}" if visit else "date not known"


def in_month(document: Document) -> str:
    """When something was said, before its words: "In January 2023"; "After the visit of November 2022" of a statement
    whose own day is not known; "" where no day is."""
    if document.date is None:
        return ""
    follows = document.kind == "statement" and not document.published
    return f"{'After the visit of' if follows else 'In'} {month(document.date)}"


def named(document: Document) -> str:
    """A document's name: "focused visit letter to Halton, 24 November 2022"."""
    return f"{kind(document)}{_whose(document)}, {dated(document)}"


def heading(document: Document, several: bool) -> str:
    """A passage's heading: the date first, the authority before it where results cover several."""
    who = f"{document.about}, " if several and document.about else ""
    return capital(f"{who}{dated(document)}: {kind(document)}")


def sheets(passage: Passage, document: Document) -> str:
    """The pages a passage stands on: "4", "4 to 5", "3 (printed iv)"; "" of a format without pages."""
    if passage.page is None:
        return ""
    span = dict.fromkeys((passage.page, passage.page_end or passage.page))
    printed = [document.printed_page(page) for page in span]
    counted = " to ".join(map(str, span))
    if not any(printed):
        return counted
    labels = dict.fromkeys(label or str(page) for page, label in zip(span, printed, strict=True))
    return f"{counted} (printed {' to '.join(labels)})"


def place(passage: Passage, document: Document) -> str:
    """Where a passage stands: "page 4, ‘Main findings’", "line 123", "paragraph 12"."""
    parts = []
    form = document.format
    if passage.page is not None:
        several = passage.page_end not in (None, passage.page)
        parts.append(f"{'pages' if several else 'page'} {sheets(passage, document)}")
    if passage.located:
        parts.append(passage.located)
    if passage.paragraph:
        parts.append(f"paragraph {passage.paragraph}")
    if passage.line is not None and not passage.located:
        if form in _BY_LINE:
            parts.append(f"line {passage.line}")
        elif not passage.paragraph:  # a printed number beats our own count, never both under one name
            parts.append(f"paragraph {passage.line}")
    if passage.section and f"‘{passage.section[-1]}’" not in passage.located:
        parts.append(f"‘{passage.section[-1]}’")
    if passage.confidence is not None:
        parts.append(read_by_ocr(passage.confidence))
    if document.replaced_by:
        parts.append(replaced_by(document.replaced_by))
    return ", ".join(parts)


def replaced_by(file: str) -> str:
    """What must stand beside words of an older version: "replaced by ‘report-corrected.pdf’"."""
    return f"replaced by ‘{PurePosixPath(file).name}’"


def read_by_ocr(confidence: int) -> str:
    """What must stand beside words that no person typed: "read by OCR, least certain word 62%"."""
    return f"read by OCR, least certain word {confidence}%"


def citation(passage: Passage | None, document: Document) -> str:
    """The whole reference: "Focused visit letter to Halton, 24 November 2022, page 4, ‘Main findings’"; without a
    passage, of the document."""
    where = place(passage, document) if passage else ""
    return capital(named(document) + (f", {where}" if where else ""))


def said_of(known: str, under: str) -> str:
    """What stands before a quoted sentence: "In May 2024, under ‘What needs to improve’"; `under` decides its sense."""
    heading = f"under ‘{under.rstrip(': ')}’" if under else ""
    return capital(", ".join(part for part in (known, heading) if part))


def full_citation(passage: Passage | None, document: Document) -> str:
    """The reference with what is needed to find the document again: its title and address, or its file."""
    title = f". ‘{document.title}’" if document.title and document.kind != "other" else ""
    return f"{citation(passage, document)}{title}. {document.source or document.file}"


def open_label(passage: Passage, form: str) -> str:
    """The words of the link to the document: "Open page 4"."""
    if passage.page is not None:
        return f"Open page {passage.page}"
    if passage.located:
        return f"Open at {passage.located}"
    if passage.line is not None:
        return f"Open at {'line' if form in _BY_LINE else 'paragraph'} {passage.line}"
    return "Open document"


def _whose(document: Document) -> str:
    about = document.about
    if not about or (document.kind == OTHER and document.subject and about in (document.title or "")):
        return ""  # a document of no known kind goes by its title, which names its subject
    if document.kind.endswith("-visit"):
        return f" to {about}"
    if document.kind == "statement":
        return f" by {about}"
    called = kind(document)
    joint = "in" if called.endswith("services") else "on" if called.endswith("decision") else "of"
    return f" {joint} {about}"
