"""Files from outside: their names, safe and as shown; written whole or not at all, never in the place of another."""

from __future__ import annotations

import errno
import os
import re
import shutil
import unicodedata
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from findings.errors import AddingError
from findings.index.pointer import sync_folder
from findings.reading.source import slug


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
            f"There is already another file called ‘{path.name}’. Nothing was changed."
        ) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise AddingError(
                f"There is no room left for ‘{path.name}’. Ask an administrator to free some space."
            ) from error
        raise AddingError(
            f"‘{path.name}’ could not be written ({error.strerror or error}). Ask an administrator to check "
            f"{path.parent}."
        ) from error


# Characters of a kept name before its ending; with a folder before it, it fits every file system.
_LONGEST = 80
_SHOWN = 100
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.I)


def shown(name: str) -> str:
    """A file's name as its owner knows it, fit for one line of a page: no folders, nothing invisible, not too long."""
    plain = _plain(name)
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 21]}…{plain[-20:]}"


def _plain(name: str) -> str:
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(" " if c.isspace() else c for c in last if c.isspace() or c.isprintable())
    return " ".join(visible.split()) or "document"


def kept(name: str, ending: str) -> str:
    """The name to keep a file under: lower-case letters, figures and hyphens of `name`, then `ending` (".pdf").

    A path in `name` is not followed, a hidden name is not hidden: "../.secret.pdf" -> "secret.pdf".
    """
    stem = slug(re.sub(r"\.[A-Za-z]{1,5}$", "", _plain(name)))[:_LONGEST].strip("-")
    return f"{'document-' if _DEVICES.fullmatch(stem) else ''}{stem}{ending}"


def free(folder: Path, name: str) -> str:
    """`name`, or with a number the first like it that no file of the folder shares but for its ending.

    Files that differ only in their ending would share one side file.
    """
    taken = {path.stem.casefold() for path in folder.glob("*")} if folder.is_dir() else set()
    stem, ending = Path(name).stem, Path(name).suffix
    candidate, count = stem, 1
    while candidate in taken:
        count += 1
        candidate = f"{stem}-{count}"
    return candidate + ending
