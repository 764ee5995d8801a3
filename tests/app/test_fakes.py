"""The fake library answers in the form of the real one: what it fills, the real one fills alike.

Only the form counts: the type of each field and, of our own words, whether they are a whole sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from findings.errors import QueryError
from findings.library import Library, open_library
from findings.records import Filters
from tests.app.fake_library import FakeLibrary
from tests.app.small_corpus import build, write_corpus

pytestmark = pytest.mark.model

# Fields with words of ours; those of others are a document's or a person's.
OURS = {
    "Answer.reason",
    "Answer.conflict",
    "Answer.not_found",
    "InspectionView.why",
    "Document.message",
    "Plan.detected",
    "QueryError",
}
# What the fakes fill and neither corpus below gives: it takes a side file, a table of actions, or figures that differ.
NOT_HERE = {"Answer.conflict", "Document.source", "Recommendation.body"}

# What brings each state of a page from the fakes, and from the shipped corpus.
FAKE = {
    "search": ("LADO", "Northshire", "nothing", "possible", "many"),
    "ask": ("LADO", "part", "abstain"),
    "over_time": ("LADO", "several", "single"),
    "recommendations": ("", "LADO"),
}
REAL = {
    "search": ("LADO arrangements in Halton", "well regarded by partners", "aircraft carrier propulsion"),
    "ask": (
        "Is the LADO effective, and who pays for the bins?",
        "What did inspectors say about the Acorn Trust?",
        "How many social workers have left?",
    ),
    "over_time": ("LADO arrangements", "supervision of social workers", "children missing from home"),
    "recommendations": ("", "supervision"),
}


def answers(library: Library | FakeLibrary, asked: dict[str, tuple[str, ...]]) -> Iterator[object]:
    """Everything that a library says of these questions, of itself, and of a question that cannot be used."""
    for view, queries in asked.items():
        for query in queries:
            found = getattr(library, view)(query)
            yield found
            yield from (library.stance(hit.passage) for hit in found.hits) if view == "search" else ()
    yield library.documents()
    yield library.manifest
    yield library.receipt(library.search("LADO", 1, Filters()).plan)
    yield from (library.content(one.id) for one in library.documents() if one.status == "ready")
    with pytest.raises(QueryError) as refused:
        library.search("?!" if isinstance(library, Library) else "refused")
    yield refused.value


def forms(name: str, value: object) -> Iterator[tuple[str, str]]:
    """(field, form of what fills it) of a record and all it holds; what is at its default fills nothing."""
    if isinstance(value, QueryError):
        yield "QueryError", form("QueryError", str(value))
    elif is_dataclass(value):
        for field in fields(value):
            held = getattr(value, field.name)
            if held not in (None, "", (), {}, field.default):
                yield from forms(f"{type(value).__name__}.{field.name}", held)
    elif isinstance(value, tuple):
        yield from (found for each in value for found in forms(name, each))
    else:
        yield name, form(name, value)


def form(name: str, value: object) -> str:
    if name not in OURS or not isinstance(value, str):
        return type(value).__name__
    sentence = value.endswith((".", ".’")) and not value.endswith("..") and value[0] in f"‘{value[0].upper()}"
    return "a sentence" if sentence else "words"


def filled(said: Iterable[object]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, form in {one for each in said for one in forms("", each)}:
        found[name].add(form)
    return found


@pytest.fixture(scope="module")
def real(halton_index: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Of the shipped corpus; its documents are all read, so a small one adds a PDF, a copy and a broken file."""
    folder = tmp_path_factory.mktemp("small")
    write_corpus(folder / "corpus")
    build(folder / "corpus", folder / "index")
    small = {view: ("supervision is reflective",) for view in REAL if view != "recommendations"}
    both = [
        *answers(open_library(halton_index), REAL),
        *answers(open_library(folder / "index"), small),
    ]
    return filled(both)


def test_what_the_fakes_fill_the_library_fills_alike(real: dict[str, set[str]]) -> None:
    fake = filled(answers(FakeLibrary(), FAKE))
    assert {name for name in fake if name not in real} == NOT_HERE
    other = {name: (fake[name], real[name]) for name in fake if name in real and not fake[name] <= real[name]}
    assert other == {}


def test_what_is_told_in_sentences_is_so_in_both(real: dict[str, set[str]]) -> None:
    fake = filled(answers(FakeLibrary(), FAKE))
    assert fake["Answer.conflict"] == {"a sentence"}
    for name in ("Answer.reason", "Answer.not_found", "InspectionView.why", "Document.message", "QueryError"):
        assert (name, fake[name], real[name]) == (name, {"a sentence"}, {"a sentence"})
