"""The manifest: what a generation was made of, in a file a person can read; and which generation was compared with it.

Comparing every byte takes about a second for each gigabyte: too long for every command, and nothing in use may be
read unchecked, since a damaged file can bring the process down. So files that look as they did when they were
compared (size, time of change, inode) are trusted; any others, such as those of a copied index, are compared again.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from findings.errors import IndexDamaged
from findings.reading.source import file_digest
from findings.records import Manifest
from findings.settings import EMBED

NAME = "manifest.json"
# The layout of a generation's files; `docs/index-format.md` describes this one. Raise it when the layout changes.
SCHEMA = 5
REBUILD = f"run '{EMBED}' to build it again"


# The last line of the file: sha256 of all that stands before it.
_CHECKSUM = ',\n  "checksum": "'


def write_manifest(folder: Path, manifest: Manifest) -> None:
    text = json.dumps(dataclasses.asdict(manifest), ensure_ascii=False, indent=2).removesuffix("\n}")
    (folder / NAME).write_text(f'{text}{_CHECKSUM}{_digest(text)}"\n}}\n', encoding="utf-8", newline="\n")


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a generation's folder.

    Raises:
        IndexDamaged: there is none, it cannot be read, was changed, or is of another schema.
    """
    path = folder / NAME
    try:
        text = path.read_text(encoding="utf-8")
        values = json.loads(text)
        schema = values["schema"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise IndexDamaged(f"{path} is missing or cannot be read: {REBUILD}.") from error
    if schema != SCHEMA:
        raise IndexDamaged(f"The index has layout {schema}, this version reads layout {SCHEMA}: {REBUILD}.")
    values.pop("checksum", None)
    head, _, checksum = text.rpartition(_CHECKSUM)
    if checksum != f'{_digest(head)}"\n}}\n':
        raise IndexDamaged(f"{path} was changed after it was written: {REBUILD}.")
    try:
        return Manifest(**values)
    except TypeError as error:
        raise IndexDamaged(f"{path} is not a whole manifest: {REBUILD}.") from error


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def listed_files(folder: Path) -> list[Path]:
    """The files of a generation that its manifest lists: all but itself and lock files."""
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and path.name != NAME and path.suffix != ".lock"
    )


def file_digests(folder: Path) -> tuple[dict[str, str], dict[str, int]]:
    """(name -> sha256, name -> bytes) of the files a manifest lists; names are paths below `folder`."""
    paths = {path.relative_to(folder).as_posix(): path for path in listed_files(folder)}
    return (
        {name: file_digest(path) for name, path in paths.items()},
        {name: path.stat().st_size for name, path in paths.items()},
    )


def check_files(folder: Path, manifest: Manifest, check: bool = False) -> None:
    """Compare the files of a generation with its manifest: presence and size; every byte of those that do not look
    as they did when that was last done, or, with `check`, of all.

    Raises:
        IndexDamaged: naming every missing file, or the first ones that differ.
    """
    missing = [name for name in manifest.files if not (folder / name).is_file()]
    if missing:
        raise IndexDamaged(f"{folder} lacks {', '.join(missing)}: {REBUILD}.")
    for name, size in manifest.sizes.items():
        found = (folder / name).stat().st_size
        if found != size:
            raise IndexDamaged(
                f"{folder / name} has {found} bytes, not the {size} it was written with: {REBUILD}."
            )
    if not check and is_checked(folder, manifest.files):
        return
    changed = [name for name, digest in manifest.files.items() if file_digest(folder / name) != digest]
    if changed:
        raise IndexDamaged(f"{folder} was changed after it was built ({', '.join(changed)}): {REBUILD}.")
    remember(folder, manifest.files)


CHECKED = "checked.json"


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
    temporary = path.with_name(f"{CHECKED}.{os.getpid()}.new")
    with contextlib.suppress(OSError):
        temporary.write_text(json.dumps({"generation": folder.name, "files": _looks(folder, files)}))
        temporary.replace(path)


def _mark(folder: Path) -> Path:
    """Beside the pointer, not in the generation: a copy of a generation is another one to be compared."""
    return folder.parent.parent / CHECKED


def _looks(folder: Path, files: Iterable[str]) -> dict[str, list[int]]:
    stats = {name: (folder / name).stat() for name in files}
    return {name: [stat.st_size, stat.st_mtime_ns, stat.st_ino] for name, stat in stats.items()}
