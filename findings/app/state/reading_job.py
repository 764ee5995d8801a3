"""Files that a person wants to add, opened and read beside the pages: they may go on to another page, and find the
reading under way or ended when they come back."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from findings.app.text import uploads_text
from findings.errors import FindingsError
from findings.uploads.archive import opened
from findings.uploads.staging import Candidate, Refusal, Waiting, drop, read, take

log = logging.getLogger(__name__)


class ReadingJob:
    """One person's files, read in a thread that no page owns once it has begun.

    `known` maps the checksums of documents held, or chosen before, to their names; `room` is how many may be added.
    """

    def __init__(
        self, files: Sequence[tuple[str, bytes]], folder: Path, known: Mapping[str, str], room: int
    ) -> None:
        self.said = uploads_text.OPENING
        self.part = 0.0
        self.candidates: list[Candidate] = []
        self.refused: list[Refusal] = []
        self.problem = ""  # why it ended before its time
        self._stopped = threading.Event()
        self._thread = threading.Thread(
            target=self._work, args=(files, folder, known, room), name="reading", daemon=True
        )

    def begin(self) -> None:
        """Begin, where it has not begun."""
        if self._thread.ident is None:
            self._thread.start()

    @property
    def goes_on(self) -> bool:
        """Whether it has not ended."""
        return self._thread.ident is None or self._thread.is_alive()

    def wait(self, seconds: float) -> None:
        """Until it has ended, but no longer than this."""
        self._thread.join(seconds)

    def stop(self) -> None:
        """Read no more files; those that were read stay."""
        self._stopped.set()

    def _work(
        self, files: Sequence[tuple[str, bytes]], folder: Path, known: Mapping[str, str], room: int
    ) -> None:
        try:
            taken = take(opened(files, room), folder, known)
            self.refused += [file for file in taken if isinstance(file, Refusal)]
            self._read([file for file in taken if isinstance(file, Waiting)], folder)
        except FindingsError as error:
            self.problem = str(error)
        except Exception:
            log.exception("files could not be read")
            self.problem = uploads_text.NOT_READ

    def _read(self, waiting: Sequence[Waiting], folder: Path) -> None:
        outcomes, done = read(waiting, folder), 0
        try:
            for number, file in enumerate(waiting, 1):
                self.said, self.part = (
                    uploads_text.reading(number, len(waiting), file.name),
                    done / len(waiting),
                )
                if self._stopped.is_set():
                    break
                outcome = next(outcomes)
                done = number
                if isinstance(outcome, Candidate):
                    self.candidates.append(outcome)
                else:
                    self.refused.append(outcome)
        finally:
            drop(waiting[done:])
