"""Themes: what documents say on each, kept until the index changes, and which to look at first."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from findings.records import Document, InspectionView, Plan, Timeline
from findings.text.terms import Theme
from findings.timeline.themes import KeptLabels, labels_of, urgency, view

SUPERVISION = Theme("supervision", "Supervision", "Workforce")


def document(name: str, authority: str, year: int | None) -> Document:
    day = date(year, 5, 1) if year else None
    return Document(name, f"{name}.pdf", "", "pdf", 1, authority=authority, published=day)


OLD, NEW, OTHER, UNDATED = (
    document("old", "Halton", 2015),
    document("new", "Halton", 2024),
    document("other", "Sefton", 2020),
    document("undated", "Sefton", None),
)


def test_labels_are_those_of_over_time():
    views = (
        InspectionView(OLD, stance="strength"),
        InspectionView(NEW, silence="not_mentioned"),
        InspectionView(OTHER, silence="unreadable"),
    )
    assert labels_of(Timeline(Plan("a", "a"), views)) == {"old": "strength", "new": "not_mentioned"}


def test_a_view_counts_and_knows_the_newest_word_of_each_authority():
    labels = {"old": "strength", "new": "needs_improvement", "other": "mixed", "undated": "strength"}
    shown = view(SUPERVISION, labels, (UNDATED, NEW, OTHER, OLD))
    assert [one.id for one, _ in shown.said] == ["old", "other", "new", "undated"]
    assert (shown.count("strength"), shown.speaking, shown.latest) == (2, 4, ("needs_improvement", "mixed"))


def test_a_silent_document_does_not_take_the_word_of_an_earlier_one():
    labels = {"old": "needs_improvement", "new": "not_mentioned"}
    shown = view(SUPERVISION, labels, (OLD, NEW))
    assert (shown.latest, shown.speaking) == (("needs_improvement",), 1)


def test_what_needs_improvement_by_the_newest_word_comes_first():
    def shown(title: str, old: str, new: str):
        return view(Theme(title, title, ""), {"old": old, "new": new}, (OLD, NEW))

    themes = [
        shown("praised", "strength", "strength"),
        shown("risen", "needs_improvement", "strength"),
        shown("fallen", "strength", "needs_improvement"),
        shown("mixed", "strength", "mixed"),
        shown("silent", "not_mentioned", "not_mentioned"),
    ]
    order = [one.theme.title for one in sorted(themes, key=urgency)]
    assert order == ["fallen", "mixed", "risen", "praised", "silent"]


def test_labels_are_kept_for_the_same_bytes_and_the_same_judge(tmp_path):
    KeptLabels(tmp_path, "judge one").keep("supervision", {"old": "strength", "gone": "mixed"}, [OLD])
    again = KeptLabels(tmp_path, "judge one")
    assert again.of("supervision", [OLD, NEW]) == {"old": "strength"}
    assert again.of("supervision", [replace(OLD, checksum="other bytes")]) == {}
    assert again.of("neglect", [OLD]) == {}
    assert KeptLabels(tmp_path, "judge two").of("supervision", [OLD]) == {}


def test_a_damaged_file_and_a_folder_that_cannot_be_written_lose_nothing(tmp_path, caplog):
    (tmp_path / "themes.json").write_text(json.dumps(["nothing"]))
    assert KeptLabels(tmp_path, "judge").of("supervision", [OLD]) == {}
    (tmp_path / "file").write_text("no folder")
    kept = KeptLabels(tmp_path / "file", "judge")
    kept.keep("supervision", {"old": "strength"}, [OLD])
    assert kept.of("supervision", [OLD]) == {"old": "strength"}
    assert "themes.json cannot be written" in caplog.text
