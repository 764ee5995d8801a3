"""What the command line prints for people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from findings.cli.as_json import answer as answer_json
from findings.cli.as_json import hit as hit_json
from findings.cli.as_text import write_answer, write_search
from findings.records import Plan, SearchResult
from tests.app import fake_views
from tests.app.fake_library import BULLET, hit

LEAD_IN = "The local authority should improve:"


def test_an_answer_names_what_decides_the_sense_of_a_bullet(capsys: pytest.CaptureFixture[str]) -> None:
    asked = replace(fake_views.sentence(fake_views.cited(BULLET)), when="In May 2023", under=LEAD_IN)
    answer = replace(fake_views.answer(Plan("q", "q")), sentences=(asked,))
    write_answer(answer)
    out = " ".join(capsys.readouterr().out.split())
    assert f"In May 2023, under ‘The local authority should improve’: ‘{BULLET.text}’ [1]" in out
    [printed] = answer_json(answer)["sentences"]
    assert (printed["under"], printed["text"]) == (LEAD_IN, BULLET.text)


def test_a_passage_is_printed_below_what_introduces_it(capsys: pytest.CaptureFixture[str]) -> None:
    write_search(SearchResult(Plan("q", "q"), (hit(1, BULLET),), 1, 0, 1))
    out = capsys.readouterr().out
    assert f"   {LEAD_IN}\n   {BULLET.text[:20]}" in out
    assert hit_json(hit(1, BULLET))["under"] == LEAD_IN
