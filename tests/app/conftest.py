"""The app over the fake library, run without a browser."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from findings.app.state import deployment, library_access
from findings.app.state.session import plain
from findings.packs.pack import Silent
from findings.packs.pack_store import PackStore
from findings.packs.snapshot import kept_passage, searched
from findings.records import Plan
from tests.app.browser import CHROMIUM, FLAGS, Tab, chromium, serving
from tests.app.fake_library import FINDING, LETTER, PARTNERS, REPORT, FakeLibrary
from tests.app.fake_views import DOCUMENTS, WHOLE
from tests.app.small_corpus import serving_corpus

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def settings_of_each_test():
    deployment.of_installation.cache_clear()
    yield
    deployment.of_installation.cache_clear()


@pytest.fixture(autouse=True)
def browser_without_cookies(monkeypatch):
    """Without a browser the context is a stand-in, whose cookies are words of its own."""
    monkeypatch.setattr(type(st.context), "cookies", {})


class Screen:
    """A page as a person meets it: its address, what it says, its inputs."""

    def __init__(self, monkeypatch, data):
        monkeypatch.setenv("FINDINGS_DATA", str(data))
        self.store = PackStore(data)
        self.library = FakeLibrary()
        self.error = None
        self.known = False
        monkeypatch.setattr(library_access, "get_library", self._get)
        self.app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)

    def _get(self):
        if self.error:
            raise self.error
        return self.library

    def open(self, query="", page=""):
        """Open an address; `page` is "" for Search."""
        deployment.of_installation.cache_clear()  # a test may have changed them
        self.app.query_params.clear()
        if page and not self.known:
            self.app.run()  # pages are known after the first run: their addresses are not their files' names
            self.known = True
        for name, values in parse_qs(query).items():
            self.app.query_params[name] = values
        if page:
            self.app.switch_page(f"findings/app/pages/{page}_page.py")
        self.app.run()
        assert not self.app.exception
        return self

    @property
    def html(self):
        """Everything the page draws itself, in order."""
        return "\n".join(
            found.proto.body for found in self.app.get("html") if "<style>" not in found.proto.body
        )

    @property
    def status(self):
        """What is announced: the status line, then the message of what was just done or went wrong."""
        [line] = [found.value for found in self.app.markdown if 'role="status"' in found.value]
        return "\n".join(
            (line, *(found.value for found in self.app.markdown if 'class="said' in found.value))
        )

    @property
    def params(self):
        known = self.app.query_params.items()
        return {name: [values] if isinstance(values, str) else list(values) for name, values in known}

    def button(self, label):
        [found] = [found for found in self.app.button if found.label in (label, plain(label))]
        return found

    def follow(self, label):
        """Press what looks like a link to another view of the same page."""
        self.button(label).click().run()
        assert not self.app.exception
        return self

    def links(self, label):
        """Where the links with this label lead: those that Streamlit draws, then those in the page's own HTML."""
        drawn = [
            found.proto.query_string for found in self.app.get("page_link") if found.proto.label == label
        ]
        own = re.findall(r'<a [^>]*href="[^"?]*\?([^"]*)"[^>]*>([^<]*)</a>', self.html)
        return drawn + [unescape(query) for query, words in own if unescape(words) == label]


def chips(screen):
    """The filters in force, as the buttons that take them away."""
    return [found.label for found in screen.app.button if (found.key or "").startswith("chip-")]


@pytest.fixture
def screen(monkeypatch, tmp_path):
    return Screen(monkeypatch, tmp_path / "data")


@pytest.fixture
def pack(screen):
    """A pack of a strength, a finding of the letter, and one met while reading."""
    pack_id = screen.store.create("LADO arrangements")
    screen.app.session_state["packs"] = [pack_id]  # this browser made it
    receipt = screen.library.receipt(Plan("LADO", "LADO"))
    found = replace(searched("over_time", receipt), silent=(Silent(DOCUMENTS["silent"], "not_mentioned"),))
    screen.store.add(
        pack_id,
        [
            kept_passage(WHOLE["full"], DOCUMENTS["full"], "LADO", "strength"),
            kept_passage(FINDING, LETTER, "LADO", "needs_improvement"),
        ],
        found,
    )
    screen.store.add(pack_id, [kept_passage(PARTNERS, REPORT, "", "mentioned")])
    for name in ("full", "silent"):
        screen.library.more += (DOCUMENTS[name],)
    return pack_id


@pytest.fixture(scope="session")
def chrome():
    """One browser for all tests; each tab has a profile of its own."""
    if not chromium():
        pytest.skip(f"there is no browser at {CHROMIUM}: install chromium, or name one in CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def fake_site(tmp_path_factory):
    """The address of the app over the fake library."""
    folder = tmp_path_factory.mktemp("site")
    data = str(folder / "data")
    with serving("tests/app/fake_app.py", folder / "log", FINDINGS_DATA=data) as address:
        yield address


@pytest.fixture(scope="module")
def corpus_site(chrome, tmp_path_factory):
    """The app over the small corpus, with the folders it works on: a module's own, for tests add to them."""
    with serving_corpus(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture
def tabs(chrome):
    """Open tabs on a site; at the end none of them may have called another host."""
    opened = []

    def tab(address, width=1280):
        opened.append(Tab(chrome, address, width))
        return opened[-1]

    yield tab
    for each in opened:
        each.close()
    assert [url for each in opened for url in each.elsewhere] == []
