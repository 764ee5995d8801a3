"""The shape of every record of the contract, for the type checker and for the service's own description of itself.

A date is an ISO text, a place is an offset into the stored text of its document, `null` is what is not known.
"""

from __future__ import annotations

from typing_extensions import TypedDict  # the tools of MCP need this one before Python 3.12


class WhereJson(TypedDict):
    """Where words stand in a document."""

    doc: str
    file: str
    date: str | None
    page: int | None
    page_end: int | None
    printed_page: str | None
    line: int | None
    located: str
    confidence: int | None
    paragraph: str | None
    section: str


class HitJson(WhereJson):
    """A passage with why it was found. `text` is exactly what stands at `start`:`end` of the stored text."""

    under: str
    text: str
    score: float
    start: int
    end: int
    kind: str
    sentence: list[int]
    words_found: list[str]
    words_added: list[str]
    possible: bool
    same: list[str]


class TermJson(TypedDict):
    """A short form and its long form."""

    short: str
    long: str
    source: str
    count: int


# "from" is no name of Python's.
FiltersJson = TypedDict(
    "FiltersJson",
    {
        "authorities": list[str],
        "kinds": list[str],
        "from": int | None,
        "to": int | None,
        "detected": list[list[str]],
    },
)


class SearchJson(TypedDict):
    """The passages of a search, best first, with what was understood of the query."""

    query: str
    topic: str
    phrases: list[str]
    filters: FiltersJson
    added: list[TermJson]
    documents_searched: int
    documents_unreadable: int
    total: int
    results: list[HitJson]


class LeftOutJson(TypedDict):
    """A document that was not searched, and why."""

    doc: str
    file: str
    why: str


class ReceiptJson(TypedDict):
    """What was searched and what was left out."""

    searched: list[str]
    left_out: list[LeftOutJson]
    cut: float
    reranked: int
    built: str
    index_digest: str
    settings_digest: str


class CitationJson(WhereJson):
    """Where a quotation stands: `quote` is what stands at `start`:`end` of the stored text."""

    quote: str
    start: int
    end: int


class SentenceJson(TypedDict):
    """A sentence of an answer with every place it stands in."""

    text: str
    when: str
    under: str
    also: bool
    citations: list[CitationJson]


class RowJson(TypedDict):
    """What one document gives to a table."""

    authority: str | None
    subject: str | None
    file: str
    doc: str
    date: str | None
    kind: str
    what: str
    value: str
    label: str | None
    silence: str | None
    note: str
    citations: list[CitationJson]


class TableJson(TypedDict):
    """An answer from every document that was looked at."""

    columns: list[str]
    rows: list[RowJson]
    said: str
    notes: list[str]
    searched: int
    speaking: int
    silent: int
    unreadable: int
    complete: bool


class AnswerJson(TypedDict):
    """Sentences that answer, a table, or an abstention with its reason."""

    abstained: bool
    confidence: float
    reason: str
    sentences: list[SentenceJson]
    conflict: str
    not_found: list[str]
    nearest: list[HitJson]
    denied: bool
    form: str
    table: TableJson | None


class JudgedHitJson(HitJson):
    """A passage with the tool's reading of how it judges."""

    stance: str
    unclear: bool
    cues: list[list[int]]
    about: list[str]


class InspectionJson(TypedDict):
    """What one inspection says on a topic, or which kind of silence it keeps."""

    doc: str
    file: str
    date: str | None
    kind: str
    authority: str | None
    subject: str | None
    stance: str | None
    why: str
    silence: str | None
    scope: CitationJson | None
    passages: list[JudgedHitJson]
    others: int
    nearest: list[HitJson]


class TimelineJson(TypedDict):
    """Every inspection, the oldest first, also those that say nothing."""

    inspections: list[InspectionJson]


class CellJson(TypedDict, total=False):
    """What one inspection says on one of several topics."""

    stance: str | None
    silence: str | None


class MatrixRowJson(TypedDict):
    """An inspection with a cell for each topic, in their order."""

    doc: str
    file: str
    authority: str | None
    subject: str | None
    date: str | None
    kind: str
    cells: list[CellJson]


class MatrixJson(TypedDict):
    """Several topics side by side."""

    topics: list[str]
    rows: list[MatrixRowJson]


class RecommendationJson(TypedDict):
    """What was asked for, word for word, and later passages that return to it."""

    id: str
    doc: str
    file: str
    authority: str | None
    subject: str | None
    kind: str
    date: str | None
    page: int | None
    line: int | None
    located: str
    confidence: int | None
    number: str | None
    section: str
    body: str | None
    priority: bool
    text: str
    status: str
    later: list[HitJson]


class DocumentJson(TypedDict):
    """Every fact of a document."""

    id: str
    file: str
    checksum: str
    format: str
    size: int
    status: str
    message: str
    title: str | None
    authority: str | None
    kind: str
    inspectorate: str | None
    subject: str | None
    identifier: str | None
    inspection_start: str | None
    inspection_end: str | None
    published: str | None
    published_from: str | None
    months: list[str]
    lead_inspector: str | None
    grades: dict[str, str]
    scale: list[str]
    source: str | None
    pages: int | None
    passages: int
    duplicates: list[str]
    duplicate_of: str | None
    replaces: list[str]
    replaced_by: str | None
    kept: bool
    page_labels: list[str]
    language: str | None
    ocr_pages: int
    notes: list[str]


class PlaceJson(CitationJson):
    """A quotation with its reference in words and its check value (docs/service.md says how it is worked out)."""

    passage: str
    citation: str
    reference: str
    check: str


class PassageJson(PlaceJson):
    """A stretch of a document, word for word, with what stands around it."""

    under: str
    before: str
    after: str


class DifferenceJson(TypedDict):
    """Words that were given, and those that stand in their place; one of them may be empty."""

    given: str
    document: str


class NearJson(TypedDict):
    """The closest words of a document, and where the given ones differ."""

    place: PlaceJson
    differences: list[DifferenceJson]


class QuotationJson(TypedDict):
    """Whether words stand in a document: "word for word", "differs here" or "not found"."""

    words: str
    verdict: str
    said: str
    places: list[PlaceJson]
    nearest: list[NearJson]
    check_fits: bool | None
    documents_searched: int


class PackLineJson(TypedDict):
    """An evidence pack in a list."""

    id: str
    name: str
    purpose: str
    passages: int
    created: str
    changed: str
