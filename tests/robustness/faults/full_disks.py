"""Disks of a few megabytes, and filling them: only root may make one, on Linux."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BLOCK = 4096  # bytes that a tmpfs gives at once


@contextmanager
def small_disk(folder: Path, size: str = "64m") -> Iterator[Path]:
    """A disk of its own (tmpfs) at `folder`; only root may make one."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def used(disk: Path) -> int:
    """Bytes that are taken."""
    found = os.statvfs(disk)
    return (found.f_blocks - found.f_bfree) * found.f_frsize


@contextmanager
def filled(disk: Path, left: int = 0) -> Iterator[None]:
    """The disk full but for `left` blocks of 4 KB, until the context ends."""
    fill = disk / "fill"
    free = os.statvfs(disk).f_bavail * _BLOCK - left * _BLOCK
    handle = os.open(fill, os.O_WRONLY | os.O_CREAT)
    try:
        os.posix_fallocate(handle, 0, max(free, 1))
        yield
    finally:
        os.close(handle)
        fill.unlink()
