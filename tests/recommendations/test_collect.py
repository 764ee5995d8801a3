"""What was asked for, and which later documents return to it, over an index one can work out in one's head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from findings.index.build import build
from findings.index.generation import Generation, open_generation
from findings.judge.judge import Judgement, Place
from findings.reading.passages import cut
from findings.recommendations import collect
from findings.recommendations.collect import about, later_documents, recommendations
from findings.recommendations.document_features import Features
from findings.records import Recommendation
from findings.search.expansion import Vocabulary
from findings.search.query import understand
from tests.fakes import FAKE_RULES, FakeEncoder, FakeJudge

RULES = replace(FAKE_RULES, cut=lambda document, content, pieces: cut(document, content))
FILES = {
    "a-2015.txt": """@ Halton 2015-02-03
# Recommendations
1. Ensure that every allegation is passed to the LADO within a day.
2. Strengthen the supervision of newly qualified staff in Halton.
""",
    "b-2018.txt": """@ Halton 2018-07-25
# Findings
Missing children see a nurse soon after they return.
""",
    "c-2023.txt": """@ Halton 2023-01-13
# Findings
Staff are welcoming. An allegation is not always passed to the LADO within a day. Homes are warm.
# What needs to improve
- The health plan of each child.
""",
    "d-2024.txt": """@ Halton 2024-05-24
# Findings
Every allegation is passed to the LADO within a day.
""",
    "e-2024.txt": """@ Kingston upon Hull 2024-06-01
# Recommendations
1. Ensure that every allegation is passed to the LADO within a day.
""",
    "f.txt": "! cannot be read",
}


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    folder = tmp_path_factory.mktemp("recommendations")
    corpus, index = folder / "corpus", folder / "index"
    corpus.mkdir()
    for name, text in FILES.items():
        (corpus / name).write_text(text, encoding="utf-8")
    build(corpus, index, FakeEncoder(), rules=RULES)
    return open_generation(Path(index), FakeEncoder(), reader=RULES.version)


@pytest.fixture(scope="module")
def found(generation: Generation) -> tuple[Recommendation, ...]:
    return recommendations(generation)


def of(found: tuple[Recommendation, ...], document: str) -> list[Recommendation]:
    return [recommendation for recommendation in found if recommendation.document.id == document]


def test_every_document_gives_what_it_asks_for_word_for_word(
    generation: Generation, found: tuple[Recommendation, ...]
) -> None:
    assert [(r.document.id, r.number, r.text) for r in found] == [
        ("a-2015", "1", "Ensure that every allegation is passed to the LADO within a day."),
        ("a-2015", "2", "Strengthen the supervision of newly qualified staff in Halton."),
        ("c-2023", None, "The health plan of each child."),
        ("e-2024", "1", "Ensure that every allegation is passed to the LADO within a day."),
    ]
    for recommendation in found:
        stored = generation.store.content(recommendation.document.id).text
        assert stored[recommendation.start : recommendation.end] == recommendation.text
        assert recommendation.id == (
            f"{recommendation.document.id}:{recommendation.start}-{recommendation.end}"
        )


def test_where_it_stands_does_not_depend_on_its_name(found: tuple[Recommendation, ...]) -> None:
    assert replace(found[0], id="first").start == found[0].start


def test_later_documents_that_return_to_it_come_in_date_order_with_the_sentence(
    generation: Generation, found: tuple[Recommendation, ...]
) -> None:
    first = of(found, "a-2015")[0]
    assert first.status == "said_again"
    assert [(hit.rank, hit.document.id) for hit in first.later] == [(1, "c-2023"), (2, "d-2024")]
    stored = generation.store.content("c-2023").text
    assert (
        stored[slice(*first.later[0].sentence)]
        == "An allegation is not always passed to the LADO within a day."
    )
    assert "allegation" in first.later[0].words_found


def test_what_no_later_document_says_is_not_found_and_never_done(found: tuple[Recommendation, ...]) -> None:
    second = of(found, "a-2015")[1]
    assert (second.status, second.later) == ("not_found_later", ())


def test_another_authority_is_not_a_later_document(found: tuple[Recommendation, ...]) -> None:
    assert [r.status for r in of(found, "e-2024")] == ["no_later_inspection"]


def test_chosen_documents_are_compared_with_all_later_ones(
    generation: Generation, found: tuple[Recommendation, ...]
) -> None:
    chosen = [document for document in generation.documents if document.id == "a-2015"]
    assert list(recommendations(generation, chosen)) == of(found, "a-2015")


def test_later_documents_are_readable_dated_and_of_the_same_authority(generation: Generation) -> None:
    by_id = {document.id: document for document in generation.documents}
    assert [d.id for d in later_documents(generation.documents, by_id["a-2015"])] == [
        "b-2018",
        "c-2023",
        "d-2024",
    ]
    assert later_documents(generation.documents, by_id["d-2024"]) == ()
    assert later_documents(generation.documents, replace(by_id["a-2015"], published=None)) == ()
    assert later_documents(generation.documents, replace(by_id["a-2015"], authority=None)) == ()
    same_day = [replace(by_id["c-2023"], id="other"), by_id["c-2023"]]
    assert later_documents(same_day, by_id["c-2023"]) == ()


def test_a_topic_keeps_what_is_about_it(generation: Generation, found: tuple[Recommendation, ...]) -> None:
    plan = understand("supervision", generation.documents, Vocabulary(generation.vocabulary))
    assert [r.number for r in about(generation, FakeJudge(), plan, found)] == ["2"]


def test_recommendations_are_judged_the_nearest_first_until_a_portion_brings_nothing(
    generation: Generation, found: tuple[Recommendation, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    class Counting(FakeJudge):
        def judge(self, asked: str, places: Sequence[Place]) -> list[Judgement]:
            read.extend(place.document.id for place in places)
            return super().judge(asked, places)

    monkeypatch.setattr(collect, "PORTION", 1)
    plan = understand("supervision", generation.documents, Vocabulary(generation.vocabulary))
    assert [r.number for r in about(generation, Counting(), plan, found)] == ["2"]
    # The one about it, and the next nearest, which is not; of the other recommendations none is judged.
    assert len(read) == 2 < len(found)
    assert read[0] == "a-2015"


def test_common_words_and_the_name_of_the_place_are_not_compared(generation: Generation) -> None:
    halton = next(document for document in generation.documents if document.id == "a-2015")
    words = Features(generation).weighted_words("The allegation is in Halton", halton)
    assert words == {"alleg": 1.0}
