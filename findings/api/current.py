"""The library that answers now, and the next one, which is opened beside it: no request waits for a new index."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from findings.errors import FactsError, FindingsError, IndexMissing
from findings.settings import EMBED, Settings

if TYPE_CHECKING:
    from findings.library import Library
    from findings.text.authority_groups import Neighbours

# A store is asked once in so many seconds whether there is a newer index.
_EVERY = 1.0
# Councils whose libraries a process holds open.
MOST = 16

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A library with what tells it from others: its generation, and when the neighbours' file was changed."""

    library: Library
    version: str


class Libraries:
    """The library of each council that asks. Of more than MOST councils the least lately asked is let go; it is opened
    again when somebody of it comes back. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._held: OrderedDict[str | None, Current] = OrderedDict()

    def of(self, council: str | None) -> Current:
        """For somebody of this council (`Caller.council`)."""
        own = self._settings.for_council(council)
        key = None if own is self._settings else council
        with self._lock:
            found = self._held.get(key)
            if found is None:
                found = self._held[key] = Current(own)
            self._held.move_to_end(key)
            if len(self._held) > MOST:
                self._held.popitem(last=False)
            return found


class Current:
    """Which library answers, for those of one council. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._opened: Opened | None = None
        self._opening: threading.Thread | None = None
        self._looking: threading.Thread | None = None
        self._looked = 0.0  # when a store was last asked what is in use
        self._failed: tuple[str, FindingsError] | None = None  # the version that could not be opened, and why

    def get(self) -> Opened:
        """The library over the generation in use; while a newer one is opened, or if it cannot be, the one before.

        Only the first is waited for; afterwards a store is asked beside, for it may be long in answering.

        Raises:
            IndexMissing, IndexDamaged: none could be opened yet.
        """
        opened = self._opened
        if opened is None:
            version = self.version()
            with self._lock:
                return self._opened or self._open(version)
        if self._settings.store:
            self._look_beside()
        elif (version := self.version()) != opened.version:
            self._open_beside(version)
        return opened

    def ready(self) -> Opened | None:
        """As `get`, but None where somebody would have to wait for the first one."""
        return self.get() if self._opened is not None else None

    def version(self) -> str:
        """What is in use: two small looks at the disk, or a question to the store.

        Raises:
            IndexMissing: nothing is, and nothing was.
            IndexDamaged: the store does not answer.
        """
        from findings.library import current_id

        opened, settings = self._opened, self._settings
        generation = current_id(settings.source, settings.tenant)
        if generation is None:
            if opened is not None:
                return opened.version
            # The address of a store may hold a password.
            where = "the store" if settings.store else settings.index
            raise IndexMissing(f"There is no index in {where}: run '{EMBED}' to build it.")
        try:
            changed = self._settings.neighbours.stat().st_mtime_ns
        except OSError:
            changed = 0
        return f"{generation}-{changed:x}"

    def _open(self, version: str) -> Opened:
        """Open it, have it answer once so that everything is loaded, and put it in use."""
        from findings.library import open_library

        if self._failed is not None and self._failed[0] == version:
            raise self._failed[1]
        try:
            library = open_library(
                self._settings.source, neighbours=self._neighbours(), tenant=self._settings.tenant
            )
            library.search("children", 1)
        except FindingsError as error:
            self._failed = version, error
            raise
        replaced = self._opened is not None
        self._opened = Opened(library, version)
        if replaced:
            # Once nothing is answered from the one before, its files are let go, so that a build can remove them.
            letting_go = threading.Timer(self._settings.service_seconds, gc.collect)
            letting_go.daemon = True
            letting_go.start()
        return self._opened

    def _look_beside(self) -> None:
        """Ask the store what is in use, at most once in so many seconds, and open it should it be another."""
        with self._lock:
            busy = self._looking is not None and self._looking.is_alive()
            if busy or time.monotonic() < self._looked + _EVERY:
                return
            self._looked = time.monotonic()
            self._looking = threading.Thread(target=self._look, daemon=True)
            self._looking.start()

    def _look(self) -> None:
        try:
            version = self.version()
        except FindingsError as error:  # whoever searches is told the same
            log.warning("%s", error)
            return
        if self._opened is not None and self._opened.version != version:
            self._open_beside(version)

    def _open_beside(self, version: str) -> None:
        with self._lock:
            busy = self._opening is not None and self._opening.is_alive()
            if busy or (self._failed is not None and self._failed[0] == version):
                return
            self._opening = threading.Thread(target=self._try_to_open, args=(version,), daemon=True)
            self._opening.start()

    def _try_to_open(self, version: str) -> None:
        try:
            self._open(version)
        except Exception as error:  # the one before goes on answering, whatever is wrong with this one
            if not isinstance(error, FindingsError):
                self._failed = version, FindingsError(str(error))
            log.exception("the new index cannot be used; the one before answers on")

    def _neighbours(self) -> Neighbours:
        from findings.text.authority_groups import NO_NEIGHBOURS, read_neighbours

        try:
            return read_neighbours(self._settings.neighbours)
        except FactsError as error:
            log.error("%s", error)
            return NO_NEIGHBOURS
