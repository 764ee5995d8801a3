"""Work beside the page: done once for all who ask, kept, forgotten in order, and left when its person goes on."""

import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from findings.app.state import library_access
from findings.app.state.background import AT_ONCE, LONG_AT_ONCE, Kept, NobodyWaits
from findings.request import serving_now
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


def test_long_work_waits_for_long_work_and_short_work_does_not():
    """Four long looks: two go on, two wait; all four short ones beside them go on."""
    kept, go, begun = Kept(), threading.Event(), threading.Semaphore(0)

    def work(progress):
        begun.release()
        assert go.wait(10)

    started = [kept.start(number, work, long=True) for number in range(LONG_AT_ONCE + 2)]
    started += [kept.start(f"short {number}", work) for number in range(AT_ONCE)]
    for _ in range(LONG_AT_ONCE + AT_ONCE):
        assert begun.acquire(timeout=10)
    assert not begun.acquire(timeout=0.1)
    go.set()
    for one in started:
        one.future.result(10)


def test_what_looks_at_every_document_is_long(screen, monkeypatch):
    """A question is, where it asks for a table; recommendations are, where they are judged on a topic."""
    lanes = {}
    start = Kept.start

    def noted(kept, key, work, *, long=False):
        lanes[(key[0], key[3])] = long
        return start(kept, key, work, long=long)

    monkeypatch.setattr(Kept, "start", noted)
    monkeypatch.setattr(
        type(screen.library), "form_for", lambda own, q, f: "which" if "Which" in q else "sentences"
    )
    screen.open("q=LADO")
    for page, query in (
        ("ask", "q=LADO"),
        ("ask", "q=Which LADO"),
        ("over_time", "topic=LADO"),
        ("recommendations", "topic=LADO"),
        ("recommendations", ""),
    ):
        screen.open(query, page)
    assert lanes == {
        ("search", "LADO"): False,
        ("ask", "LADO"): False,
        ("ask", "Which LADO"): True,
        ("over-time", "LADO"): True,
        ("recommendations", "LADO"): True,
        ("recommendations", ""): False,
    }


def test_work_that_everybody_left_is_not_begun(monkeypatch):
    from findings.app.state import background

    monkeypatch.setattr(background, "GONE", -1.0)
    kept, go, done = Kept(), threading.Event(), []
    busy = [kept.start(number, lambda progress: go.wait(10)) for number in range(AT_ONCE)]
    left, wanted = (kept.start(key, lambda progress, key=key: done.append(key)) for key in "ab")
    left.leave()
    go.set()
    for one in (*busy, wanted):
        one.future.result(10)
    with pytest.raises(NobodyWaits):
        left.future.result(10)
    assert done == ["b"]
    assert kept.start("a", lambda progress: "again").future.result(10) == "again"


def test_work_goes_on_while_one_of_two_waits_and_stops_when_both_have_left(monkeypatch):
    from findings.app.state import background

    monkeypatch.setattr(background, "GONE", -1.0)
    kept, turn, seen = Kept(), threading.Semaphore(0), threading.Semaphore(0)
    steps = []

    def work(progress):
        while True:
            assert turn.acquire(timeout=10)
            serving_now().check()
            steps.append(1)
            seen.release()

    one, other = kept.start("a", work), kept.start("a", work)
    assert one is other
    one.leave()
    turn.release()
    assert seen.acquire(timeout=10)
    other.leave()
    turn.release()
    with pytest.raises(NobodyWaits):
        one.future.result(10)
    assert steps == [1]


def test_a_person_whose_page_ends_waits_no_more(monkeypatch):
    from findings.app.state import background

    class EndedError(Exception):
        pass

    def end() -> None:
        raise EndedError

    monkeypatch.setattr(background, "GONE", -1.0)
    monkeypatch.setattr(background, "may_end_here", end)
    kept, go = Kept(), threading.Event()

    def work(progress):
        assert go.wait(10)
        serving_now().check()

    started = kept.start("a", work)
    with pytest.raises(EndedError):
        background.result_of(started, "slow", lambda done, total: "")
    go.set()
    with pytest.raises(NobodyWaits):
        started.future.result(10)


def test_who_comes_back_at_once_finds_the_work_under_way():
    """A page that is drawn again leaves and asks again: the work is not begun a second time."""
    kept, go, begun = Kept(), threading.Event(), []

    def work(progress):
        begun.append(1)
        assert go.wait(10)
        serving_now().check()
        return "done"

    first = kept.start("a", work)
    first.leave()
    assert kept.start("a", work) is first
    go.set()
    assert first.future.result(10) == "done"
    assert begun == [1]


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
