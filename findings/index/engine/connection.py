"""Connections to PostgreSQL. The only file that imports psycopg.

A URL may name several hosts: reading goes to whichever answers, and to another when one dies. Whatever is read is read
in a transaction that has given up every right but the reader's and has named the council it reads for.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from findings.errors import BuildError, IndexDamaged, IndexMissing, SettingsError
from findings.index.engine.store_tables import LAYOUT, READER, TENANT
from findings.settings import EMBED

if TYPE_CHECKING:
    from psycopg import Connection as Connection
    from psycopg import Cursor as Cursor

Found = TypeVar("Found")

# Connections of a process, and seconds that one is waited for.
MOST, PATIENCE = 8, 20.0
# A read is tried again on another host, with a pause that grows, until this many seconds have gone by.
RETRY_SECONDS = 15.0
# Of the vectors' index: candidates looked at beyond those wanted.
_SEARCHED = 1000
_LOCK = "findings: build"

_BEGIN = (
    f"select set_config('role', '{READER}', true), set_config('{TENANT}', %s, true), "
    f"set_config('hnsw.ef_search', '{_SEARCHED}', true), set_config('hnsw.iterative_scan', 'strict_order', true), "
    "set_config('jit', 'off', true)"
)
_HERE = "select count(*) from findings.generations where generation = any(%s)"


class HostBehind(Exception):
    """A host that does not hold what is asked for: a replica that has not caught up, or has been emptied."""


def psycopg() -> Any:
    try:
        import psycopg as module
        import psycopg_pool
    except ImportError as error:
        raise SettingsError(
            "A store in PostgreSQL needs the library psycopg: run 'pip install -r requirements-engine.txt'."
        ) from error
    return module, psycopg_pool


class Server:
    """The pool of connections to one URL. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        """Raises SettingsError when the URL cannot be used; nothing is opened yet."""
        self._module, pools = psycopg()
        self._url = url
        self.name = _without_secrets(self._module, url)
        self._pool = pools.ConnectionPool(
            url,
            min_size=0,
            max_size=MOST,
            timeout=PATIENCE,
            open=False,
            kwargs={
                "autocommit": True,
                "load_balance_hosts": "random",
                "connect_timeout": 5,
                "application_name": "findings",
            },
        )
        self._lock = threading.Lock()
        self._holding: dict[str, int] = {}  # generation -> how many objects read it
        self._holder: Connection[Any] | None = None

    def read(self, tenant: str, generations: Sequence[str], work: Callable[[Cursor[Any]], Found]) -> Found:
        """What `work` reads for a council; a host that dies, or lacks one of `generations`, is left for another.

        `work` gets a cursor whose values come as bytes where Python has no type for them, and may be called again.

        Raises:
            IndexMissing: nothing was ever loaded there.
            IndexDamaged: no host answers, or the tables are not what they should be.
        """
        self._pool.open()
        began, tries = time.monotonic(), 0
        while True:
            try:
                return self._read(tenant, generations, work)
            except (self._module.OperationalError, self._module.InterfaceError, HostBehind) as error:
                tries += 1
                if time.monotonic() - began > RETRY_SECONDS:
                    raise IndexDamaged(f"The store {self.name} cannot be read: {_line(error)}.") from error
                self._pool.check()  # connections to a host that died are given up
                time.sleep(min(0.05 * 2**tries, 1.0))
                self._hold_again()
            except self._module.errors.UndefinedTable as error:
                raise self._missing() from error
            except self._module.Error as error:
                raise (
                    self._missing()
                    if _no_store(error)
                    else IndexDamaged(f"The store {self.name} cannot be read: {_line(error)}.")
                ) from error

    def _read(self, tenant: str, generations: Sequence[str], work: Callable[[Cursor[Any]], Found]) -> Found:
        # In a pipeline the statements that begin the transaction do not wait for their answers.
        with self._pool.connection() as connection:
            with connection.pipeline(), connection.transaction():
                cursor = connection.cursor(binary=True)
                connection.execute(_BEGIN, [tenant])
                here = connection.execute(_HERE, [list(generations)]) if generations else None
                found = work(cursor)
                if here is not None and here.fetchone()[0] != len(set(generations)):
                    raise HostBehind(f"a host does not hold {', '.join(generations)}")
            return found

    def _missing(self) -> IndexMissing:
        return IndexMissing(
            f"There is no index in the store {self.name}: run '{EMBED} --store URL' to load one."
        )

    @contextmanager
    def writing(self) -> Iterator[Connection[Any]]:
        """The one connection that loads, to the host that can be written to.

        Raises:
            BuildError: it cannot be reached, or another build is loading; also for whatever the server refuses.
        """
        errors = self._module
        try:
            with errors.connect(
                self._url,
                autocommit=True,
                target_session_attrs="read-write",
                application_name="findings: build",
            ) as connection:
                [got] = connection.execute("select pg_try_advisory_lock(%s)", [key_of(_LOCK)]).fetchone()
                if not got:
                    raise BuildError(
                        f"Another build is loading the store {self.name}; wait until it has ended."
                    )
                yield connection
        except errors.Error as error:
            raise BuildError(
                f"The store {self.name} could not be written: {_line(error)}; what is in use was not changed."
            ) from error

    def hold(self, generation: str) -> None:
        """Mark a generation as being read, until `release`: a build on that host leaves it there."""
        with self._lock:
            self._holding[generation] = self._holding.get(generation, 0) + 1
            if self._holding[generation] == 1:
                self._hold(generation)

    def release(self, generation: str) -> None:
        with self._lock:
            left = self._holding.get(generation, 0) - 1
            if left > 0:
                self._holding[generation] = left
                return
            self._holding.pop(generation, None)
            with suppress(self._module.Error):
                if self._holder is not None:
                    self._holder.execute("select pg_advisory_unlock_shared(%s)", [key_of(generation)])

    def _hold(self, generation: str) -> None:
        with suppress(
            self._module.Error
        ):  # a host that cannot be asked now is asked again after the next failure
            if self._holder is None or self._holder.closed:
                self._holder = self._module.connect(
                    self._url, autocommit=True, connect_timeout=5, application_name="findings: reading"
                )
            self._holder.execute("select pg_advisory_lock_shared(%s)", [key_of(generation)])

    def _hold_again(self) -> None:
        """After a failure: on another host what is being read is not marked yet."""
        with self._lock:
            with suppress(self._module.Error):
                if self._holder is not None and not self._holder.closed:
                    self._holder.execute("select 1")
                    return
            self._holder = None
            for generation in self._holding:
                self._hold(generation)

    def close(self) -> None:
        self._pool.close()
        if self._holder is not None:
            self._holder.close()


@cache
def server(url: str) -> Server:
    """The one pool of this process for a URL."""
    return Server(url)


def key_of(name: str) -> int:
    """The number that a lock of that name has in the server."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


def check_layout(cursor: Cursor[Any], name: str) -> None:
    """Raises IndexDamaged when the tables were made by another version."""
    found = cursor.execute("select version from findings.layout").fetchone()
    if found is None or found[0] != LAYOUT:
        raise IndexDamaged(
            f"The store {name} has layout {found[0] if found else 'none'}, this version reads layout {LAYOUT}: load it "
            f"again with '{EMBED} --store URL' after 'drop schema findings cascade'."
        )


def _no_store(error: Exception) -> bool:
    """The schema, or the role that reads it, was never made."""
    return getattr(error, "sqlstate", "") in ("3F000", "42704", "22023")


def _line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__).rstrip(".")


def _without_secrets(module: Any, url: str) -> str:
    """What a URL names, for messages: hosts and database."""
    try:
        found = module.conninfo.conninfo_to_dict(url)
    except module.Error as error:
        raise SettingsError(
            f"The store’s URL cannot be used ({_line(error)}): give postgresql://host/database."
        ) from error
    return f"{found.get('dbname', 'postgres')} on {found.get('host', 'this machine')}"
