"""Kinds of document by the names that people use, which stand in the templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from findings.search.kind_names import named_kinds, stems_of_names


def codes(words: str) -> list[set[str]]:
    return [set(found) for _, _, found in named_kinds(words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("in the focused visits", [{"focused-visit"}]),
        ("focussed visit letter", [{"focused-visit"}]),
        ("monitoring visit letters", [{"monitoring-visit"}]),
        ("JTAIs", [{"jtai"}]),
        ("the joint targeted area inspection report", [{"jtai"}]),
        ("single framework inspection", [{"sif"}]),
        ("the council's own statement", [{"statement"}]),
        ("childrens home inspections", [{"childrens-home"}]),
        ("inspection of local authority children's services", [{"ilacs"}]),
        ("new provider monitoring visit", [{"further-education"}]),
        ("thematic inspections", [{"probation-thematic", "police-thematic"}]),
        ("focused and monitoring visits", [{"focused-visit"}, {"monitoring-visit"}]),
        ("in the reports", []),
        ("", []),
    ],
)
def test_the_longest_name_is_found_by_its_stems(words: str, found: list[set[str]]) -> None:
    assert codes(words) == found


def test_offsets_are_those_of_the_name() -> None:
    assert [(start, end) for start, end, _ in named_kinds("in the SIF and the JTAI")] == [(7, 10), (19, 23)]


def test_names_of_an_added_template_are_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'name = "X"\n[[kinds]]\ncode = "scrutiny"\nname = "scrutiny review"\nalso = ["NSR"]\n'
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    assert "nsr" not in stems_of_names()
    monkeypatch.setenv("FINDINGS_TEMPLATES", str(tmp_path))
    assert codes("scrutiny reviews and NSRs") == [{"scrutiny"}, {"scrutiny"}]
    assert "nsr" in stems_of_names()
