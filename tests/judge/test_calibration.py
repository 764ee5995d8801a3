"""Numbers that belong to an encoder: found by its checksum, borrowed where it has none."""

from __future__ import annotations

import json

import pytest

from findings.encoding.load import load_encoder
from findings.encoding.types import ADAPTED, PACKAGED
from findings.judge.calibration import FOLDER, calibration
from findings.judge.stance_model import LABELS
from tests.fakes import FakeEncoder


def test_the_packaged_encoder_has_numbers_of_its_own() -> None:
    found = calibration(load_encoder(PACKAGED))
    kept = json.loads((FOLDER / f"{PACKAGED}.json").read_text(encoding="utf-8"))
    assert (found.encoder, found.own) == (PACKAGED, True)
    assert found.said_again.cut == kept["said_again"]["cut"]
    assert found.stance is not None
    assert found.stance.vectors.shape == (len(LABELS), 1 + 384)
    assert found.stance.vectors[0, 0] == kept["stance"]["vectors"][0][0] / 1000


def test_an_encoder_without_a_file_borrows_the_cuts_and_judges_by_words() -> None:
    found = calibration(FakeEncoder())
    assert (found.encoder, found.own, found.stance) == (PACKAGED, False, None)


def test_a_retrained_encoder_borrows_the_numbers_of_its_name() -> None:
    encoder = FakeEncoder(checksum="retrained")
    encoder.name = ADAPTED
    found = calibration(encoder)
    assert (found.encoder, found.own, found.stance) == (ADAPTED, False, None)


def test_vectors_fitted_on_other_dimensions_are_refused() -> None:
    encoder = FakeEncoder(checksum=load_encoder(PACKAGED).checksum)
    encoder.name = PACKAGED
    with pytest.raises(ValueError, match="all-MiniLM-L6-v2 is of other dimensions"):
        calibration(encoder)
