"""Work beside the page: done once for all who ask, kept, forgotten in order, and left when its person goes on."""

import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from findings.app.state import library_access
from findings.app.state.background import Kept
from tests.app.fake_library import FakeLibrary

APP = str(Path(__file__).resolve().parents[2] / "app.py")


def test_the_same_work_is_done_once():
    kept, begun, go = Kept(), [], threading.Event()

    def work(progress):
        begun.append(1)
        go.wait(10)
        return "done"

    first, second = kept.start("a", work), kept.start("a", work)
    go.set()
    assert (first.future.result(10), second.future.result(10), kept.start("a", work).future.result(10)) == (
        "done",
    ) * 3
    assert len(begun) == 1


def test_what_failed_is_tried_again():
    kept = Kept()
    with pytest.raises(ZeroDivisionError):
        kept.start("a", lambda progress: 1 / 0).future.result(10)
    assert kept.start("a", lambda progress: 2).future.result(10) == 2


def test_the_least_used_is_forgotten():
    kept, begun = Kept(most=2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        kept.start(key, lambda progress, key=key: begun.append(key)).future.result(10)
    assert begun == ["a", "b", "c", "b"]


def test_a_rerun_searches_no_second_time(screen):
    screen.open("q=LADO")
    screen.app.run()
    screen.open("q=LADO&page=2")
    assert len(screen.library.asked) == 1
    for path, page in (("topic=LADO", "over_time"), ("q=LADO", "ask"), ("topic=LADO", "recommendations")):
        screen.open(path, page)
        screen.app.run()
    assert len(screen.library.asked) == 4
    screen.library = FakeLibrary()  # another generation
    screen.open("topic=LADO", "recommendations")
    assert len(screen.library.asked) == 1


def test_a_slow_answer_says_so(monkeypatch):
    from findings.app.state import background
    from findings.app.text import shared_text

    library, go = FakeLibrary(), threading.Event()
    search = library.search
    monkeypatch.setattr(library_access, "get_library", lambda: library)
    monkeypatch.setattr(library, "search", lambda *given, **known: go.wait(30) and search(*given, **known))
    monkeypatch.setattr(background, "LONG", 0.1)
    said = []
    shown = background.st.empty

    def empty():
        place = shown()
        markdown = place.markdown

        def told(words):
            said.append(words)
            markdown(words)
            go.set()

        monkeypatch.setattr(place, "markdown", told)
        return place

    monkeypatch.setattr(background.st, "empty", empty)
    app = AppTest.from_file(APP, default_timeout=30)
    app.query_params["q"] = "LADO"
    app.run()
    assert not app.exception
    assert said == [shared_text.SLOW]
    assert shared_text.SLOW not in [found.value for found in app.markdown]


def test_a_long_answer_shows_how_many_reports_were_read(monkeypatch):
    from findings.app.state import background

    library, go = FakeLibrary(), threading.Event()
    over_time = library.over_time

    def slow(topic, filters, *, progress):
        progress.stage("Reading every inspection", 111)
        progress.step(32)
        assert go.wait(30)
        return over_time(topic, filters)

    monkeypatch.setattr(library_access, "get_library", lambda: library)
    monkeypatch.setattr(library, "over_time", slow)
    monkeypatch.setattr(background, "SHORT", 0.0)
    said = []
    shown = background.st.empty

    def empty():
        place = shown()
        monkeypatch.setattr(place, "progress", lambda part, text: (said.append((part, text)), go.set()))
        return place

    monkeypatch.setattr(background.st, "empty", empty)
    app = AppTest.from_file(APP, default_timeout=30)
    app.run()
    app.query_params["topic"] = "LADO"
    app.switch_page("findings/app/pages/over_time_page.py")
    app.run()
    assert not app.exception
    assert said == [(32 / 111, "32 of 111 reports read")]
