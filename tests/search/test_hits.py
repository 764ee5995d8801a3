"""Search over a small index with an encoder one can work out in one's head."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from findings.errors import QueryError
from findings.index.build import build
from findings.index.generation import open_generation
from findings.judge.judge import UNJUDGED
from findings.library import Library
from findings.records import Filters, SearchResult
from findings.search.hits import CLEAR, Best, _newest_leads
from findings.search.retrieve import Recipe
from tests.fakes import FAKE_RULES, FakeEncoder, FakeJudge, make_document

FILES = {
    "halton-2015.txt": """@ Halton 2015-02-03
# Allegations
62. The LADO is effective and well regarded. Cases are closed.
# Staff
70. Supervision of staff is regular and reflective in every team.
""",
    "halton-2023.txt": """@ Halton 2023-01-13
# Main findings
The designated officer keeps no tracker. Cover is weak.
- Supervision of staff is regular and reflective in every team.
""",
    "hull-2019.txt": """@ Kingston upon Hull 2019-05-17
# Health
1. Missing children see a nurse. The LADO meets health staff.
""",
    "broken.txt": "! not readable",
}


def built(folder: Path, encoder: FakeEncoder) -> Library:
    corpus, index = folder / "corpus", folder / "index"
    corpus.mkdir()
    for name, text in FILES.items():
        (corpus / name).write_text(text, encoding="utf-8")
    build(corpus, index, encoder, rules=FAKE_RULES)
    return Library(index, open_generation(index, encoder, reader=FAKE_RULES.version), FakeJudge())


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return built(tmp_path_factory.mktemp("search"), FakeEncoder())


def texts(result: SearchResult) -> list[str]:
    return [hit.passage.text for hit in result.hits]


def test_the_passage_of_the_word_and_that_of_its_other_name_are_found(library: Library) -> None:
    result = library.search("LADO over time", 3, Filters(("Halton",)))
    assert set(texts(result)[:2]) == {
        "The LADO is effective and well regarded. Cases are closed.",
        "The designated officer keeps no tracker. Cover is weak.",  # never says LADO: the vocabulary does
    }
    assert result.plan.instructions == ("over time",)
    assert [term.long for term in result.plan.added][:2] == [
        "local authority designated officer",
        "designated officer",
    ]


def test_a_hit_says_why_and_where(library: Library) -> None:
    hits = library.search("LADO", 2, Filters(("Halton",))).hits
    first, second = sorted(hits, key=lambda hit: hit.document.id)
    assert (first.words_found, first.words_added) == (("LADO",), ())
    assert (second.words_found, second.words_added) == ((), ("designated officer",))
    stored = library.content(first.passage.doc).text
    assert stored[first.passage.start : first.passage.end] == first.passage.text
    assert stored[slice(*first.sentence)] == "The LADO is effective and well regarded."
    assert (first.passage.paragraph, first.passage.section) == ("62", ("Allegations",))
    assert [hit.rank for hit in hits] == [1, 2]


def test_a_filter_leaves_only_its_documents(library: Library) -> None:
    assert {hit.document.id for hit in library.search("LADO in Hull", 10).hits} == {"hull-2019"}
    result = library.search("LADO since 2019", 10)
    assert {hit.document.id for hit in result.hits} == {"hull-2019", "halton-2023"}
    assert (result.documents_searched, result.documents_unreadable) == (2, 1)


def test_filters_that_leave_no_document_find_nothing(library: Library) -> None:
    result = library.search("LADO", 10, Filters(year_from=2024))
    assert (result.hits, result.total, result.documents_searched) == ((), 0, 0)


def test_a_phrase_must_stand_exactly(library: Library) -> None:
    assert texts(library.search('"well regarded"')) == [
        "The LADO is effective and well regarded. Cases are closed."
    ]
    assert texts(library.search('"regarded well"')) == []


def test_equal_scores_come_newest_first(library: Library) -> None:
    hits = library.search("regular reflective supervision", 2, recipe=Recipe(heading_weight=0)).hits
    same = "Supervision of staff is regular and reflective in every team."
    assert [hit.passage.text for hit in hits] == [same, same]
    assert [hit.document.id for hit in hits] == ["halton-2023", "halton-2015"]


def test_date_order_is_by_document(library: Library) -> None:
    def years(sort: str) -> list[int]:
        hits = library.search("supervision LADO", 10, sort=sort).hits
        return [h.document.date.year for h in hits if h.document.date and not h.possible]

    assert years("newest") == sorted(years("newest"), reverse=True)
    assert years("oldest") == sorted(years("oldest"))
    assert set(years("oldest")) == set(years("relevant"))


def test_the_same_query_gives_the_same_result(library: Library) -> None:
    assert library.search("supervision of staff", 10) == library.search("supervision of staff", 10)


def test_k_cuts_the_hits_but_not_the_total(library: Library) -> None:
    whole, cut = library.search("LADO supervision", 10), library.search("LADO supervision", 1)
    assert len(cut.hits) == 1
    assert cut.hits[0] == whole.hits[0]
    assert cut.total == whole.total == len(whole.hits)


@pytest.mark.parametrize(
    "query",
    [
        '" OR 1=1',
        "early-help",
        "it's?",
        '"unbalanced',
        "text:* AND (doc:0 OR",
        "être à l’école",
        "数据 保护",
        "a" * 500,
    ],
)
def test_hostile_and_foreign_queries_are_searched_as_words(library: Library, query: str) -> None:
    assert isinstance(library.search(query), SearchResult)


@pytest.mark.parametrize(
    ("k", "sort", "said"), [(0, "relevant", "1 to 300, not 0"), (5, "best", "‘best’ is not an order")]
)
def test_unusable_arguments_are_refused(library: Library, k: int, sort: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        library.search("LADO", k, sort=sort)


def test_unknown_documents_and_passages(library: Library) -> None:
    with pytest.raises(QueryError, match="There is no document ‘nowhere’"):
        library.document("nowhere")
    assert library.passage("halton-2015:0-1") is None


def test_a_passage_is_found_by_its_id(library: Library) -> None:
    hit = library.search("LADO", 1).hits[0]
    assert library.passage(hit.passage.id) == hit.passage


def test_the_original_file_is_the_one_in_the_corpus(library: Library) -> None:
    assert library.original("halton-2015") == Path(library.manifest.corpus) / "halton-2015.txt"


def test_the_receipt_says_what_was_searched_and_why_the_rest_was_not(library: Library) -> None:
    found = library.receipt(library.plan("LADO in Halton since 2020"))
    assert [document.id for document in found.searched] == ["halton-2023"]
    assert {document.id: why for document, why in found.left_out} == {
        "broken": "Could not be read: ‘broken.txt’ is damaged and could not be opened.",
        "halton-2015": "Of 2015",
        "hull-2019": "About Kingston upon Hull",
    }
    assert found == library.receipt(library.plan("LADO in Halton since 2020"))
    assert len(found.index_digest) == len(found.settings_digest) == 12


def test_the_first_hits_are_compared_word_by_word(library: Library, tmp_path: Path) -> None:
    compared = built(tmp_path, FakeEncoder(tokens=True))
    query = "missing health nurse and the LADO"
    # "missing health lado" all stand in one passage of Hull: (1 + 1 + 1) / 3, the highest.
    first = compared.search(query, 3, recipe=Recipe(rerank_weight=9.0, judge_weight=0)).hits[0]
    assert first.document.id == "hull-2019"
    assert first.score > 0.9
    assert compared.receipt(compared.plan(query)).reranked == 50
    # An encoder without vectors of words searches as it did, and the receipt says so.
    assert library.receipt(library.plan(query)).reranked == 0
    without = [h.passage.id for h in library.search(query, 5).hits]
    assert [h.passage.id for h in compared.search(query, 5, recipe=Recipe(rerank_weight=0)).hits] == without


def test_a_query_is_encoded_once(tmp_path: Path) -> None:
    encoder = FakeEncoder(tokens=True)
    compared = built(tmp_path, encoder)
    encoder.calls.clear()
    compared.search("missing health", 3)
    compared.search("missing health", 9)
    assert encoder.calls == [["missing health"]]


def test_among_equals_the_newest_document_leads():
    days = {"old": date(2015, 2, 3), "new": date(2023, 1, 13), "newest": date(2024, 7, 12)}
    by_row = {row: make_document(name, inspection_end=day) for row, (name, day) in enumerate(days.items())}

    def told(*likely):
        return {row: Best((0, 1), UNJUDGED, each) for row, each in enumerate(likely) if each is not None}

    sure, doubtful = CLEAR, CLEAR / 2
    assert _newest_leads(by_row, told(sure, sure, sure), 0, (1, 2)) == (2, (1, 0))
    not_as_surely_on_it = told(sure, sure, doubtful)
    assert _newest_leads(by_row, not_as_surely_on_it, 0, (1, 2)) == (1, (0, 2))
    those_were_not_judged = told(sure, None, None)
    assert _newest_leads(by_row, those_were_not_judged, 0, (1, 2)) == (0, (1, 2))
    assert _newest_leads(by_row, told(sure), 0, ()) == (0, ())
