"""A library one can read in a minute: four documents, their words and hits made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

from findings.errors import EncoderError, QueryError
from findings.judge.stance import stance_of
from findings.records import (
    EVERYTHING,
    Answer,
    Block,
    Content,
    Document,
    Filters,
    Hit,
    Line,
    Manifest,
    Passage,
    Plan,
    Receipt,
    Recommendation,
    SearchResult,
    Stance,
    Term,
    Timeline,
)
from findings.timeline.themes import KeptLabels
from tests.make_passage import make_passage

LETTER = Document(
    id="letter",
    file="northshire/2023-01-13-focused-visit.pdf",
    checksum="a" * 64,
    format="pdf",
    size=317_440,
    authority="Northshire",
    kind="focused-visit",
    inspection_start=date(2022, 11, 23),
    inspection_end=date(2022, 11, 24),
    published=date(2023, 1, 13),
    published_from="printed",
    lead_inspector="Ann Reader",
    source="https://reports.example.org/50209031",
    pages=2,
    passages=4,
    duplicates=("northshire/letter-copy.txt",),
)
REPORT = Document(
    id="report",
    file="southshire/2018-report.txt",
    checksum="b" * 64,
    format="text",
    size=2_516_582,
    title="Inspection of <Southshire> & partners",
    authority="Southshire",
    kind="jtai",
    published=date(2018, 7, 25),
    grades=(("Overall effectiveness", "requires improvement to be good"),),
    passages=2,
)
BROKEN = Document(
    id="broken",
    file="northshire/broken.pdf",
    checksum="c" * 64,
    format="pdf",
    size=20,
    status="unreadable",
    message="‘broken.pdf’ is not a PDF. It is damaged or has the wrong name. Download it again.",
)
COPY = Document(
    id="copy",
    file="northshire/letter-copy.txt",
    checksum="d" * 64,
    format="text",
    size=9_000,
    status="duplicate",
    message="This is the same document as northshire/2023-01-13-focused-visit.pdf, which is searched instead.",
    authority="Northshire",
    kind="focused-visit",
    duplicate_of="letter",
)

# (kind, printed number or bullet, words, page, page_end, level)
LETTER_BLOCKS = (
    ("title", "", "Focused visit to Northshire children's services", 1, 1, 1),
    ("heading", "", "Main findings", 1, 1, 2),
    (
        "paragraph",
        "1. ",
        "Leaders know their service. The designated officer service is not robust enough. "
        "Cases are left open for too long.",
        1,
        1,
        0,
    ),
    ("paragraph", "2. ", "Strategy meetings are held quickly. They are well attended by partners.", 1, 2, 0),
    ("heading", "", "What needs to improve", 2, 2, 2),
    ("paragraph", "", "The local authority should improve:", 2, 2, 0),
    ("bullet", "• ", "the recording of decisions $5 & <b>bold</b> *stars*", 2, 2, 1),
    ("bullet", "• ", "supervision.", 2, 2, 1),
    ("footnote", "1 ", "LADO is the local authority designated officer.", 2, 2, 0),
)
SPLIT = "Strategy meetings are held quickly."  # the part of paragraph 2 that stands on page 1


def _letter() -> Content:
    text, blocks, lines, section = "", [], [], ()
    for number, (kind, printed, words, page, page_end, level) in enumerate(LETTER_BLOCKS):
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{printed}{words}" if text else f"{printed}{words}"
        section = (words,) if kind == "heading" else section
        blocks.append(
            Block(
                kind=kind,
                start=start,
                end=len(text),
                body=start + len(printed),
                page=page,
                page_end=page_end,
                number=printed.strip(". ") if printed[:1].isdigit() and kind == "paragraph" else None,
                level=level,
                section=section,
                lead_in="The local authority should improve:" if kind == "bullet" else "",
            )
        )
        middle = text.index(SPLIT) + len(SPLIT) if page != page_end else len(text)
        top = 60.0 + 30 * number
        lines.append(Line(start, middle, page, 72.0, top, 520.0, top + 14))
        if middle < len(text):
            lines.append(Line(middle + 1, len(text), page_end, 72.0, 40.0, 520.0, 54.0))
    return Content(text, tuple(blocks), tuple(lines))


def _report() -> Content:
    paragraphs = [
        f"Paragraph {n} says that partners work well together. It is long." + " More words." * 30
        for n in range(1, 21)
    ]
    text, blocks = "", []
    for n, words in enumerate(paragraphs):
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{words}" if text else words
        blocks.append(Block("paragraph", start, len(text), start, line=3 * n + 1))
    return Content(text, tuple(blocks))


CONTENTS = {"letter": _letter(), "report": _report()}


def passage(doc: str, words: str, **known: object) -> Passage:
    """A passage over exactly these words of a document."""
    return make_passage(words, CONTENTS[doc].text.index(words), doc, **known)


FINDING = passage(
    "letter", LETTER_BLOCKS[2][2], page=1, page_end=1, paragraph="1", section=("Main findings",)
)
MEETINGS = passage(
    "letter", LETTER_BLOCKS[3][2], page=1, page_end=2, paragraph="2", section=("Main findings",)
)
BULLET = passage(
    "letter",
    LETTER_BLOCKS[6][2],
    page=2,
    page_end=2,
    section=("What needs to improve",),
    lead_in="The local authority should improve:",
    kind="recommendation",
)
PARTNERS = passage("report", CONTENTS["report"].text.split("\n\n")[14], line=43)
OTHER = passage("report", CONTENTS["report"].text.split("\n\n")[2], line=7)
PASSAGES = (FINDING, MEETINGS, BULLET, PARTNERS, OTHER)


def hit(rank: int, found: Passage, sentence: int = 0, **known: object) -> Hit:
    document = {"letter": LETTER, "report": REPORT}[found.doc]
    base = Hit(rank, 1 / rank, found, document, found.sentences[sentence])
    return replace(base, **known)  # type: ignore[arg-type]


HITS = (
    hit(1, FINDING, 1, words_added=("designated officer",), same=(OTHER,)),
    hit(2, BULLET),
    hit(3, PARTNERS, words_found=("partners", "work")),
    hit(4, MEETINGS, possible=True),
)


GENERATIONS = count()


class FakeLibrary:
    """The library's face. A query brings what its words say: "nothing", "possible", "broken", "many"."""

    def __init__(self, stale: int = 0, folder: Path | None = None) -> None:
        self.generation_id = f"generation {next(GENERATIONS)}"  # nothing kept for one is shown for another
        self.neighbours: dict[str, tuple[str, ...]] = {}
        self.stale = stale
        self.folder = folder
        self.more: tuple[Document, ...] = ()  # documents beside the four
        self.asked: list[dict[str, object]] = []
        self.manifest = Manifest(
            schema=1,
            reader=1,
            encoder="fake",
            encoder_checksum="",
            precision="float32",
            width=0,
            dimensions=3,
            documents=3,
            unreadable=1,
            passages=6,
            sentences=12,
            corpus="corpus",
            corpus_digest="",
            newest="2023-01-13",
            built="2026-11-21T10:00:00+00:00",
            files={},
            sizes={},
        )

    def documents(self) -> tuple[Document, ...]:
        return (LETTER, REPORT, BROKEN, COPY, *self.more)

    def document(self, doc_id: str) -> Document:
        from tests.app import fake_views

        for document in (*self.documents(), *fake_views.DOCUMENTS.values()):
            if document.id == doc_id:
                return document
        raise QueryError(f"There is no document ‘{doc_id}’.")

    def content(self, doc_id: str) -> Content:
        return CONTENTS[doc_id]

    def passage(self, passage_id: str) -> Passage | None:
        from tests.app import fake_views

        known = (*PASSAGES, *fake_views.WHOLE.values())
        return next((passage for passage in known if passage.id == passage_id), None)

    def stance(self, passage: Passage) -> Stance:
        return stance_of(passage)

    def original(self, doc_id: str) -> Path | None:
        path = self.folder / self.document(doc_id).file if self.folder else None
        return path if path and path.is_file() else None

    def changed_documents(self) -> tuple[str, ...]:
        return tuple(f"changed-{number}.pdf" for number in range(self.stale))

    def _plan(self, query: str, filters: Filters, **more: object) -> Plan:
        """Notes what was asked, refuses or breaks where the words say so, takes an authority as a filter."""
        self.asked.append({"query": query, "filters": filters, **more})
        if "refused" in query:
            raise QueryError("‘...’ has no word or number to search for. Enter a topic or question.")
        if "unencodable" in query:
            raise EncoderError("the encoder is not installed: run pip install")
        if "broken" in query:
            raise RuntimeError("secret detail")
        return self._understood(query, filters)

    def _understood(self, query: str, filters: Filters) -> Plan:
        detected: tuple[tuple[str, str], ...] = ()
        if "Northshire" in query and "Northshire" not in filters.ignore:
            detected = (("Northshire", "Northshire"),)
        return Plan(
            query=query,
            topic=query,
            added=(Term("LADO", "local authority designated officer", "curated"),),
            filters=replace(filters, authorities=("Northshire",)) if detected else filters,
            detected=detected,
        )

    def view_for(self, query: str, filters: Filters = EVERYTHING) -> str:
        if "refused" in query:
            raise QueryError("‘...’ has no word or number to search for. Enter a topic or question.")
        return "ask" if query.endswith("?") else "over_time" if "over time" in query else "search"

    def form_for(self, question: str, filters: Filters = EVERYTHING) -> str:
        return "sentences"

    def search(
        self, query: str, k: int = 10, filters: Filters = EVERYTHING, *, sort: str = "relevant"
    ) -> SearchResult:
        plan = self._plan(query, filters, k=k, sort=sort)
        hits: tuple[Hit, ...] = HITS
        if "nothing" in query:
            hits = ()
        elif "possible" in query:
            hits = HITS[3:]
        elif "many" in query:
            hits = (*(replace(HITS[n % 3], rank=n + 1) for n in range(23)), replace(HITS[3], rank=24))
        return SearchResult(plan, hits, documents_searched=2, documents_unreadable=1, total=len(hits))

    def ask(
        self, question: str, filters: Filters = EVERYTHING, *, form: str = "", progress: object = None
    ) -> Answer:
        from tests.app import fake_views

        return fake_views.answer(self._plan(question, filters, form=form), form)

    def over_time(self, topic: str, filters: Filters = EVERYTHING, *, progress: object = None) -> Timeline:
        from tests.app import fake_views

        plan = self._plan(topic, filters)
        return Timeline(plan, fake_views.inspections(plan))

    def theme(self, topic: str, documents: Sequence[Document]) -> dict[str, str]:
        letter = "needs_improvement" if "neglect" in topic else "not_mentioned"
        return {document.id: "strength" if document == REPORT else letter for document in documents}

    def kept_themes(self, folder: Path) -> KeptLabels:
        return KeptLabels(folder, self.generation_id)

    def recommendations(self, topic: str = "", filters: Filters = EVERYTHING) -> tuple[Recommendation, ...]:
        from tests.app import fake_views

        self._plan(topic, filters)
        return fake_views.recommendations(topic)

    def plan(self, query: str, filters: Filters = EVERYTHING) -> Plan:
        """The words as they are, with the filters given and the authority that stands in them."""
        return self._understood(query, filters)

    def receipt(self, plan: Plan) -> Receipt:
        return Receipt(
            plan=plan,
            searched=(LETTER, REPORT),
            left_out=((BROKEN, f"Could not be read: {BROKEN.message}"), (COPY, COPY.message)),
            cut=0.41,
            built=self.manifest.built,
            index_digest="0123456789ab",
            settings_digest="ba9876543210",
            reranked=50,
        )
