from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from findings.errors import IndexDamaged
from findings.index.store import FileMark, Store, StoreContents, write_store
from findings.records import PASSAGE_KINDS, Block, Content, Document, Line, Passage, Term

LETTER = Document(
    id="halton-letter",
    file="halton/letter.pdf",
    checksum="ab" * 32,
    format="pdf",
    size=1234,
    title="Focused visit to Halton",
    authority="Halton",
    kind="focused-visit",
    inspection_start=date(2022, 11, 16),
    inspection_end=date(2022, 11, 17),
    published=date(2023, 1, 13),
    published_from="printed",
    lead_inspector="Máire Ó’Brien",
    grades=(("overall", "good"),),
    pages=4,
    passages=2,
    duplicates=("copy.txt",),
)
SCAN = Document(
    id="scan",
    file="scan.pdf",
    checksum="",
    format="",
    size=9,
    status="unreadable",
    message="‘scan.pdf’ has no text.",
)
CONTENT = Content(
    "Allegations\n\n7. The LADO acts. It is quick. ½🎉",
    (
        Block("heading", 0, 11, 0, page=1, page_end=1, level=1, grade="good"),
        Block(
            "paragraph",
            13,
            43,
            16,
            page=1,
            page_end=2,
            number="7",
            section=("Allegations",),
            lead_in="Leaders:",
        ),
    ),
    (Line(0, 11, 1, 70.5, 100.0, 140.25, 112.0),),
)
FIRST = Passage(
    id="halton-letter:16-42",
    doc="halton-letter",
    start=16,
    end=42,
    text="The LADO acts. It is quick",
    page=1,
    page_end=2,
    line=None,
    paragraph="7",
    section=("Allegations", "Response"),
    lead_in="Leaders:",
    kind="recommendation",
    sentences=((16, 30), (31, 42)),
)
SECOND = replace(
    FIRST,
    id="halton-letter:0-11",
    start=0,
    end=11,
    kind="finding",
    sentences=((0, 11),),
    section=(),
    is_list=True,
)
SHELF = StoreContents(
    documents=(LETTER, SCAN),
    contents={"halton-letter": CONTENT},
    passages=(FIRST, SECOND),
    cut_kinds=("recommendation", "standard"),
    passage_keys=(b"p0", b"p1"),
    sentence_keys=(b"s0", b"s1", b"s2"),
    vocabulary=(Term("LADO", "local authority designated officer", "corpus", 2),),
    files=(FileMark("halton/letter.pdf", 1234, 1_700_000_000_000_000_001, "ab" * 32, ""),),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    write_store(tmp_path / "findings.db", SHELF)
    return Store(tmp_path / "findings.db")


def test_everything_comes_back_as_it_went_in(store: Store) -> None:
    assert store.documents() == SHELF.documents
    assert store.content("halton-letter") == CONTENT
    assert store.passages([0, 1]) == [FIRST, SECOND]
    assert store.vocabulary() == SHELF.vocabulary
    assert store.files() == SHELF.files
    assert store.keys("passages") == [b"p0", b"p1"]
    assert store.keys("sentences") == [b"s0", b"s1", b"s2"]


def test_passages_come_in_the_order_asked_for(store: Store) -> None:
    assert store.passages([1, 0, 1]) == [SECOND, FIRST, SECOND]
    assert store.passages([]) == []


def test_more_passages_than_one_statement_takes(tmp_path: Path) -> None:
    many = tuple(
        replace(FIRST, id=f"halton-letter:{n}", start=16, sentences=((16, 30),), paragraph=str(n))
        for n in range(1200)
    )
    keys = [b""] * 1200
    write_store(
        tmp_path / "many.db",
        replace(SHELF, passages=many, cut_kinds=["finding"] * 1200, passage_keys=keys, sentence_keys=keys),
    )
    assert Store(tmp_path / "many.db").passages(range(1199, -1, -1)) == list(reversed(many))


def test_a_passage_is_found_by_its_id(store: Store) -> None:
    assert store.passage("halton-letter:16-42") == FIRST
    assert store.passage("halton-letter:1-2") is None


def test_so_is_its_row(store: Store) -> None:
    row = store.row("halton-letter:16-42")
    assert row is not None
    assert store.passages([row]) == [FIRST]
    assert store.row("halton-letter:1-2") is None


def test_the_passages_of_a_document(store: Store) -> None:
    assert store.document_passages("halton-letter") == [FIRST, SECOND]
    assert store.document_passages("scan") == []


def test_passages_as_they_were_cut(store: Store) -> None:
    assert store.cut_passages("halton-letter") == [FIRST, replace(SECOND, kind="standard")]


def test_columns_run_along_the_passage_rows(store: Store) -> None:
    columns = store.columns()
    assert columns.doc.tolist() == [0, 0]
    assert [PASSAGE_KINDS[kind] for kind in columns.kind] == ["recommendation", "finding"]
    assert columns.start.tolist() == [FIRST.start, SECOND.start]


def test_sentences_know_their_passage_and_place(store: Store) -> None:
    assert store.sentence_passages().tolist() == [0, 0, 1]
    assert store.sentence_spans([2, 0]) == [(0, 11), (16, 30)]
    assert store.sentence_spans([1]) == [(31, 42)]


def test_a_document_that_could_not_be_read_has_no_content(store: Store) -> None:
    assert store.content("scan") == Content("", ())


def test_a_missing_row_is_damage(store: Store) -> None:
    with pytest.raises(IndexDamaged, match=r"findings\.db holds no passage 7: run 'python embed\.py'"):
        store.passages([0, 7])


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "findings.db").write_bytes(b"x" * 5000)
    with pytest.raises(IndexDamaged, match=r"findings\.db cannot be read \(file is not a database\)"):
        Store(tmp_path / "findings.db").documents()


def test_reading_changes_nothing_and_needs_no_right_to_write(store: Store) -> None:
    store.path.parent.chmod(0o500)
    try:
        before = store.path.read_bytes()
        store.documents()
        assert [path.name for path in store.path.parent.iterdir()] == ["findings.db"]
        assert store.path.read_bytes() == before
    finally:
        store.path.parent.chmod(0o700)


def test_a_path_with_odd_characters(tmp_path: Path) -> None:
    folder = tmp_path / "50% of #1? reports"
    folder.mkdir()
    write_store(folder / "findings.db", SHELF)
    assert Store(folder / "findings.db").counts()["passages"] == 2


def test_many_threads_may_read_at_once(store: Store) -> None:
    read: list[Passage] = []
    threads = [threading.Thread(target=lambda: read.extend(store.passages([0] * 20))) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == [FIRST] * 200
