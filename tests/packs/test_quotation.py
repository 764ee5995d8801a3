"""Words compared with documents small enough to read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from findings.errors import QueryError
from findings.library import Library
from findings.packs.quotation import DIFFERS, NOT_FOUND, WORD_FOR_WORD, Difference, check_value
from findings.records import Filters
from tests.index.building import small_library

LETTER = """@ Halton 2023-01-13
# Allegations
The council’s officer keeps no plan — yet. Each "allegation" is met
at once.
The designated officer is told. Nobody is told twice.
"""
REPORT = """@ Leeds 2019-08-23
# Supervision
Supervision is regular. School plans are clear to all staff.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("quotation"), {"letter.txt": LETTER, "report.txt": REPORT})


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("Supervision is regular.", "Supervision is regular."),
        ("  ‘Supervision   is\nregular’ ", "Supervision is regular"),
        ("The council's officer keeps no plan - yet", "The council’s officer keeps no plan — yet"),
        ("Each “allegation” is met", 'Each "allegation" is met'),
        ("is met at once. The designated officer", "is met\n\nat once.\n\nThe designated officer"),
    ],
)
def test_white_space_and_the_shape_of_marks_do_not_count(library: Library, words: str, quote: str) -> None:
    found = library.check_quotation(words)
    assert (found.verdict, [place.quote for place in found.places]) == (WORD_FOR_WORD, [quote])
    assert found.said == "These words stand in the documents word for word in one place."
    assert found.nearest == ()
    [place] = found.places
    assert library.content(place.document.id).text[place.start : place.end] == quote


def test_words_may_be_left_out_but_not_turned_round(library: Library) -> None:
    found = library.check_quotation("The council's officer ... is met [...] Nobody is told twice")
    assert found.verdict == WORD_FOR_WORD
    assert [place.quote for place in found.places] == [
        "The council’s officer",
        "is met",
        "Nobody is told twice",
    ]
    assert found.said.endswith("in one place, in this order, with words left out.")
    assert library.check_quotation("Nobody is told twice ... The council's officer").verdict != WORD_FOR_WORD
    assert (
        library.check_quotation("The council's officer ... School plans are clear").verdict != WORD_FOR_WORD
    )


@pytest.mark.parametrize(
    ("words", "differences"),
    [
        ("The council's officer keeps a plan", (Difference("a", "no"),)),
        ("supervision is regular", (Difference("supervision", "Supervision"),)),
        ("School plans are not clear to all staff", (Difference("not", ""),)),
        ("School plans are clear to staff", (Difference("", "all"),)),
    ],
)
def test_every_difference_is_named(library: Library, words: str, differences: tuple[Difference, ...]) -> None:
    found = library.check_quotation(words)
    assert (found.verdict, found.places) == (DIFFERS, ())
    assert found.nearest[0].differences == differences
    assert found.said == "These words do not stand in the documents. The closest differ from them as shown."


def test_part_of_a_word_is_not_the_word(library: Library) -> None:
    assert library.check_quotation("upervision is regular").verdict == DIFFERS
    assert library.check_quotation("Supervision is regul").verdict == DIFFERS


def test_the_figure_of_a_footnote_is_no_part_of_a_word(tmp_path: Path) -> None:
    library = small_library(
        tmp_path,
        {"a.txt": "@ Leeds 2019-08-23\n5The plan is met in 24 hours.6 It was 245 days. ¹The end is near\n"},
    )
    assert library.check_quotation("The plan is met in 24 hours").verdict == WORD_FOR_WORD
    assert library.check_quotation("is met in 24 hours.").verdict == WORD_FOR_WORD
    assert library.check_quotation("The end is near").verdict == WORD_FOR_WORD
    assert library.check_quotation("hours.6 It was 24").verdict == DIFFERS


def test_words_of_nowhere_are_not_found(library: Library) -> None:
    found = library.check_quotation("The moon is made of green cheese")
    assert (found.verdict, found.places, found.nearest) == (NOT_FOUND, (), ())
    said = "Neither these words nor words close to them stand in the 2 documents that were searched."
    assert found.said == said


def test_only_the_documents_asked_for_are_looked_at(library: Library) -> None:
    found = library.check_quotation("Supervision is regular", Filters(authorities=("Halton",)))
    assert (found.verdict, found.documents_searched) == (NOT_FOUND, 1)


def test_the_check_value_is_that_of_the_file_the_place_and_the_words(library: Library) -> None:
    [place] = library.check_quotation("Supervision is regular.").places
    text = f"{place.document.checksum}\n{place.start}-{place.end}\nSupervision is regular."
    assert check_value(place) == hashlib.sha256(text.encode()).hexdigest()[:16]
    [other] = library.check_quotation("Supervision is regular").places
    assert check_value(other) != check_value(place)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Give at least 3 words to compare with the documents."),
        ("too few", "Give at least 3 words to compare with the documents."),
        ("... — ...", "Give at least 3 words to compare with the documents."),
        ("x" * 3001, "At most 3,000 characters are compared at once. These are 3,001."),
    ],
)
def test_too_few_words_and_too_many_are_refused(library: Library, words: str, said: str) -> None:
    with pytest.raises(QueryError) as raised:
        library.check_quotation(words)
    assert str(raised.value) == said


@pytest.mark.model
def test_every_sentence_of_the_shipped_documents_stands_in_them(halton_index: Path) -> None:
    from findings.library import open_library

    library = open_library(halton_index)
    compared = 0
    for document in library.documents():
        for passage in library.generation.document_passages(document.id)[::5]:
            for start, end in passage.sentences:
                words = passage.text[start - passage.start : end - passage.start]
                if len(words.split()) >= 3 and "…" not in words and "..." not in words:
                    found = library.check_quotation(words)
                    assert any(
                        p.document == document and p.start < end and start < p.end for p in found.places
                    ), words
                    compared += 1
    assert compared > 50
