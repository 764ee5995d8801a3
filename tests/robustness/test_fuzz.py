"""A few of the mutants and queries of `python -m tests.robustness.fuzz`, which has thousands."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from findings.errors import QueryError
from findings.index.bm25 import WordRow, Words
from findings.reading.rules import Limits
from findings.records import Term
from findings.search.expansion import Vocabulary
from findings.search.query import understand
from findings.search.retrieve import DEFAULT, word_query
from findings.settings import MAX_QUERY
from tests.fakes import make_document
from tests.reading.make_pdf import PdfPage, pdf_bytes
from tests.robustness.fuzz import of_other_kinds, read_mutants
from tests.robustness.hostile_queries import hostile_queries
from tests.robustness.mutants import MUTATIONS

PAGES = [
    PdfPage()
    .text(72, 80, "Supervision", size=16, style="bold")
    .lines(72, 110, "1. Supervision of social workers is regular and", "children are safe.")
    .lines(72, 160, "2. Managers look at every case within the month.", "Plans are clear."),
    PdfPage().lines(72, 80, "3. The LADO is effective.").rule(72, 200, 300, 200).box(72, 300, 300, 340),
]


def word_document() -> bytes:
    document = docx.Document()
    document.add_heading("Supervision", 1)
    document.add_paragraph("Supervision of social workers is regular.", style="List Number")
    document.add_table(2, 2).cell(0, 0).text = "Area"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "rounds"), [("pdf", 4), *((kind, 2) for kind in MUTATIONS if kind != "pdf")]
)
def test_mutated_documents_are_read_or_refused_in_one_line(kind: str, rounds: int) -> None:
    word, mutations = word_document(), MUTATIONS[kind]
    lines = ["Supervision of social workers is regular.", "Managers look at every case within the month."]
    seed = {"pdf": pdf_bytes(PAGES), "docx": word, **of_other_kinds("Supervision", lines, word)}[kind]
    # Bombs and excess take their time: the benchmark has them.
    tame = [number for number, (name, _) in enumerate(mutations) if name not in ("bombs", "nested to excess")]
    numbers = [number + len(mutations) * times for times in range(rounds) for number in tame]
    found = list(read_mutants(kind, [seed], numbers, Limits(20)))
    assert len(found) == len(numbers)
    assert [one for one in found if one[2] not in ("read", "refused")] == []
    assert sum(one[2] == "read" for one in found) >= rounds  # not all are broken beyond reading
    assert all(
        said.startswith(("‘", f"{number}.")) for number, _, verdict, said in found if verdict == "refused"
    )


def test_hostile_queries_are_searched_or_refused_in_one_line(tmp_path: Path) -> None:
    rows = [WordRow("Supervision is regular.", "Leadership", 0), WordRow("The LADO is effective.", "", 1)]
    words = Words.build(tmp_path / "words", rows)
    documents = [make_document("a", authority="Halton", kind="focused-visit"), make_document("b")]
    vocabulary = Vocabulary((Term("LADO", "local authority designated officer", "curated", 1),))
    known = ["LADO", "designated officer", "Halton", "supervision", "focused visit", "children"]
    searched = refused = 0
    for query in hostile_queries(known, 1200):
        try:
            plan = understand(query, documents, vocabulary)
        except QueryError as error:
            assert "\n" not in str(error)
            refused += 1
        else:
            found, scores = words.search(word_query(plan, DEFAULT), 5)
            assert set(found.tolist()) <= {0, 1} and all(score >= 0 for score in scores)
            searched += 1
    assert searched > 900 and refused > 50


def test_hostile_queries_are_the_same_every_time() -> None:
    once, again = (list(hostile_queries(["LADO", "Halton"], 60)) for _ in range(2))
    assert once == again
    assert max(map(len, once)) > MAX_QUERY  # some are longer than is searched
