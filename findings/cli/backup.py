"""A copy of what cannot be built again: the documents, and what people made with the app."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from findings.errors import FindingsError
from findings.packs.database import Database
from findings.saved.saved_file import SavedFile
from findings.settings import data_folders

# What people made is copied by SQLite, as it is at one moment.
_FILES = (Database, SavedFile)
# SQLite's own working files: such a copy needs none of them.
_WORKING = ("-wal", "-shm", "-journal")


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
            files = [file(data).path.name for file in _FILES]
            left_out = shutil.ignore_patterns(*(f"{name}{end}" for name in files for end in ("", *_WORKING)))
            shutil.copytree(data, target / "data", ignore=left_out)
            for folder, file in product(data_folders(data), _FILES):
                held, copy = file(folder), file(target / "data" / folder.relative_to(data))
                if held.path.exists():
                    held.copy_to(copy.path)
                    copy.check()
    except BaseException as error:
        shutil.rmtree(target, ignore_errors=True)
        if isinstance(error, OSError):
            first = error.args[0][0] if isinstance(error, shutil.Error) else error
            raise FindingsError(f"Not everything could be copied ({first}); nothing was kept.") from error
        raise
    copied = [path for path in target.rglob("*") if path.is_file()]
    return Backup(target, len(copied), sum(path.stat().st_size for path in copied))
