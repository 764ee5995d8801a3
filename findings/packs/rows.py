"""A pack as rows: one an item, with everything its citation needs. The same for CSV and Excel."""

from __future__ import annotations

from findings.citation import full_citation, kind
from findings.packs import wording
from findings.packs.check import Checked, CheckedPack
from findings.reading.under import introduction
from findings.records import STANCES

# (name of the column, its width in Excel in characters)
COLUMNS = (
    ("Item", 6),
    ("Topic", 24),
    ("Our label", 20),
    ("Label changed by you", 12),
    ("Quotation", 70),
    ("Introduced by", 30),
    ("Your note (not inspectors' words)", 40),
    ("Authority", 18),
    ("Document type", 24),
    ("Date", 12),
    ("Published", 12),
    ("Page", 8),
    ("Paragraph", 10),
    ("Line", 8),
    ("Section", 30),
    ("Citation", 50),
    ("File", 36),
    ("Web address", 36),
    ("Checksum of the file", 16),
    ("Added", 12),
    ("Compared with the document", 30),
    ("What the document says now", 50),
)
# What a spreadsheet takes for the beginning of a formula.
UNSAFE = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows(checked: CheckedPack) -> list[list[str]]:
    """The cells of each item, in the order of COLUMNS; dates as 2023-01-13."""
    return [_row(section.heading, one) for section in checked.sections for one in section.items]


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    return f"'{cell}" if cell.startswith(UNSAFE) else cell


def _row(heading: str, one: Checked) -> list[str]:
    kept = one.item.kept
    document, passage = kept.document, kept.passage
    return [
        str(one.number),
        wording.heading(heading),
        STANCES.get(one.item.label, ""),
        "yes" if one.item.label_changed else "",
        kept.quote,
        introduction(passage),
        one.item.note,
        document.about or "",
        kind(document),
        document.iso_date,
        document.iso("published"),
        wording.where(passage, document) if passage.page is not None or passage.located else "",
        passage.paragraph or "",
        "" if passage.line is None else str(passage.line),
        " > ".join(passage.section),
        full_citation(passage, document),
        document.file,
        document.source or "",
        document.checksum,
        one.item.added.date().isoformat(),
        wording.STATUSES[one.status],
        one.now,
    ]
