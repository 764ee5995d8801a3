"""Names of files from outside: how they are shown, and the safe names they are kept under."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from findings.reading.ids import slug

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
