from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from findings.errors import EncoderError
from findings.indexing import encoder as encoders
from findings.indexing.encoder import PACKAGED_CHECKSUM, Encoder, load_encoder, unit

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    "The local authority designated officer responds to allegations at once.",
    "Allegations against staff are managed well by the LADO.",
    "Foster carers receive good training.",
]


def test_rows_become_unit_length_and_zero_rows_stay() -> None:
    rows = unit(np.array([[3, 4], [0, 0]], dtype=np.float32))
    np.testing.assert_allclose(rows, [[0.6, 0.8], [0, 0]], rtol=1e-6)


def test_an_unknown_encoder_is_named_with_what_can_be_given() -> None:
    with pytest.raises(
        EncoderError, match=r"no encoder 'nonsense': give all-MiniLM-L6-v2, the folder of .* or a hub name"
    ):
        load_encoder("nonsense")


def test_a_folder_without_weights(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"has no weights: .* holds no \.safetensors file"):
        load_encoder(str(tmp_path))


def test_a_missing_package_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "PACKAGE", "gt_not_there")
    with pytest.raises(
        EncoderError, match=r"all-MiniLM-L6-v2 is not installed: run 'pip install gt-not-there'"
    ):
        load_encoder()


def test_naming_the_encoder_loads_no_model() -> None:
    code = "import sys; from findings.indexing.encoder import load_encoder; e = load_encoder(); "
    code += "print(e.checksum[:8], e.dimensions, e.precision, 'torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["53aa5117", "384", "fp32", "False"]


def packaged_folder() -> Path:
    return encoders._package_folder()


@pytest.fixture(scope="module")
def real() -> Encoder:
    return load_encoder(threads=2)


@pytest.mark.model
def test_damaged_weights_are_refused_with_both_checksums(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(packaged_folder(), folder)
    with (folder / "model.safetensors").open("r+b") as file:
        file.seek(5000)
        file.write(b"x")
    monkeypatch.setattr(encoders, "_package_folder", lambda: folder)
    with pytest.raises(
        EncoderError,
        match=r"weights of all-MiniLM-L6-v2 are damaged: their checksum is .*…, not 53aa51172d14…",
    ):
        load_encoder().encode(["text"])


@pytest.mark.model
def test_a_folder_is_the_same_encoder_by_its_checksum() -> None:
    assert load_encoder(str(packaged_folder())).checksum == PACKAGED_CHECKSUM


@pytest.mark.model
def test_a_folder_that_holds_no_model(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(EncoderError, match=r"The encoder '.*' cannot be loaded: "):
        load_encoder(str(tmp_path)).encode(["text"])


@pytest.mark.model
def test_vectors_are_unit_rows_and_close_in_meaning(real: Encoder) -> None:
    rows = real.encode(TEXTS)
    assert rows.shape == (3, 384)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-5)
    assert rows[0] @ rows[1] > 0.4 > rows[0] @ rows[2]


@pytest.mark.model
def test_a_text_has_the_same_vector_alone_and_among_many(real: Encoder) -> None:
    many = real.encode(TEXTS * 7)
    for number, text in enumerate(TEXTS):
        np.testing.assert_allclose(real.encode([text])[0], many[number + 3], atol=1e-5)


@pytest.mark.model
def test_no_texts_no_rows(real: Encoder) -> None:
    assert real.encode([]).shape == (0, 384)


@pytest.mark.model
def test_pieces_count_the_end_marks_and_are_not_cut_short(real: Encoder) -> None:
    assert real.pieces("") == 2
    assert real.pieces("The plan") == 4
    assert real.pieces("plan " * 1000) == 1002


@pytest.mark.model
def test_many_threads_encode_at_once(real: Encoder) -> None:
    expected = real.encode(TEXTS)
    problems: list[str] = []

    def ask() -> None:
        try:
            for _ in range(5):
                np.testing.assert_allclose(real.encode(TEXTS), expected, atol=1e-5)
                real.pieces(TEXTS[0])
        except BaseException as error:
            problems.append(repr(error))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
