"""The records that flow through the rooms: frozen, slotted, standard library only.

Offsets are characters into a document's stored text (`Content.text`): cutting there gives exactly the words shown.
Pages are the file's own pages, counted from 1. Dates are `datetime.date`. Scores: higher is better.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Passage kinds, in the order they are shown.
PASSAGE_KINDS = ("finding", "recommendation", "case_study", "standard", "footnote")


@dataclass(frozen=True, slots=True)
class Line:
    """Where one printed line of the stored text stands on its page.

    `page` counts from 1; the box is in points (1/72 inch) from the page's top left corner.
    """

    start: int
    end: int
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: int | None = None  # of its least certain word, 0 to 100, where it was read by OCR


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, bullet, table row or note of a document, in reading order.

    `kind` is one of title, heading, paragraph, bullet, row, footnote (all searched, but for title and heading) or
    contents, front, address, closing (shown, never searched). `start`:`end` span the whole block in the stored text;
    `body` is where its own words begin, after a printed number or bullet. `line` counts from 1: the source line of a
    text file, the paragraph of a Word or web document; None for PDF.
    """

    kind: str
    start: int
    end: int
    body: int
    page: int | None = None
    page_end: int | None = None
    line: int | None = None
    number: str | None = None  # the printed paragraph number, "34"
    level: int = 0  # of a heading, 1 is the highest; of a bullet, 1 or 2
    grade: str | None = None  # split off a heading, as printed: "requires improvement to be good"
    section: tuple[str, ...] = ()  # the headings it stands under, outermost first, grades removed
    lead_in: str = ""  # the sentence a bullet hangs on
    located: str = ""  # its place in words where it has no page: "slide 3", "‘report.pdf’, page 2"


@dataclass(frozen=True, slots=True)
class Content:
    """A document's stored text with its structure. `lines` is empty for formats without pages."""

    text: str
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What is known about one document. A fact that was not found is None, never guessed."""

    id: str
    file: str  # path below the corpus folder, with forward slashes
    checksum: str  # sha256 of the file's bytes, hexadecimal; "" when it could not be read
    format: str  # a key of citation.FORMATS; "" when unknown
    size: int  # bytes
    status: str = "ready"  # ready, unreadable, duplicate
    message: str = ""  # why it is not ready, or has nothing to search, and what to do: one line
    title: str | None = None
    authority: str | None = None
    kind: str = "other"  # a key of KINDS (findings/document_kinds.py)
    inspectorate: str | None = None  # whose document it is, by the name of its template
    subject: str | None = (
        None  # what was looked at, where that is no authority: a school, a home, a prison, a force
    )
    identifier: str | None = (
        None  # of the subject or the case, as printed: "100001", "1-123456", "BO/200200646"
    )
    inspection_start: date | None = None
    inspection_end: date | None = None
    published: date | None = None
    published_from: str | None = None  # printed, file name, side file
    # Of these three dates those of which the month alone is printed: the start is its first day, an end its last.
    months: tuple[str, ...] = ()
    lead_inspector: str | None = None
    grades: tuple[tuple[str, str], ...] = ()  # (what was graded, grade) as printed
    scale: tuple[str, ...] = ()  # the words that its grades are of, the best first
    source: str | None = None  # web address of the publisher's copy
    pages: int | None = None
    passages: int = 0
    duplicates: tuple[str, ...] = ()  # files that hold the same document
    duplicate_of: str | None = (
        None  # of a duplicate, or an older version: the id that is searched in its place
    )
    replaces: tuple[str, ...] = ()  # files of older versions of it
    replaced_by: str | None = None  # file of the newer version, which is searched in its place unless `kept`
    kept: bool = False  # searched although a newer version is held: a side file says so
    # The number printed on each page, "iv", where it is not the page's own count; () where all are.
    page_labels: tuple[str, ...] = ()
    language: str | None = None  # "cy" for Welsh; None for English and what is not recognised
    ocr_pages: int = 0  # how many of its pages were read by OCR
    notes: tuple[str, ...] = ()  # what a reader must know of it, a sentence each: "Read by OCR."

    @property
    def date(self) -> date | None:
        """The day the document speaks of: the last day of the visit, else of publication.

        A council's statement has a day of its own, that of publication; where it is not known, the visit it follows
        gives its place in time.
        """
        if self.kind == "statement":
            return self.published or self.inspection_end
        return self.inspection_end or self.published

    def iso(self, name: str) -> str:
        """One of its three dates as "2023-01-13", as "2023-01" where no day is printed; "" where it is not known."""
        value: date | None = getattr(self, name)
        return value.isoformat()[: 7 if name in self.months else None] if value else ""

    @property
    def iso_date(self) -> str:
        """The day the document speaks of, as `iso` writes it."""
        return self.iso("inspection_end") or self.iso("published")

    def printed_page(self, page: int | None) -> str:
        """What is printed on a page, counted from 1, where that differs from the count; else ""."""
        return self.page_labels[page - 1] if page and page <= len(self.page_labels) else ""

    @property
    def about(self) -> str | None:
        """Who or what the document is about: its subject, else its authority."""
        return self.subject or self.authority

    @property
    def names(self) -> frozenset[str]:
        """The names by which it can be filtered: of its subject and of its authority."""
        return frozenset(name for name in (self.subject, self.authority) if name)


def document_numbers(documents: Iterable[Document]) -> dict[str, int]:
    """The id of each document -> its number, which is its place in an index."""
    return {document.id: number for number, document in enumerate(documents)}


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is embedded, retrieved and cited: `Content.text[start:end] == text`."""

    id: str  # "<document id>:<start>-<end>"
    doc: str
    start: int
    end: int
    text: str
    page: int | None
    page_end: int | None
    line: int | None
    paragraph: str | None
    section: tuple[str, ...]
    lead_in: str
    kind: str  # one of PASSAGE_KINDS
    sentences: tuple[tuple[int, int], ...]  # offsets into the stored text, in order
    is_list: bool = False  # a whole list of short bullets, indexed besides its bullets
    located: str = ""  # as of its block
    confidence: int | None = None  # of the least certain word on its lines, 0 to 100; None if not read by OCR


@dataclass(frozen=True, slots=True)
class Term:
    """A short form and its long form: LADO = local authority designated officer."""

    short: str
    long: str
    source: str  # corpus, or curated
    count: int = 0  # documents in which the definition was found


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents are looked at; what is empty leaves them all."""

    authorities: tuple[str, ...] = ()  # documents of any of these
    kinds: tuple[str, ...] = ()  # of any of these: keys of KINDS
    year_from: int | None = None  # visited or published in these years, both included
    year_to: int | None = None
    ignore: tuple[str, ...] = ()  # words of the query that are not to be read as a filter


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Plan:
    """What was understood of a query: what is searched for, within what, and what was added."""

    query: str  # as typed
    topic: str  # the words searched for, instructions and filters taken out
    phrases: tuple[str, ...] = ()  # typed in quotation marks: must occur exactly
    added: tuple[Term, ...] = ()  # the other names of what was asked for
    filters: Filters = EVERYTHING
    detected: tuple[
        tuple[str, str], ...
    ] = ()  # filters taken from the query: (words in it, filter in plain words)
    instructions: tuple[str, ...] = ()  # "over time", "since 2018": words not searched for


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with why it was returned."""

    rank: int
    score: float
    passage: Passage
    document: Document
    sentence: tuple[int, int]  # the best sentence, offsets into the stored text
    words_found: tuple[str, ...] = ()  # words of the query that stand in it, as they stand there
    words_added: tuple[str, ...] = ()  # other names of what was asked for that stand in it
    same: tuple[Passage, ...] = ()  # near-duplicates grouped under this hit
    possible: bool = False  # below the calibrated cut: may not be about the topic

    @property
    def quote(self) -> str:
        """The words of the best sentence."""
        start, end = self.sentence
        return self.passage.text[start - self.passage.start : end - self.passage.start]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits of one query, best first, and what was searched for them."""

    plan: Plan
    hits: tuple[Hit, ...]
    documents_searched: int
    documents_unreadable: int
    total: int  # hits before the result was cut to k
    mentioning: tuple[
        Document, ...
    ] = ()  # of which one passage holds every word of the topic, or another name
    # (word as typed, word of the documents that is nearest): of those that stand in no document
    spellings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quotation stands: `quote` is cut from the stored text of `document` at `start`:`end`."""

    document: Document
    passage: Passage
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence of an answer, cut verbatim, with every place it stands in; `when` puts it in time.

    `under`: the lead-in or heading, word for word, without which it would mislead or say nothing; mostly "".
    """

    text: str
    citations: tuple[Citation, ...]
    when: str = ""  # "In January 2023", unless all are of the newest document searched
    under: str = ""  # "What needs to improve"
    also: bool = False  # it belongs beside the answer and does not answer by itself


# The forms of an answer: the code used in addresses and JSON -> what the reader is told it is.
FORMS: dict[str, str] = {
    "sentences": "sentences from the documents",
    "grades": "a table of grades",
    "which": "every report that says it",
    "asked_for": "what inspectors asked for or praised",
    "compare": "a comparison",
    "then_and_now": "then and now",
    "figure": "a table of figures",
}


@dataclass(frozen=True, slots=True)
class TableRow:
    """What one document gives: a grade, a figure, a sentence, or silence."""

    document: Document
    value: str  # as printed; "" of a silent document
    label: str | None = None  # a key of STANCES; None where none was judged
    citations: tuple[Citation, ...] = ()  # where the value stands; none of a silent document
    what: str = ""  # the area a grade is of, or which of its kind this is: "priority action"
    note: str = ""  # what the reader must know beside: "Up from inadequate"
    silence: str | None = None  # as of an InspectionView


@dataclass(frozen=True, slots=True)
class Table:
    """An answer from every document that the filters leave, not from the likeliest passages alone."""

    columns: tuple[str, ...]  # the headings in words, of those of a row's fields that this table shows
    rows: tuple[TableRow, ...]
    said: str  # the whole in a sentence: how many of how many
    searched: int  # documents looked at
    speaking: int  # of them those with a row that says something
    silent: int
    unreadable: int  # that may belong here and could not be read
    confidence: float = 0.0  # 0..1, that its surest row belongs here
    complete: bool = True  # whether every document looked at was judged
    notes: tuple[str, ...] = ()  # what to know before it is used: "No later inspection is held."


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in sentences of the documents, or an abstention with its reason in plain words."""

    plan: Plan
    abstained: bool
    confidence: float  # 0..1, calibrated: higher is better supported
    reason: str  # of an abstention; "" for an answer
    sentences: tuple[AnswerSentence, ...] = ()
    conflict: str = ""  # said when documents of one authority and year give different figures or dates
    not_found: tuple[str, ...] = ()  # parts of the question on which nothing was found
    nearest: tuple[Hit, ...] = ()  # of an abstention: the closest passages, shown as not answering
    # Whether the first of `nearest` shows that the question takes for granted what is not so.
    denied: bool = False
    documents_searched: int = 0
    documents_unreadable: int = 0
    form: str = "sentences"  # a key of FORMS
    table: Table | None = None  # of every form but sentences


# The tool's reading of a passage, in the order it is always shown.
STANCES: dict[str, str] = {
    "strength": "Strength",
    "mixed": "Mixed",
    "needs_improvement": "Needs improvement",
    "mentioned": "Mentioned",
}


@dataclass(frozen=True, slots=True)
class Stance:
    """How a passage judges the practice it describes: the tool's reading, with the words that decided it."""

    label: str  # a key of STANCES
    cues: tuple[tuple[int, int], ...] = ()  # offsets into the stored text, most telling first
    # Whose service, where the words say so: police, health, partnership, schools ...
    about: tuple[str, ...] = ()
    unclear: bool = False  # two labels are about as likely; then it counts as "mentioned"


@dataclass(frozen=True, slots=True)
class InspectionView:
    """What one document says on a topic, or which kind of silence it keeps."""

    document: Document
    passages: tuple[tuple[Hit, Stance], ...] = ()  # best first, at most a few
    others: int = 0  # further passages on the topic
    stance: str | None = None  # a key of STANCES; None when silent
    why: str = ""  # where its passages differ: "2 passages need improvement, 1 is mixed."
    silence: str | None = None  # None, not_mentioned, out_of_scope, unreadable
    scope: Citation | None = None  # the sentence that says what this visit looked at
    nearest: tuple[Hit, ...] = ()  # of a silent one: the nearest passages, not about the topic

    @property
    def telling(self) -> Hit | None:
        """The best passage that has the label of the whole; where they differ, the best of all; of silence none."""
        same = (hit for hit, stance in self.passages if stance.label == self.stance != "mixed")
        return next(same, self.passages[0][0] if self.passages else None)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every inspection held for the authorities asked for, oldest first, with what it says on a topic."""

    plan: Plan
    inspections: tuple[InspectionView, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Something a document asked to be improved, verbatim, with what later documents of the authority say on it."""

    id: str
    start: int  # offset of `text` into the stored text of the document
    document: Document
    passage: Passage  # the one it begins with; its points may be passages of their own
    number: str | None  # as printed
    body: str | None  # the responsible body, where a table names one
    priority: bool  # a priority action
    later: tuple[Hit, ...] = ()  # later passages on the same point, in date order, the best of each document
    status: str = "no_later_inspection"  # or said_again, not_found_later
    text: str = ""  # the whole of it, verbatim, with the points below it; without number and responsible body

    @property
    def end(self) -> int:
        """Offset of the end of `text`."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was searched for an answer: the same receipt, the same answer, byte for byte."""

    plan: Plan
    searched: tuple[Document, ...]
    left_out: tuple[
        tuple[Document, str], ...
    ]  # with why: outside a filter, could not be read, the same as another
    cut: float  # evidence below which a hit is only possible
    reranked: int  # first hits that were compared with the query word by word; 0 when the encoder cannot
    built: str  # of the index: ISO time, UTC
    index_digest: str  # first 12 characters of the sha256 over the index's manifest
    settings_digest: str  # the same over the recipe


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of; `docs/index-format.md` explains each line."""

    schema: int
    reader: int  # version of the reading rules
    encoder: str
    encoder_checksum: str
    precision: str
    dimensions: int
    width: int  # numbers in a token vector; 0 when the encoder has none
    documents: int
    unreadable: int
    passages: int
    sentences: int
    corpus: str  # absolute path of the folder that was read
    corpus_digest: str  # sha256 over names and bytes of its files
    newest: str | None  # ISO date of the newest document
    built: str  # ISO time, UTC
    files: dict[str, str]  # name of each file of the generation -> sha256
    sizes: dict[str, int]  # the same names -> bytes
