"""Which council somebody is of who has signed in: by their address, in a file that the administrators keep.

`councils.csv` in the data folder has a line for a domain ("@halton.gov.uk,halton") or for one address
("ann@example.gov.uk,halton"), which counts for more than its domain. Closed when in doubt: who stands nowhere is of no
council, and with a file that cannot be used nobody is of one.
"""

from __future__ import annotations

import csv
import logging
import re
import threading
from collections.abc import Mapping
from pathlib import Path

from findings.errors import FactsError

NAME = "councils.csv"
_HEADS = ("who", "council")
_COUNCIL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")

log = logging.getLogger(__name__)


def is_council(name: str) -> bool:
    """Whether a council can have this name: it is also that of a folder, and of a tenant of the store."""
    return bool(_COUNCIL.fullmatch(name))


def read_councils(path: Path) -> dict[str, str]:
    """Address, or "@" and domain, in small letters -> council. No file means that nobody is of one.

    Raises FactsError naming the line that is wrong.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise FactsError(f"{path}: it cannot be read as CSV ({error}). Save it as CSV in UTF-8.") from error
    if not lines or tuple(cell.strip() for cell in lines[0]) != _HEADS:
        raise FactsError(f"{path}: the first line must be: {','.join(_HEADS)}")
    found: dict[str, str] = {}
    for number, cells in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        who, council = [cell.strip() for cell in cells] if len(cells) == len(_HEADS) else ("", "")
        if not re.fullmatch(r"[^@\s]*@[^@\s]+", who) or not is_council(council):
            raise FactsError(
                f"{path}, line {number}: give an address or a domain (@example.gov.uk) and a council, named in up to "
                "40 small letters, digits and hyphens."
            )
        if found.setdefault(who.lower(), council) != council:
            raise FactsError(f"{path}, line {number}: ‘{who}’ is of two councils.")
    return found


class Councils:
    """The councils of a data folder, read anew when their file has changed. Safe to share between threads."""

    def __init__(self, data: Path) -> None:
        self._path = data / NAME
        self._lock = threading.Lock()
        self._read: tuple[object, Mapping[str, str]] = (None, {})

    def of(self, address: str) -> str:
        """The council of whoever has this e-mail address; "" for none."""
        known, person = self._known(), address.strip().lower()
        if person.count("@") != 1:
            return ""
        return known.get(person) or known.get(person[person.index("@") :], "")

    def _known(self) -> Mapping[str, str]:
        try:
            stat = self._path.stat()
            state: object = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        except OSError:
            state = None
        with self._lock:
            if state != self._read[0]:
                try:
                    self._read = state, read_councils(self._path)
                except FactsError as error:
                    log.error("%s Until it is mended nobody is of a council.", error)
                    self._read = state, {}
            return self._read[1]
