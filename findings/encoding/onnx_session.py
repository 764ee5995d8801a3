"""A network as one ONNX file, checked and opened. The only file that imports onnxruntime."""

from __future__ import annotations

import importlib.util
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from findings.encoding.types import first_line
from findings.errors import EncoderError
from findings.reading.source import file_digest

# avx512_vnni, avx_vnni and amx_int8 of x86-64; asimddp and i8mm of ARM.
_BYTES = re.compile(r"\b(?:avx512_vnni|avx_vnni|amx_int8|asimddp|i8mm)\b")


def available() -> bool:
    """Whether onnxruntime is installed."""
    return importlib.util.find_spec("onnxruntime") is not None


@cache
def multiplies_bytes() -> bool:
    """Whether the processor has instructions that multiply and add up bytes, as /proc/cpuinfo says; on other systems we
    assume so. Without them a network in int8 is slower than the same one in single precision: 24 and 18 ms a pair of
    the judge on a processor that has AVX2 alone."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True
    return bool(_BYTES.search(told))


def open_session(path: Path, checksum: str, remedy: str) -> Any:
    """An onnxruntime session over the file, on one core: what is asked of it runs side by side in threads of ours.

    Matrices that the file holds in int8 are multiplied as bytes where the processor can (`multiplies_bytes`), else
    brought to single precision once.

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
    if multiplies_bytes():
        # The inputs of each matrix are rounded to bytes too, in blocks: MatMulNBits with an accuracy level of 4.
        options.add_session_config_entry("session.qdq_matmulnbits_accuracy_level", "4")
    else:
        options.add_session_config_entry("session.disable_quant_qdq", "1")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's errors have no common family
        raise EncoderError(f"{path} cannot be loaded: {first_line(error)}") from error
