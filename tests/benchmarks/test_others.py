"""The measure of documents of other inspectorates, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.others import EMPTY, RIGHT, WRONG, Score, judged, told
from tests.fakes import make_document


def test_a_fact_is_right_wrong_or_empty() -> None:
    document = make_document(
        subject="St Ann’s School",
        published=date(2019, 5, 4),
        published_from="file name",
        inspection_end=date(2019, 3, 2),
        grades=(("Safe", "Good"),),
    )
    assert judged("St Ann's school", told(document, "subject")) == RIGHT
    assert judged("2019-03-02", told(document, "inspection_end")) == RIGHT
    assert judged("2019-05-04", told(document, "published")) == EMPTY  # only the file's name gives it
    assert judged({"safe": "good"}, told(document, "grades")) == RIGHT
    assert judged(None, told(document, "subject")) == WRONG  # given, and not printed
    assert judged("Ofsted", told(document, "inspectorate")) == EMPTY
    assert judged(None, told(document, "inspectorate")) is None


def test_recommendations_are_counted_by_document(capsys: pytest.CaptureFixture[str]) -> None:
    score = Score(queries=4, first=3)
    score.add_recommendations(made=3, found=4)
    score.add_recommendations(made=0, found=5)
    score.report()
    said = capsys.readouterr().out.splitlines()
    assert "recommendations within one: 1 of 2 documents" in said
    assert "recommendations: 3 made, 9 found, at least 6 too many" in said
    assert "first hit answers: 3 of 4 queries" in said
