"""Readers for tests of reading apart: found by name in the reading process, and as unruly as a file's text says."""

from __future__ import annotations

import ctypes
import os
import time
from pathlib import Path

from findings.errors import ReadingError
from findings.reading.sandbox import pulse
from tests.fakes import FakeReading, read_plain


def read_unruly(path: Path, corpus: Path, id: str) -> FakeReading:
    """Reads as `read_plain` unless the file says something else to do."""
    match path.read_text(encoding="utf-8").strip():
        case "sleep":
            time.sleep(600)
        case "spin":
            while True:
                pass
        case "hoard":
            _hoard()
        case "hoard behind damage":
            try:
                _hoard()
            except MemoryError as error:
                raise ReadingError("damaged") from error
        case "crash":
            ctypes.string_at(0)
        case "exit":
            os._exit(0)
        case "go on":
            for number in range(1, 5):
                time.sleep(0.4)
                pulse.say(f"page {number} of 4")
        case "tell the password":
            raise ReadingError(f"The password is ‘{os.environ.get('FINDINGS_SMTP_PASSWORD', 'not known')}’.")
        case "print":
            os.write(1, b"noise of a library\n")
    return read_plain(path, corpus, id)


def _hoard() -> None:
    """Two gigabytes, never touched: a limit refuses them, a machine without one does not feel them."""
    bytearray(2 << 30)
