"""Write adapters as `peft` reads them, and the projection of token vectors beside them."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from training.encoder.model import TARGETS, Adapted

ADAPTER = Path(__file__).parents[2] / "findings" / "encoding" / "weights"
TOKENS = "tokens.safetensors"
BASE_TOKENS = "base-tokens.safetensors"


def save(model: Adapted, folder: Path) -> None:
    """`adapter_config.json`, `adapter_model.safetensors` (float16) and `tokens.safetensors`."""
    from peft import LoraConfig, TaskType

    config = LoraConfig(
        task_type=TaskType.FEATURE_EXTRACTION,
        r=model.rank,
        lora_alpha=int(model.alpha),
        target_modules=TARGETS,
        inference_mode=True,
        base_model_name_or_path="sentence-transformers/all-MiniLM-L6-v2",
    )
    folder.mkdir(parents=True, exist_ok=True)
    config.save_pretrained(str(folder))
    matrices = {}
    for name in model.a:
        matrices[f"base_model.model.{name}.lora_A.weight"] = model.a[name].detach().half()
        matrices[f"base_model.model.{name}.lora_B.weight"] = model.b[name].detach().half()
    save_file(matrices, folder / "adapter_model.safetensors", metadata={"format": "pt"})
    save_projection(model.projection, folder / TOKENS)


def save_projection(projection: torch.Tensor, path: Path) -> None:
    """One tensor `projection`, float32 [width, 384]."""
    save_file({"projection": projection.detach().float().contiguous()}, path)


def base_model() -> Adapted:
    """The unadapted encoder with the projection trained for it."""
    model = Adapted(rank=1, alpha=1.0, width=1, seed=0)
    model.projection = load_file(ADAPTER / BASE_TOKENS)["projection"]
    return model


def load(folder: Path) -> Adapted:
    """An encoder that was saved."""
    settings = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
    model = Adapted(settings["r"], settings["lora_alpha"], width=1, seed=0)
    matrices = load_file(folder / "adapter_model.safetensors")
    for name in model.a:
        model.a[name] = matrices[f"base_model.model.{name}.lora_A.weight"].float()
        model.b[name] = matrices[f"base_model.model.{name}.lora_B.weight"].float()
    model.projection = load_file(folder / TOKENS)["projection"]
    return model
