"""Which generation was compared with its checksums, and how its files looked then.

Comparing every byte takes about a second for each gigabyte: too long for every command, and nothing in use may be
read unchecked, since a damaged file can bring the process down. So files that look as they did when they were
compared (size, time of change, inode) are trusted; any others, such as those of a copied index, are compared again.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

NAME = "checked.json"


def is_checked(folder: Path, files: Iterable[str]) -> bool:
    """Whether the files of a generation (names below its folder) look as they did when they were last compared."""
    try:
        found = json.loads(_mark(folder).read_text(encoding="utf-8"))
        return bool(found == {"generation": folder.name, "files": _looks(folder, files)})
    except (OSError, ValueError):
        return False


def remember(folder: Path, files: Iterable[str]) -> None:
    """Note that the files were compared just now. In a folder that cannot be written to nothing is noted."""
    path = _mark(folder)
    temporary = path.with_name(f"{NAME}.{os.getpid()}.new")
    with contextlib.suppress(OSError):
        temporary.write_text(json.dumps({"generation": folder.name, "files": _looks(folder, files)}))
        temporary.replace(path)


def _mark(folder: Path) -> Path:
    """Beside the pointer, not in the generation: a copy of a generation is another one to be compared."""
    return folder.parent.parent / NAME


def _looks(folder: Path, files: Iterable[str]) -> dict[str, list[int]]:
    stats = {name: (folder / name).stat() for name in files}
    return {name: [stat.st_size, stat.st_mtime_ns, stat.st_ino] for name, stat in stats.items()}
