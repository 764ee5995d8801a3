"""Building with workers of Ray: the same bytes as the build of one process, also when one of them is killed."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import embed
from findings import __version__
from findings.encoding.load import load_encoder
from findings.errors import BuildError, FactsError
from findings.index import ray_workers, reuse
from findings.index.bm25 import WordQuery
from findings.index.build import build
from findings.index.generation import Generation, open_generation
from findings.index.protocol import EVERYWHERE
from findings.index.ray_workers import RayWorkers
from findings.progress import Silent
from findings.reading.rules import reading_rules

needs_ray = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="needs ray: pip install -r requirements-ray.txt"
)


@pytest.fixture(scope="module")
def workers() -> Iterator[RayWorkers]:
    """One for each core, on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_worker_niceness", "0")  # else they wait for whatever else the machine does
        patch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
        with ray_workers.ray_workers("local") as found:
            yield found


@pytest.fixture
def letters(halton_corpus: Path, tmp_path: Path) -> Path:
    """Three of the shipped documents, with what documents.yml says of them."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for path in halton_corpus.iterdir():
        if "2018" in path.name or "2023" in path.name:
            shutil.copy2(path, folder)
    (folder / "halton-2018-07-25-focused-visit-letter.yml").write_text("title: A letter\n", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    return folder


class Deadly(Silent):
    """Kills a worker half way through a stage, once in each."""

    def __init__(self, workers: RayWorkers) -> None:
        self._workers = workers
        self._stage = ""
        self.killed: list[int] = []
        self._in: set[str] = set()

    def stage(self, name: str, total: int) -> None:
        self._stage = name

    def step(self, done: int, note: str = "") -> None:
        if self._stage in ("Reading", "Encoding") and self._stage not in self._in and done:
            self._in.add(self._stage)
            process, _ = self._workers._answers([self._workers.actors[0].state.remote()])[0]
            os.kill(process, signal.SIGKILL)
            self.killed.append(process)


def digests(generation: Generation) -> dict[str, str]:
    """Of every file but those of the words, whose names are drawn by lot."""
    files = json.loads((generation.folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    return {name: digest for name, digest in files.items() if not name.startswith("words/")}


@needs_ray
@pytest.mark.slow
@pytest.mark.model
def test_workers_build_the_same_bytes_though_one_is_killed_while_it_reads_and_while_it_encodes(
    workers: RayWorkers, letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reuse, "TEXTS", 8)  # several blocks
    encoder = load_encoder("findings-minilm", threads=0)
    here = build(letters, tmp_path / "here", encoder)
    deadly = Deadly(workers)
    there = build(letters, tmp_path / "there", encoder, deadly, workers=workers)
    assert len(set(deadly.killed)) == 2
    assert there.documents == here.documents
    assert [document.title for document in there.documents if document.title == "A letter"] == ["A letter"]
    assert (there.passages, there.sentences, there.encoded) == (here.passages, here.sentences, here.encoded)
    ours, theirs = open_generation(tmp_path / "here"), open_generation(tmp_path / "there", check=True)
    assert digests(theirs) == digests(ours)
    query = WordQuery((("strategy", 1.0), ("children", 1.0), ("plan", 1.0)))
    for own, other in zip(
        ours.by_words(query, 100, EVERYWHERE, 0.5), theirs.by_words(query, 100, EVERYWHERE, 0.5), strict=True
    ):
        assert own.tolist() == other.tolist()


@needs_ray
@pytest.mark.slow
def test_a_side_file_that_cannot_be_used_stops_the_build_as_it_does_here(
    workers: RayWorkers, letters: Path, tmp_path: Path
) -> None:
    (letters / "halton-2018-07-25-focused-visit-letter.yml").write_text("colour: red\n", encoding="utf-8")
    encoder = load_encoder("findings-minilm", threads=0)
    told = []
    for own in (None, workers):
        with pytest.raises(FactsError, match="colour") as raised:
            build(letters, tmp_path / "index", encoder, workers=own)
        told.append(str(raised.value).replace(str(letters), ""))
    assert told[0].split(":")[-1] == told[1].split(":")[-1]
    assert not list((tmp_path / "index").glob("generations/*"))


@needs_ray
@pytest.mark.slow
@pytest.mark.model
def test_workers_that_would_give_something_else_are_refused(
    workers: RayWorkers, letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ray_workers, "_same", lambda ours, theirs: False)
    encoder = load_encoder("findings-minilm", threads=0)
    with pytest.raises(
        BuildError, match=r"The worker on .* computes other vectors than this machine, in the last digits"
    ):
        build(letters, tmp_path / "index", encoder, workers=workers)
    assert not (tmp_path / "index" / "current").exists()


def test_a_worker_of_another_version_says_so() -> None:
    rules = reading_rules().version
    assert ray_workers.Actor(__version__, rules).wrong == ""
    assert ray_workers.Actor("0.0", 9999).wrong == (
        f"The worker on {socket.gethostname()} has Findings {__version__} with reading rules {rules}, this machine 0.0 "
        "with rules 9999: install the same on both."
    )


def test_without_the_library_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    given = ["--corpus", str(tmp_path), "--index", str(tmp_path / "index"), "--workers", "local"]
    assert embed.main(given) == 1
    assert capsys.readouterr().err == (
        "embed.py: Building on several machines needs the library ray: run 'pip install -r requirements-ray.txt'.\n"
    )


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--watch"], "--watch goes with no other way of building."),
        (["--follow", "data"], "--workers goes with a build that is not followed."),
    ],
)
def test_what_workers_do_not_go_with(
    option: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert embed.main(["--workers", "local", *option]) == 2
    assert said in capsys.readouterr().err
