"""A running app and a real browser in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PICTURES = ROOT / ".screenshots"
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
READY = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Another scheme changes nothing but colours: the rules that look at them.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
# Streamlit's file uploader states a role twice, a best practice; the accessibility statement names it.
UPLOADER = "presentation-role-conflict"
WIDTHS = (1280, 390, 320)
DARK_GROUND = "rgb(20, 25, 31)"  # of .streamlit/config.toml


def chromium() -> str | None:
    """The browser's path, or None when it is not installed."""
    return shutil.which(CHROMIUM)


def started(script: str, log: Path, **environment: str) -> tuple[subprocess.Popen[bytes], str]:
    """The process of the app on a free port of this machine, and its address. Its output goes to `log`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1"]
    environment = {"FINDINGS_DATA": str(log.parent / "data"), **environment}
    with log.open("w") as output:
        server = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stdout=output, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/_stcore/health", server, log)
    except BaseException:
        server.kill()
        raise
    return server, address


@contextmanager
def serving(script: str, log: Path, **environment: str) -> Iterator[str]:
    """The app while the context lasts; yields its address."""
    server, address = started(script, log, **environment)
    try:
        yield address
    finally:
        server.terminate()
        server.wait(timeout=90)


def _wait(health: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(health, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the app did not start: {log.read_text()[-2000:]}")


class Tab:
    """A browser tab that remembers every request to another host (none is resolved: see FLAGS)."""

    def __init__(self, browser, address: str, width: int = 1280) -> None:
        self.address = address
        self.elsewhere: list[str] = []
        self.messages = 0  # sent to the app; a rerun is one
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("websocket", self._connected)

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.elsewhere.append(url)

    def _connected(self, socket) -> None:
        self._note(socket.url.replace("ws", "http", 1))
        socket.on("framesent", self._count)

    def _count(self, _frame: object) -> None:
        self.messages += 1

    def open(self, path: str) -> Tab:
        self.page.goto(self.address + path)
        return self.ready()

    def ready(self) -> Tab:
        """Wait until the app has drawn the page."""
        self.page.wait_for_selector(READY, timeout=180_000)
        self.page.wait_for_selector("h1", timeout=180_000)
        return self

    def still(self) -> Tab:
        """Wait until the page has stopped scrolling."""
        self.page.evaluate(
            """() => new Promise(done => {
                 const box = document.querySelector('[data-testid="stMain"]');
                 const look = (last, same) => same > 9 ? done() : requestAnimationFrame(
                   () => look(box.scrollTop, box.scrollTop === last ? same + 1 : 0));
                 look(-1, 0);
               })"""
        )
        return self

    def status(self, words: str) -> str:
        """Wait for the status line, or the message of what was just done, to hold these words; returns all of it."""
        line = self.page.locator('.status[role="status"], .said', has_text=words)
        line.wait_for(timeout=180_000)
        self.ready()
        return line.inner_text()

    def search(self, words: str) -> Tab:
        self.page.get_by_label("What do you want to find?").fill(words)
        self.page.get_by_role("button", name="Search", exact=True).click()
        return self

    def texts(self, selector: str) -> list[str]:
        return [" ".join(text.split()) for text in self.page.locator(selector).all_inner_texts()]

    def violations(self, options: dict[str, object] = AXE) -> list[str]:
        from axe_playwright_python.base import AXE_SCRIPT

        if not self.page.evaluate("Boolean(window.axe)"):  # once for a document
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate(
            "(options) => axe.run(document, options).then((done) => done.violations)", options
        )
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["id"] != UPLOADER]

    def faults(self, widths: tuple[int, ...] = WIDTHS) -> list[str]:
        """What is wrong with the page as it stands, in every width, light and dark, and with forced colours; it is
        not loaded again, and is light and wide at the end."""
        found = []
        for width in widths:
            self.wide(width)
            found += [f"light {width}: {one}" for one in self.violations()]
            if over := self.overflow():
                found.append(f"light {width}: {over} pixels wider than the window")
        self.scheme(
            color_scheme="dark", reduced_motion="reduce"
        )  # colours that are still turning are no state
        self.page.wait_for_function(
            """(wanted) => getComputedStyle(document.querySelector('[data-testid="stApp"]'))
               .backgroundColor === wanted""",
            arg=DARK_GROUND,
        )
        for width in reversed(widths):
            found += [f"dark {width}: {one}" for one in self.wide(width).violations(COLOURS)]
        self.scheme(forced_colors="active")
        found += [f"forced colours: {one}" for one in self.violations(COLOURS)]
        self.scheme(color_scheme="light", forced_colors="none", reduced_motion="no-preference")
        return found

    def scheme(self, **media: str) -> None:
        """Other colours, on the same page; drawn when this returns."""
        self.page.emulate_media(**media)
        self._drawn()

    def _drawn(self) -> None:
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def overflow(self) -> int:
        """Pixels by which the page stays wider than the window; a chart takes a moment to follow another width."""
        for _ in range(30):
            if not (found := self._overflow()):
                break
            self.page.wait_for_timeout(100)
        return found

    def _overflow(self) -> int:
        return self.page.evaluate(
            """() => Math.max(0, ...["body", '[data-testid="stMain"]', '[data-testid="stMainBlockContainer"]']
               .map(name => document.querySelector(name)).map(box => box.scrollWidth - box.clientWidth))"""
        )

    def wide(self, width: int) -> Tab:
        """The same page in a window of another width."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self._drawn()
        if width > 800:  # the menu of a narrow window takes a moment to go
            self.page.locator('[data-testid="stSidebarNavLink"]').first.wait_for(state="detached")
        return self

    def picture(self, name: str) -> None:
        """The whole page as a picture in the folder of pictures, to be looked at, where they are asked for."""
        if not os.environ.get("SCREENSHOTS"):
            return
        PICTURES.mkdir(exist_ok=True)
        width = self.page.viewport_size["width"]
        height = self.page.evaluate("""() => document.querySelector('[data-testid="stMain"]').scrollHeight""")
        self.page.set_viewport_size({"width": width, "height": min(max(height, 900), 6000)})
        self.page.screenshot(path=PICTURES / f"{name.replace(' ', '-')}-{width}.png")
        self.page.set_viewport_size({"width": width, "height": 900})

    def pictures(self, name: str) -> None:
        """The page as it stands in every width, light and dark."""
        if not os.environ.get("SCREENSHOTS"):
            return
        for scheme in ("light", "dark"):
            self.scheme(color_scheme=scheme)
            for width in (1280, 768, 390, 320):
                self.wide(width).picture(f"{name} {scheme}")
        self.scheme(color_scheme="light")
        self.wide(WIDTHS[0])

    def focus_ring(self) -> bool:
        """Whether a line around what has the focus, or around the field it stands in, shows that it has."""
        return self.page.evaluate(
            """() => {
                 for (let node = document.activeElement, up = 0; node && up < 5; node = node.parentElement, up++) {
                   const style = getComputedStyle(node);
                   if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
                   if (style.boxShadow !== "none") return true;
                 }
                 return false;
               }"""
        )

    def tab_to(self, name: str, most: int = 60) -> Tab:
        """Go on with the Tab key until what is called `name` has the focus; every stop must show it."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(
                """() => { const one = document.activeElement, name = one.getAttribute("aria-label");
                   return one === document.body ? "" : (name || one.innerText || one.tagName).trim(); }"""
            )
            at = at.removeprefix("keyboard_arrow_right").strip()  # the picture before an expander's name
            assert not at or self.focus_ring(), f"nothing shows that ‘{at[:60]}’ has the focus"
            if at == name:
                return self
        raise AssertionError(f"‘{name}’ cannot be reached with the Tab key")

    def close(self) -> None:
        self.page.close()


def only_tab(browser, address: str) -> Iterator[Tab]:
    """One tab for all tests of a file, as its fixture: opening one is most of the time."""
    tab = Tab(browser, address)
    yield tab
    tab.close()
    assert tab.elsewhere == []
