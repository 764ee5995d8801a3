"""The adapter that the repository carries is the one its README describes."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from safetensors import safe_open

import findings.encoding

ADAPTER = Path(findings.encoding.__file__).parent / "weights"
README = (ADAPTER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["adapter_model.safetensors", "tokens.safetensors", "base-tokens.safetensors"]
)
def test_the_readme_gives_the_checksum_of_each_file(name: str) -> None:
    (line,) = [line for line in README.splitlines() if line.startswith("|") and f"`{name}`" in line]
    (written,) = re.findall(r"[0-9a-f]{64}", line)
    assert hashlib.sha256((ADAPTER / name).read_bytes()).hexdigest() == written


@pytest.mark.parametrize("name", ["tokens.safetensors", "base-tokens.safetensors"])
def test_a_projection_is_as_wide_as_the_readme_says(name: str) -> None:
    with safe_open(ADAPTER / name, "numpy") as file:
        projection = file.get_tensor("projection")
    assert f"`projection`, float32 {list(projection.shape)}" in README
    assert projection.dtype == "float32"


def test_every_adapted_weight_has_two_matrices_of_the_rank_in_the_settings() -> None:
    settings = json.loads((ADAPTER / "adapter_config.json").read_text(encoding="utf-8"))
    with safe_open(ADAPTER / "adapter_model.safetensors", "numpy") as file:
        shapes = {name: file.get_slice(name).get_shape() for name in file.keys()}  # noqa: SIM118
    adapted = {name.rpartition(".lora_")[0] for name in shapes}
    assert len(adapted) == 6 * 6  # six parts of six layers
    for name in adapted:
        assert re.fullmatch(settings["target_modules"], name.removeprefix("base_model.model."))
        assert shapes[f"{name}.lora_A.weight"][0] == settings["r"]
        assert shapes[f"{name}.lora_B.weight"][1] == settings["r"]
    query = "base_model.model.encoder.layer.0.attention.self.query"
    assert shapes[f"{query}.lora_A.weight"] == [settings["r"], 384]
    assert shapes[f"{query}.lora_B.weight"] == [384, settings["r"]]
