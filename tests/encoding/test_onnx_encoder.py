"""The encoder without torch: made from the reference, verified, taken over, and fallen back from."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from findings.encoding import export, onnx_encoder, onnx_session
from findings.encoding.export import prepare
from findings.encoding.load import load_encoder
from findings.encoding.onnx_encoder import ExportedEncoder, open_exported
from findings.encoding.types import Encoded, Spans
from findings.errors import EncoderError
from findings.index.build import build
from findings.index.generation import open_generation
from findings.progress import Silent
from tests.encoding.threads import problems_of
from tests.fakes import FAKE_RULES, FakeEncoder
from tests.shipped import copy_shipped

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    "The local authority designated officer responds to allegations at once.",
    "Supervision.",
    "Foster carers receive good training, and they value it. " * 40,
]
HEAVY = "torch transformers sentence_transformers peft".split()

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of the packaged encoder."""
    folder = tmp_path_factory.mktemp("export") / "encoder"
    _, note = prepare(load_encoder(), folder, None, TEXTS, Silent())
    assert note == ""
    return folder


def opened(folder: Path) -> ExportedEncoder:
    encoder = open_exported(folder)
    assert encoder is not None
    return encoder


def test_it_agrees_with_the_reference(folder: Path) -> None:
    ours, reference = opened(folder), load_encoder()
    assert (ours.checksum, ours.precision, ours.dimensions, ours.width) == (
        reference.checksum, reference.precision, 384, 64,
    )  # fmt: skip
    found, expected = ours.encode_tokens(TEXTS), reference.encode_tokens(TEXTS)
    np.testing.assert_allclose((found.vectors * expected.vectors).sum(axis=1), 1, atol=1e-5)
    for own, other in zip(found.tokens, expected.tokens, strict=True):
        np.testing.assert_allclose((own * other).sum(axis=1), np.ones(len(other)), atol=1e-5)
    assert [ours.pieces(text) for text in TEXTS] == [reference.pieces(text) for text in TEXTS]
    np.testing.assert_allclose(ours.encode(TEXTS), found.vectors, atol=1e-6)


def test_spans_agree_with_the_reference_and_one_it_does_not_see_has_no_vector(folder: Path) -> None:
    spans = [
        [(0, 13), (14, len(TEXTS[0]))],
        [(0, 12)],
        [(0, 56), (2000, 2056)],
    ]  # the last is beyond 256 pieces
    ours, theirs = (each.encode_tokens(TEXTS, spans).spans for each in (opened(folder), load_encoder()))
    seen = [[vector is not None for vector in own] for own in ours]
    assert seen == [[True, True], [True], [True, False]]
    for own, other in zip(chain(*ours), chain(*theirs), strict=True):
        if own is None or other is None:
            assert own is other
        else:
            assert own @ other == pytest.approx(1.0, abs=1e-5)


def test_it_says_how_well_it_agreed(folder: Path) -> None:
    card = json.loads((folder / "encoder.json").read_text())
    assert 0.99999 <= card["agreement"] <= 1.00001
    assert card["verified_on"] == len(TEXTS)


def test_no_texts_no_rows(folder: Path) -> None:
    assert opened(folder).encode([]).shape == (0, 384)


def test_many_threads_encode_at_once(folder: Path) -> None:
    encoder = opened(folder)
    expected = encoder.encode(TEXTS)

    def ask() -> None:
        for _ in range(3):
            np.testing.assert_allclose(encoder.encode(TEXTS), expected, atol=1e-6)

    assert problems_of(ask) == []


def test_two_generations_share_one_loaded_model(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "encoder")
    first, second = opened(folder), opened(tmp_path / "encoder")
    first.encode(["plan"])
    second.encode(["plan"])
    assert first._runtime is second._runtime


def test_a_damaged_model_is_refused(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "encoder")
    card = json.loads((folder / "encoder.json").read_text())
    (tmp_path / "encoder" / "encoder.json").write_text(json.dumps({**card, "model": "0" * 64}))
    with pytest.raises(EncoderError, match=r"model\.onnx is damaged: its checksum is .*…, not 000000000000…"):
        opened(tmp_path / "encoder").encode(["plan"])


def test_the_next_build_takes_it_over_by_a_link(folder: Path, tmp_path: Path) -> None:
    encoder, note = prepare(load_encoder(), tmp_path / "encoder", folder, TEXTS, Silent())
    assert isinstance(encoder, ExportedEncoder)
    assert note == ""
    assert (tmp_path / "encoder" / "model.onnx").samefile(folder / "model.onnx")


def test_where_links_fail_it_is_copied(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*paths: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(export.os, "link", fail)
    prepare(load_encoder(), tmp_path / "encoder", folder, TEXTS, Silent())
    assert (tmp_path / "encoder" / "model.onnx").read_bytes() == (folder / "model.onnx").read_bytes()
    assert not (tmp_path / "encoder" / "model.onnx").samefile(folder / "model.onnx")


class Exporting(FakeEncoder):
    """A reference whose export is that of another model."""

    threads = 0

    def __init__(self, source: Path, vector: float) -> None:
        super().__init__()
        self.dimensions = 384
        self._source, self._vector = source, vector

    def encode_tokens(self, texts: Sequence[str], spans: Sequence[Spans] = ()) -> Encoded:
        return Encoded(
            np.full((len(texts), 384), self._vector, dtype=np.float32),
            [np.zeros((0, 0), np.float32)] * len(texts),
        )

    def export(self, folder: Path) -> tuple[int, bool]:
        if not self._source.exists():
            raise EncoderError("The encoder 'fake' cannot be exported: it has no graph")
        for path in self._source.iterdir():
            shutil.copy2(path, folder)
        return 256, True

    def release(self) -> None:
        """It has nothing to let go of."""


def test_an_export_that_differs_is_thrown_away_and_said(folder: Path, tmp_path: Path) -> None:
    reference = Exporting(folder, 384**-0.5)
    encoder, note = prepare(reference, tmp_path / "encoder", None, TEXTS, Silent())
    assert encoder is reference
    assert not (tmp_path / "encoder").exists()
    assert "The exported encoder differs from 'fake' (cosine " in note
    assert "at least 0.99999 is wanted)" in note
    assert "built and searched with sentence-transformers" in note


def test_a_model_that_cannot_be_exported_is_said(tmp_path: Path) -> None:
    reference = Exporting(tmp_path / "nowhere", 0.0)
    encoder, note = prepare(reference, tmp_path / "encoder", None, TEXTS, Silent())
    assert encoder is reference
    assert note.startswith("The encoder 'fake' cannot be exported: it has no graph The index is built")


def test_without_onnxruntime_the_reference_is_used_and_said(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnx_encoder, "available", lambda: False)
    monkeypatch.setattr(onnx_session, "available", lambda: False)
    assert open_exported(folder) is None
    reference = load_encoder()
    encoder, note = prepare(reference, tmp_path / "encoder", None, TEXTS, Silent())
    assert encoder is reference
    assert note.startswith("onnxruntime is not installed. The index is built and searched with sentence-tr")


def test_an_index_without_export_says_that_it_starts_slowly(
    corpus: Path, index: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(corpus, index, FakeEncoder(), rules=FAKE_RULES)
    monkeypatch.setattr("findings.index.generation.load_encoder", lambda name, threads: FakeEncoder())
    open_generation(index, reader=FAKE_RULES.version)
    assert caplog.messages == [
        "Queries are encoded with sentence-transformers, which starts slowly: the index holds no exported encoder."
    ]


def test_search_and_builds_need_no_torch(halton_corpus: Path, halton_index: Path) -> None:
    """The index of the shipped corpus is searched, and found up to date, by processes that never load it."""
    code = f"""
import sys
from findings.cli.main import main
main(["search", "supervision of social workers", "--index", {str(halton_index)!r}])
main(["ask", "How many social workers have left?", "--index", {str(halton_index)!r}])
import embed
assert embed.main(["--corpus", {str(halton_corpus)!r}, "--index", {str(halton_index)!r}, "--if-stale"]) == 0
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert done.stderr == ""


def test_a_changed_document_is_encoded_without_torch(halton_index: Path, tmp_path: Path) -> None:
    shutil.copytree(halton_index, tmp_path / "index")
    copy_shipped(tmp_path / "corpus")
    (tmp_path / "corpus" / "new.txt").write_text("Supervision of new workers is regular.\n", encoding="utf-8")
    code = f"""
import sys, embed
embed.main(["--corpus", {str(tmp_path / "corpus")!r}, "--index", {str(tmp_path / "index")!r}])
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "new.txt" in done.stdout
