from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from findings.encoding import load as encoders
from findings.encoding.load import load_encoder
from findings.encoding.types import PACKAGED_CHECKSUM, Encoder, unit
from findings.errors import EncoderError
from tests.encoding.threads import problems_of

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
        EncoderError,
        match=r"no encoder 'nonsense': give findings-minilm, all-MiniLM-L6-v2, the folder of .* or a hub name",
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
    code = "import sys; from findings.encoding.load import load_encoder; e = load_encoder(); "
    code += "print(e.checksum[:8], e.dimensions, e.width, e.precision, 'torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.split()[1:] == ["384", "64", "fp32", "False"]


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
def test_a_folder_without_token_vectors_goes_by_the_checksum_of_its_weights() -> None:
    plain = load_encoder(str(packaged_folder()))
    assert (plain.checksum, plain.width) == (PACKAGED_CHECKSUM, 0)


def test_the_matrix_of_token_vectors_is_part_of_what_an_encoder_is(tmp_path: Path) -> None:
    checksums = {PACKAGED_CHECKSUM}
    for value in (1.0, 2.0):
        (tmp_path / "model.safetensors").symlink_to(packaged_folder() / "model.safetensors")
        save_file({"projection": np.full((3, 384), value, dtype=np.float32)}, tmp_path / "tokens.safetensors")
        encoder = load_encoder(str(tmp_path))
        assert encoder.width == 3
        checksums.add(encoder.checksum)
        (tmp_path / "model.safetensors").unlink()
    assert len(checksums) == 3


def test_a_matrix_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").symlink_to(packaged_folder() / "model.safetensors")
    (tmp_path / "tokens.safetensors").write_bytes(b"no tensors")
    with pytest.raises(EncoderError, match=r"tokens\.safetensors cannot be read: "):
        _ = load_encoder(str(tmp_path)).width
    save_file({"other": np.zeros((3, 384), dtype=np.float32)}, tmp_path / "tokens.safetensors")
    with pytest.raises(EncoderError, match=r"tokens\.safetensors holds no tensor named 'projection'"):
        _ = load_encoder(str(tmp_path)).width
    save_file({"projection": np.zeros(384, dtype=np.float32)}, tmp_path / "tokens.safetensors")
    with pytest.raises(EncoderError, match=r"'projection' must be a matrix, not \[384\]"):
        _ = load_encoder(str(tmp_path)).width


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
def test_words_that_carry_a_topic_have_token_vectors(real: Encoder) -> None:
    found = real.encode_tokens(["The plan is good.", "It is the.", "The safeguarding staff"])
    # plan, good; none; safeguard, ##ing, staff. End marks, function words and the stop are left out.
    assert [own.shape for own in found.tokens] == [(2, 64), (0, 64), (3, 64)]
    np.testing.assert_allclose(np.linalg.norm(np.concatenate(found.tokens), axis=1), 1, rtol=1e-5)
    np.testing.assert_allclose(
        found.vectors,
        real.encode(["The plan is good.", "It is the.", "The safeguarding staff"]),
        atol=1e-5,
    )


@pytest.mark.model
def test_the_span_of_a_whole_text_is_nearly_its_vector_and_a_part_reads_in_its_place(real: Encoder) -> None:
    text = "Foster carers receive good training. They value it."
    found = real.encode_tokens([text], [[(0, len(text)), (37, len(text)), (36, 36)]])
    whole, part, nothing = found.spans[0]
    assert whole is not None and part is not None
    # All but the two end marks, which have a share in the vector.
    assert 0.99 < found.vectors[0] @ whole < 0.99999
    about = real.encode(["training of foster carers"])[0]
    assert about @ part > about @ real.encode(["They value it."])[0] + 0.2
    assert nothing is None  # no piece lies there


@pytest.mark.model
def test_an_encoder_whose_vectors_are_no_means_tells_nothing_of_spans(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(packaged_folder(), folder)
    pooling = folder / "1_Pooling" / "config.json"
    settings = json.loads(pooling.read_text())
    pooling.write_text(
        json.dumps({**settings, "pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False})
    )
    encoder = load_encoder(str(folder))
    assert (load_encoder().means, encoder.means) == (True, False)
    assert encoder.encode_tokens(TEXTS[:1], [[(0, 9)]]).spans == [[None]]


@pytest.mark.model
def test_what_threads_share_is_made_before_they_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's own tokenizer refuses two threads at once."""
    encoder = load_encoder(threads=2)
    preprocess, callers = encoder._model.preprocess, []

    def noted(texts: list[str]) -> object:
        callers.append(threading.current_thread())
        return preprocess(texts)

    monkeypatch.setattr(encoder._model, "preprocess", noted)
    encoder.encode_tokens(TEXTS * 10, [[(0, 9)]] * 30)
    assert set(callers) == {threading.main_thread()}


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

    def ask() -> None:
        for _ in range(5):
            np.testing.assert_allclose(real.encode(TEXTS), expected, atol=1e-5)
            real.pieces(TEXTS[0])

    assert problems_of(ask) == []
