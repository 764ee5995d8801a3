"""A copy of what cannot be built again: the documents, and what people made with the app."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from findings.errors import FindingsError
from findings.packs.database import NAME, Database

# A log in the middle of being written, and SQLite's own working files: the copy of the packs needs neither.
_LEFT_OUT = (NAME, f"{NAME}-wal", f"{NAME}-shm")


@dataclass(frozen=True, slots=True)
class Backup:
    """What was copied."""

    folder: Path
    files: int
    size: int  # bytes


def back_up(corpus: Path, data: Path, target: Path) -> Backup:
    """Copy `corpus` and `data` into the new folder `target`, also while the app runs.

    To restore: put the two folders back and run `python embed.py`. Raises FindingsError when something cannot be
    copied; what was copied until then is removed.
    """
    try:
        target.mkdir(parents=True)
    except FileExistsError as error:
        raise FindingsError(f"{target} is there already: name a folder that is not.") from error
    except OSError as error:
        raise FindingsError(f"{target} cannot be made ({error.strerror}).") from error
    try:
        if corpus.is_dir():
            shutil.copytree(corpus, target / "corpus")
        if data.is_dir():
            shutil.copytree(data, target / "data", ignore=shutil.ignore_patterns(*_LEFT_OUT))
            if (data / NAME).exists():
                Database(data).copy_to(target / "data" / NAME)
                Database(target / "data").check()
    except BaseException as error:
        shutil.rmtree(target, ignore_errors=True)
        if isinstance(error, OSError):
            first = error.args[0][0] if isinstance(error, shutil.Error) else error
            raise FindingsError(f"Not everything could be copied ({first}); nothing was kept.") from error
        raise
    copied = [path for path in target.rglob("*") if path.is_file()]
    return Backup(target, len(copied), sum(path.stat().st_size for path in copied))
