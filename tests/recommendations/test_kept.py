"""What inspectors asked for, kept beside the index: the same as worked out, and never that of something else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from findings.index.build import build
from findings.index.generation import Generation, open_generation
from findings.library import Library
from findings.recommendations import kept as kept_file
from findings.recommendations.collect import recommendations
from findings.recommendations.kept import FILE, keep, kept
from tests.fakes import FakeEncoder, FakeJudge
from tests.recommendations.test_collect import FILES, RULES


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, text in FILES.items():
        (corpus / name).write_text(text, encoding="utf-8")
    build(corpus, folder / "index", FakeEncoder(), rules=RULES)
    return folder


@pytest.fixture
def index(built: Path, tmp_path: Path) -> Path:
    return copytree(built / "index", tmp_path / "index")


@pytest.fixture
def generation(index: Path) -> Iterator[Generation]:
    opened = open_generation(index, FakeEncoder(), reader=RULES.version)
    yield opened
    opened.close()


def test_they_are_the_same_as_worked_out(index: Path, generation: Generation) -> None:
    keep(index, generation)
    found = kept(index, generation)
    assert set(found) == {document.id for document in generation.documents}
    worked_out = recommendations(generation)
    assert tuple(one for document in generation.documents for one in found[document.id]) == worked_out
    [first, *_] = found["a-2015"]
    assert first.text == "Ensure that every allegation is passed to the LADO within a day."
    assert [hit.document.id for hit in first.later] == ["c-2023", "d-2024"]


def test_nothing_is_worked_out_where_they_are_kept(
    index: Path, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out = recommendations(generation)
    keep(index, generation)
    asked: list[object] = []
    monkeypatch.setattr(kept_file, "recommendations", lambda *given, **known: asked.append(given))
    monkeypatch.setattr("findings.library.recommendations", lambda _, new: asked.extend(new) or ())
    keep(index, generation)
    library = Library(index, generation, FakeJudge())
    assert {one.id for one in library.recommendations()} == {one.id for one in worked_out}
    assert asked == []


def test_those_of_another_generation_are_not_used(index: Path, generation: Generation) -> None:
    keep(index, generation)
    generation.id = "another"
    assert kept(index, generation) == {}


@pytest.mark.parametrize(
    "harm", [lambda text: text.replace("LADO", "LIDO"), lambda text: text[:-40], lambda _: ""]
)
def test_a_damaged_file_is_not_used(index: Path, generation: Generation, harm) -> None:
    keep(index, generation)
    path = index / FILE
    path.write_text(harm(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert kept(index, generation) == {}
    keep(index, generation)
    assert kept(index, generation)["a-2015"]


def test_a_file_that_cannot_be_written_stops_nothing(
    index: Path, generation: Generation, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = index / "current"  # a file, not a folder
    keep(nowhere, generation)
    assert f"{nowhere / FILE} cannot be written" in caplog.text
    assert kept(nowhere, generation) == {}
