"""Builds whenever the folder of the documents changes. The only file that imports watchfiles."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath

from findings.errors import FindingsError, WatchError

# A build begins when nothing has changed for so long, or when changes have gone on for the longest: milliseconds.
QUIET, LONGEST = 2_000, 60_000
# So often it is looked whether a build that failed is to be tried again: milliseconds, and seconds.
_LOOK, AGAIN = 10_000, 300.0
# What programs write while they save, and system files: no document is called so.
_PASSING = (".part", ".tmp", ".crdownload", ".swp")


def watch(corpus: Path, build: Callable[[], None], say: Callable[[str], None]) -> None:
    """Build now, then after every change of `corpus` or a folder in it, until SIGINT or SIGTERM ends it.

    A build that fails is said and tried again after the next change, at the latest after AGAIN; one that a signal
    stops leaves the index in use as it was. Raises WatchError when there is no such folder.
    """
    if not corpus.is_dir():
        raise WatchError(f"There is no folder {corpus}: make it, or name another with --corpus.")
    with _stopped_by_signals():
        try:
            _watch(corpus, build, say)
        except KeyboardInterrupt:
            say("stopped; the index in use was not changed by what was going on.")


def _watch(corpus: Path, build: Callable[[], None], say: Callable[[str], None]) -> None:
    built = _files(corpus)
    failed = _tried(build, say)
    say(f"watching {corpus}; Ctrl+C ends it.")
    for told in _changes(corpus):
        # Nobody tells what changed while the first build ran, before the watch began, or on some network drives.
        found = _files(corpus)
        changes = told or len({path for path, *_ in found ^ built})
        due = failed is not None and time.monotonic() - failed >= AGAIN
        if changes or due:
            if changes:
                say(f"{changes:,} change{'' if changes == 1 else 's'}")
            built = found
            failed = _tried(build, say)


def _files(corpus: Path) -> frozenset[tuple[str, int, int]]:
    """Every file that counts, with when it was changed and how long it is."""
    found = set()
    for path in corpus.absolute().rglob("*"):
        with suppress(OSError):  # it may go while it is looked at
            stat = path.stat()
            if path.is_file() and counts(str(path), corpus):
                found.add((str(path), stat.st_mtime_ns, stat.st_size))
    return frozenset(found)


def _tried(build: Callable[[], None], say: Callable[[str], None]) -> float | None:
    """Build; when it failed, None when it did not."""
    try:
        build()
    except FindingsError as error:
        say(f"{error} It is tried again after the next change, or in {AGAIN / 60:.0f} minutes.")
        return time.monotonic()
    except Exception as error:  # a fault of ours must not end the watch that others rely on
        said = " ".join(f"{type(error).__name__}: {error}".split())
        say(
            f"the build failed ({said}). It is tried again after the next change, or in {AGAIN / 60:.0f} minutes."
        )
        return time.monotonic()
    return None


def _changes(corpus: Path) -> Iterator[int]:
    """How many files changed, each time when they are still; 0 when it is time to look."""
    from watchfiles import watch as watched

    try:
        for changes in watched(
            corpus,
            watch_filter=lambda _change, path: counts(path, corpus),
            debounce=LONGEST,
            step=QUIET,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            recursive=True,
        ):
            yield len(changes)
    except (OSError, RuntimeError) as error:
        raise WatchError(f"{corpus} cannot be watched ({error}). See docs/keeping-in-touch.md.") from error


def counts(path: str, corpus: Path) -> bool:
    """Whether a change of this file can change the index: hidden and half-written files cannot."""
    try:
        parts = PurePath(path).relative_to(corpus.absolute()).parts
    except ValueError:
        parts = PurePath(path).parts[-1:]
    return not any(part.startswith((".", "~$")) for part in parts) and not path.endswith(_PASSING)


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """SIGTERM, by which a service is stopped, ends the work as SIGINT does: cleanly."""

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def say_to_log(said: str) -> None:
    """One line on standard error, at once: it is read in the log of a service."""
    print(f"embed: {said}", file=sys.stderr, flush=True)
