"""Files written so that nothing is lost: whole or not at all, and never in the place of another."""

from __future__ import annotations

import errno
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from findings.errors import AddingError
from findings.indexing.pointer import sync_folder


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet. After this returns, also a power cut leaves it whole.

    Raises:
        AddingError: there is one already, no room, no permission; nothing was written.
    """
    temporary = path.with_name(f".{uuid.uuid4().hex}.part")
    with _said(path):
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _into_place(temporary, path)
            sync_folder(path.parent)
        finally:
            temporary.unlink(missing_ok=True)


def move_new(source: Path, path: Path) -> None:
    """Move a file to where there is none yet, also to another disk; raises AddingError, and it stays where it was."""
    temporary = path.with_name(f".{uuid.uuid4().hex}.part")
    with _said(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, temporary)
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            _into_place(temporary, path)
            sync_folder(path.parent)
            source.unlink()
        finally:
            temporary.unlink(missing_ok=True)


def write_over(path: Path, text: str) -> None:
    """Replace a small file of ours in one step."""
    temporary = path.with_name(f".{uuid.uuid4().hex}.part")
    with _said(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def _into_place(temporary: Path, path: Path) -> None:
    """Give a whole file its name; raises FileExistsError where the name is taken."""
    try:
        os.link(temporary, path)  # never replaces, unlike a rename
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if path.exists():
            raise FileExistsError(errno.EEXIST, "there is a file of that name", str(path)) from None
        temporary.rename(path)


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """What the operating system refuses, in our words."""
    try:
        yield
    except FileExistsError as error:
        raise AddingError(
            f"There is another file in the place of ‘{path.name}’. Nothing was changed."
        ) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise AddingError(
                f"There is no room left for ‘{path.name}’. Ask an administrator to make room."
            ) from error
        raise AddingError(
            f"‘{path.name}’ could not be written ({error.strerror or error}). Ask an administrator to look at "
            f"{path.parent}."
        ) from error
