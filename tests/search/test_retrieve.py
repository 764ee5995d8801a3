"""Which passages have their sentences compared with the query, seen from the cosines that come of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from findings.index.build import build
from findings.index.generation import open_generation
from findings.library import Library
from findings.records import Filters
from findings.search.retrieve import Recipe, retrieve
from tests.fakes import FAKE_RULES, FakeEncoder, FakeJudge, FakeReading, read_plain
from tests.index.building import small_library

# "missing2" is the word "missing" for the encoder, another word for the word index. Beside each passage the cosine of
# the query "missing" with its vector, and with its best sentence.
FILES = {
    "halton.txt": """@ Halton 2023-01-13
Missing2 children see a nurse. The school, a school and its school plan.
Missing2 children and their health.
""",  # 1 / sqrt(11), 1; 1 / sqrt(2), the same
    "hull.txt": """@ Kingston upon Hull 2019-05-17
Missing children see a nurse. The school, a school and its school plan.
Missing2 children are seen.
""",  # 1 / sqrt(11), 1; 1, 1
}
MIXED, HEALTH, MIXED_IN_WORDS, WHOLE = range(4)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("retrieve")
    corpus, index = folder / "corpus", folder / "index"
    corpus.mkdir()
    for name, text in FILES.items():
        (corpus / name).write_text(text, encoding="utf-8")
    build(corpus, index, FakeEncoder(), rules=FAKE_RULES)
    return Library(index, open_generation(index, FakeEncoder(), reader=FAKE_RULES.version), FakeJudge())


def cosines(library: Library, recipe: Recipe, *authorities: str) -> dict[int, float]:
    plan = library.plan("missing", Filters(authorities))
    return retrieve(library.generation, plan, recipe).cosine


def test_sentences_are_compared_in_the_likest_passages_and_in_those_words_found(library: Library) -> None:
    found = cosines(library, Recipe(sentence_depth=2))
    assert found == pytest.approx({WHOLE: 1, HEALTH: 2**-0.5, MIXED_IN_WORDS: 1, MIXED: 11**-0.5})


def test_sentences_of_all_passages_are_compared_where_there_are_few(library: Library) -> None:
    assert cosines(library, Recipe()) == pytest.approx(
        {WHOLE: 1, HEALTH: 2**-0.5, MIXED_IN_WORDS: 1, MIXED: 1}
    )


def test_the_likest_passages_are_those_of_the_documents_searched(library: Library) -> None:
    assert cosines(library, Recipe(sentence_depth=1), "Halton") == pytest.approx(
        {HEALTH: 2**-0.5, MIXED: 11**-0.5}
    )
    assert cosines(library, Recipe(sentence_depth=2), "Halton") == pytest.approx({HEALTH: 2**-0.5, MIXED: 1})


def test_more_passages_are_looked_into_than_are_fused(library: Library) -> None:
    # One candidate of each retriever: by vector WHOLE; by sentence the first of those with 1; by words its only find.
    assert cosines(library, Recipe(depth=1, sentence_depth=4)) == pytest.approx(
        {MIXED: 1, MIXED_IN_WORDS: -1, WHOLE: 1}
    )


def read_with_welsh(path: Path, corpus: Path, id: str) -> FakeReading:
    """hull.txt is in Welsh."""
    plain = read_plain(path, corpus, id)
    language = "cy" if path.name == "hull.txt" else None
    return FakeReading(replace(plain.document, language=language), plain.content)


WITH_WELSH = replace(FAKE_RULES, read=read_with_welsh)


def test_a_document_in_another_language_is_found_by_words_alone(tmp_path: Path) -> None:
    library = small_library(tmp_path, FILES, WITH_WELSH)
    found = cosines(library, Recipe())
    # The word index found it; no vector of it was compared, and the likest of all is not among what vectors found.
    assert found == pytest.approx({HEALTH: 2**-0.5, MIXED_IN_WORDS: -1, MIXED: 1})


def test_a_passage_in_another_language_is_clear_where_it_holds_most_of_the_words(tmp_path: Path) -> None:
    welsh = "Mae presenoldeb y disgyblion wedi gostwng eleni.\nRoedd presenoldeb y staff yn gyson.\n"
    library = small_library(tmp_path, {"hull.txt": welsh, "halton.txt": FILES["halton.txt"]}, WITH_WELSH)
    hits = library.search("presenoldeb disgyblion").hits
    found = [(hit.words_found, hit.possible) for hit in hits if hit.document.file == "hull.txt"]
    assert found == [(("presenoldeb", "disgyblion"), False), (("presenoldeb",), True)]
