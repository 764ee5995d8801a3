from __future__ import annotations

import io
import sys

import pytest

from findings.cli.progress_bar import Bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched(screen: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a build of two stages draws."""
    monkeypatch.setattr(sys, "stderr", screen)
    bar = Bar()
    bar.step(1, "before any stage nothing is drawn")
    bar.stage("Reading", 4)
    bar.step(2)
    bar.step(2, "2 of 2 documents")
    bar.stage("Writing", 0)
    bar.step(1)
    bar.close()
    return screen.getvalue()


def test_the_bar_shows_stage_share_and_note(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = watched(Terminal(), monkeypatch)
    assert "Reading     [############------------]   50%" in drawn
    assert "Reading     [########################]  100%  2 of 2 documents" in drawn
    assert drawn.endswith("Writing\n")
    assert "before" not in drawn


def test_a_log_has_the_stages_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched(io.StringIO(), monkeypatch) == "Reading   \nWriting\n"


def test_a_long_step_says_how_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    bar = Bar()
    bar.stage("Reading", 4)
    bar.step(0, "scan.pdf: page 3, 3 of 20 by OCR")
    assert "0%  scan.pdf: page 3, 3 of 20 by OCR" in screen.getvalue()
    bar.close()
