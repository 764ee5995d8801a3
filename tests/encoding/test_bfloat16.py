"""Very many texts are encoded in bfloat16, where that is faster."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from findings.encoding import bfloat16
from findings.encoding.bfloat16 import BFLOAT16, encoder_for, multiplies_bfloat16
from findings.encoding.load import load_encoder
from findings.errors import IndexDamaged
from findings.index.build import build
from findings.index.generation import open_generation
from tests.fakes import FAKE_RULES, FakeEncoder


class RoundingEncoder(FakeEncoder):
    """Can compute in bfloat16 as well."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[FakeEncoder] = []

    def rounded(self) -> FakeEncoder:
        self.made.append(FakeEncoder(precision=BFLOAT16))
        return self.made[-1]


@pytest.fixture
def able(monkeypatch: pytest.MonkeyPatch) -> None:
    """A processor that multiplies bfloat16, and few texts are very many."""
    monkeypatch.setattr(bfloat16, "multiplies_bfloat16", lambda: True)
    monkeypatch.setattr(bfloat16, "MANY", 4)


def write(corpus: Path, name: str, *paragraphs: str) -> None:
    corpus.mkdir(exist_ok=True)
    (corpus / name).write_text("\n".join(paragraphs), encoding="utf-8")


def test_few_texts_stay_in_single_precision(able: None) -> None:
    exact, reference = FakeEncoder(), RoundingEncoder()
    assert encoder_for(3, exact, reference) is exact
    assert encoder_for(4, exact, reference) is reference.made[0]
    assert encoder_for(4, exact, exact) is exact  # it has no other form


def test_no_processor_no_bfloat16(able: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bfloat16, "multiplies_bfloat16", lambda: False)
    exact = FakeEncoder()
    assert encoder_for(4, exact, RoundingEncoder()) is exact


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("processor : 0\nflags : fpu avx2 avx512_bf16\n", True),
        ("processor : 0\nflags : fpu avx2\nbugs : amx_bf16\n", False),
        (None, False),  # no such file: not Linux
    ],
)
def test_the_processor_says_what_it_can(monkeypatch: pytest.MonkeyPatch, text: str | None, can: bool) -> None:
    def read_text(path: Path, encoding: str) -> str:
        if text is None:
            raise FileNotFoundError(path)
        return text

    monkeypatch.setattr(Path, "read_text", read_text)
    multiplies_bfloat16.cache_clear()
    assert multiplies_bfloat16() is can
    multiplies_bfloat16.cache_clear()


def test_the_manifest_tells_and_what_is_added_later_may_be_exact(able: None, tmp_path: Path) -> None:
    corpus, index, encoder = tmp_path / "corpus", tmp_path / "index", RoundingEncoder()
    write(corpus, "a.txt", "@ Halton 2023-01-13", "The LADO met.", "A plan.")
    build(corpus, index, encoder, rules=FAKE_RULES)  # two passages and two sentences, equal: two texts
    assert (open_generation(index, encoder, reader=1).manifest.precision, encoder.made) == ("fp32", [])

    write(corpus, "b.txt", "@ Halton 2024-01-13", "Missing.", "Health.", "Supervision.", "A school.")
    build(corpus, index, encoder, rules=FAKE_RULES)
    assert encoder.made[0].calls == [["Supervision.", "A school.", "Missing.", "Health."]]
    assert open_generation(index, encoder, reader=1).manifest.precision == BFLOAT16

    write(corpus, "c.txt", "@ Halton 2022-01-13", "Officers.")
    report = build(corpus, index, encoder, rules=FAKE_RULES)
    assert (report.encoded, len(encoder.made)) == (1, 1)
    assert open_generation(index, encoder, reader=1).manifest.precision == BFLOAT16  # some of its vectors are

    (corpus / "a.txt").unlink()
    (corpus / "b.txt").unlink()
    build(corpus, index, encoder, rules=replace(FAKE_RULES, version=2))
    assert open_generation(index, encoder, reader=2).manifest.precision == BFLOAT16  # nobody knows which


def test_an_index_in_bfloat16_is_not_asked_by_another_encoder(able: None, tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    write(corpus, "a.txt", "@ Halton 2023-01-13", "The LADO met.", "A plan.", "Missing.", "Health.")
    build(corpus, index, RoundingEncoder(), rules=FAKE_RULES)
    with pytest.raises(
        IndexDamaged, match=r"built with the encoder fake \(fake, bf16\), not with fake \(other"
    ):
        open_generation(index, FakeEncoder(checksum="other"), reader=1)


@pytest.mark.model
def test_the_real_encoder_in_bfloat16_agrees() -> None:
    texts = ["The local authority designated officer responds to allegations at once.", "Supervision.", ""]
    exact = load_encoder()
    rounded = exact.rounded()
    assert (rounded.precision, rounded.checksum) == (BFLOAT16, exact.checksum)
    ours, theirs = rounded.encode_tokens(texts), exact.encode_tokens(texts)
    assert ours.vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(ours.vectors, axis=1), 1, atol=1e-5)
    assert (ours.vectors * theirs.vectors).sum(axis=1).min() > 0.999
    for own, other in zip(ours.tokens, theirs.tokens, strict=True):
        np.testing.assert_allclose((own * other).sum(axis=1), np.ones(len(other)), atol=5e-3)
