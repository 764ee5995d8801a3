"""The exported judge: damaged or missing files are named, a pair is judged alike in any company."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from findings.encoding import onnx_session
from findings.encoding.cross_encoder import CrossEncoder
from findings.errors import EncoderError
from findings.judge.judge import CLASSES, FOLDER

PAIRS = [
    ("supervision", "2020. | Supervision is regular."),
    ("supervision", "| The panel meets."),
    ("a", "b"),
]


def test_a_folder_without_a_judge_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"holds no judge \(no usable judge.json\)"):
        CrossEncoder(tmp_path)


def test_a_damaged_network_is_not_used(tmp_path: Path) -> None:
    for path in FOLDER.iterdir():
        shutil.copy(path, tmp_path / path.name)
    with (tmp_path / "model.onnx").open("r+b") as file:
        file.seek(1000)
        file.write(b"x")
    with pytest.raises(EncoderError, match=r"model\.onnx is damaged"):
        CrossEncoder(tmp_path).probabilities(PAIRS)


@pytest.mark.model
def test_a_pair_is_judged_alike_alone_and_among_others() -> None:
    judge = CrossEncoder(FOLDER)
    assert judge.classes == CLASSES
    together = judge.probabilities(PAIRS)
    assert together.shape == (3, 4)
    assert np.allclose(together.sum(axis=1), 1)
    for pair, row in zip(PAIRS, together, strict=True):
        assert np.array_equal(judge.probabilities([pair])[0], row)


@pytest.mark.model
def test_no_pairs_no_rows() -> None:
    assert CrossEncoder(FOLDER).probabilities([]).shape == (0, 4)


@pytest.mark.parametrize(
    ("flags", "can"),
    [
        ("flags\t: fpu avx2 fma avx512f avx512_vnni", True),
        ("flags\t: fpu avx2 avx_vnni", True),
        ("Features\t: fp asimd asimddp", True),
        ("flags\t: fpu avx2 fma avx512f", False),
    ],
)
def test_linux_tells_whether_the_processor_multiplies_bytes(
    flags: str, can: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_text", lambda path, **_: flags)
    assert onnx_session.multiplies_bytes.__wrapped__() is can


def test_where_no_list_of_instructions_is_read_bytes_are_multiplied(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(path: Path, **_: str) -> str:
        raise FileNotFoundError(2, "No such file or directory", str(path))

    monkeypatch.setattr(Path, "read_text", missing)
    assert onnx_session.multiplies_bytes.__wrapped__() is True


@pytest.mark.model
def test_both_ways_to_multiply_judge_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_session, "multiplies_bytes", lambda: True)
    as_bytes = CrossEncoder(FOLDER).probabilities(PAIRS)
    monkeypatch.setattr(onnx_session, "multiplies_bytes", lambda: False)
    single = CrossEncoder(FOLDER).probabilities(PAIRS)
    assert not np.array_equal(as_bytes, single)  # two ways indeed
    assert np.abs(as_bytes - single).max() < 0.05
