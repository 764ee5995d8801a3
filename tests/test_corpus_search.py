"""The main job on the shipped corpus with the real encoder: the right passages, word for word, with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from findings.library import Library, open_library
from findings.records import SearchResult

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def library(halton_index: Path) -> Library:
    return open_library(halton_index)


def found(result: SearchResult, words: str) -> int | None:
    """The rank of the first hit that holds `words`."""
    return next((hit.rank for hit in result.hits if words in " ".join(hit.passage.text.split())), None)


def test_lado_arrangements_over_time(library: Library) -> None:
    result = library.search("LADO arrangements over time", 10)
    ranks = [
        found(result, "are effective and well regarded by partners"),  # inspected in 2014
        found(result, "these are still not robust enough"),  # 2022, without the letters LADO
        found(result, "arrangements for designated officer cover at times of increased demand"),
    ]
    assert all(rank is not None and rank <= 6 for rank in ranks), ranks
    assert not any(hit.possible for hit in result.hits if hit.rank in ranks)


def test_every_hit_is_cut_from_its_document(library: Library) -> None:
    for query in ("supervision of social workers", "children missing from home", "emergency duty team"):
        for hit in library.search(query, 20).hits:
            text = library.content(hit.passage.doc).text
            assert text[hit.passage.start : hit.passage.end] == hit.passage.text
            assert hit.passage.start <= hit.sentence[0] < hit.sentence[1] <= hit.passage.end


def test_the_2015_passage_has_its_place(library: Library) -> None:
    [hit] = [
        h
        for h in library.search("LADO bespoke database", 5).hits
        if "supported by a bespoke database" in h.passage.text
    ]
    assert hit.passage.paragraph == "62"
    assert hit.passage.section[-1] == "The experiences and progress of children who need help and protection"
    assert (hit.document.authority, hit.document.kind) == ("Halton", "sif")
    assert (str(hit.document.inspection_end), str(hit.document.published)) == ("2014-12-10", "2015-02-03")
    lines = (Path(library.manifest.corpus) / hit.document.file).read_text(encoding="utf-8").splitlines()
    assert hit.passage.line is not None
    assert lines[hit.passage.line - 1].startswith("- 62. The arrangements for the management of allegations")


def test_something_no_document_is_about_is_only_possible(library: Library) -> None:
    assert all(hit.possible for hit in library.search("aircraft carrier propulsion", 10).hits)


def test_the_five_documents_have_their_facts(library: Library) -> None:
    facts = {
        d.file[:11]: (d.kind, str(d.inspection_end), str(d.published), d.published_from)
        for d in library.documents()
    }
    kinds = sorted((d.kind, d.authority, str(d.date)) for d in library.documents())
    assert kinds == [
        ("focused-visit", "Halton", "2018-07-25"),
        ("focused-visit", "Halton", "2022-11-24"),
        ("jtai", "Halton", "2019-07-12"),
        ("sif", "Halton", "2014-12-10"),
        ("statement", "Halton", str(next(d.date for d in library.documents() if d.kind == "statement"))),
    ], facts


def test_the_form_of_an_answer_is_known_before_it_is_worked_out(library: Library) -> None:
    for question in ("Who manages allegations against staff?", "Which reports mention private fostering?"):
        assert library.form_for(question) == library.ask(question).form
