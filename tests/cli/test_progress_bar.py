from __future__ import annotations

import pytest

from findings.cli.progress_bar import Bar


def test_the_bar_shows_stage_share_and_note(capsys: pytest.CaptureFixture[str]) -> None:
    bar = Bar()
    bar.step(1, "before any stage nothing is drawn")
    bar.stage("Reading", 4)
    bar.step(4, "2 of 2 documents")
    bar.stage("Writing", 0)
    bar.step(1)
    bar.close()
    drawn = capsys.readouterr().err
    assert "Reading   100% |" in drawn
    assert "| 2 of 2 documents  [00:00 gone, 00:00 left]" in drawn
    assert "Writing" in drawn
    assert "before" not in drawn
