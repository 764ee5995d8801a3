"""What is encoded again, and what is taken over from the last generation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from findings.records import Content, Document, Passage
from tests.fakes import FAKE_RULES, FakeEncoder, make_passages
from tests.index.building import built, opened


def test_only_new_texts_are_encoded(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    built(corpus, index, encoder)
    (corpus / "new.txt").write_text("The plan was late. Supervision is regular.\n")
    report = built(corpus, index, encoder)
    # Its sentences are read with it: "Supervision is regular." in report.txt stands among others.
    assert encoder.calls[-1] == ["The plan was late. Supervision is regular."]
    assert (report.encoded, report.passages, report.sentences) == (1, 5, 8)
    generation = opened(index, encoder)
    assert generation.passage_vectors.search(encoder.encode(["missing"])[0], 1)[1][0] == pytest.approx(
        5**-0.5
    )


def test_a_sentence_the_encoder_does_not_see_in_its_passage_is_encoded_alone(
    corpus: Path, index: Path
) -> None:
    """Of "Supervision | Supervision is regular. School plans are clear." it sees 40 characters."""
    encoder = FakeEncoder(longest=40)
    built(corpus, index, encoder)
    assert encoder.calls[1] == [
        "The designated officer keeps no plan.",
        "Missing children see a health nurse.",
        "Each allegation is met at once.",
        "School plans are clear.",
    ]
    generation = opened(index, encoder)
    # Sentence 5: school and plan once each.
    rows, scores = generation.sentence_vectors.search(encoder.encode(["school plan"])[0], 1)
    assert (rows[0], scores[0]) == (5, pytest.approx(1.0))


def test_a_passage_whose_sentences_are_cut_anew_is_encoded_again(
    corpus: Path, index: Path, encoder: FakeEncoder
) -> None:
    built(corpus, index, encoder)

    def whole(document: Document, content: Content, pieces: Callable[[str], int]) -> tuple[Passage, ...]:
        cut = make_passages(document, content)
        return tuple(replace(passage, sentences=((passage.start, passage.end),)) for passage in cut)

    report = built(corpus, index, encoder, replace(FAKE_RULES, version=2, cut=whole))
    # Two passages have one sentence anyway.
    assert (report.encoded, report.passages, report.sentences) == (2, 4, 4)


def test_a_renamed_document_keeps_its_vectors(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    built(corpus, index, encoder)
    (corpus / "letter.txt").rename(corpus / "renamed.txt")
    report = built(corpus, index, encoder)
    assert report.encoded == 0
    assert opened(index, encoder).store.document_passages("renamed")[0].doc == "renamed"


@pytest.mark.parametrize("other", [{"checksum": "other"}, {"precision": "bf16"}])
def test_another_encoder_encodes_everything_again(
    corpus: Path, index: Path, encoder: FakeEncoder, other: dict[str, str]
) -> None:
    built(corpus, index, encoder)
    second = FakeEncoder(**other)
    report = built(corpus, index, second)
    assert (report.up_to_date, report.encoded) == (False, 4)
    assert opened(index, second).manifest.precision == second.precision
