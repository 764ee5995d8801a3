"""Two processes of the app and two of the service behind nginx, with the files of `deploy/` as they are but for ports
and certificates: who goes where, and what becomes of them when a process is started again."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode

import pytest

from findings.api.tokens import Tokens
from tests.api.test_server import free_port
from tests.robustness.visitor import Drawn, Visitor, visiting

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin")
OPENSSL = shutil.which("openssl")
# What stands around the files of deploy/ in a distribution's nginx.conf, in folders of the test.
AROUND = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; {user}
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {parts}
}}
"""
COOKIE = "findings_process"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.model,
    pytest.mark.skipif(
        not (NGINX and OPENSSL), reason="needs nginx and openssl (Debian: apt-get install nginx)"
    ),
]


class Process:
    """A program of ours on a port; it can be ended as a system ends it, and started again."""

    def __init__(self, command: list[str], health: str, log: Path, **environment: str) -> None:
        self._command, self._health, self._log = command, health, log
        self._environment = os.environ | environment | {"PYTHONPATH": str(ROOT)}
        self.start()

    def start(self) -> None:
        with self._log.open("a") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )

    def wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + 300
        while True:
            assert self._process.poll() is None and time.monotonic() < until, self._log.read_text()[-3000:]
            try:
                urllib.request.urlopen(self._health, timeout=5).close()
                return
            except OSError:
                time.sleep(0.2)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(90)


class Site:
    """The processes by their ports, and where nginx answers for them."""

    def __init__(self, folder: Path, index: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        self.apps = {port: self._app(port, index) for port in (free_port(), free_port())}
        self.services = {port: self._service(port, index) for port in (free_port(), free_port())}
        self.app, self.service = f"http://127.0.0.1:{free_port()}", f"https://localhost:{free_port()}"
        self.token = Tokens(self.data).add("dashboard", ["read"])[1]

    def wait(self) -> None:
        for process in (*self.apps.values(), *self.services.values()):
            process.wait()

    def _app(self, port: int, index: Path) -> Process:
        command = ["streamlit", "run", "app.py", "--server.address", "127.0.0.1", "--server.port", str(port)]
        return self._process(port, command, "_stcore/health", index)

    def _service(self, port: int, index: Path) -> Process:
        command = ["findings", "serve", "--address", "127.0.0.1", "--port", str(port)]
        return self._process(port, command, "health/ready", index, FINDINGS_SIGN_IN="1")

    def _process(self, port: int, command: list[str], health: str, index: Path, **more: str) -> Process:
        settings = {"FINDINGS_INDEX": str(index), "FINDINGS_DATA": str(self.data), **more}
        settings["FINDINGS_JOURNAL"] = str(self.journal(port))
        health = f"http://127.0.0.1:{port}/{health}"
        return Process([sys.executable, "-m", *command], health, self.folder / f"{port}.log", **settings)

    def journal(self, port: int) -> Path:
        return self.folder / f"{port}.jsonl"

    def answered(self, port: int) -> int:
        """Searches that a process of the service has answered."""
        path = self.journal(port)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return sum(json.loads(line)["kind"] == "search" for line in lines)

    def close(self) -> None:
        for process in (*self.apps.values(), *self.services.values()):
            process.stop()

    def configuration(self) -> str:
        """deploy/nginx.conf and deploy/nginx-service.conf with other ports; the app's without TLS, for our visitors."""
        app = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
        for printed, port in zip(("8501", "8502"), self.apps, strict=True):
            assert printed in app
            app = app.replace(printed, str(port))
        app = _without(app, "ssl_certificate").replace("listen 443 ssl", f"listen {self.app[7:]}")
        service = (DEPLOY / "nginx-service.conf").read_text(encoding="utf-8")
        for printed, port in zip(("8600", "8601"), self.services, strict=True):
            assert printed in service
            service = service.replace(printed, str(port))
        own = self.service.rpartition(":")[2]
        service = service.replace("listen 443 ssl", f"listen 127.0.0.1:{own} ssl")
        service = service.replace("/etc/ssl/", f"{self.folder}/").replace("/var/log/nginx", str(self.folder))
        user = "user root;" if os.geteuid() == 0 else ""
        return AROUND.format(folder=self.folder, user=user, parts=f"{app}\n{service}")


def _without(text: str, word: str) -> str:
    return "\n".join(line for line in text.splitlines() if word not in line)


@pytest.fixture(scope="module")
def site(halton_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    assert NGINX and OPENSSL
    folder = tmp_path_factory.mktemp("site")
    certificate = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-keyout", str(folder / "findings.key"), "-out", str(folder / "findings.pem")]
    names = ["-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([OPENSSL, *certificate, *files, *names], check=True, capture_output=True)
    with ExitStack() as stack:
        site = Site(folder, halton_index)
        stack.callback(site.close)
        site.wait()
        (folder / "nginx.conf").write_text(site.configuration(), encoding="utf-8")
        command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
        with (folder / "nginx.log").open("w") as log:
            nginx = subprocess.Popen(command, stdout=log, stderr=log)
        stack.callback(nginx.wait, 30)
        stack.callback(nginx.terminate)
        until = time.monotonic() + 30
        while status(f"{site.app}/_stcore/health") != 200:
            assert nginx.poll() is None and time.monotonic() < until, (folder / "nginx.log").read_text()
            time.sleep(0.1)
        yield site


def status(address: str, headers: dict[str, str] | None = None, certificate: Path | None = None) -> int:
    """Of an answer; 0 where there is none."""
    context = ssl.create_default_context(cafile=str(certificate)) if certificate else None
    try:
        request = urllib.request.Request(address, headers=headers or {})
        with urllib.request.urlopen(request, timeout=120, context=context) as answer:
            return int(answer.status)
    except URLError as error:
        return int(getattr(error, "code", 0))


@contextmanager
def asked_all_the_while(ask: Callable[[int], int], threads: int = 1) -> Iterator[list[int]]:
    """The statuses of what is asked over and over, by so many at once, while the context lasts."""
    seen: list[int] = []
    ended = threading.Event()

    def go_on(number: int) -> None:
        while not ended.is_set():
            seen.append(ask(number))
            number += threads
            time.sleep(0.02)

    asking = [threading.Thread(target=go_on, args=(number,)) for number in range(threads)]
    for thread in asking:
        thread.start()
    try:
        yield seen
    finally:
        ended.set()
        for thread in asking:
            thread.join()


async def search(visitor: Visitor) -> Drawn:
    drawn = await visitor.open("", urlencode({"q": "LADO arrangements"}))
    assert not drawn.exceptions
    return drawn


async def file(visitor: Visitor, drawn: Drawn) -> bytes:
    """The results as a file: it lies in the process that drew the page."""
    button = drawn.control("download_button", "CSV")
    assert button is not None, [control.label for control in drawn.controls]
    return await visitor.download(button)


def test_people_are_spread_and_each_stays_with_the_process_that_has_their_pages(site: Site) -> None:
    async def visits() -> set[str]:
        places: set[str] = set()
        async with asyncio.timeout(300):
            for _ in range(2):  # both are open at once
                async with visiting(site.app, first := {}) as one, visiting(site.app, second := {}) as other:
                    for visitor in (one, other):
                        assert (await file(visitor, await search(visitor))).count(b"\n") > 2
                    places |= {first[COOKIE], second[COOKIE]}
                async with visiting(site.app, first_again := dict(first)) as again:
                    await search(again)
                assert first_again[COOKIE] == first[COOKIE]
        return places

    assert asyncio.run(visits()) == {str(port) for port in site.apps}


def test_while_a_process_of_the_app_is_started_again_its_people_go_to_the_other_and_stay(site: Site) -> None:
    """A person of the process that ends connects again, as a browser does, and goes on from the address; what is made
    for them afterwards is found also when the first process is back."""

    async def visit() -> None:
        cookies: dict[str, str] = {}
        async with visiting(site.app, cookies) as visitor:
            await search(visitor)
        first = int(cookies[COOKIE])
        await asyncio.to_thread(site.apps[first].stop)
        async with visiting(site.app, cookies) as visitor:
            drawn = await search(visitor)
            assert cookies[COOKIE] == str(next(port for port in site.apps if port != first))
            site.apps[first].start()
            await asyncio.to_thread(site.apps[first].wait)
            assert (await file(visitor, drawn)).count(b"\n") > 2

    with asked_all_the_while(lambda _: status(f"{site.app}/_stcore/health")) as seen:
        asyncio.run(visit())
    assert len(seen) > 10
    assert set(seen) == {200}


def test_each_process_of_the_service_is_started_again_without_a_lost_request(site: Site) -> None:
    headers = {"Authorization": f"Bearer {site.token}"}
    certificate = site.folder / "findings.pem"

    def ask(number: int) -> int:
        query = urlencode({"query": f"strategy meetings {number}", "k": 1, "judge": "false"})
        return status(f"{site.service}/v1/search?{query}", headers, certificate)

    with asked_all_the_while(ask, threads=4) as seen:
        for port, process in site.services.items():
            until = time.monotonic() + 60
            while site.answered(port) < 5 and time.monotonic() < until:
                time.sleep(0.1)
            process.stop()
            gone = len(seen)
            while len(seen) < gone + 20:  # the other answers
                time.sleep(0.05)
            process.start()
            process.wait()
    assert set(seen) == {200}
    assert all(site.answered(port) >= 5 for port in site.services)
    assert status(f"{site.service}/health/ready", certificate=certificate) == 200
    assert status(f"{site.service}/v1/documents", certificate=certificate) == 401


def test_nobody_says_who_they_are_but_the_proxy_and_no_query_is_logged(site: Site) -> None:
    certificate = site.folder / "findings.pem"
    sent = {"X-Forwarded-Email": "ann@halton.gov.uk", "X-Findings-Proxy": "a word"}
    assert status(f"{site.service}/v1/search?query=badgers", sent, certificate) == 401
    log = (site.folder / "findings-service.log").read_text(encoding="utf-8")
    assert "GET /v1/search 401" in log
    assert "badgers" not in log
