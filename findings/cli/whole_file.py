"""Writing a file that a person named: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

from findings.errors import PackError


def write_whole(out: Path, data: bytes) -> None:
    """The whole file or none, and until then the one before; what is no file (a pipe) is written as it comes.

    Raises PackError when it cannot be written.
    """
    try:
        _write(out.resolve(), data)
    except OSError as error:
        raise PackError(f"{out}: cannot be written ({error.strerror})") from error


def _write(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
