"""Over time, over a small index with an encoder one can work out in one's head."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from findings.library import Library
from findings.progress import Counted
from findings.records import Filters, InspectionView
from findings.timeline import over_time as over_time_file
from findings.timeline.over_time import over_time
from tests.fakes import FAKE_RULES, FakeJudge, FakeReading, read_plain
from tests.index.building import small_library

FILES = {
    "halton-2024-sif.txt": """@ Halton 2024-07-12
1. The LADO is effective and well regarded. Cases are closed.
2. The LADO does not keep a tracker and cover is not robust enough.
3. Early help is strong.
""",
    "halton-2023-focused-visit.txt": """@ Halton 2023-01-13
Inspectors looked at the quality of supervision. They also looked at the front door.
Supervision of staff is regular and reflective. Missing children are seen.
""",
    "halton-2020-sif.txt": """@ Halton 2020-04-15
1. Allegations are monitored by a designated officer, but there is not enough oversight.
""",
    "halton-2021-statement.txt": """@ Halton 2021-02-01
Inspectors looked at the arrangements for the LADO. Staff are pleased.
""",
    "halton-2014-sif.txt": """@ Halton 2014-03-01
1. Staff are pleased.
^ The LADO is the person who hears of allegations.
""",
    "hull-2019-sif.txt": """@ Kingston upon Hull 2019-05-17
1. The LADO meets staff.
^ The LADO was told too late.
2. Each IRO is new.
""",
    "halton-2012.txt": "! not readable",
    "hull-2012.txt": "! not readable",
    "scan.txt": "! not readable",
}
KINDS = ("focused-visit", "statement", "sif")


def read(path: Path, corpus: Path, id: str) -> FakeReading:
    reading = read_plain(path, corpus, id)
    kind = next((kind for kind in KINDS if path.stem.endswith(kind)), "other")
    return FakeReading(replace(reading.document, kind=kind), reading.content)


@pytest.fixture(autouse=True)
def as_the_judge_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(over_time_file, "likelihood", lambda judgement, nearness, late: judgement.says)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("timeline"), FILES, replace(FAKE_RULES, read=read))


def views(library: Library, query: str, **filters: object) -> dict[str, InspectionView]:
    plan = library.plan(query, Filters(**filters))  # type: ignore[arg-type]
    return {view.document.id: view for view in over_time(library.generation, FakeJudge(), plan).inspections}


def test_every_document_of_the_authority_stands_there_oldest_first(library: Library) -> None:
    found = views(library, "LADO over time", authorities=("Halton",))
    assert list(found) == [
        "halton-2014-sif",
        "halton-2020-sif",
        "halton-2021-statement",
        "halton-2023-focused-visit",
        "halton-2024-sif",
        "halton-2012",  # undated: last
        "scan",  # may be anybody's; hull-2012 names another authority
    ]
    assert set(views(library, "LADO")) == {*(name.removesuffix(".txt") for name in FILES)}


def test_what_a_document_says_comes_with_its_stance(library: Library) -> None:
    view = views(library, "LADO")["halton-2024-sif"]
    assert (view.silence, view.stance, view.others) == (None, "mixed", 0)
    assert view.why == "1 passage is a strength, 1 needs improvement."
    assert [(hit.passage.paragraph, stance.label) for hit, stance in view.passages] == [
        ("1", "strength"),
        ("2", "needs_improvement"),
    ]
    hit = view.passages[0][0]
    assert hit.score == 0.9
    assert (hit.words_found, hit.possible, hit.rank) == (("LADO",), False, 1)
    stored = library.content("halton-2024-sif").text
    assert stored[slice(*hit.sentence)] == "The LADO is effective and well regarded."


def test_another_name_of_the_topic_speaks_too(library: Library) -> None:
    view = views(library, "LADO")["halton-2020-sif"]
    assert view.silence is None
    assert view.passages[0][0].words_added == ("designated officer",)


def test_a_visit_that_looked_at_other_things_is_out_of_scope(library: Library) -> None:
    view = views(library, "LADO")["halton-2023-focused-visit"]
    assert (view.silence, view.stance, view.passages) == ("out_of_scope", None, ())
    assert view.scope and view.scope.quote == (
        "Inspectors looked at the quality of supervision. They also looked at the front door."
    )
    assert [hit.possible for hit in view.nearest] == [True]  # the scope sentence itself is not offered


def test_a_sentence_that_says_what_was_looked_at_only_mentions_the_topic(library: Library) -> None:
    view = views(library, "LADO")["halton-2021-statement"]
    assert (view.silence, view.stance, view.why) == (None, "mentioned", "Only mentions it.")


def test_a_note_that_says_what_a_name_means_only_mentions_it(library: Library) -> None:
    view = views(library, "LADO")["halton-2014-sif"]
    assert (view.silence, view.stance, view.why) == (None, "mentioned", "Only mentions it.")


@pytest.mark.parametrize(
    ("id", "words", "label"),
    [
        ("halton-2014-sif", "The LADO is the person who", "mentioned"),  # says what a name means
        ("halton-2023-focused-visit", "Inspectors looked at", "mentioned"),  # says what was looked at
        ("halton-2024-sif", "The LADO is effective", "strength"),
        ("halton-2024-sif", "The LADO does not keep", "needs_improvement"),
    ],
)
def test_a_passage_that_finds_nothing_judges_nothing(
    library: Library, id: str, words: str, label: str
) -> None:
    [passage] = [p for p in library.generation.store.document_passages(id) if p.text.startswith(words)]
    assert library.stance(passage).label == label


def test_a_note_that_finds_something_speaks(library: Library) -> None:
    quoted = [hit.passage.text for hit, _ in views(library, "LADO")["hull-2019-sif"].passages]
    assert quoted == ["The LADO meets staff.", "The LADO was told too late."]


def test_within_its_scope_a_visit_that_says_nothing_did_not_mention_it(library: Library) -> None:
    assert views(library, "front door thresholds")["halton-2023-focused-visit"].silence == "not_mentioned"


def test_a_file_that_could_not_be_read_keeps_its_own_silence(library: Library) -> None:
    view = views(library, "LADO", authorities=("Halton",))["scan"]
    assert (view.silence, view.stance, view.nearest) == ("unreadable", None, ())


def test_filters_leave_only_their_documents(library: Library) -> None:
    found = views(library, "LADO since 2021", authorities=("Halton",), kinds=("sif",))
    assert [id for id, view in found.items() if view.silence != "unreadable"] == ["halton-2024-sif"]


def test_a_phrase_in_quotation_marks_must_occur(library: Library) -> None:
    found = views(library, '"well regarded" LADO', authorities=("Halton",))
    assert [hit.passage.paragraph for hit, _ in found["halton-2024-sif"].passages] == ["1"]
    assert found["halton-2020-sif"].silence == "not_mentioned"


def test_dates_are_those_of_the_documents(library: Library) -> None:
    assert views(library, "LADO")["halton-2020-sif"].document.date == date(2020, 4, 15)


def test_a_document_that_only_names_the_topic_is_said_to(library: Library) -> None:
    # A word of three letters is nothing to the fake judge, but all of the topic's words.
    view = views(library, "IRO")["hull-2019-sif"]
    assert (view.silence, view.stance, view.why) == (None, "mentioned", "Only mentions it.")
    assert view.passages[0][0].passage.text == "Each IRO is new."


def test_documents_read_in_parts_come_out_the_same_and_are_counted(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = library.over_time("LADO")
    monkeypatch.setattr("findings.timeline.over_time.AT_ONCE", 2)
    progress = Counted()
    assert library.over_time("LADO", progress=progress) == whole
    ready = [view for view in whole.inspections if view.silence != "unreadable"]
    assert (progress.done, progress.total) == (len(ready), len(ready))
