from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from findings.index.build import build
from findings.index.generation import Generation, open_generation
from findings.index.verify import Verification, verify
from findings.reading.rules import Rules
from findings.records import Content, Passage
from tests.fakes import FAKE_RULES, FakeEncoder, make_passages


@pytest.fixture
def generation(corpus: Path, index: Path, encoder: FakeEncoder) -> Generation:
    (corpus / "damaged.txt").write_text("!")
    build(corpus, index, encoder, rules=FAKE_RULES)
    return open_generation(index, encoder, reader=1)


def verified(generation: Generation, corpus: Path, rules: Rules = FAKE_RULES) -> Verification:
    return verify(generation, corpus, rules=rules)


def test_an_unchanged_corpus_has_no_difference(generation: Generation, corpus: Path) -> None:
    assert verified(generation, corpus) == Verification(documents=2, passages=4, differences=())


def test_a_changed_word_is_named_with_its_place(generation: Generation, corpus: Path) -> None:
    path = corpus / "letter.txt"
    path.write_text(path.read_text().replace("effective", "defective"))
    # "Allegations", a blank line, "The LADO is ": 13 + 12 characters.
    assert verified(generation, corpus).differences == (
        "letter.txt: its text differs from the stored text at character 25",
        "letter.txt: passage 13-67 is cut differently: ‘The LADO is effective. Each allegation is met at once.’",
    )


def test_a_document_that_is_gone(generation: Generation, corpus: Path) -> None:
    (corpus / "report.txt").unlink()
    assert verified(generation, corpus).differences == (
        "report.txt: it cannot be read (No such file or directory)",
    )


def test_a_document_that_can_no_longer_be_read(generation: Generation, corpus: Path) -> None:
    (corpus / "report.txt").write_text("!")
    assert verified(generation, corpus).differences == (
        "report.txt: ‘report.txt’ is damaged and could not be opened.",
    )


def test_rules_that_cut_elsewhere(generation: Generation, corpus: Path) -> None:
    def shorter(*given) -> tuple[Passage, ...]:
        first, *others = make_passages(*given)
        moved = replace(first, id="moved", end=first.end - 1, text=first.text[:-1])
        return (moved, *others)

    assert verified(generation, corpus, replace(FAKE_RULES, cut=shorter)).differences[-2:] == (
        "report.txt: passage 13-60 is no longer cut there: ‘Supervision is regular. School plans are clear.’",
        "report.txt: passage 13-59 is not in the index: ‘Supervision is regular. School plans are clear’",
    )


def test_another_structure(generation: Generation, corpus: Path) -> None:
    def flat(path: Path, corpus: Path, id: str):
        reading = FAKE_RULES.read(path, corpus, id)
        return replace(reading, content=Content(reading.content.text, reading.content.blocks[:1]))

    found = verified(generation, corpus, replace(FAKE_RULES, read=flat)).differences
    assert "report.txt: its structure differs from the stored one" in found


def test_words_another_library_does_not_read(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    def as_pdf(path: Path, corpus: Path, id: str):
        reading = FAKE_RULES.read(path, corpus, id)
        return replace(reading, document=replace(reading.document, format="pdf"))

    def missing(
        path: Path, content: Content, passages: Sequence[Passage]
    ) -> list[tuple[Passage | None, str]]:
        return [(None, "pypdf cannot read page 2"), (passages[0], "pypdf does not read ‘regular.’ there")]

    rules = replace(FAKE_RULES, read=as_pdf, crosscheck=missing)
    build(corpus, index, encoder, rules=rules)
    found = verified(open_generation(index, encoder, reader=1), corpus, rules)
    assert found.uncompared[-1] == "report.txt: pypdf cannot read page 2"
    assert found.differences[-1:] == (
        "report.txt: passage 13-60: pypdf does not read ‘regular.’ there: "
        "‘Supervision is regular. School plans are clear.’",
    )


def test_a_store_that_contradicts_itself(
    generation: Generation, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [passage] = generation.store.document_passages("report")
    other = replace(passage, text="Supervision is rare.", sentences=((0, 5),))
    monkeypatch.setattr(generation.store, "document_passages", lambda id: [other] if id == "report" else [])
    found = verified(generation, corpus).differences
    assert "report.txt: passage 13-60 is not what stands at 13-60: ‘Supervision is rare.’" in found
    assert "report.txt: passage 13-60 has a sentence outside of it: ‘Supervision is rare.’" in found
