"""Documents, passages and packs one can read in a minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from findings.packs.pack import Item, Kept, Pack, Searched, Silent, sections
from findings.records import Block, Content, Document, Line, Passage
from tests.make_passage import make_passage

DAY = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
LETTER = Document(
    id="letter",
    file="northshire/2022-letter.pdf",
    checksum="abcdef0123456789" * 4,
    format="pdf",
    size=1000,
    title="Focused visit to Northshire",
    authority="Northshire",
    kind="focused-visit",
    inspection_end=date(2022, 11, 24),
    published=date(2023, 1, 13),
    source="https://reports.example.org/1",
    pages=2,
)
REPORT = Document(
    id="report",
    file="northshire/2018-report.txt",
    checksum="b" * 64,
    format="text",
    size=1000,
    authority="Northshire",
    kind="ilacs",
    inspection_end=date(2018, 7, 4),
)
SILENT = replace(REPORT, id="silent", file="northshire/2020-visit.txt", inspection_end=date(2020, 2, 5))
PRAISE = "Leaders know their service well. The designated officer is well regarded."
TURN = "However, cases are left open for too long."
BULLET = "supervision,\tat least monthly\nand recorded."


def make_content(*blocks: tuple[str, str], pages: bool = True) -> Content:
    """A content of (kind, words) blocks, one line each, all on page 1 but those after a block of kind "page"."""
    text, made, lines, section, page = "", [], [], (), 1
    for kind, words in blocks:
        if kind == "page":
            page += 1
            continue
        start = len(text) + (2 if text else 0)
        text += ("\n\n" if text else "") + words
        section = (words,) if kind == "heading" else section
        made.append(
            Block(
                kind, start, len(text), start, page=page if pages else None,
                line=None if pages else len(made) + 1, section=section,
            )
        )  # fmt: skip
        if pages:
            lines.append(Line(start, len(text), page, 0, 0, 1, 1))
    return Content(text, tuple(made), tuple(lines))


LETTER_TEXT = make_content(
    ("heading", "Main findings"),
    ("paragraph", "Inspectors met the officer."),
    ("paragraph", PRAISE),
    ("paragraph", f"{TURN} They wait."),
    ("page", ""),
    ("heading", "What needs to improve"),
    ("bullet", BULLET),
)
REPORT_TEXT = make_content(("paragraph", "=1+1 is what the report counts."), pages=False)


class Texts:
    """Documents as an index holds them."""

    def __init__(self, *held: tuple[Document, Content]) -> None:
        self.held = {document.id: (document, content) for document, content in held}

    def documents(self) -> tuple[Document, ...]:
        return tuple(document for document, _ in self.held.values())

    def content(self, doc_id: str) -> Content:
        return self.held[doc_id][1]


TEXTS = Texts((LETTER, LETTER_TEXT), (REPORT, REPORT_TEXT))


def passage(document: Document, words: str, content: Content, **known: object) -> Passage:
    start = content.text.index(words)
    block = next(block for block in content.blocks if block.start <= start < block.end)
    place = {"page": block.page, "page_end": block.page, "line": block.line, "section": block.section}
    return make_passage(words, start, document.id, **place | known)


def keep(
    document: Document, found: Passage, topic: str = "LADO arrangements", label: str = "strength"
) -> Kept:
    return Kept(document, found, found.start, found.end, found.text, topic, label)


STRENGTH = keep(LETTER, passage(LETTER, PRAISE, LETTER_TEXT))
ASKED = keep(
    LETTER,
    passage(LETTER, BULLET, LETTER_TEXT, lead_in="The local authority should improve:"),
    label="needs_improvement",
)
COUNTED = keep(REPORT, passage(REPORT, "=1+1 is what the report counts.", REPORT_TEXT), topic="", label="")
SEARCHED = Searched(
    view="over_time",
    query="LADO arrangements over time",
    topic="LADO arrangements",
    authorities=("Northshire",),
    kinds=("focused-visit",),
    year_from=2018,
    year_to=None,
    names=(("LADO", "local authority designated officer"),),
    documents=(LETTER, REPORT, SILENT),
    unreadable=(replace(SILENT, id="broken", file="northshire/broken.pdf", status="unreadable"),),
    silent=(Silent(SILENT, "not_mentioned"),),
    built="2026-11-20T10:00:00+00:00",
    index_digest="0123456789ab",
    settings_digest="ba9876543210",
)


def in_order(pack: Pack) -> tuple[Item, ...]:
    """Every item, section after section."""
    return tuple(item for _, items in sections(pack) for item in items)
