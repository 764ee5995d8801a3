"""Which generation is in use: one small file, replaced in one step; and who is still reading an older one."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from findings.index import manifest

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

POINTER = "current"
GENERATIONS = "generations"
_ID = re.compile(r"[0-9A-Za-z-]{1,64}")


def current_id(index: Path) -> str | None:
    """The id of the generation in use, or None. Cheap: one small file is read."""
    try:
        text = (index / POINTER).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return text if _ID.fullmatch(text) else None


def folder_of(index: Path, generation_id: str) -> Path:
    return index / GENERATIONS / generation_id


def switch(index: Path, generation_id: str) -> None:
    """Put a complete generation in use: after this returns, also a power cut leaves it in use."""
    temporary = index / f"{POINTER}.new"
    with temporary.open("w", encoding="ascii") as file:
        file.write(generation_id + "\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(index / POINTER)
    sync_folder(index)


def sync_files(folder: Path) -> None:
    """Make sure that every file below a folder is on the disk and not only in memory."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        else:
            sync_folder(path)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def hold(folder: Path) -> IO[bytes] | None:
    """Mark a generation as being read, until the returned file is closed; None when it is gone or being removed.

    Where files cannot be locked in this way (Windows) nothing is marked; see `remove_old`.
    """
    try:
        file = (folder / manifest.NAME).open("rb")
    except OSError:
        return None
    if fcntl is not None:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return None
    return file


@contextmanager
def _unused(folder: Path) -> Iterator[bool]:
    """Whether nobody reads that generation; while the context lasts nobody can begin to."""
    path = folder / manifest.NAME
    if fcntl is None or not path.exists():
        yield True
        return
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def remove_old(index: Path, current: str | None, previous: str | None = None) -> None:
    """Remove every generation, whole or left over from a killed build, that is neither current nor being read.

    Called only by the one build that holds the lock. Without file locks `previous` is kept too: an app that notices
    a new generation at its next query may still be reading it.
    """
    (index / f"{POINTER}.new").unlink(missing_ok=True)
    keep = {current} if fcntl is not None else {current, previous}
    for folder in sorted((index / GENERATIONS).glob("*")):
        if folder.name in keep:
            continue
        with _unused(folder) as unused:
            if unused:
                # What cannot be removed now (an open file on Windows) is tried again by the next build.
                shutil.rmtree(folder, ignore_errors=True)
