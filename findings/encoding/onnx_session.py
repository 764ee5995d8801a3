"""A network as one ONNX file, checked and opened. The only file that imports onnxruntime."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any

from findings.encoding.types import first_line
from findings.errors import EncoderError
from findings.reading.source import file_digest


def available() -> bool:
    """Whether onnxruntime is installed."""
    return importlib.util.find_spec("onnxruntime") is not None


def open_session(path: Path, checksum: str, remedy: str) -> Any:
    """An onnxruntime session over the file, on one core: what is asked of it runs side by side in threads of ours.

    `checksum` is the file's sha256, `remedy` what to do where it is another one.

    Raises:
        EncoderError: the file is missing or damaged, or the runtime cannot use it.
    """
    # Else it numbers the machine and sends its makers what it runs; it asks for this when it is imported.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    try:
        found = file_digest(path)
    except OSError as error:
        raise EncoderError(f"{path} cannot be read ({error.strerror}); {remedy}.") from error
    if found != checksum:
        raise EncoderError(
            f"{path} is damaged: its checksum is {found[:12]}…, not {checksum[:12]}…; {remedy}."
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's errors have no common family
        raise EncoderError(f"{path} cannot be loaded: {first_line(error)}") from error
