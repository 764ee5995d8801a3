"""What is carried for an encoder beside its weights: a low-rank adapter, and the matrix of its token vectors.

The only file that imports peft and safetensors.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from findings.encoding.types import Floats, first_line
from findings.errors import EncoderError


def merge(model: Any, folder: Path) -> None:
    """Add the adapter in a folder into the weights of a transformers model, in place. Raises EncoderError."""
    try:
        from peft import PeftModel

        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", FutureWarning
            )  # of transformers, about a name that peft still uses
            PeftModel.from_pretrained(model, str(folder)).merge_and_unload()
    except Exception as error:  # a missing library, a broken file, an adapter of another model
        raise EncoderError(f"The adapter in {folder} cannot be used: {first_line(error)}") from error


def read_projection(path: Path) -> Floats:
    """The matrix float32 [width, dimensions] that turns a token's state into its token vector. Raises EncoderError."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        matrix = load_file(path)["projection"]
    except (OSError, SafetensorError) as error:
        raise EncoderError(f"{path} cannot be read: {first_line(error)}") from error
    except KeyError:
        raise EncoderError(f"{path} holds no tensor named 'projection'.") from None
    if matrix.ndim != 2:
        raise EncoderError(f"{path}: 'projection' must be a matrix, not {list(matrix.shape)}.")
    return matrix.astype("float32")
